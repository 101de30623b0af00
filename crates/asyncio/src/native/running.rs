//! What futures and tasks ask of the interpreter, and of the loop.

use rustpython_vm::{
    PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyStr,
    function::{FuncArgs, KwArgs},
};

use crate::{current::current, own_method::is_native};

/// The loop that runs.
pub(super) fn running_loop(vm: &VirtualMachine) -> Option<PyObjectRef> {
    vm.asyncio_running_loop.borrow().clone()
}

/// `asyncio.get_event_loop()`
pub(super) fn get_event_loop(vm: &VirtualMachine) -> PyResult {
    if let Some(event_loop) = running_loop(vm) {
        return Ok(event_loop);
    }
    let events = vm.import("asyncio.events", 0)?.get_attr("events", vm)?;
    let policy = vm.call_method(&events, "_get_event_loop_policy", ())?;
    vm.call_method(&policy, "get_event_loop", ())
}

pub(crate) fn copy_context(vm: &VirtualMachine) -> PyResult {
    let module = vm.import("_contextvars", 0)?;
    vm.call_method(&module, "copy_context", ())
}

/// `event_loop.call_soon(callback, *args, context=context)`
pub(super) fn call_soon(
    event_loop: &PyObject,
    callback: PyObjectRef,
    mut args: Vec<PyObjectRef>,
    context: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let run = current();
    let native = run.native_call_soon.get();
    if let Some(call_soon) = native
        && is_native(event_loop, run.names(vm).call_soon, vm)
    {
        return call_soon(event_loop, callback, args, context, vm);
    }
    args.insert(0, callback);
    let named = KwArgs::new(std::iter::once(("context".into(), context)).collect());
    vm.call_method(event_loop, "call_soon", FuncArgs::new(args, named))
        .map(|_| ())
}

/// An object's text by one of the library's functions.
pub(super) fn repr(
    object: &PyObject,
    module: &'static str,
    function: &'static str,
    vm: &VirtualMachine,
) -> PyResult<String> {
    let module = vm
        .import(vm.ctx.intern_str(format!("asyncio.{module}")), 0)?
        .get_attr(module, vm)?;
    let text = vm.call_method(&module, function, (object.to_owned(),))?;
    match text.downcast::<PyStr>() {
        Ok(text) => Ok(text.to_string_lossy().into_owned()),
        Err(_) => Err(vm.new_type_error("__repr__ returned non-string")),
    }
}
