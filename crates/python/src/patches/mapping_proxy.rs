//! `key in vars(class)` of a key that can't be hashed, at which RustPython panics.

use std::cell::Cell;

use rustpython_vm::{
    Context, PyObject, PyObjectRef, PyResult, VirtualMachine,
    function::{ItemDoc, PyMethodDef, PyMethodFlags},
    protocol::PySequence,
};

type Contains = fn(PySequence<'_>, &PyObject, &VirtualMachine) -> PyResult<bool>;

thread_local! {
    /// RustPython's own function.
    static CONTAINS: Cell<Option<Contains>> = const { Cell::new(None) };
}

const METHOD: &PyMethodDef =
    &PyMethodDef::new_const("__contains__", method, PyMethodFlags::METHOD, ItemDoc::NONE);

/// Patches the type. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let slot = &context.types.mappingproxy_type.slots.as_sequence.contains;
    if CONTAINS.get().is_none() {
        CONTAINS.set(slot.load());
        slot.store(Some(contains));
        let class = context.types.mappingproxy_type;
        class.set_str_attr("__contains__", METHOD.build_method(context, class), context);
    }
}

fn contains(proxy: PySequence<'_>, key: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    key.hash(vm)?;
    CONTAINS
        .get()
        .map_or(Ok(false), |contains| contains(proxy, key, vm))
}

fn method(proxy: PyObjectRef, key: PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
    contains(proxy.sequence_unchecked(), &key, vm)
}
