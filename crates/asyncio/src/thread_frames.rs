//! `f_back` of the frames of threads that are not at work.
//!
//! RustPython looks for a frame's caller among the calls of the stack at work. Those of the other
//! threads lie on stacks of their own. And our own modules' frames are none of CPython's.

use rustpython_vm::{Context, Py, PyRef, VirtualMachine, frame::FrameObject};

use crate::{current::current, thread_stacks::is_ours};

const NAME: &str = "f_back";

/// Patches the type of frames. A second time does nothing that matters.
pub(crate) fn install(context: &Context) {
    let class = context.types.frame_type;
    let getter = context.new_readonly_getset(NAME, class, f_back);
    class.set_str_attr(NAME, getter, context);
}

/// The frame that has called this one, among those that CPython has, too.
fn f_back(frame: PyRef<FrameObject>, vm: &VirtualMachine) -> Option<PyRef<FrameObject>> {
    let mut caller = caller_of(&frame, vm);
    while let Some(frame) = caller.take_if(|frame| is_ours(frame)) {
        caller = caller_of(&frame, vm);
    }
    caller
}

fn caller_of(frame: &Py<FrameObject>, vm: &VirtualMachine) -> Option<PyRef<FrameObject>> {
    frame
        .f_back(vm)
        .or_else(|| current().threads.caller(frame, vm))
}
