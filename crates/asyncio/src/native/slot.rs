//! A place for a Python object.

use rustpython_derive::Traverse;
use rustpython_vm::{PyObjectRef, VirtualMachine, common::lock::PyMutex};

/// An object or nothing. No lock is held while code of Python's runs, not even
/// when what was there before is let go.
#[derive(Debug, Default, Traverse)]
pub(super) struct Slot(PyMutex<Option<PyObjectRef>>);

impl Slot {
    pub(super) fn get(&self) -> Option<PyObjectRef> {
        self.0.lock().clone()
    }

    pub(super) fn set(&self, object: impl Into<Option<PyObjectRef>>) {
        let object = object.into();
        let before = std::mem::replace(&mut *self.0.lock(), object);
        drop(before);
    }

    pub(super) fn take(&self) -> Option<PyObjectRef> {
        self.0.lock().take()
    }

    /// `None` where there is nothing.
    pub(super) fn show(&self, vm: &VirtualMachine) -> PyObjectRef {
        self.get().unwrap_or_else(|| vm.ctx.none())
    }
}
