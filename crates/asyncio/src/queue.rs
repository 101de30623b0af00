//! What a loop's handles know of it.

use std::cell::{Cell, RefCell};

use interleave_executor::{Executor, JobId};
use rustpython_vm::PyRef;

use crate::handle::{Handle, Owner};

/// A loop's executor, which its handles cancel their jobs in.
#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) executor: RefCell<Executor<PyRef<Handle>>>,
    /// Whether the loop is in debug mode.
    pub(crate) debug: Cell<bool>,
}

impl Owner for Queue {
    fn is_debug(&self) -> bool {
        self.debug.get()
    }

    fn cancel(&self, job: JobId) {
        let handle = self.executor.borrow_mut().cancel(job);
        drop(handle);
    }
}
