//! What is known of the tasks of a run, by their numbers.

use interleave_trace::{Sym, TaskId};
use rustpython_vm::PyObjectRef;

/// The tasks of a run.
#[derive(Default)]
pub(super) struct Tasks(Vec<TaskRecord>);

/// One task.
pub(super) struct TaskRecord {
    /// Where its coroutine goes on.
    pub line: u32,
    /// The line that made it.
    pub created: u32,
    /// Its name as it was recorded last, and as Python holds it.
    pub name: Sym,
    pub name_object: Option<PyObjectRef>,
}

impl Tasks {
    /// Adds the next task. Their numbers begin with 1.
    pub(super) fn push(&mut self, task: TaskRecord) {
        self.0.push(task);
    }

    pub(super) fn get(&self, task: TaskId) -> Option<&TaskRecord> {
        self.0.get(index(task)?)
    }

    pub(super) fn get_mut(&mut self, task: TaskId) -> Option<&mut TaskRecord> {
        self.0.get_mut(index(task)?)
    }

    /// The line where a task's coroutine goes on; 0 if unknown.
    pub(super) fn line(&self, task: TaskId) -> u32 {
        self.get(task).map_or(0, |task| task.line)
    }

    /// The line that made a task; 0 if unknown.
    pub(super) fn line_created(&self, task: TaskId) -> u32 {
        self.get(task).map_or(0, |task| task.created)
    }
}

fn index(task: TaskId) -> Option<usize> {
    usize::try_from(task).ok()?.checked_sub(1)
}
