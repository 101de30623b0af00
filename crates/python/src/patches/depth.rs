//! `functools.partial` checks how deep the stack is, as every call in CPython does.
//!
//! One that calls itself would overflow the stack, which ends the process.

use std::cell::Cell;

use rustpython_vm::{PyObject, PyResult, VirtualMachine, builtins::PyTypeRef, function::FuncArgs};

type Call = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult;

thread_local! {
    /// RustPython's own function.
    static CALL: Cell<Option<Call>> = const { Cell::new(None) };
}

/// Patches `partial`, which is `class`. A second time does nothing.
pub(crate) fn install(class: &PyTypeRef) {
    if CALL.get().is_none() {
        CALL.set(class.slots.call.load());
        class.slots.call.store(Some(call));
    }
}

fn call(partial: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    vm.with_recursion("while calling a Python object", || match CALL.get() {
        Some(call) => call(partial, args, vm),
        None => Err(vm.new_system_error("partial was not patched")),
    })
}
