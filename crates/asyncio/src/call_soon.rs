//! The way of futures and tasks to their loop's `call_soon`.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine, builtins::PyStrInterned,
};

/// A loop's own `call_soon`: the loop, the callback, its arguments, its context.
pub(crate) type CallSoon =
    fn(&PyObject, PyObjectRef, Vec<PyObjectRef>, PyObjectRef, &VirtualMachine) -> PyResult<()>;

/// `EventLoop.call_soon`, which can be called without a call of Python's.
pub(crate) struct NativeCallSoon {
    pub(crate) name: &'static PyStrInterned,
    /// The method, as the class has it.
    pub(crate) method: PyObjectRef,
    pub(crate) call: CallSoon,
}

impl NativeCallSoon {
    /// The function to call for this loop; nothing, where the program has written a
    /// `call_soon` of its own, in a subclass or in the loop itself.
    pub(crate) fn of(&self, event_loop: &PyObject, vm: &VirtualMachine) -> Option<CallSoon> {
        let method = event_loop.class().lookup_ref(self.name, vm)?;
        let is_overridden = || {
            let attributes = event_loop.dict();
            attributes.is_some_and(|attributes| attributes.contains_key(self.name, vm))
        };
        (method.is(&self.method) && !is_overridden()).then_some(self.call)
    }
}
