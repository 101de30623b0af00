//! A group of exceptions that is derived from another one, by `split`, `subgroup` or
//! `except*`, suppresses its context, as in CPython: there, `exceptiongroup_subset` sets
//! its cause, even to none, which suppresses the context.
//!
//! And `except*` wraps an exception that is in no group into a `BaseExceptionGroup`, which
//! is an `ExceptionGroup` where it can be, and has no traceback (`_PyEval_ExceptionGroupMatch`).

use std::cell::{Cell, OnceCell};

use rustpython_vm::{
    AsObject, Context, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyTuple, PyTupleRef, PyType, PyTypeRef},
    bytecode::Instruction,
    frame::frame_at_offset,
    function::{FuncArgs, ItemDoc, PyMethodDef, PyMethodFlags},
};

use crate::current;

thread_local! {
    /// `derive`, `split` and `subgroup` as RustPython has them.
    static ORIGINAL: [OnceCell<PyObjectRef>; 3] = const { [const { OnceCell::new() }; 3] };
}

type New = fn(PyTypeRef, FuncArgs, &VirtualMachine) -> PyResult;
type Init = fn(&PyObject, FuncArgs, &VirtualMachine) -> PyResult<()>;

thread_local! {
    /// `ExceptionGroup.__init__`, which is every exception's, as RustPython has it.
    static INIT: Cell<Option<Init>> = const { Cell::new(None) };
    /// `ExceptionGroup.__new__`, which is `BaseExceptionGroup`'s, as RustPython has it.
    static NEW: Cell<Option<New>> = const { Cell::new(None) };
}

const METHODS: [&PyMethodDef; 3] = [
    &PyMethodDef::new_const("derive", derive, PyMethodFlags::METHOD, ItemDoc::NONE),
    &PyMethodDef::new_const("split", split, PyMethodFlags::METHOD, ItemDoc::NONE),
    &PyMethodDef::new_const("subgroup", subgroup, PyMethodFlags::METHOD, ItemDoc::NONE),
];

/// Patches the type. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.base_exception_group;
    for (index, method) in METHODS.into_iter().enumerate() {
        let known = class.get_attr(context.intern_str(method.name));
        let is_first = |known| ORIGINAL.with(|original| original[index].set(known).is_ok());
        if known.is_some_and(is_first) {
            class.set_str_attr(method.name, method.build_method(context, class), context);
        }
    }
    show_as_exception(class, context);
}

/// The `repr` of a group is that of any exception: its arguments as they are now. Python 3.14
/// shows the exceptions as they were at first.
fn show_as_exception(class: &PyType, context: &Context) {
    let plain = context.exceptions.base_exception_type.slots.repr.load();
    class.slots.repr.store(plain);
}

/// Patches `ExceptionGroup`, which is `class`. A second time does nothing.
pub(crate) fn install_wrapping(class: &PyTypeRef, context: &Context) {
    if NEW.get().is_none() {
        NEW.set(class.slots.new.load());
        class.slots.new.store(Some(new));
        // A program's `__new__` finds the base's, and may call it: they have to be the same.
        let base = context.exceptions.base_exception_group;
        base.slots.new.store(Some(new));
        INIT.set(class.slots.init.load());
        for class in [base, class] {
            class.slots.init.store(Some(init));
        }
        show_as_exception(class, context);
    }
}

fn new(class: PyTypeRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let new = NEW
        .get()
        .ok_or_else(|| vm.new_system_error("ExceptionGroup was not patched"))?;
    let wraps = running(vm, |instruction| {
        matches!(instruction, Instruction::CheckEgMatch)
    });
    if wraps {
        current::system(vm)?.after_instruction(forget_traceback);
        return new(vm.ctx.exceptions.base_exception_group.to_owned(), args, vm);
    }
    if listed(&mut args, vm) {
        return new(vm.ctx.exceptions.base_exception_group.to_owned(), args, vm);
    }
    new(class, args, vm)
}

fn init(group: &PyObject, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let init = INIT
        .get()
        .ok_or_else(|| vm.new_system_error("ExceptionGroup was not patched"))?;
    listed(&mut args, vm);
    init(group, args, vm)
}

/// Whether the interpreter makes a group of what a block's handlers have raised and what they have
/// not handled. It is made of a list and of any kind (`_PyExc_CreateExceptionGroup`).
fn listed(args: &mut FuncArgs, vm: &VirtualMachine) -> bool {
    match args.args.get_mut(1) {
        Some(raised) if raised.downcastable::<PyTuple>() && is_reraised(vm) => {
            let list = raised.downcast_ref::<PyTuple>();
            let list = list.map(|tuple| tuple.as_slice().to_vec());
            *raised = vm.ctx.new_list(list.unwrap_or_default()).into();
            true
        }
        _ => false,
    }
}

/// What was wrapped around the exception that is handled now, and was given its traceback by
/// RustPython, has none of its own.
fn forget_traceback(vm: &VirtualMachine) -> PyResult<()> {
    let Some(group) = vm.current_exception() else {
        return Ok(());
    };
    if group.fast_isinstance(vm.ctx.exceptions.base_exception_group) {
        let wrapped = group.as_object().get_attr("exceptions", vm)?;
        let wrapped = wrapped.get_item(&0, vm)?;
        let wrapped = wrapped.downcast_ref::<PyBaseException>();
        let given = wrapped.and_then(|wrapped| wrapped.traceback());
        let own = group.traceback();
        if own.zip(given).is_some_and(|(own, given)| own.is(&given)) {
            group.set_traceback(None);
        }
    }
    Ok(())
}

fn call(index: usize, group: &PyObjectRef, argument: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let original = ORIGINAL.with(|original| original[index].get().cloned());
    match original {
        Some(method) => method.call((group.clone(), argument), vm),
        None => Err(vm.new_system_error("exception groups were not patched")),
    }
}

/// `except*` derives the group that it reraises without a call of the program's.
fn derive(group: PyObjectRef, exceptions: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let derived = call(0, &group, exceptions, vm)?;
    if is_reraised(vm) {
        suppress_context(&derived, vm)?;
    }
    Ok(derived)
}

fn split(group: PyObjectRef, condition: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let parts = call(1, &group, condition, vm)?;
    let pair: PyTupleRef = parts.clone().try_into_value(vm)?;
    for part in pair.as_slice() {
        if !part.is(&group) && !vm.is_none(part) {
            suppress_context(part, vm)?;
        }
    }
    Ok(parts)
}

fn subgroup(group: PyObjectRef, condition: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let part = call(2, &group, condition, vm)?;
    if !part.is(&group) && !vm.is_none(&part) {
        suppress_context(&part, vm)?;
    }
    Ok(part)
}

fn suppress_context(group: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    group.set_attr("__suppress_context__", vm.ctx.new_bool(true), vm)
}

/// Whether the program is at the end of an `except*` block.
pub(super) fn is_reraised(vm: &VirtualMachine) -> bool {
    running(vm, |instruction| {
        matches!(instruction, Instruction::CallIntrinsic2 { .. })
    })
}

/// Whether the program's running instruction is one of these.
fn running(vm: &VirtualMachine, is_one: impl FnOnce(Instruction) -> bool) -> bool {
    let Some(frame) = frame_at_offset(0, vm) else {
        return false;
    };
    let units = &frame.iframe().code().instructions;
    // A running frame's place is known to its live half only, which `f_lasti` finds.
    let place = frame.as_object().get_attr("f_lasti", vm).ok();
    let place = place.and_then(|place| place.try_to_value::<usize>(vm).ok());
    let running = place.and_then(|place| units.get(place / 2));
    running.is_some_and(|unit| is_one(unit.op))
}
