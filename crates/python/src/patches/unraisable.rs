//! `sys.unraisablehook` that does not fail.
//!
//! The interpreter calls the hook where an exception can go nowhere, and panics if the hook
//! fails, and then the `repr` of the hook's exception: near the end of the stack, or by a
//! hook that means harm. So what it finds is never the hook itself, but a [`Guard`] of it.

use rustpython_vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PyModule, PyStr, PyTuple},
    class::PyClassImpl,
    function::{FuncArgs, PyComparisonValue, PySetterValue},
    pyclass,
    types::{Callable, Comparable, PyComparisonOp, Representable},
};

use crate::{current, system::OutputStream};

const NAME: &str = "unraisablehook";
/// The interpreter's own hook.
const DEFAULT: &str = "__unraisablehook__";
/// How CPython introduces what a hook raises (`_PyErr_WriteUnraisableMsg`).
const FAILED: &str = "Exception ignored in sys.unraisablehook";

/// Patches the type of modules. A second time does nothing that matters.
pub(crate) fn install(context: &Context) {
    let class = context.types.module_type;
    let hook = context.new_static_getset(NAME, class, hook, set_hook);
    class.set_str_attr(NAME, hook, context);
}

fn hook(module: PyRef<PyModule>, vm: &VirtualMachine) -> PyResult {
    let dict = module.dict();
    let hook = dict.get_item_opt(NAME, vm)?;
    if !module.is(&vm.sys_module) {
        let missing = || vm.new_attribute_error(format!("module has no attribute {NAME:?}"));
        return hook.ok_or_else(missing);
    }
    // The program may have deleted it, or set it to None.
    match hook.filter(|hook| !vm.is_none(hook)) {
        Some(hook) if hook.downcastable::<Guard>() => Ok(hook),
        Some(hook) => {
            let guard: PyObjectRef = Guard::new(hook, vm).into();
            dict.set_item(NAME, guard.clone(), vm)?;
            Ok(guard)
        }
        None => {
            let default = module.get_attr(DEFAULT, vm).ok();
            Ok(Guard::new(vm.unwrap_or_none(default), vm).into())
        }
    }
}

fn set_hook(module: PyRef<PyModule>, value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
    match value {
        PySetterValue::Assign(hook) => module.dict().set_item(NAME, hook, vm),
        PySetterValue::Delete => module.dict().del_item(NAME, vm),
    }
}

/// A hook, whose own exceptions are reported.
#[pyclass(module = false, name = "builtin_function_or_method")]
#[derive(Debug, PyPayload)]
struct Guard {
    hook: PyObjectRef,
}

#[pyclass(with(Callable, Comparable, Representable))]
impl Guard {
    fn new(hook: PyObjectRef, vm: &VirtualMachine) -> PyRef<Self> {
        let _ = Self::make_static_type();
        Self { hook }.into_ref(&vm.ctx)
    }

    #[pygetset]
    fn __name__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.hook.get_attr("__name__", vm)
    }
}

impl Callable for Guard {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let unraisable = args.args.first().cloned();
        if let Err(error) = zelf.hook.call(args, vm) {
            report(&zelf.hook, error, unraisable, vm);
        }
        Ok(vm.ctx.none())
    }
}

impl Comparable for Guard {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        _vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            let hook = other
                .downcast_ref::<Self>()
                .map_or(other, |guard| &*guard.hook);
            Ok(zelf.hook.is(hook).into())
        })
    }
}

impl Representable for Guard {
    fn repr(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        zelf.hook.repr(vm)
    }

    fn repr_str(_zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(NAME.to_owned())
    }
}

/// Reports what a hook has raised instead of reporting `unraisable`.
fn report(
    hook: &PyObject,
    error: PyBaseExceptionRef,
    unraisable: Option<PyObjectRef>,
    vm: &VirtualMachine,
) {
    let default = vm.sys_module.get_attr(DEFAULT, vm).ok();
    let fields = unraisable.as_ref().and_then(|unraisable| {
        let class = unraisable.class();
        let fields = vm.ctx.new_tuple(vec![
            error.class().to_owned().into(),
            error.clone().into(),
            vm.unwrap_or_none(error.__traceback__().map(Into::into)),
            vm.ctx.new_str(FAILED).into(),
            hook.to_owned(),
        ]);
        class.as_object().call((fields,), vm).ok()
    });
    let reported = match (fields, default) {
        (Some(fields), Some(default)) if !hook.is(&default) => default.call((fields,), vm).is_ok(),
        _ => false,
    };
    if !reported {
        write_plainly(unraisable.as_deref().unwrap_or(error.as_object()), vm);
    }
}

/// Tells of an exception without a call of Python's.
fn write_plainly(unraisable: &PyObject, vm: &VirtualMachine) {
    let fields = unraisable
        .downcast_ref::<PyTuple>()
        .map(|fields| fields.as_slice());
    let error = fields
        .and_then(|fields| fields.get(1))
        .map_or(unraisable, |error| &**error);
    let mut text = format!("Exception ignored:\n{}", error.class().name());
    let message = error
        .downcast_ref::<PyBaseException>()
        .map(|error| error.args());
    let message = message.as_ref().and_then(|args| args.as_slice().first());
    if let Some(message) = message.and_then(|message| message.downcast_ref::<PyStr>())
        && !message.is_empty()
    {
        text = format!("{text}: {}", message.to_string_lossy());
    }
    if let Ok(system) = current::system(vm) {
        system.write(OutputStream::Stderr, &format!("{text}\n"), vm);
    }
}
