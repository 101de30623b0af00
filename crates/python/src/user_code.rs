//! The user's program as seen from running code: which frames are the user's,
//! and which line they are at.

use rustpython_vm::{
    AsObject, Py, VirtualMachine,
    builtins::PyCode,
    frame::{FrameObject, frame_at_offset},
};

/// The file name that the user's program has in tracebacks.
pub const MAIN: &str = "main.py";

/// Whether this code was written by the user.
#[must_use]
pub fn is_users(code: &PyCode) -> bool {
    code.source_path().as_str() == MAIN
}

/// The line a function begins in, from 1; 0 if unknown.
#[must_use]
pub fn first_line(code: &PyCode) -> u32 {
    code.first_line_number
        .map_or(0, |line| u32::try_from(line.get()).unwrap_or(0))
}

/// The line a suspended frame is at, from 1.
#[must_use]
pub fn line_of(frame: &FrameObject) -> u32 {
    u32::try_from(frame.current_location().line.get()).unwrap_or(0)
}

/// The line of the innermost running frame of the user's program; 0 outside it.
#[must_use]
pub fn current_line(vm: &VirtualMachine) -> u32 {
    (0..)
        .map_while(|offset| frame_at_offset(offset, vm))
        .find(|frame| is_users(frame.iframe().code()))
        .map_or(0, |frame| running_line(&frame, vm))
}

/// The line a running frame is at, from 1; 0 if unknown.
#[must_use]
pub fn running_line(frame: &Py<FrameObject>, vm: &VirtualMachine) -> u32 {
    // A running frame's place is known to its live half only, which `f_lineno` finds.
    let line = frame.as_object().get_attr("f_lineno", vm).ok();
    line.and_then(|line| line.try_to_value(vm).ok())
        .unwrap_or(0)
}
