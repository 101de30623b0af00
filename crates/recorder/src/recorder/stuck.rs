//! Tasks that can't go on: what a deadlock is made of, and what is left at the end.

use std::collections::{HashMap, HashSet};

use interleave_trace::{
    Chart, DiagnosticKind, Kind, NO_TASK, TaskId, WaitKind,
    analysis::Awaited,
    narrate::{self, Cause},
};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyRef, VirtualMachine};

use interleave_asyncio::{
    Future, Task,
    convert::{attribute, text},
};

use super::Recorder;

/// No more causes than this are told at the end of a run; Problems has them all.
const MAX_CAUSES: usize = 4;

/// A task that is not over, and its number.
type Alive = (TaskId, PyRef<Task>);

impl Recorder {
    /// Why nothing is ready and no timer is set: each cause goes to Problems. The
    /// sentence for the end of the run; `None`, where no task waits.
    pub fn explain_deadlock(&self, alive: Vec<PyObjectRef>, vm: &VirtualMachine) -> Option<String> {
        self.flush();
        let (chart, awaited) = self.look(&numbered(alive), vm);
        let causes = narrate::deadlock(&chart, &self.recording.borrow(), &awaited);
        for cause in &causes {
            self.diagnose_cause(DiagnosticKind::Deadlock, cause, "");
        }
        let told: Vec<String> = causes.iter().take(MAX_CAUSES).map(told).collect();
        let rest = match causes.len().saturating_sub(MAX_CAUSES) {
            0 => String::new(),
            more => format!(" And {more} more."),
        };
        (!causes.is_empty()).then(|| format!("{}{rest}", told.join(" ")))
    }

    /// Tells of tasks that are not over: `when` says since when nobody waits for them.
    pub fn tell_pending(&self, tasks: Vec<PyObjectRef>, when: &str, vm: &VirtualMachine) {
        let tasks = numbered(tasks);
        if tasks.is_empty() {
            return;
        }
        let (chart, awaited) = self.look(&tasks, vm);
        let causes = narrate::pending(&chart, &self.recording.borrow(), &awaited);
        let numbers: HashSet<TaskId> = tasks.iter().map(|(id, _)| *id).collect();
        let asked = |cause: &&Cause| cause.tasks.iter().any(|id| numbers.contains(id));
        for cause in causes.iter().filter(asked) {
            self.diagnose_cause(DiagnosticKind::Pending, cause, when);
        }
    }

    /// Tells of locks that nobody can ever get any more.
    pub fn tell_unreleased(&self) {
        if !self.resources.borrow().is_any_held() {
            return;
        }
        let causes = {
            let recording = self.recording.borrow();
            narrate::unreleased(&Chart::of(&recording), &recording)
        };
        for cause in &causes {
            self.diagnose_cause(DiagnosticKind::Note, cause, "");
        }
    }

    fn diagnose_cause(&self, kind: DiagnosticKind, cause: &Cause, when: &str) {
        let text = self.intern(&format!("{}{when}", cause.text));
        let line = cause.lines.first().copied().unwrap_or(0);
        let task = cause.tasks.first().copied().unwrap_or(NO_TASK);
        self.record(task, Kind::Diagnostic { kind, line, text });
    }

    fn look(&self, tasks: &[Alive], vm: &VirtualMachine) -> (Chart, Awaited) {
        let chart = Chart::of(&self.recording.borrow());
        let awaited = awaited(&chart, tasks, vm);
        (chart, awaited)
    }
}

/// The tasks that have numbers.
fn numbered(tasks: Vec<PyObjectRef>) -> Vec<Alive> {
    let tasks = tasks
        .into_iter()
        .filter_map(|task| task.downcast::<Task>().ok());
    let tasks = tasks.map(|task| (task.known_number(), task));
    tasks.filter(|(id, _)| *id != NO_TASK).collect()
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

/// Which tasks each of `tasks` waits for. There may be hundreds of thousands.
fn awaited(chart: &Chart, tasks: &[Alive], vm: &VirtualMachine) -> Awaited {
    let numbers: HashMap<usize, TaskId> = tasks
        .iter()
        .map(|(id, task)| (task.as_object().get_id(), *id))
        .collect();
    let mut awaiting: HashMap<usize, Vec<&Alive>> = HashMap::new();
    for alive in tasks {
        let waiters = alive.1.future().awaited_by();
        let waiters: HashSet<usize> = waiters.iter().map(|waiter| waiter.get_id()).collect();
        for waiter in waiters {
            awaiting.entry(waiter).or_default().push(alive);
        }
    }
    let number = |wanted: &PyObject| numbers.get(&wanted.get_id()).copied();
    let children = |parent: &PyObject| awaiting.get(&parent.get_id()).into_iter().flatten();
    let mut awaited = Awaited::new();
    for (id, task) in tasks {
        let span = chart.task(*id).and_then(|task| task.spans.last());
        let waiter = task.waits_for();
        let others = match (span.and_then(|span| span.on).map(|on| on.kind), waiter) {
            (Some(WaitKind::Task), Some(waiter)) => number(&waiter).into_iter().collect(),
            (Some(WaitKind::Gather), Some(waiter)) => {
                let gathered = members(waiter, vm);
                gathered.iter().filter_map(|task| number(task)).collect()
            }
            (Some(WaitKind::TaskGroup | WaitKind::Wait), _) => {
                children(task.as_object()).map(|(id, _)| *id).collect()
            }
            (Some(WaitKind::Future), _) => children(task.as_object())
                .filter(|(_, child)| is_shielded(child.future(), vm))
                .map(|(id, _)| *id)
                .collect(),
            _ => Vec::new(),
        };
        if !others.is_empty() {
            awaited.insert(*id, others);
        }
    }
    awaited
}

/// The tasks that a `gather` gathers, also those of one inside of it, however deep.
fn members(gathering: PyObjectRef, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    let mut found = Vec::new();
    // What was looked into is kept, so that no other object gets its address.
    let mut seen = HashMap::new();
    let mut left = vec![gathering];
    while let Some(next) = left.pop() {
        if next.downcast_ref::<Task>().is_some() {
            found.push(next);
        } else if seen.insert(next.get_id(), next.clone()).is_none() {
            let children = attribute(&next, "_children", vm)
                .and_then(|children| children.try_to_value::<Vec<PyObjectRef>>(vm).ok());
            left.extend(children.unwrap_or_default().into_iter().rev());
        }
    }
    found
}

/// Whether `asyncio.shield` stands between a task and who awaits it.
fn is_shielded(task: &Future, vm: &VirtualMachine) -> bool {
    task.done_callbacks().iter().any(|callback| {
        text(callback, "__module__", vm) == "_interleave_tasks"
            && text(callback, "__qualname__", vm).starts_with("shield.<locals>")
    })
}
