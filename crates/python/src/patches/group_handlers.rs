//! What the handlers of an `except*` block raise, told from what they raise again.
//!
//! CPython compares metadata (`is_same_exception_metadata` in `Objects/exceptions.c`). RustPython
//! takes for raised again whatever is made of exceptions of the group, so that `raise
//! group.exceptions[0]` would vanish in it. Handlers say what leaves them (`_interleave_groups.py`);
//! while the interpreter then sums up the block, what was raised shows no exceptions, and is in
//! no group, by which it is told from the rest.

use std::cell::{OnceCell, RefCell};

use rustpython_vm::{
    AsObject, Context, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyTraceback, PyTupleRef},
    frame::frame_at_offset,
    function::PySetterValue,
};

use super::exception_groups::is_reraised;
use crate::current;

const NAME: &str = "exceptions";

thread_local! {
    /// `exceptions` as RustPython has it.
    static ORIGINAL: OnceCell<PyObjectRef> = const { OnceCell::new() };
    /// The handlers that run.
    static MATCHED: RefCell<Vec<Matched>> = const { RefCell::new(Vec::new()) };
    /// What was raised in which frame, by their addresses. Both are alive: the frame runs the
    /// block, and its stack has the exceptions.
    static RAISED: RefCell<Vec<(usize, usize)>> = const { RefCell::new(Vec::new()) };
}

/// A handler that runs.
struct Matched {
    /// The address of its frame.
    frame: usize,
    /// What it has matched, and the traceback that this had then.
    group: PyBaseExceptionRef,
    traceback: Option<PyRef<PyTraceback>>,
}

/// Patches the type of groups. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let class = context.exceptions.base_exception_group;
    let known = class.get_attr(context.intern_str(NAME));
    if known.is_some_and(|known| ORIGINAL.with(|original| original.set(known).is_ok())) {
        let getset = context.new_static_getset(NAME, class, exceptions, set_exceptions);
        class.set_str_attr(NAME, getset, context);
    }
}

/// A handler begins.
pub(crate) fn matched(vm: &VirtualMachine) {
    if let (Some(frame), Some(group)) = (innermost(vm), vm.current_exception()) {
        let traceback = group.traceback();
        let matched = Matched {
            frame,
            group,
            traceback,
        };
        MATCHED.with_borrow_mut(|handlers| handlers.push(matched));
    }
}

/// An exception leaves the handler. One that was in no group is no matter: the block ends with it.
pub(crate) fn raised(vm: &VirtualMachine) {
    let (Some(frame), Some(error)) = (innermost(vm), vm.current_exception()) else {
        return;
    };
    let address = |traceback: &PyRef<PyTraceback>| traceback.as_object().get_id();
    let own = error.traceback().as_ref().map(address);
    let is_raised = MATCHED.with_borrow(|handlers| {
        let handler = handlers.iter().rfind(|handler| handler.frame == frame);
        handler.is_some_and(|handler| {
            let known = handler.traceback.as_ref().map(address);
            known.is_some() && !(error.is(&handler.group) && own == known)
        })
    });
    if is_raised {
        let error = error.as_object().get_id();
        RAISED.with_borrow_mut(|raised| raised.push((frame, error)));
    }
}

/// The handler has ended.
pub(crate) fn left(vm: &VirtualMachine) {
    let frame = innermost(vm);
    let left = MATCHED.with_borrow_mut(|handlers| {
        let place = handlers
            .iter()
            .rposition(|handler| Some(handler.frame) == frame);
        place.map(|place| handlers.remove(place))
    });
    // It may run code of the program's.
    drop(left);
}

fn exceptions(group: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let original = ORIGINAL.with(|original| original.get().cloned());
    let original =
        original.ok_or_else(|| vm.new_system_error("exception groups were not patched"))?;
    let class = group.class().to_owned();
    let all = vm.call_method(&original, "__get__", (group.clone(), class))?;
    if RAISED.with_borrow(Vec::is_empty) || !is_reraised(vm) {
        return Ok(all);
    }
    current::system(vm)?.after_instruction(forget);
    let is_raised = |error: &PyObject| is_raised(error, vm);
    if is_raised(&group) {
        return Ok(vm.ctx.empty_tuple.clone().into());
    }
    let all: PyTupleRef = all.try_into_value(vm)?;
    let rest = all.as_slice().iter().filter(|error| !is_raised(error));
    let rest: Vec<_> = rest.cloned().collect();
    Ok(vm.ctx.new_tuple(rest).into())
}

fn set_exceptions(_group: PyObjectRef, _value: PySetterValue, vm: &VirtualMachine) -> PyResult<()> {
    Err(vm.new_attribute_error("readonly attribute"))
}

fn is_raised(error: &PyObject, vm: &VirtualMachine) -> bool {
    let place = innermost(vm).map(|frame| (frame, error.get_id()));
    place.is_some_and(|place| RAISED.with_borrow(|raised| raised.contains(&place)))
}

/// The block is summed up.
#[expect(
    clippy::unnecessary_wraps,
    reason = "what may be called after an instruction"
)]
fn forget(vm: &VirtualMachine) -> PyResult<()> {
    if let Some(frame) = innermost(vm) {
        RAISED.with_borrow_mut(|raised| raised.retain(|&(place, _)| place != frame));
    }
    Ok(())
}

/// The address of the frame at work.
fn innermost(vm: &VirtualMachine) -> Option<usize> {
    frame_at_offset(0, vm).map(|frame| frame.as_object().get_id())
}
