//! The way of futures and tasks to their loop's `call_soon`.

use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

/// `EventLoop.call_soon` without a call of Python's: the loop, the callback, its arguments,
/// its context.
pub(crate) type CallSoon =
    fn(&PyObject, PyObjectRef, Vec<PyObjectRef>, PyObjectRef, &VirtualMachine) -> PyResult<()>;
