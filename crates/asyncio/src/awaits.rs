//! Where a suspended task stands, and what it waits on: read off the chain of
//! coroutines that await each other, as `asyncio.print_call_graph` does.

use std::num::NonZero;

use interleave_executor::Micros;
use interleave_trace::{NO_RESOURCE, TaskId, Wait, WaitKind};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyAsyncGen, PyBoundMethod, PyCoroutine, PyGenerator},
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

/// Where the coroutine of `task` stands, which waits on `future`.
pub(crate) fn stand(
    world: &World,
    task: &PyObject,
    coro: &PyObject,
    future: &PyObject,
    vm: &VirtualMachine,
) -> Stand {
    let mut line = 0;
    let mut timeout: Option<Micros> = None;
    let mut users: Option<FrameObjectRef> = None;
    let mut found: Option<(WaitKind, FrameObjectRef)> = None;
    let mut opaque = false;
    let mut next = Some(coro.to_owned());
    while let Some(frame) = next.as_deref().and_then(frame_of) {
        let code = frame.iframe().code();
        if source::is_users(code) || code.qualname.as_str() == "wait_for" {
            timeout = earlier(timeout, timeout_in(&frame, task, vm));
        }
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
    // The wait's own deadline, or that of a timeout around it.
    let until = earlier(wait.until.map(NonZero::get), timeout).and_then(NonZero::new);
    let wait = Wait { until, ..wait };
    Stand { line, wait }
}

fn earlier(one: Option<Micros>, other: Option<Micros>) -> Option<Micros> {
    one.into_iter().chain(other).min()
}

/// When the `asyncio.timeout` passes that a frame of the task's is inside of. An
/// `async with` keeps its manager on the frame's stack, in its `__aexit__`.
fn timeout_in(frame: &FrameObjectRef, task: &PyObject, vm: &VirtualMachine) -> Option<Micros> {
    let held = frame.as_object().gc_get_referents().into_iter();
    let held = held.map(|object| {
        let is_method = object.downcast_ref::<PyBoundMethod>().is_some();
        let receiver = is_method.then(|| attribute(&object, "__self__", vm));
        receiver.flatten().unwrap_or(object)
    });
    let deadlines = held.filter_map(|object| {
        if &*object.class().name() != "Timeout" {
            return None;
        }
        // As `Timeout` keeps it; no code of the program's runs.
        let attributes = object.dict()?;
        let attribute = |name| attributes.get_item_opt(name, vm).ok().flatten();
        let own = attribute("_task").is_some_and(|other| other.is(task));
        let timer = attribute("_timeout_handler").filter(|_| own)?;
        Handle::deadline(&timer)
    });
    deadlines.min()
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
        WaitKind::Wait => several(world, frame, vm),
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

/// What `asyncio.wait` or `as_completed` waits for, and for how long at most.
fn several(world: &World, frame: &FrameObjectRef, vm: &VirtualMachine) -> (String, Option<Micros>) {
    let elements = |set: PyObjectRef| vm.extract_elements_with(&set, Ok).unwrap_or_default();
    let until = |timer: Option<PyObjectRef>| timer.as_deref().and_then(Handle::deadline);
    if frame.iframe().code().qualname.as_str() == "wait" {
        let tasks = local(frame, "fs", vm).map_or_else(Vec::new, elements);
        let when = local(frame, "return_when", vm).and_then(|when| when.str(vm).ok());
        let when = when.map_or_else(String::new, |when| when.to_string_lossy().into_owned());
        let inner = frame.yield_from_target().as_deref().and_then(frame_of);
        let timer = inner.and_then(|inner| local(&inner, "timeout_handle", vm));
        return (
            format!("{}, {when}", in_order(world, tasks, vm)),
            until(timer),
        );
    }
    let iterator = local(frame, "self", vm);
    let part = |name| iterator.as_deref().and_then(|it| attribute(it, name, vm));
    let tasks = part("_todo").map_or_else(Vec::new, elements);
    let label = format!("next of {}", in_order(world, tasks, vm));
    (label, until(part("_timeout_handle")))
}

/// The names of a set of tasks and futures, in the order in which they were made.
fn in_order(world: &World, tasks: Vec<PyObjectRef>, vm: &VirtualMachine) -> String {
    let mut known = world.tasks.borrow_mut();
    let mut tasks: Vec<_> = tasks
        .into_iter()
        .map(|task| (known.id(&task).unwrap_or(TaskId::MAX), task))
        .collect();
    drop(known);
    tasks.sort_by_key(|(id, _)| *id);
    let tasks: Vec<_> = tasks.into_iter().map(|(_, task)| task).collect();
    names_of(&tasks, vm)
}

fn children_names(children: &PyObject, vm: &VirtualMachine) -> String {
    let children = children.try_to_value::<Vec<PyObjectRef>>(vm);
    children.map_or_else(|_| String::new(), |children| names_of(&children, vm))
}

/// The names of tasks and futures; their number, where they are more than three.
fn names_of(tasks: &[PyObjectRef], vm: &VirtualMachine) -> String {
    let name = |task: &PyObjectRef| {
        let job = attribute(task, "_interleave_job", vm);
        job.map_or_else(|| vm.call_method(task, "get_name", ()), Ok)
            .and_then(|name| name.str(vm))
            .map_or_else(
                |_| "a future".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            )
    };
    if tasks.len() > 3 {
        format!("{} tasks", tasks.len())
    } else {
        tasks.iter().map(name).collect::<Vec<_>>().join(", ")
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
