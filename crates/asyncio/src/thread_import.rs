//! `builtins.__import__` in simulated threads.
//!
//! RustPython's own asks the importlib that its `VirtualMachine` was initialised with. The
//! machines of threads have none, so they ask importlib's `__import__`, which does the same.

use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    function::{FuncArgs, ItemDoc, PyMethodDef, PyMethodFlags},
};

use crate::current::current;

const IMPORT: &PyMethodDef =
    &PyMethodDef::new_const("__import__", import, PyMethodFlags::METHOD, ItemDoc::NONE);

/// What serves all threads; `original` serves the main one.
pub(crate) fn importer(original: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    IMPORT.build_bound_function(&vm.ctx, original).into()
}

fn import(original: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if !current().is_in_thread() {
        return original.call(args, vm);
    }
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let importlib = modules.get_item("_frozen_importlib", vm)?;
    importlib.get_attr("__import__", vm)?.call(args, vm)
}
