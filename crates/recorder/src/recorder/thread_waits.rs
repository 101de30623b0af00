//! What a simulated thread waits for: read off its frames.

use interleave_asyncio::{ThreadWait, convert::text, user_code};
use interleave_trace::{NO_RESOURCE, ResourceId, WaitKind};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine,
    builtins::PyStr,
    frame::{FrameObjectRef, frame_at_offset},
};

use super::{Recorder, names};

/// What threads wait in: the function's module, its qualified name, and what is told of it.
const FUNCTIONS: &[(&str, &str, WaitKind)] = &[
    ("threading", "Thread.join", WaitKind::Join),
    ("threading", "Condition.wait", WaitKind::Condition),
    ("threading", "Event.wait", WaitKind::Event),
    ("threading", "Semaphore.acquire", WaitKind::Semaphore),
    ("threading", "Barrier.wait", WaitKind::Barrier),
    ("queue", "Queue.get", WaitKind::QueueGet),
    ("queue", "Queue.put", WaitKind::QueuePut),
    ("queue", "_PySimpleQueue.get", WaitKind::QueueGet),
    (
        "concurrent.futures._base",
        "Future.result",
        WaitKind::Future,
    ),
    (
        "concurrent.futures._base",
        "Future.exception",
        WaitKind::Future,
    ),
];

/// No more frames than this are looked into.
const MAX_FRAMES: usize = 64;

impl Recorder {
    /// What the running thread is about to wait for: its kind, what the program calls it,
    /// and the lock.
    pub(super) fn thread_wait(
        &self,
        on: ThreadWait<'_>,
        vm: &VirtualMachine,
    ) -> (WaitKind, String, ResourceId) {
        let waitable = match on {
            ThreadWait::Object(waitable) => waitable,
            ThreadWait::Time(length) => {
                let seconds = format!("{:?}", length as f64 / 1e6);
                return (WaitKind::Sleep, seconds, NO_RESOURCE);
            }
            ThreadWait::Work => return (WaitKind::Loop, String::new(), NO_RESOURCE),
        };
        let frames = (0..MAX_FRAMES).map_while(|offset| frame_at_offset(offset, vm));
        // The outermost function of the library's is the one that the program called.
        let (mut found, mut called, mut users) = (None, None, None);
        for frame in frames {
            if user_code::is_users(frame.iframe().code()) {
                users = Some(frame);
                break;
            }
            found = kind_of(&frame, vm)
                .map(|kind| (kind, frame.clone()))
                .or(found);
            called = Some(frame);
        }
        let Some((kind, frame)) = found else {
            let is_lock = ["lock", "RLock"].contains(&&*waitable.class().name());
            if !is_lock {
                let call = called.map(|frame| frame.iframe().code().obj_name.to_string());
                return (WaitKind::Stream, call.unwrap_or_default(), NO_RESOURCE);
            }
            let object = self.resources.borrow().id(waitable);
            let label = names::of(waitable, users.as_ref(), vm);
            return (WaitKind::Lock, label, object);
        };
        let name = |waited: &PyObject| match kind {
            WaitKind::Join => text(waited, "_name", vm),
            WaitKind::Future => String::new(),
            _ => names::of(waited, users.as_ref(), vm),
        };
        let label = receiver(&frame, vm).map_or_else(String::new, |waited| name(&waited));
        (kind, label, NO_RESOURCE)
    }
}

fn kind_of(frame: &FrameObjectRef, vm: &VirtualMachine) -> Option<WaitKind> {
    let frame = frame.iframe();
    let module = frame.globals().get_item_opt("__name__", vm).ok()??;
    let module = module.downcast_ref::<PyStr>()?.to_string_lossy();
    let name = frame.code().qualname.as_str();
    let mut known = FUNCTIONS.iter();
    known
        .find(|(its, function, _)| *its == module && *function == name)
        .map(|&(_, _, kind)| kind)
}

/// The object whose method runs in a frame.
fn receiver(frame: &FrameObjectRef, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let locals = frame.locals(vm).ok()?;
    locals.as_object().get_item("self", vm).ok()
}
