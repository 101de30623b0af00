//! Whether a class still has a method of ours, or the program has written another one.

use rustpython_vm::{AsObject, PyObject, VirtualMachine, builtins::PyStrInterned};

use crate::native_method::NativeMethod;

/// Whether an object's method of this name is one of Rust's: neither its class, nor one in
/// between or behind, nor the object itself has another one.
pub(crate) fn is_native(
    object: &PyObject,
    name: &'static PyStrInterned,
    vm: &VirtualMachine,
) -> bool {
    let is_ours = |method: &PyObject| match method.downcast_ref::<NativeMethod>() {
        Some(method) => method.is_in_force(vm),
        None => method.class().is(vm.ctx.types.method_descriptor_type),
    };
    let has_own = || {
        let attributes = object.dict();
        attributes.is_some_and(|attributes| attributes.contains_key(name, vm))
    };
    let method = object.class().lookup_ref(name, vm);
    method.is_some_and(|method| is_ours(&method)) && !has_own()
}
