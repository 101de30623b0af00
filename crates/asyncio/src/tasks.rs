//! Which Python task has which number, and where it stands.

use std::collections::HashMap;

use interleave_trace::{Kind, NO_TASK, Sym, TaskId, Waker};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, VirtualMachine,
    builtins::{PyCode, PyCoroutine, PyWeak},
};

use crate::{source, world::World};

/// The tasks of a run that are alive.
#[derive(Default)]
pub(crate) struct Tasks {
    known: HashMap<usize, Known>,
    /// The lines that made tasks which have raised, by the tasks' addresses: one
    /// may be reported long after, when nobody has asked for its exception.
    raised: HashMap<usize, u32>,
    count: TaskId,
}

struct Known {
    /// Guards against another task at the same address.
    task: PyRef<PyWeak>,
    id: TaskId,
    /// Where its coroutine goes on.
    line: u32,
    /// The line that made it.
    made: u32,
    name: Sym,
}

impl Tasks {
    fn get(&mut self, task: &PyObject) -> Option<&mut Known> {
        self.known
            .get_mut(&task.get_id())
            .filter(|known| known.task.upgrade().is_some_and(|alive| alive.is(task)))
    }

    /// The tasks that are alive, in the order in which they were made.
    pub(crate) fn alive(&self) -> Vec<(TaskId, PyObjectRef)> {
        let alive = self.known.values();
        let mut alive: Vec<_> = alive
            .filter_map(|known| Some((known.id, known.task.upgrade()?)))
            .collect();
        alive.sort_unstable_by_key(|(id, _)| *id);
        alive
    }

    /// Whether the task has a number.
    pub(crate) fn is_known(&mut self, task: &PyObject) -> bool {
        self.get(task).is_some()
    }

    /// The number of a task that is alive.
    pub(crate) fn id(&mut self, task: &PyObject) -> Option<TaskId> {
        self.get(task).map(|known| known.id)
    }

    /// The line where the task's coroutine goes on.
    pub(crate) fn line(&mut self, task: &PyObject) -> u32 {
        self.get(task).map_or(0, |known| known.line)
    }

    /// Notes where the task's coroutine stands after a step.
    pub(crate) fn stands(&mut self, task: &PyObject, line: u32) {
        if let Some(known) = self.get(task) {
            known.line = line;
        }
    }

    /// A task that has ended is never scheduled again.
    pub(crate) fn forget(&mut self, task: &PyObject, raised: bool) {
        let known = self.known.remove(&task.get_id());
        match known {
            Some(known) if raised => self.raised.insert(task.get_id(), known.made),
            _ => self.raised.remove(&task.get_id()),
        };
    }

    /// The line that made a task which is pending or has raised; 0 if unknown.
    /// The task may be about to go, so that no weak reference leads to it any more.
    pub(crate) fn line_made(&self, task: &PyObject) -> u32 {
        let id = task.get_id();
        self.known
            .get(&id)
            .map(|known| known.made)
            .or_else(|| self.raised.get(&id).copied())
            .unwrap_or(0)
    }
}

impl World {
    /// The number of a task, which is recorded as created if it is new;
    /// [`NO_TASK`] for the loop's own housekeeping.
    pub(crate) fn task_id(&self, task: &PyObject, vm: &VirtualMachine) -> TaskId {
        if let Some(known) = self.tasks.borrow_mut().get(task) {
            return known.id;
        }
        let Ok(weak) = task.downgrade(None, vm) else {
            return NO_TASK;
        };
        let coro = attribute(task, "_coro", vm);
        let code = coro
            .as_ref()
            .and_then(|coro| coro.downcast_ref::<PyCoroutine>())
            .map(|coro| coro.as_coro().code());
        if code.as_ref().is_some_and(|code| is_housekeeping(code)) {
            return NO_TASK;
        }
        let line = code
            .filter(|code| source::is_users(code))
            .map_or(0, |code| source::first_line(&code));
        let coro_name = coro.map_or_else(String::new, |coro| text(&coro, "__qualname__", vm));
        let name = vm
            .call_method(task, "get_name", ())
            .ok()
            .and_then(|name| name.str(vm).ok());
        let name =
            self.intern(&name.map_or_else(String::new, |name| name.to_string_lossy().into_owned()));
        let coro_name = self.intern(&coro_name);
        let created = source::current_line(vm);
        let mut tasks = self.tasks.borrow_mut();
        tasks.count += 1;
        let id = tasks.count;
        tasks.known.insert(
            task.get_id(),
            Known {
                task: weak,
                id,
                line,
                made: created,
                name,
            },
        );
        drop(tasks);
        self.record(
            id,
            Kind::TaskCreated {
                name,
                coro: coro_name,
                parent: self.task.get(),
                line: created,
            },
        );
        id
    }

    /// The task's name as it is now; a change is recorded.
    pub(crate) fn check_name(&self, task: &PyObject, vm: &VirtualMachine) {
        let Ok(name) = vm
            .call_method(task, "get_name", ())
            .and_then(|name| name.str(vm))
        else {
            return;
        };
        let name = self.intern(&name.to_string_lossy());
        let mut tasks = self.tasks.borrow_mut();
        if let Some(known) = tasks.get(task)
            && known.name != name
        {
            known.name = name;
            let id = known.id;
            drop(tasks);
            self.record(id, Kind::Renamed { name });
        }
    }

    /// A task's next step was put on the ready queue.
    pub(crate) fn scheduled(&self, task: TaskId, by: Waker) {
        self.record(task, Kind::Scheduled { by });
    }
}

/// The coroutines that the library runs by itself, which no user asked for.
fn is_housekeeping(code: &PyCode) -> bool {
    !source::is_users(code)
        && [
            "BaseEventLoop.shutdown_asyncgens",
            "BaseEventLoop.shutdown_default_executor",
            "BaseEventLoop._create_server_getaddrinfo",
            "BaseSelectorEventLoop._accept_connection2",
        ]
        .contains(&code.qualname.as_str())
}

/// An attribute, or nothing where there is none.
pub(crate) fn attribute(
    object: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    object
        .get_attr(vm.ctx.intern_str(name), vm)
        .ok()
        .filter(|value| !vm.is_none(value))
}

/// An attribute's text; empty where there is none.
pub(crate) fn text(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> String {
    attribute(object, name, vm)
        .and_then(|value| value.str(vm).ok())
        .map_or_else(String::new, |value| value.to_string_lossy().into_owned())
}
