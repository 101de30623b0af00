//! What a suspended task waits for, and what the user calls that.

use std::{num::NonZero, rc::Rc};

use interleave_trace::Micros;
use interleave_trace::{NO_RESOURCE, NO_TASK, TaskId, Wait, WaitKind};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, VirtualMachine,
    builtins::PyBoundMethod,
    frame::{FrameObject, FrameObjectRef},
};

use interleave_asyncio::{
    Function, Handle, KnownFunctions, Library, Task,
    convert::{attribute, text},
};

use super::{Recorder, names, suspension::frame_of};

/// A coroutine of the library that tells what its caller waits for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub kind: WaitKind,
    /// What it awaits inside is its own affair.
    pub is_opaque: bool,
}

const fn opaque(kind: WaitKind) -> Known {
    Known {
        kind,
        is_opaque: true,
    }
}

/// What is known of what it awaits is told instead.
const fn transparent(kind: WaitKind) -> Known {
    Known {
        kind,
        is_opaque: false,
    }
}

const COROUTINES: &[Function<Known>] = &[
    ("asyncio.tasks", "sleep", opaque(WaitKind::Sleep)),
    ("asyncio.tasks", "wait", opaque(WaitKind::Wait)),
    ("asyncio.tasks", "wait_for", transparent(WaitKind::Timeout)),
    (
        "asyncio.tasks",
        "_AsCompletedIterator._wait_for_one",
        opaque(WaitKind::Wait),
    ),
    (
        "asyncio.taskgroups",
        "TaskGroup.__aexit__",
        opaque(WaitKind::TaskGroup),
    ),
    (
        "asyncio.taskgroups",
        "TaskGroup._aexit",
        opaque(WaitKind::TaskGroup),
    ),
    ("asyncio.locks", "Lock.acquire", opaque(WaitKind::Lock)),
    ("asyncio.locks", "Event.wait", opaque(WaitKind::Event)),
    (
        "asyncio.locks",
        "Condition.wait",
        transparent(WaitKind::Condition),
    ),
    (
        "asyncio.locks",
        "Semaphore.acquire",
        opaque(WaitKind::Semaphore),
    ),
    ("asyncio.locks", "Barrier.wait", opaque(WaitKind::Barrier)),
    ("asyncio.queues", "Queue.get", opaque(WaitKind::QueueGet)),
    ("asyncio.queues", "Queue.put", opaque(WaitKind::QueuePut)),
    ("asyncio.queues", "Queue.join", opaque(WaitKind::Event)),
    ("asyncio.threads", "to_thread", opaque(WaitKind::Thread)),
    (
        "asyncio.streams",
        "StreamReader.read",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "StreamReader.readline",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "StreamReader.readuntil",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "StreamReader.readexactly",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "StreamWriter.drain",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "StreamWriter.wait_closed",
        opaque(WaitKind::Stream),
    ),
    ("asyncio.streams", "start_server", opaque(WaitKind::Stream)),
    (
        "asyncio.base_events",
        "BaseEventLoop.create_server",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "open_connection",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.streams",
        "open_unix_connection",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.base_events",
        "BaseEventLoop.create_connection",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio._paths",
        "Paths.create_unix_connection",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.base_events",
        "Server.serve_forever",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.base_events",
        "Server.wait_closed",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_accept",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_connect",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_recv",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_recv_into",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_recvfrom",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_recvfrom_into",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_sendall",
        opaque(WaitKind::Stream),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop.sock_sendto",
        opaque(WaitKind::Stream),
    ),
];

/// Tells waits of asyncio's own apart.
pub(super) struct WaitReasons {
    coroutines: KnownFunctions<Known>,
    library: Rc<Library>,
}

impl WaitReasons {
    pub(super) fn new(library: &Rc<Library>) -> Self {
        Self {
            coroutines: KnownFunctions::new(Rc::clone(library), COROUTINES),
            library: Rc::clone(library),
        }
    }

    /// What is known of the coroutine that is suspended in a frame.
    pub(super) fn of(&self, frame: &FrameObject) -> Option<Known> {
        self.coroutines.get(frame)
    }

    /// When the `asyncio.timeout` passes that a frame of the task's is inside of. An
    /// `async with` keeps its manager on the frame's stack, in its `__aexit__`.
    pub(super) fn timeout_in(
        &self,
        frame: &Py<FrameObject>,
        task: &Py<Task>,
        vm: &VirtualMachine,
    ) -> Option<Micros> {
        let class = self.library.timeout_class()?;
        let held = frame.as_object().gc_get_referents().into_iter();
        let held = held.map(|object| {
            let is_method = object.downcast_ref::<PyBoundMethod>().is_some();
            let receiver = is_method.then(|| attribute(&object, "__self__", vm));
            receiver.flatten().unwrap_or(object)
        });
        let deadlines = held.filter_map(|object| {
            if !object.fast_isinstance(class) {
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
}

impl Recorder {
    /// A wait for `future`, inside the library's coroutine `found`.
    pub(super) fn wait(
        &self,
        found: Option<(WaitKind, FrameObjectRef)>,
        future: &PyObject,
        users: Option<&FrameObjectRef>,
        vm: &VirtualMachine,
    ) -> Wait {
        match found {
            Some((WaitKind::Timeout, frame)) => self.timeout_wait(future, &frame, users, vm),
            Some((kind, frame)) => self.library_wait(kind, &frame, users, vm),
            None => self.future_wait(future, users, vm),
        }
    }

    /// A wait inside a coroutine of asyncio's.
    fn library_wait(
        &self,
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
            WaitKind::Wait => self.several(frame, vm),
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
                    object = self.resources.borrow().id(queue);
                }
                let queue = queue.map_or_else(String::new, |queue| names::of(&queue, users, vm));
                (format!("{queue}.join()"), None)
            }
            _ => {
                let waited = local(frame, "self", vm);
                if let Some(waited) = &waited {
                    object = self.resources.borrow().id(waited);
                }
                (
                    waited.map_or_else(String::new, |waited| names::of(&waited, users, vm)),
                    None,
                )
            }
        };
        Wait {
            object,
            ..self.reason(kind, &label, until)
        }
    }

    /// A wait for a future, inside `wait_for`: for as long as that allows.
    fn timeout_wait(
        &self,
        future: &PyObject,
        frame: &FrameObjectRef,
        users: Option<&FrameObjectRef>,
        vm: &VirtualMachine,
    ) -> Wait {
        let plain = self.future_wait(future, users, vm);
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
        &self,
        future: &PyObject,
        users: Option<&FrameObjectRef>,
        vm: &VirtualMachine,
    ) -> Wait {
        if let Some(task) = future.downcast_ref::<Task>() {
            return self.reason(WaitKind::Task, &name_of(task, vm), None);
        }
        if let Some(job) = attribute(future, "_interleave_job", vm) {
            let label = job
                .str(vm)
                .map_or_else(|_| String::new(), |job| job.to_string_lossy().into_owned());
            return self.reason(WaitKind::Thread, &label, None);
        }
        if let Some(children) = attribute(future, "_children", vm) {
            return self.reason(WaitKind::Gather, &children_names(&children, vm), None);
        }
        if attribute(future, "_coro", vm).is_some() {
            let name = vm
                .call_method(future, "get_name", ())
                .and_then(|name| name.str(vm));
            let name = name.map_or_else(
                |_| String::new(),
                |name| name.to_string_lossy().into_owned(),
            );
            return self.reason(WaitKind::Task, &name, None);
        }
        self.reason(WaitKind::Future, &names::of(future, users, vm), None)
    }

    fn reason(&self, kind: WaitKind, label: &str, until: Option<Micros>) -> Wait {
        Wait {
            kind,
            label: self.intern(label),
            object: NO_RESOURCE,
            until: until.and_then(NonZero::new),
        }
    }

    /// What `asyncio.wait` or `as_completed` waits for, and for how long at most.
    fn several(&self, frame: &FrameObjectRef, vm: &VirtualMachine) -> (String, Option<Micros>) {
        let elements = |set: PyObjectRef| vm.extract_elements_with(&set, Ok).unwrap_or_default();
        let until = |timer: Option<PyObjectRef>| timer.as_deref().and_then(Handle::deadline);
        if frame.iframe().code().qualname.as_str() == "wait" {
            let tasks = local(frame, "fs", vm).map_or_else(Vec::new, elements);
            let when = local(frame, "return_when", vm).and_then(|when| when.str(vm).ok());
            let when = when.map_or_else(String::new, |when| when.to_string_lossy().into_owned());
            let inner = frame.yield_from_target().as_deref().and_then(frame_of);
            let timer = inner.and_then(|inner| local(&inner, "timeout_handle", vm));
            return (format!("{}, {when}", in_order(tasks, vm)), until(timer));
        }
        let iterator = local(frame, "self", vm);
        let part = |name| iterator.as_deref().and_then(|it| attribute(it, name, vm));
        let tasks = part("_todo").map_or_else(Vec::new, elements);
        let label = format!("next of {}", in_order(tasks, vm));
        (label, until(part("_timeout_handle")))
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

/// The names of a set of tasks and futures, in the order in which they were made.
fn in_order(tasks: Vec<PyObjectRef>, vm: &VirtualMachine) -> String {
    let number = |task: &PyObject| {
        let known = task.downcast_ref::<Task>().map(|task| task.known_number());
        known
            .filter(|&number| number != NO_TASK)
            .unwrap_or(TaskId::MAX)
    };
    let mut tasks: Vec<_> = tasks
        .into_iter()
        .map(|task| (number(&task), task))
        .collect();
    tasks.sort_by_key(|(id, _)| *id);
    let tasks: Vec<_> = tasks.into_iter().map(|(_, task)| task).collect();
    names_of(&tasks, vm)
}

/// A task's name, as it is now.
fn name_of(task: &Py<Task>, vm: &VirtualMachine) -> String {
    let name = task.name().and_then(|name| name.str(vm).ok());
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn children_names(children: &PyObject, vm: &VirtualMachine) -> String {
    let children = children.try_to_value::<Vec<PyObjectRef>>(vm);
    children.map_or_else(|_| String::new(), |children| names_of(&children, vm))
}

/// The names of tasks and futures; their number, where they are more than three.
fn names_of(tasks: &[PyObjectRef], vm: &VirtualMachine) -> String {
    let name = |task: &PyObjectRef| {
        if let Some(task) = task.downcast_ref::<Task>() {
            return name_of(task, vm);
        }
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
