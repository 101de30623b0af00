//! `repr` of a module asks importlib through `sys.modules`.
//!
//! RustPython asks the importlib that its `VirtualMachine` was initialised with, and the
//! machines of simulated threads have none.

use rustpython_vm::{Context, PyObject, PyRef, PyResult, VirtualMachine, builtins::PyStr};

/// Patches the type.
pub(crate) fn install(context: &Context) {
    context.types.module_type.slots.repr.store(Some(repr));
}

fn repr(module: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let importlib = modules.get_item("_frozen_importlib", vm)?;
    let repr = vm.call_method(&importlib, "_module_repr", (module.to_owned(),))?;
    repr.downcast()
        .map_err(|_| vm.new_type_error("_module_repr did not return a string"))
}
