//! Where a suspended task stands: read off the chain of coroutines that await each
//! other, as `asyncio.print_call_graph` does.

use std::num::NonZero;

use interleave_trace::Micros;
use interleave_trace::{Wait, WaitKind};
use rustpython_vm::{
    Py, PyObject, VirtualMachine,
    builtins::{PyAsyncGen, PyCoroutine, PyGenerator},
    frame::FrameObjectRef,
};

use interleave_asyncio::{Task, user_code};

use super::Recorder;

/// Where a suspended task stands, and what it waits for.
pub(super) struct Suspension {
    /// The user's line; 0 if no frame of the chain is the user's.
    pub line: u32,
    pub wait: Wait,
}

impl Recorder {
    /// Where the coroutine of `task` stands, which waits for `future`.
    pub(super) fn suspension(
        &self,
        task: &Py<Task>,
        coro: &PyObject,
        future: &PyObject,
        vm: &VirtualMachine,
    ) -> Suspension {
        let mut line = 0;
        let mut timeout: Option<Micros> = None;
        let mut users: Option<FrameObjectRef> = None;
        let mut found: Option<(WaitKind, FrameObjectRef)> = None;
        let mut is_opaque = false;
        let mut next = Some(coro.to_owned());
        while let Some(frame) = next.as_deref().and_then(frame_of) {
            if user_code::is_users(frame.iframe().code()) {
                timeout = earlier(timeout, self.reasons.timeout_in(&frame, task, vm));
                line = user_code::line_of(&frame);
                users = Some(frame.clone());
                (found, is_opaque) = (None, false);
            } else if let Some(known) = self.reasons.of(&frame) {
                if known.kind == WaitKind::Timeout {
                    timeout = earlier(timeout, self.reasons.timeout_in(&frame, task, vm));
                }
                if !is_opaque {
                    found = Some((known.kind, frame.clone()));
                    is_opaque = known.is_opaque;
                }
            }
            next = frame.yield_from_target();
        }
        let wait = self.wait(found, future, users.as_ref(), vm);
        // The wait's own deadline, or that of a timeout around it.
        let until = earlier(wait.until.map(NonZero::get), timeout).and_then(NonZero::new);
        let wait = Wait { until, ..wait };
        Suspension { line, wait }
    }
}

fn earlier(one: Option<Micros>, other: Option<Micros>) -> Option<Micros> {
    one.into_iter().chain(other).min()
}

/// The user's line of a suspended coroutine that waits on nothing.
pub(super) fn line(coro: &PyObject) -> u32 {
    let mut line = 0;
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        if user_code::is_users(frame.iframe().code()) {
            line = user_code::line_of(&frame);
        }
        next = frame.yield_from_target();
    }
    line
}

/// The user's frames of a suspended coroutine, the outermost first.
pub(super) fn frames(coro: &PyObject) -> Vec<FrameObjectRef> {
    let mut frames = Vec::new();
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        next = frame.yield_from_target();
        if user_code::is_users(frame.iframe().code()) {
            frames.push(frame);
        }
    }
    frames
}

/// The frame of a suspended coroutine or generator, or of what stands for one:
/// `async for` and `anext` await little objects that hold the generator.
pub(super) fn frame_of(object: &PyObject) -> Option<FrameObjectRef> {
    const STAND_INS: &[&str] = &[
        "async_generator_asend",
        "async_generator_athrow",
        "anext_awaitable",
        "coroutine_wrapper",
    ];
    if STAND_INS.contains(&&*object.class().name()) {
        return object
            .gc_get_referents()
            .iter()
            .find_map(|inner| frame_of(inner));
    }
    let coro = if let Some(coroutine) = object.downcast_ref::<PyCoroutine>() {
        coroutine.as_coro()
    } else if let Some(generator) = object.downcast_ref::<PyGenerator>() {
        generator.as_coro()
    } else {
        object.downcast_ref::<PyAsyncGen>()?.as_coro()
    };
    if coro.closed() {
        None
    } else {
        coro.frame_opt()
    }
}
