//! The user's program as seen from running code: which frames are the user's,
//! and which line they are at.

use rustpython_vm::{
    AsObject, VirtualMachine,
    builtins::PyCode,
    frame::{FrameObject, frame_at_offset},
};

/// The file name that the user's program has in tracebacks.
pub const MAIN: &str = "main.py";

/// Whether this code was written by the user.
pub(crate) fn is_users(code: &PyCode) -> bool {
    code.source_path().as_str() == MAIN
}

/// The line a function begins in, from 1; 0 if unknown.
pub(crate) fn first_line(code: &PyCode) -> u32 {
    code.first_line_number
        .map_or(0, |line| u32::try_from(line.get()).unwrap_or(0))
}

/// The line a suspended frame is at, from 1.
pub(crate) fn line_of(frame: &FrameObject) -> u32 {
    u32::try_from(frame.current_location().line.get()).unwrap_or(0)
}

/// The line of the innermost running frame of the user's program; 0 outside it.
pub(crate) fn current_line(vm: &VirtualMachine) -> u32 {
    (0..)
        .map_while(|offset| frame_at_offset(offset, vm))
        .find(|frame| is_users(frame.iframe().code()))
        // A running frame's place is known to its live half only, which `f_lineno` finds.
        .and_then(|frame| frame.as_object().get_attr("f_lineno", vm).ok())
        .and_then(|line| line.try_to_value(vm).ok())
        .unwrap_or(0)
}
