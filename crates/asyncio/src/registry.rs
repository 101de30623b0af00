//! Which tasks there are, and which of them runs.

use std::collections::HashMap;

use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyRef, builtins::PyWeak};

use crate::numbers::TaskNumber;

/// The tasks of all loops.
#[derive(Default)]
pub(crate) struct Registry {
    /// Those that a loop was asked to run, by their addresses, with their order.
    pub(crate) scheduled: HashMap<usize, (u64, PyRef<PyWeak>)>,
    /// Those that are in their first step, inside their creation, with their order.
    pub(crate) eager: Vec<(u64, PyObjectRef)>,
    /// Each loop whose task runs, with that task. They are few: a loop a thread.
    pub(crate) entered: Vec<(PyObjectRef, PyObjectRef)>,
    count: u64,
    names: u64,
    numbers: TaskNumber,
}

impl Registry {
    /// The number of the next task that is given no name.
    pub(crate) fn next_name(&mut self) -> u64 {
        self.names += 1;
        self.names
    }

    /// The number of the next task that is scheduled for the first time.
    pub(crate) fn next_number(&mut self) -> TaskNumber {
        self.numbers += 1;
        self.numbers
    }

    /// All tasks, the oldest first.
    pub(crate) fn tasks(&self) -> Vec<PyObjectRef> {
        let scheduled = self.scheduled.values();
        let mut tasks: Vec<_> = scheduled
            .filter_map(|(count, weak)| Some((*count, weak.upgrade()?)))
            .chain(self.eager.iter().cloned())
            .collect();
        tasks.sort_unstable_by_key(|(count, _)| *count);
        tasks.into_iter().map(|(_, task)| task).collect()
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    pub(crate) fn runs_on(&self, event_loop: &PyObject) -> Option<usize> {
        self.entered
            .iter()
            .position(|(known, _)| known.is(event_loop))
    }
}
