//! `builtins.__import__` in simulated threads.
//!
//! RustPython's own asks the importlib that its `VirtualMachine` was initialised with. The
//! machines of threads have none, so they ask importlib's `__import__`, which does the same.

use rustpython_vm::{
    PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyStr,
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
    let name = args.args.first();
    let name = name.and_then(|name| name.downcast_ref::<PyStr>());
    let is_sys = name.is_some_and(|name| name.to_str() == Some("sys"));
    match find(&original, args, vm) {
        // The interpreter itself asks for `sys`, and panics where it does not get it.
        Err(_) if is_sys => Ok(vm.sys_module.clone().into()),
        found => found,
    }
}

fn find(original: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if !current().is_in_thread() {
        return original.call(args, vm);
    }
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let importlib = modules.get_item("_frozen_importlib", vm)?;
    importlib.get_attr("__import__", vm)?.call(args, vm)
}
