//! asyncio's own exceptions.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTypeRef},
};

fn class(name: &'static str, vm: &VirtualMachine) -> PyResult<PyTypeRef> {
    let module = vm.import("asyncio.exceptions", 0)?;
    let exceptions = module.get_attr("exceptions", vm)?;
    exceptions
        .get_attr(name, vm)?
        .downcast()
        .map_err(|_| vm.new_type_error(format!("{name} is not a type")))
}

/// `InvalidStateError`
pub(super) fn invalid_state(text: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    class("InvalidStateError", vm).map_or_else(
        |error| error,
        |class| vm.new_exception_msg(class, text.to_owned().into()),
    )
}

/// `CancelledError`, with the message that `cancel` was given.
pub(super) fn cancelled(message: Option<PyObjectRef>, vm: &VirtualMachine) -> PyBaseExceptionRef {
    class("CancelledError", vm).map_or_else(
        |error| error,
        |class| vm.new_exception(class, message.into_iter().collect()),
    )
}

/// Whether it is a `CancelledError`.
pub(super) fn is_cancelled(error: &PyObject, vm: &VirtualMachine) -> bool {
    class("CancelledError", vm).is_ok_and(|class| error.fast_isinstance(&class))
}

/// Gives an error the context that `PyErr_SetObject` gives it, the exception that
/// is being handled. RustPython does so for new exceptions only.
pub(super) fn set_context(error: &PyBaseExceptionRef, vm: &VirtualMachine) {
    let Some(handled) = vm.current_exception().or_else(|| around(vm)) else {
        return;
    };
    if handled.is(error) {
        return;
    }
    // It must not become a context of itself.
    let mut outer = handled.clone();
    let mut seen = std::collections::HashSet::new();
    while let Some(context) = outer.__context__() {
        if context.is(error) {
            outer.set_context(None);
            break;
        }
        if !seen.insert(context.get_id()) {
            break;
        }
        outer = context;
    }
    error.set_context(Some(handled));
}

/// What is being handled around the coroutine that runs: `sys.exception()`.
fn around(vm: &VirtualMachine) -> Option<PyBaseExceptionRef> {
    let exception = vm.sys_module.get_attr("exception", vm).ok()?;
    exception.call((), vm).ok()?.downcast().ok()
}
