//! Tasks that are started eagerly: their first step runs inside their creation.

use interleave_trace::{Kind, NO_TASK, TaskId, Waker};
use rustpython_vm::{PyObject, VirtualMachine};

use crate::{job::step_ended, world::World};

impl World {
    /// A task is about to run its first step, inside the step of its creator, whose
    /// number is answered. `None`: it is not recorded, or has begun already.
    pub(crate) fn eager_begins(&self, task: &PyObject, vm: &VirtualMachine) -> Option<TaskId> {
        if self.tasks.borrow_mut().is_known(task) {
            return None;
        }
        let id = self.task_id(task, vm);
        if id == NO_TASK {
            return None;
        }
        let line = self.tasks.borrow_mut().line(task);
        self.record(id, Kind::StepBegins { line });
        self.cause.set(Waker::Task(id));
        Some(self.task.replace(id))
    }

    /// That step has ended; `creator` goes on.
    pub(crate) fn eager_ended(&self, task: &PyObject, creator: TaskId, vm: &VirtualMachine) {
        let id = self.task.get();
        self.flush_line();
        step_ended(self, id, task, vm);
        self.task.set(creator);
        self.cause.set(match creator {
            NO_TASK => Waker::Loop,
            creator => Waker::Task(creator),
        });
    }
}
