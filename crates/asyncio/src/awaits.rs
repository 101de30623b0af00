//! Where a suspended task stands, and what it waits on: read off the chain of
//! coroutines that await each other, as `asyncio.print_call_graph` does.

use std::num::NonZero;

use interleave_executor::Micros;
use interleave_trace::{NO_RESOURCE, Wait, WaitKind};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyAsyncGen, PyCoroutine, PyGenerator},
    frame::FrameObjectRef,
};

use crate::{
    handle::Handle,
    names, source,
    tasks::{attribute, text},
    world::World,
};

/// Library coroutines that tell what their caller waits on. What an `opaque`
/// one awaits inside is its own affair.
const KNOWN: &[(&str, WaitKind, bool)] = &[
    ("sleep", WaitKind::Sleep, true),
    ("wait", WaitKind::Wait, true),
    // What is known of what it waits for is said instead.
    ("wait_for", WaitKind::Timeout, false),
    ("_wait_for_one", WaitKind::Wait, true),
    ("_AsCompletedIterator._wait_for_one", WaitKind::Wait, true),
    ("TaskGroup.__aexit__", WaitKind::TaskGroup, true),
    ("TaskGroup._aexit", WaitKind::TaskGroup, true),
    ("Lock.acquire", WaitKind::Lock, true),
    ("Event.wait", WaitKind::Event, true),
    ("Condition.wait", WaitKind::Condition, false),
    ("Semaphore.acquire", WaitKind::Semaphore, true),
    ("Barrier.wait", WaitKind::Barrier, true),
    ("Queue.get", WaitKind::QueueGet, true),
    ("Queue.put", WaitKind::QueuePut, true),
    ("Queue.join", WaitKind::Event, true),
    ("to_thread", WaitKind::Thread, true),
    ("StreamReader.read", WaitKind::Stream, true),
    ("StreamReader.readline", WaitKind::Stream, true),
    ("StreamReader.readuntil", WaitKind::Stream, true),
    ("StreamReader.readexactly", WaitKind::Stream, true),
    ("StreamWriter.drain", WaitKind::Stream, true),
    ("StreamWriter.wait_closed", WaitKind::Stream, true),
    ("start_server", WaitKind::Stream, true),
    ("BaseEventLoop.create_server", WaitKind::Stream, true),
    ("open_connection", WaitKind::Stream, true),
    ("open_unix_connection", WaitKind::Stream, true),
    ("BaseEventLoop.create_connection", WaitKind::Stream, true),
    ("Paths.create_unix_connection", WaitKind::Stream, true),
    ("Server.serve_forever", WaitKind::Stream, true),
    ("Server.wait_closed", WaitKind::Stream, true),
    ("BaseSelectorEventLoop.sock_accept", WaitKind::Stream, true),
    ("BaseSelectorEventLoop.sock_connect", WaitKind::Stream, true),
    ("BaseSelectorEventLoop.sock_recv", WaitKind::Stream, true),
    (
        "BaseSelectorEventLoop.sock_recv_into",
        WaitKind::Stream,
        true,
    ),
    (
        "BaseSelectorEventLoop.sock_recvfrom",
        WaitKind::Stream,
        true,
    ),
    (
        "BaseSelectorEventLoop.sock_recvfrom_into",
        WaitKind::Stream,
        true,
    ),
    ("BaseSelectorEventLoop.sock_sendall", WaitKind::Stream, true),
    ("BaseSelectorEventLoop.sock_sendto", WaitKind::Stream, true),
];

/// Where a suspended task stands.
pub(crate) struct Stand {
    /// The user's line, 0 if no frame of the chain is the user's.
    pub line: u32,
    pub wait: Wait,
}

/// Where the coroutine of a task that waits on `future` stands.
pub(crate) fn stand(
    world: &World,
    coro: &PyObject,
    future: &PyObject,
    vm: &VirtualMachine,
) -> Stand {
    let mut line = 0;
    let mut users: Option<FrameObjectRef> = None;
    let mut found: Option<(WaitKind, FrameObjectRef)> = None;
    let mut opaque = false;
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        let code = frame.iframe().code();
        if source::is_users(code) {
            line = source::line_of(&frame);
            users = Some(frame.clone());
            (found, opaque) = (None, false);
        } else if !opaque
            && let Some(&(_, kind, ends)) = KNOWN
                .iter()
                .find(|(name, ..)| *name == code.qualname.as_str())
        {
            found = Some((kind, frame.clone()));
            opaque = ends;
        }
        next = frame.yield_from_target();
    }
    let wait = match found {
        Some((WaitKind::Timeout, frame)) => timeout_wait(world, future, &frame, users.as_ref(), vm),
        Some((kind, frame)) => library_wait(world, kind, &frame, users.as_ref(), vm),
        None => future_wait(world, future, users.as_ref(), vm),
    };
    Stand { line, wait }
}

/// The user's line of a suspended coroutine that waits on nothing.
pub(crate) fn line(coro: &PyObject) -> u32 {
    let mut line = 0;
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        if source::is_users(frame.iframe().code()) {
            line = source::line_of(&frame);
        }
        next = frame.yield_from_target();
    }
    line
}

/// The user's frames of a suspended coroutine, the outermost first.
pub(crate) fn frames(coro: &PyObject) -> Vec<FrameObjectRef> {
    let mut frames = Vec::new();
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        next = frame.yield_from_target();
        if source::is_users(frame.iframe().code()) {
            frames.push(frame);
        }
    }
    frames
}

/// The frame of a suspended coroutine or generator, or of what stands for one:
/// `async for` and `anext` await little objects that hold the generator.
fn frame_of(object: &PyObject) -> Option<FrameObjectRef> {
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

fn local(frame: &FrameObjectRef, name: &str, vm: &VirtualMachine) -> Option<PyObjectRef> {
    let locals = frame.locals(vm).ok()?;
    locals
        .as_object()
        .get_item(name, vm)
        .ok()
        .filter(|value| !vm.is_none(value))
}

/// A wait inside a coroutine of asyncio's.
fn library_wait(
    world: &World,
    kind: WaitKind,
    frame: &FrameObjectRef,
    users: Option<&FrameObjectRef>,
    vm: &VirtualMachine,
) -> Wait {
    let mut object = NO_RESOURCE;
    let (label, until) = match kind {
        WaitKind::Sleep => {
            let delay = local(frame, "delay", vm).and_then(|delay| delay.repr(vm).ok());
            let handle = local(frame, "h", vm);
            let until = handle.as_deref().and_then(Handle::deadline);
            (
                delay.map_or_else(String::new, |delay| delay.to_string_lossy().into_owned()),
                until,
            )
        }
        WaitKind::TaskGroup => (task_group(frame, vm), None),
        WaitKind::Stream => (stream(frame, vm), None),
        WaitKind::Wait => (String::new(), None),
        WaitKind::Thread => {
            let job = local(frame, "func", vm);
            (
                job.map_or_else(String::new, |job| text(&job, "__qualname__", vm)),
                None,
            )
        }
        WaitKind::Event if frame.iframe().code().qualname.as_str() == "Queue.join" => {
            let queue = local(frame, "self", vm);
            if let Some(queue) = &queue {
                object = world.resources.borrow().id(queue);
            }
            let queue = queue.map_or_else(String::new, |queue| names::of(&queue, users, vm));
            (format!("{queue}.join()"), None)
        }
        _ => {
            let waited = local(frame, "self", vm);
            if let Some(waited) = &waited {
                object = world.resources.borrow().id(waited);
            }
            (
                waited.map_or_else(String::new, |waited| names::of(&waited, users, vm)),
                None,
            )
        }
    };
    Wait {
        object,
        ..wait(world, kind, &label, until)
    }
}

/// A wait for a future, inside `wait_for`: for as long as that allows.
fn timeout_wait(
    world: &World,
    future: &PyObject,
    frame: &FrameObjectRef,
    users: Option<&FrameObjectRef>,
    vm: &VirtualMachine,
) -> Wait {
    let plain = future_wait(world, future, users, vm);
    if local(frame, "timeout", vm).is_none() {
        return plain;
    }
    Wait {
        kind: WaitKind::Timeout,
        ..plain
    }
}

/// A wait on a future itself.
fn future_wait(
    world: &World,
    future: &PyObject,
    users: Option<&FrameObjectRef>,
    vm: &VirtualMachine,
) -> Wait {
    if let Some(job) = attribute(future, "_interleave_job", vm) {
        let label = job
            .str(vm)
            .map_or_else(|_| String::new(), |job| job.to_string_lossy().into_owned());
        return wait(world, WaitKind::Thread, &label, None);
    }
    if let Some(children) = attribute(future, "_children", vm) {
        return wait(
            world,
            WaitKind::Gather,
            &children_names(&children, vm),
            None,
        );
    }
    if attribute(future, "_coro", vm).is_some() {
        let name = vm
            .call_method(future, "get_name", ())
            .and_then(|name| name.str(vm));
        let name = name.map_or_else(
            |_| String::new(),
            |name| name.to_string_lossy().into_owned(),
        );
        return wait(world, WaitKind::Task, &name, None);
    }
    wait(world, WaitKind::Future, &names::of(future, users, vm), None)
}

fn wait(world: &World, kind: WaitKind, label: &str, until: Option<Micros>) -> Wait {
    Wait {
        kind,
        label: world.intern(label),
        object: NO_RESOURCE,
        until: until.and_then(NonZero::new),
    }
}

fn children_names(children: &PyObject, vm: &VirtualMachine) -> String {
    let Ok(children) = children.try_to_value::<Vec<PyObjectRef>>(vm) else {
        return String::new();
    };
    let name = |child: &PyObjectRef| {
        let job = attribute(child, "_interleave_job", vm);
        job.map_or_else(|| vm.call_method(child, "get_name", ()), Ok)
            .and_then(|name| name.str(vm))
            .map_or_else(
                |_| "a future".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            )
    };
    if children.len() > 3 {
        format!("{} tasks", children.len())
    } else {
        children.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

/// What is asked of a stream or socket, and who is at its other end: the library
/// names it, by asyncio's own objects.
fn stream(frame: &FrameObjectRef, vm: &VirtualMachine) -> String {
    let code = frame.iframe().code();
    let call = code.obj_name.as_str();
    let label = vm.import("_interleave_streams", 0).and_then(|helper| {
        let names = frame.locals(vm)?.as_object().to_owned();
        vm.call_method(&helper, "label", (call, names))?.str(vm)
    });
    label.map_or_else(
        |_| call.to_owned(),
        |label| label.to_string_lossy().into_owned(),
    )
}

fn task_group(frame: &FrameObjectRef, vm: &VirtualMachine) -> String {
    let tasks = local(frame, "self", vm).and_then(|group| attribute(&group, "_tasks", vm));
    match tasks.and_then(|tasks| tasks.length(vm).ok()) {
        Some(1) => "1 task".to_owned(),
        Some(count) => format!("{count} tasks"),
        None => String::new(),
    }
}
