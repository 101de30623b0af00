//! `OSError(number, text)` is of the class that belongs to the number (PEP 3151).
//!
//! RustPython knows these numbers from the operating system that it was built for,
//! and so knows none in a browser. Here they are Linux's, everywhere.

use std::cell::Cell;

use interleave_machine::Errno;
use rustpython_vm::{
    AsObject, Context, Py, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyInt, PyType, PyTypeRef},
    function::{FuncArgs, ItemDoc, PyMethodDef, PyMethodFlags},
};

type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;

thread_local! {
    /// RustPython's own `OSError.__new__`.
    static ORIGINAL: Cell<Option<New>> = const { Cell::new(None) };
}

const METHOD: &PyMethodDef =
    &PyMethodDef::new_const("__new__", new_of, PyMethodFlags::STATIC, ItemDoc::NONE);

/// Lets `OSError` choose its class. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.os_error;
    if ORIGINAL.get().is_none() {
        ORIGINAL.set(class.slots.new.load());
        class.set_str_attr(
            "__new__",
            METHOD.build_staticmethod(context, class),
            context,
        );
        class.slots.new.store(Some(new));
    }
}

/// `OSError.__new__` for `super()` in a program's class. RustPython's own one finds it unsafe where
/// a class between the two has another function in its slot, as [`new`] puts there.
fn new_of(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let class = args
        .take_positional()
        .ok_or_else(|| vm.new_type_error("OSError.__new__(): not enough arguments"))?;
    let os_error = vm.ctx.exceptions.os_error;
    match class.downcast::<PyType>() {
        Ok(class) if class.fast_issubclass(os_error) => new(class, args, vm),
        Ok(class) => Err(vm.new_type_error(format!(
            "OSError.__new__({0}): {0} is not a subtype of OSError",
            class.name()
        ))),
        Err(other) => Err(vm.new_type_error(format!(
            "OSError.__new__(X): X is not a type object ({})",
            other.class().name()
        ))),
    }
}

/// The exception of a failed system call, with the paths that it is about: none,
/// one, or a source and a destination.
pub(crate) fn exception(
    error: Errno,
    paths: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    exception_with_message(error, error.message(), paths, vm)
}

/// The same, with another message than `strerror`'s.
pub(crate) fn exception_with_message(
    error: Errno,
    message: &str,
    paths: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    let mut args = vec![
        vm.ctx.new_int(error.number()).into(),
        vm.ctx.new_str(message).into(),
    ];
    match paths {
        [] => {}
        [path] => args.push(path.clone()),
        [from, to, ..] => args.extend([from.clone(), vm.ctx.none(), to.clone()]),
    }
    let class = class_of(error.number(), vm).unwrap_or(vm.ctx.exceptions.os_error);
    match vm.invoke_exception(class, args) {
        Ok(error) | Err(error) => error,
    }
}

fn new(class: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let os_error = vm.ctx.exceptions.os_error;
    if class.is(os_error) {
        // `args` of two to five hold a number first (`OSError.__new__`).
        if args.kwargs.is_empty()
            && (2..=5).contains(&args.args.len())
            && let Some(number) = args.args[0].downcast_ref::<PyInt>()
            && let Ok(number) = number.try_to_primitive::<i32>(vm)
            && let Some(class) = class_of(number, vm)
        {
            return vm.invoke_exception(class, args.args).map(Into::into);
        }
    }
    let Some(original) = ORIGINAL.get() else {
        return Err(vm.new_system_error("OSError was not patched"));
    };
    let has_inherited = |slot: New| std::ptr::fn_addr_eq(slot, new as New);
    if !class.is(os_error) && class.slots.new.load().is_some_and(has_inherited) {
        // RustPython knows classes with an `__init__` of their own, but without a `__new__`, by
        // their having its own one.
        class.slots.new.store(Some(original));
    }
    original(class, args, vm)
}

/// The class of an error of Linux with this number.
fn class_of(number: i32, vm: &VirtualMachine) -> Option<&'static Py<PyType>> {
    let exceptions = &vm.ctx.exceptions;
    Some(match number {
        1 | 13 => exceptions.permission_error, // EPERM, EACCES
        2 => exceptions.file_not_found_error,  // ENOENT
        3 => exceptions.process_lookup_error,  // ESRCH
        4 => exceptions.interrupted_error,     // EINTR
        10 => exceptions.child_process_error,  // ECHILD
        11 | 114 | 115 => exceptions.blocking_io_error, // EAGAIN, EALREADY, EINPROGRESS
        17 => exceptions.file_exists_error,    // EEXIST
        20 => exceptions.not_a_directory_error, // ENOTDIR
        21 => exceptions.is_a_directory_error, // EISDIR
        32 | 108 => exceptions.broken_pipe_error, // EPIPE, ESHUTDOWN
        103 => exceptions.connection_aborted_error, // ECONNABORTED
        104 => exceptions.connection_reset_error, // ECONNRESET
        110 => exceptions.timeout_error,       // ETIMEDOUT
        111 => exceptions.connection_refused_error, // ECONNREFUSED
        _ => return None,
    })
}
