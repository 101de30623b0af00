//! What CPython 3.13 says, where RustPython says what 3.14 does or has words of its own.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyStr, PyStrRef},
};

/// Teaches the types their words. Types are the process's, and may be taught again.
pub(crate) fn install(vm: &VirtualMachine) {
    let generator = vm.ctx.types.async_generator;
    generator.slots.repr.store(Some(async_generator));
    let error = vm.ctx.exceptions.type_error;
    error.slots.repr.store(Some(error_repr));
    let method = vm.new_method("__str__", error, error_str);
    error.set_attr(vm.ctx.intern_str("__str__"), method.into());
}

/// RustPython leaves out the underscore of `async_generator`.
fn async_generator(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let name = object.get_attr("__qualname__", vm)?.str(vm)?;
    let text = format!("<async_generator object {name} at {:#x}>", object.get_id());
    Ok(vm.ctx.new_str(text))
}

fn error_str(error: PyObjectRef, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    if let Some(words) = words_of(&error, vm) {
        return Ok(vm.ctx.new_str(words));
    }
    plain(&error, "__str__", vm)
}

fn error_repr(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    if let Some(words) = words_of(error, vm) {
        let words = vm.ctx.new_str(words).as_object().repr(vm)?;
        let class = error.class().name();
        return Ok(vm.ctx.new_str(format!("{class}({words})")));
    }
    plain(error, "__repr__", vm)
}

/// What any exception says.
fn plain(error: &PyObject, method: &'static str, vm: &VirtualMachine) -> PyResult<PyStrRef> {
    let class = vm.ctx.exceptions.exception_type.as_object();
    class
        .get_attr(method, vm)?
        .call((error.to_owned(),), vm)?
        .try_into_value(vm)
}

/// What 3.13 says instead of the text that an error has from the interpreter.
fn words_of(error: &PyObject, vm: &VirtualMachine) -> Option<String> {
    if !error.class().is(vm.ctx.exceptions.type_error) {
        return None;
    }
    let args = error.downcast_ref::<PyBaseException>()?.args();
    let [text] = args.as_slice() else { return None };
    in_3_13(text.downcast_ref::<PyStr>()?.to_str()?)
}

/// What 3.13 says instead of the words of 3.14, if they are some.
///
/// ```text
/// 'int' object can't be awaited → object int can't be used in 'await' expression
/// ```
fn in_3_13(text: &str) -> Option<String> {
    if let Some(class) = text
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix("' object can't be awaited"))
    {
        return Some(format!(
            "object {class} can't be used in 'await' expression"
        ));
    }
    let (protocol, _) = text.split_once(" context manager protocol (missed __")?;
    Some(format!("{protocol} context manager protocol"))
}

#[cfg(test)]
mod tests {
    use super::in_3_13;

    #[test]
    fn only_the_words_that_changed_are_replaced() {
        assert_eq!(
            in_3_13("'int' object can't be awaited").as_deref(),
            Some("object int can't be used in 'await' expression")
        );
        assert_eq!(
            in_3_13(
                "'Lock' object does not support the context manager protocol (missed __exit__ \
                 method) but it supports the asynchronous context manager protocol. Did you \
                 mean to use 'async with'?"
            )
            .as_deref(),
            Some("'Lock' object does not support the context manager protocol")
        );
        assert_eq!(in_3_13("'int' object is not callable"), None);
    }
}
