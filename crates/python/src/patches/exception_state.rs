//! `BaseException.__setstate__` that keeps notes: `copy` and `pickle` lose them in RustPython.

use rustpython_vm::{
    Context, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyDict,
    function::{ItemDoc, PyMethodDef, PyMethodFlags},
};

const METHOD: &PyMethodDef = &PyMethodDef::new_const(
    "__setstate__",
    set_state,
    PyMethodFlags::METHOD,
    ItemDoc::NONE,
);

/// Patches the type. A second time does nothing that matters.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.base_exception_type;
    class.set_str_attr("__setstate__", METHOD.build_method(context, class), context);
}

/// Sets each item as an attribute (`BaseException___setstate___impl`).
fn set_state(error: PyObjectRef, state: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    if vm.is_none(&state) {
        return Ok(());
    }
    let state = state.downcast::<PyDict>();
    let state = state.map_err(|_| vm.new_type_error("state is not a dictionary"))?;
    for (name, value) in &state {
        error.set_attr(&name.str(vm)?, value, vm)?;
    }
    Ok(())
}
