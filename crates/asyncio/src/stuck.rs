//! Tasks that can't go on: what a deadlock is made of, and what is left at the end.

use interleave_trace::{
    Chart, DiagnosticKind, End, Kind, NO_TASK, TaskId, WaitKind,
    analysis::Awaited,
    narrate::{self, Cause},
};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine, builtins::PyBaseExceptionRef,
};

use crate::{
    tasks::{attribute, text},
    world::World,
};

/// No more causes than this are told at the end of a run; Problems has them all.
const MOST: usize = 4;

/// Ends the run, as nothing is ready and no timer is set.
pub(crate) fn deadlock(world: &World, vm: &VirtualMachine) -> PyBaseExceptionRef {
    world.flush_line();
    let (chart, awaited) = look(world, &alive(world), vm);
    let causes = narrate::deadlock(&chart, &world.recording.borrow(), &awaited);
    for cause in &causes {
        diagnose(world, DiagnosticKind::Deadlock, cause, "");
    }
    let told: Vec<String> = causes.iter().take(MOST).map(told).collect();
    let rest = match causes.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" And {more} more."),
    };
    let text = if causes.is_empty() {
        "Nothing is left that could ever run: the loop has no task, no timer, and nobody to stop it."
            .to_owned()
    } else {
        format!(
            "Nothing is left that could ever run. {}{rest}",
            told.join(" ")
        )
    };
    let text = hinted(world, text);
    if causes.is_empty() {
        return world.end(End::Deadlock, text, vm);
    }
    world.end_as_told(End::Deadlock, text, vm)
}

/// Why a run ended that can't go on, and what its author should know of the network.
pub(crate) fn hinted(world: &World, text: String) -> String {
    match world.machine.borrow().network.listening_address() {
        Some(address) => format!(
            "{text} A server listens at {address}, but nobody can connect from outside: start its clients in the same program."
        ),
        None => text,
    }
}

/// Tells of tasks that are not over: `when` says since when nobody waits for them.
pub(crate) fn tell_pending(world: &World, tasks: &[PyObjectRef], when: &str, vm: &VirtualMachine) {
    let tasks: Vec<(TaskId, PyObjectRef)> = tasks
        .iter()
        .map(|task| (world.task_id(task, vm), task.clone()))
        .filter(|(id, _)| *id != NO_TASK)
        .collect();
    if tasks.is_empty() {
        return;
    }
    let (chart, awaited) = look(world, &tasks, vm);
    let causes = narrate::pending(&chart, &world.recording.borrow(), &awaited);
    let asked = |cause: &&Cause| tasks.iter().any(|(id, _)| cause.tasks.contains(id));
    for cause in causes.iter().filter(asked) {
        diagnose(world, DiagnosticKind::Pending, cause, when);
    }
}

/// Tells of locks that nobody can ever get any more.
pub(crate) fn tell_unreleased(world: &World) {
    if !world.resources.borrow().is_any_held() {
        return;
    }
    let causes = {
        let recording = world.recording.borrow();
        narrate::unreleased(&Chart::of(&recording), &recording)
    };
    for cause in &causes {
        diagnose(world, DiagnosticKind::Note, cause, "");
    }
}

/// The tasks that are not over, in the order in which they were made.
pub(crate) fn alive(world: &World) -> Vec<(TaskId, PyObjectRef)> {
    world.tasks.borrow().alive()
}

fn diagnose(world: &World, kind: DiagnosticKind, cause: &Cause, when: &str) {
    let text = world.intern(&format!("{}{when}", cause.text));
    let line = cause.lines.first().copied().unwrap_or(0);
    let task = cause.tasks.first().copied().unwrap_or(NO_TASK);
    world.record(task, Kind::Diagnostic { kind, line, text });
}

/// A cause as a sentence with its lines.
fn told(cause: &Cause) -> String {
    let lines: Vec<String> = cause.lines.iter().map(ToString::to_string).collect();
    match lines.as_slice() {
        [] => format!("{}.", cause.text),
        [line] => format!("{} (line {line}).", cause.text),
        lines => format!("{} (lines {}).", cause.text, lines.join(", ")),
    }
}

fn look(world: &World, tasks: &[(TaskId, PyObjectRef)], vm: &VirtualMachine) -> (Chart, Awaited) {
    let chart = Chart::of(&world.recording.borrow());
    let parents: Vec<(TaskId, &PyObject, Vec<PyObjectRef>)> = tasks
        .iter()
        .map(|(id, task)| (*id, task.as_object(), awaited_by(task, vm)))
        .collect();
    let number = |wanted: &PyObject| {
        let found = tasks.iter().find(|(_, task)| task.is(wanted));
        found.map(|(id, _)| *id)
    };
    let children = |parent: &PyObject, admitted: &dyn Fn(&PyObject) -> bool| {
        let waits = |waiters: &[PyObjectRef]| waiters.iter().any(|waiter| waiter.is(parent));
        let of = parents
            .iter()
            .filter(|(_, task, by)| waits(by) && admitted(task));
        of.map(|(id, ..)| *id).collect::<Vec<_>>()
    };
    let mut awaited = Awaited::new();
    for (id, task) in tasks {
        let span = chart.task(*id).and_then(|task| task.spans.last());
        let waiter = attribute(task, "_fut_waiter", vm);
        let others = match (span.and_then(|span| span.on).map(|on| on.kind), waiter) {
            (Some(WaitKind::Task), Some(waiter)) => number(&waiter).into_iter().collect(),
            (Some(WaitKind::Gather), Some(waiter)) => {
                let mut gathered = Vec::new();
                members(&waiter, &mut gathered, vm);
                gathered.iter().filter_map(|task| number(task)).collect()
            }
            (Some(WaitKind::TaskGroup | WaitKind::Wait), _) => children(task, &|_| true),
            (Some(WaitKind::Future), _) => children(task, &|child| is_shielded(child, vm)),
            _ => continue,
        };
        if !others.is_empty() {
            awaited.insert(*id, others);
        }
    }
    (chart, awaited)
}

/// What `future._asyncio_awaited_by` names.
fn awaited_by(future: &PyObject, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    let Some(waiters) = attribute(future, "_asyncio_awaited_by", vm) else {
        return Vec::new();
    };
    let listed = vm.ctx.new_list(Vec::new());
    vm.call_method(listed.as_object(), "extend", (waiters,))
        .map_or_else(|_| Vec::new(), |_| listed.borrow_vec().to_vec())
}

/// The tasks that a `gather` gathers, also those of one inside of it.
fn members(gathering: &PyObject, found: &mut Vec<PyObjectRef>, vm: &VirtualMachine) {
    let children = attribute(gathering, "_children", vm)
        .and_then(|children| children.try_to_value::<Vec<PyObjectRef>>(vm).ok());
    for child in children.unwrap_or_default() {
        if attribute(&child, "_coro", vm).is_some() {
            found.push(child);
        } else {
            members(&child, found, vm);
        }
    }
}

/// Whether `asyncio.shield` stands between a task and who awaits it.
fn is_shielded(task: &PyObject, vm: &VirtualMachine) -> bool {
    let callbacks = attribute(task, "_callbacks", vm)
        .and_then(|callbacks| callbacks.try_to_value::<Vec<PyObjectRef>>(vm).ok());
    callbacks.unwrap_or_default().iter().any(|pair| {
        pair.get_item(&0_usize, vm).is_ok_and(|callback| {
            text(&callback, "__qualname__", vm).starts_with("shield.<locals>")
        })
    })
}
