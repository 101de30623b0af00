//! What `await future` iterates over.

use rustpython_derive::Traverse;
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyTraceback},
    function::OptionalArg,
    protocol::PyIterReturn,
    pyclass,
    types::{IterNext, Iterable, SelfIter},
};

use super::{super::slot::Slot, Future};

/// Yields the future while it is pending, and answers its result.
#[pyclass(module = "_asyncio", name = "FutureIter", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct FutureIter {
    /// Nothing once it has answered.
    future: Slot,
}

impl FutureIter {
    pub(crate) fn new(future: PyRef<Future>) -> Self {
        let slot = Slot::default();
        slot.set(PyObjectRef::from(future));
        Self { future: slot }
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(IterNext, Iterable))]
impl FutureIter {
    #[pymethod]
    fn send(zelf: &Py<Self>, _value: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let Some(object) = zelf.future.get() else {
            return Err(vm.new_stop_iteration(None));
        };
        let Some(future) = object.downcast_ref::<Future>() else {
            return Err(vm.new_stop_iteration(None));
        };
        if future.is_done() {
            zelf.future.set(None);
            let result = Future::result(future, vm)?;
            return Err(vm.new_stop_iteration(Some(result)));
        }
        if future.blocking.replace(true) {
            return Err(vm.new_runtime_error("await wasn't used with future"));
        }
        Ok(object)
    }

    /// `throw(value)`, or its old signature of three arguments.
    #[pymethod]
    fn throw(
        zelf: &Py<Self>,
        class: PyObjectRef,
        value: OptionalArg,
        traceback: OptionalArg,
        vm: &VirtualMachine,
    ) -> PyResult {
        if value.is_present() || traceback.is_present() {
            let warnings = vm.import("warnings", 0)?;
            let text =
                "the (type, val, tb) signature of throw() is deprecated, use throw(val) instead";
            let category = vm.ctx.exceptions.deprecation_warning.to_owned();
            vm.call_method(&warnings, "warn", (text, category))?;
        }
        zelf.future.set(None);
        let value = value.unwrap_or_none(vm);
        let traceback = traceback.unwrap_or_none(vm);
        if !vm.is_none(&traceback) && traceback.downcast_ref::<PyTraceback>().is_none() {
            return Err(vm.new_type_error("throw() third argument must be a traceback"));
        }
        if class.fast_isinstance(vm.ctx.types.type_type) {
            return Err(vm.normalize_exception(class, value, traceback)?);
        }
        let error = class.downcast::<PyBaseException>().map_err(|object| {
            vm.new_type_error(format!(
                "exceptions must be classes deriving BaseException or instances of such a class, not {}",
                object.class().name()
            ))
        })?;
        if !vm.is_none(&value) {
            return Err(vm.new_type_error("instance exception may not have a separate value"));
        }
        if let Ok(traceback) = traceback.downcast::<PyTraceback>() {
            error.set_traceback(Some(traceback));
        }
        Err(error)
    }

    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.future.set(None);
    }
}

impl SelfIter for FutureIter {}

impl IterNext for FutureIter {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        PyIterReturn::from_pyresult(Self::send(zelf, vm.ctx.none(), vm), vm)
    }
}
