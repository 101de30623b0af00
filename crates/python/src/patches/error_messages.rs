//! CPython's messages for exceptions that RustPython, or a newer Python, words in
//! another way.
//!
//! The interpreter offers no hook for when it raises an exception, so the message is
//! rewritten when it is read: by `args`, `str` or `repr`.

mod rules;

use std::cell::Cell;

use rustpython_vm::{
    AsObject, Context, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyStr, PyTupleRef, PyType},
    bytecode::Instruction,
    function::{ItemDoc, PyMethodDef, PyMethodFlags, PySetterValue},
};

type Repr = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

thread_local! {
    /// `BaseException.__repr__`.
    static REPR: Cell<Option<Repr>> = const { Cell::new(None) };
}

const STR: &PyMethodDef =
    &PyMethodDef::new_const("__str__", str, PyMethodFlags::METHOD, ItemDoc::NONE);

const PROXY_STR: &PyMethodDef =
    &PyMethodDef::new_const("__str__", proxy_str, PyMethodFlags::METHOD, ItemDoc::NONE);

/// Patches the types. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let generator = context.types.async_generator;
    generator.slots.repr.store(Some(async_generator));
    let proxy = context.types.mappingproxy_type;
    proxy.set_str_attr("__str__", PROXY_STR.build_method(context, proxy), context);
    let Some(original) = context.exceptions.base_exception_type.slots.repr.load() else {
        return;
    };
    if REPR.replace(Some(original)).is_some() {
        return;
    }
    for (class, _) in rules::classes(context) {
        class.slots.repr.store(Some(repr));
        let args = context.new_static_getset("args", class, args, set_args);
        class.set_str_attr("args", args, context);
        class.set_str_attr("__str__", STR.build_method(context, class), context);
    }
}

/// RustPython leaves out the underscore of `async_generator`.
fn async_generator(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let name = object.get_attr("__qualname__", vm)?.str(vm)?;
    let text = format!("<async_generator object {name} at {:#x}>", object.get_id());
    Ok(vm.ctx.new_str(text))
}

/// The `str` of a `mappingproxy` is its mapping's; only its `repr` names the class.
fn proxy_str(proxy: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let mapping = vm.call_method(&proxy, "copy", ())?;
    Ok(mapping.str(vm)?.into())
}

fn repr(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    rewritten(error, vm)?;
    match REPR.get() {
        Some(original) => original(error, vm),
        None => Err(vm.new_system_error("the exceptions' classes were not patched")),
    }
}

fn str(error: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    rewritten(&error, vm)?;
    inherited(&error, "__str__", vm)?.call((error,), vm)
}

fn args(error: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
    rewritten(&error, vm)
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

/// What an error would have inherited, had its class not been patched: a class
/// that derives from `ValueError` and `KeyError` has the text of the latter.
fn inherited(error: &PyObject, name: &'static str, vm: &VirtualMachine) -> PyResult {
    let name = vm.ctx.intern_str(name);
    let is_patched = |class: &PyType| {
        let mut classes = rules::classes(&vm.ctx).into_iter();
        classes.any(|(patched, _)| std::ptr::eq::<PyType>(&raw const **patched, class))
    };
    error
        .class()
        .mro_collect()
        .into_iter()
        .skip_while(|class| !is_patched(class))
        .find(|class| !is_patched(class) && class.get_direct_attr(name).is_some())
        .map_or_else(
            || base("__str__", vm),
            |class| class.as_object().get_attr(name, vm),
        )
}

/// The message for a module of the program that shadows the library's of the same name
/// (`module_getattro`): RustPython looks for it in a directory of the host's.
fn shadowing(text: &str, vm: &VirtualMachine) -> Option<String> {
    let (module, attribute) = text
        .strip_prefix("module '")?
        .split_once("' has no attribute ")?;
    if attribute.contains(' ') {
        return None;
    }
    let names = vm.sys_module.get_attr("stdlib_module_names", vm).ok()?;
    let is_in_library = vm.call_method(&names, "__contains__", (module,)).ok()?;
    let modules = vm.sys_module.get_attr("modules", vm).ok()?;
    let found = modules.get_item(module, vm).ok()?;
    let origin = found
        .get_attr("__spec__", vm)
        .ok()?
        .get_attr("origin", vm)
        .ok()?;
    let origin = origin.downcast_ref::<PyStr>()?.to_str()?;
    let is_in_program =
        origin == format!("{module}.py") || origin == format!("{module}/__init__.py");
    (is_in_program && is_in_library.is(&vm.ctx.true_value)).then(|| {
        format!(
            "{text} (consider renaming '{origin}' since it has the same name as the standard library \
             module named '{module}' and the import system gives it precedence)"
        )
    })
}

/// Whether a `raise` statement failed with this exception, and not `throw`.
fn is_of_raise(exception: &PyBaseException) -> bool {
    let place = exception
        .__traceback__()
        .and_then(|first| first.iter().last());
    place.is_none_or(|place| {
        let units = &place.frame.iframe().code().instructions;
        let failed = usize::try_from(place.lasti / 2)
            .ok()
            .and_then(|index| units.get(index));
        failed.is_none_or(|unit| matches!(unit.op, Instruction::RaiseVarargs { .. }))
    })
}

/// The exception's `args`, rewritten where they are the interpreter's own.
fn rewritten(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
    let Some(exception) = error.downcast_ref::<PyBaseException>() else {
        return Err(vm.new_type_error("descriptor 'args' is an exception's"));
    };
    let args = exception.args();
    let [text] = args.as_slice() else {
        return Ok(args);
    };
    let message = rules::classes(&vm.ctx)
        .into_iter()
        .find(|(class, _)| error.class().is(*class))
        .and_then(|(_, rule)| {
            let text = text.downcast_ref::<PyStr>()?.to_str()?;
            if text.starts_with(rules::NOT_AN_EXCEPTION) && !is_of_raise(exception) {
                return None;
            }
            rule(text).or_else(|| shadowing(text, vm))
        });
    let Some(message) = message else {
        return Ok(args);
    };
    let args = vm.ctx.new_tuple(vec![vm.ctx.new_str(message).into()]);
    let descriptor = base("args", vm)?;
    vm.call_method(&descriptor, "__set__", (error.to_owned(), args.clone()))?;
    Ok(args)
}
