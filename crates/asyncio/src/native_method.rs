//! The loop's methods that are written in Rust, under the names of `BaseEventLoop`'s.
//!
//! In CPython they are functions of `asyncio.BaseEventLoop`, and a program may replace them
//! there for all loops. So a [`NativeMethod`] looks at what the class behind it has: where that
//! is as asyncio left it, it is called natively; else the program's own is called. Who reads
//! the method without calling it finds the function of Python's, bound to the loop.

use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyStrInterned, PyTypeRef},
    function::FuncArgs,
    pyclass,
    types::{Callable, GetDescriptor},
};

/// A method of Rust's in front of one of Python's.
#[pyclass(module = "_interleave", name = "NativeMethod")]
#[derive(Debug, PyPayload)]
pub(crate) struct NativeMethod {
    pub name: &'static PyStrInterned,
    /// The method itself.
    pub native: PyObjectRef,
    /// The class that comes next after ours, and has the function.
    pub behind: PyTypeRef,
    /// That function, as asyncio left it.
    pub function: PyObjectRef,
}

impl NativeMethod {
    /// The program's own function, where it has replaced the one behind.
    fn replacement(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let function = self.behind.lookup_ref(self.name, vm)?;
        (!function.is(&self.function)).then_some(function)
    }

    /// Whether nobody has replaced the function behind.
    pub(crate) fn is_in_force(&self, vm: &VirtualMachine) -> bool {
        self.replacement(vm).is_none()
    }
}

impl Callable for NativeMethod {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        match zelf.replacement(vm) {
            Some(function) => function.call(args, vm),
            None => zelf.native.call(args, vm),
        }
    }
}

impl GetDescriptor for NativeMethod {
    fn descr_get(
        zelf: &PyObject,
        object: Option<&PyObject>,
        class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let Some(method) = zelf.downcast_ref::<Self>() else {
            return Ok(zelf.to_owned());
        };
        let function = method.replacement(vm);
        let function = function.unwrap_or_else(|| method.function.clone());
        vm.call_get_descriptor_specific(&function, object, class)
            .unwrap_or(Ok(function))
    }
}

#[pyclass(
    flags(DISALLOW_INSTANTIATION, METHOD_DESCRIPTOR),
    with(Callable, GetDescriptor)
)]
impl NativeMethod {}
