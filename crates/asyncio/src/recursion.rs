//! `RecursionError` speaks as CPython's does.
//!
//! RustPython's has a blank at its text's end, and no text where the machine's
//! stack is what ended. Nobody can be told when one is raised; so its text is
//! mended when it is looked at: by `args`, `str` or `repr`.

use std::sync::OnceLock;

use rustpython_vm::{
    AsObject, Context, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyStr, PyTupleRef},
    function::{ItemDoc, PyMethodDef, PyMethodFlags, PySetterValue},
};

const TEXT: &str = "maximum recursion depth exceeded";

type Show = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

/// `BaseException.__repr__`.
static REPR: OnceLock<Show> = OnceLock::new();

const STR: &PyMethodDef =
    &PyMethodDef::new_const("__str__", str, PyMethodFlags::METHOD, ItemDoc::NONE);

/// Types are the process's: once is enough.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.recursion_error;
    let slot = &class.slots.repr;
    if let Some(plain) = slot.load()
        && REPR.set(plain).is_ok()
    {
        slot.store(Some(repr));
        let args = context.new_static_getset("args", class, args, set_args);
        class.set_str_attr("args", args, context);
        class.set_str_attr("__str__", STR.build_method(context, class), context);
    }
}

fn repr(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    mended(error, vm)?;
    match REPR.get() {
        Some(plain) => plain(error, vm),
        None => Err(vm.new_system_error("RecursionError was not prepared")),
    }
}

fn str(error: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    mended(&error, vm)?;
    base("__str__", vm)?.call((error,), vm)
}

fn args(error: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
    mended(&error, vm)
}

fn set_args(error: PyObjectRef, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
    let value = match value {
        PySetterValue::Assign(value) => value,
        PySetterValue::Delete => return Err(vm.new_type_error("args may not be deleted")),
    };
    base("args", vm)
        .and_then(|args| vm.call_method(&args, "__set__", (error, value)))
        .map(|_| ())
}

/// An attribute of `BaseException`'s, as the class holds it.
fn base(name: &'static str, vm: &VirtualMachine) -> PyResult {
    let base = vm.ctx.exceptions.base_exception_type;
    base.as_object().get_attr(name, vm)
}

/// The error's `args`, mended where they are RustPython's own.
fn mended(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
    let Some(exception) = error.downcast_ref::<PyBaseException>() else {
        return Err(vm.new_type_error("descriptor 'args' is RecursionError's"));
    };
    let args = exception.args();
    let is_ours = match args.as_slice() {
        [text] => text.downcast_ref::<PyStr>().is_some_and(|text| {
            let text = text.as_bytes();
            text.is_empty() || text.strip_suffix(b" ") == Some(TEXT.as_bytes())
        }),
        _ => false,
    };
    if !is_ours {
        return Ok(args);
    }
    let text = vm.ctx.new_tuple(vec![vm.ctx.new_str(TEXT).into()]);
    let descriptor = base("args", vm)?;
    vm.call_method(&descriptor, "__set__", (error.to_owned(), text.clone()))?;
    Ok(text)
}
