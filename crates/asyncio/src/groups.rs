//! A group of exceptions that is made of another one, by `split`, `subgroup` or
//! `except*`, hides its context, as in CPython: `exceptiongroup_subset` sets a cause,
//! be it none, and that suppresses the context.

use std::cell::OnceCell;

use rustpython_vm::{
    AsObject, Context, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyTupleRef,
    bytecode::Instruction,
    frame::frame_at_offset,
    function::{ItemDoc, PyMethodDef, PyMethodFlags},
};

thread_local! {
    /// `derive`, `split` and `subgroup` as RustPython has them.
    static PLAIN: [OnceCell<PyObjectRef>; 3] = const { [const { OnceCell::new() }; 3] };
}

const METHODS: [&PyMethodDef; 3] = [
    &PyMethodDef::new_const("derive", derive, PyMethodFlags::METHOD, ItemDoc::NONE),
    &PyMethodDef::new_const("split", split, PyMethodFlags::METHOD, ItemDoc::NONE),
    &PyMethodDef::new_const("subgroup", subgroup, PyMethodFlags::METHOD, ItemDoc::NONE),
];

/// Types are the process's: once is enough.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.base_exception_group;
    for (place, method) in METHODS.into_iter().enumerate() {
        let known = class.get_attr(context.intern_str(method.name));
        let is_new = |known| PLAIN.with(|plain| plain[place].set(known).is_ok());
        if known.is_some_and(is_new) {
            class.set_str_attr(method.name, method.build_method(context, class), context);
        }
    }
}

fn call(place: usize, group: &PyObjectRef, argument: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let plain = PLAIN.with(|plain| plain[place].get().cloned());
    match plain {
        Some(method) => method.call((group.clone(), argument), vm),
        None => Err(vm.new_system_error("exception groups were not prepared")),
    }
}

/// What `except*` raises again is derived by no call of the program's.
fn derive(group: PyObjectRef, exceptions: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let derived = call(0, &group, exceptions, vm)?;
    if is_raised_again(vm) {
        hide_context(&derived, vm)?;
    }
    Ok(derived)
}

fn split(group: PyObjectRef, condition: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let parts = call(1, &group, condition, vm)?;
    let pair: PyTupleRef = parts.clone().try_into_value(vm)?;
    for part in pair.as_slice() {
        if !part.is(&group) && !vm.is_none(part) {
            hide_context(part, vm)?;
        }
    }
    Ok(parts)
}

fn subgroup(group: PyObjectRef, condition: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let part = call(2, &group, condition, vm)?;
    if !part.is(&group) && !vm.is_none(&part) {
        hide_context(&part, vm)?;
    }
    Ok(part)
}

fn hide_context(group: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    group.set_attr("__suppress_context__", vm.ctx.new_bool(true), vm)
}

/// Whether the program is at the end of an `except*`.
fn is_raised_again(vm: &VirtualMachine) -> bool {
    let Some(frame) = frame_at_offset(0, vm) else {
        return false;
    };
    let units = &frame.iframe().code().instructions;
    let running = (frame.lasti() as usize).checked_sub(1);
    let running = running.and_then(|place| units.get(place));
    running.is_some_and(|unit| matches!(unit.op, Instruction::CallIntrinsic2 { .. }))
}
