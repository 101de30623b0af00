//! "Did you mean …?" where a call names an argument that the function does not take.

use std::sync::OnceLock;

use rustpython_vm::{
    AsObject, Context, Py, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode, PyFunction, PyStr, PyType},
    function::FuncArgs,
    suggestion::calculate_suggestions,
};

type Call = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult;
type Vectorcall =
    fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;

/// A class's own functions.
struct Original {
    call: Option<Call>,
    vectorcall: Option<Vectorcall>,
}

static ORIGINAL: [OnceLock<Original>; 4] = [const { OnceLock::new() }; 4];

/// Patches the types of what can be called. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let types = &context.types;
    patch::<0>(types.function_type);
    patch::<1>(types.builtin_function_or_method_type);
    patch::<2>(types.method_descriptor_type);
    patch::<3>(types.type_type);
}

fn patch<const CLASS: usize>(class: &Py<PyType>) {
    let slots = &class.slots;
    let mut is_new = false;
    ORIGINAL[CLASS].get_or_init(|| {
        is_new = true;
        Original {
            call: slots.call.load(),
            vectorcall: slots.vectorcall.load(),
        }
    });
    if is_new {
        slots.call.store(Some(call::<CLASS>));
        slots.vectorcall.store(Some(vectorcall::<CLASS>));
    }
}

fn call<const CLASS: usize>(callee: &PyObject, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let Some(original) = ORIGINAL[CLASS].get().and_then(|original| original.call) else {
        return Err(vm.new_type_error("it can't be called"));
    };
    if args.kwargs.is_empty() {
        return original(callee, args, vm);
    }
    original(callee, args, vm).inspect_err(|error| suggest(callee, error, vm))
}

fn vectorcall<const CLASS: usize>(
    callee: &PyObject,
    args: Vec<PyObjectRef>,
    positional: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(original) = ORIGINAL[CLASS].get().and_then(|own| own.vectorcall) else {
        return call::<CLASS>(
            callee,
            FuncArgs::from_vectorcall_owned(args, positional, names),
            vm,
        );
    };
    if names.is_none_or(<[_]>::is_empty) {
        return original(callee, args, positional, names, vm);
    }
    original(callee, args, positional, names, vm).inspect_err(|error| suggest(callee, error, vm))
}

/// Adds the suggestion to the message of an error that says no more than what was unexpected.
#[cold]
fn suggest(callee: &PyObject, error: &PyBaseExceptionRef, vm: &VirtualMachine) {
    // What is raised inside the function has a traceback already.
    if !error.class().is(vm.ctx.exceptions.type_error) || error.__traceback__().is_some() {
        return;
    }
    let args = error.args();
    let [text] = args.as_slice() else { return };
    let Some(text) = text.downcast_ref::<PyStr>().and_then(|text| text.to_str()) else {
        return;
    };
    let Some((function, keyword)) = unexpected(text) else {
        return;
    };
    let names = if let Some(function) = callee.downcast_ref::<PyFunction>() {
        forget_specialized(function, vm);
        parameters(function, vm)
    } else if is_named(callee, function, vm) {
        signature(callee, vm)
    } else {
        return;
    };
    let names: Vec<PyObjectRef> = names
        .into_iter()
        .map(|name| vm.ctx.new_str(name).into())
        .collect();
    let names = names.iter().map(|name| &**name);
    let keyword = vm.ctx.new_str(keyword);
    let Some(name) = calculate_suggestions(names, keyword.as_object()) else {
        return;
    };
    let text = format!("{text}. Did you mean '{name}'?");
    let args = vm.ctx.new_tuple(vec![vm.ctx.new_str(text).into()]);
    // The message stays as it is where it can't be changed.
    let _ = error.as_object().set_attr("args", args, vm);
}

/// ```text
/// f() got an unexpected keyword argument 'x' → f, x
/// ```
fn unexpected(text: &str) -> Option<(&str, &str)> {
    let (function, rest) = text.split_once("() got an unexpected keyword argument '")?;
    Some((function, rest.strip_suffix('\'')?))
}

/// A call that was made often goes past the class's slots, until the function changes.
fn forget_specialized(function: &Py<PyFunction>, vm: &VirtualMachine) {
    let function = function.as_object();
    if let Ok(defaults) = function.get_attr("__kwdefaults__", vm) {
        let _ = function.set_attr("__kwdefaults__", defaults, vm);
    }
}

/// The parameters that can be given by name.
fn parameters(function: &Py<PyFunction>, vm: &VirtualMachine) -> Vec<String> {
    let code = function.as_object().get_attr("__code__", vm).ok();
    let Some(code) = code.and_then(|code| code.downcast::<PyCode>().ok()) else {
        return Vec::new();
    };
    let all = (code.code.arg_count + code.code.kwonlyarg_count) as usize;
    let first = code.code.posonlyarg_count as usize;
    let names = code.code.varnames.iter().take(all).skip(first);
    names.map(|name| name.as_str().to_owned()).collect()
}

/// Whether it is this callable that an error is about.
fn is_named(callee: &PyObject, function: &str, vm: &VirtualMachine) -> bool {
    let name = callee.get_attr("__name__", vm).ok();
    let name = name.and_then(|name| name.downcast::<PyStr>().ok());
    name.is_some_and(|name| name.to_str() == Some(function))
}

/// Classes whose documentation has no signature, and what they can be given by name.
const CLASSES: &[(&str, &[&str])] = &[
    ("bytearray", &["source", "encoding", "errors"]),
    ("bytes", &["source", "encoding", "errors"]),
    ("deque", &["iterable", "maxlen"]),
    ("int", &["base"]),
    ("str", &["object", "encoding", "errors"]),
    ("zip", &["strict"]),
];

/// The parameters of what is not written in Python, as its documentation names them.
fn signature(callee: &PyObject, vm: &VirtualMachine) -> Vec<String> {
    if let Some(class) = callee.downcast_ref::<PyType>() {
        let found = CLASSES.iter().find(|(name, _)| *name == &*class.name());
        if let Some((_, names)) = found {
            return names.iter().map(|name| (*name).to_owned()).collect();
        }
    }
    let text = callee.get_attr("__text_signature__", vm).ok();
    let text = text.and_then(|text| text.downcast::<PyStr>().ok());
    text.and_then(|text| text.to_str().map(named))
        .unwrap_or_default()
}

/// ```text
/// ($self, iterable, /, *, key=None, reverse=False) → key, reverse
/// ```
fn named(signature: &str) -> Vec<String> {
    let mut names = Vec::new();
    let inside = signature.trim_start_matches('(').trim_end_matches(')');
    for parameter in inside.split(',').map(str::trim) {
        let name = parameter.split(['=', ':']).next().unwrap_or_default();
        match name.chars().next() {
            Some('/') => names.clear(),
            Some(first) if first == '_' || first.is_alphabetic() => names.push(name.to_owned()),
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{named, unexpected};

    #[test]
    fn the_names_of_a_signature_are_those_that_can_be_given_by_name() {
        let signature = "($self, iterable, /, *args, key=None, reverse=False)";
        assert_eq!(named(signature), ["key", "reverse"]);
        assert_eq!(named("()"), Vec::<String>::new());
    }

    #[test]
    fn an_error_that_has_its_suggestion_gets_no_other_one() {
        let text = "C.f() got an unexpected keyword argument 'x'";
        assert_eq!(unexpected(text), Some(("C.f", "x")));
        assert_eq!(unexpected(&format!("{text}. Did you mean 'y'?")), None);
    }
}
