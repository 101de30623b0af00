//! What the loop, its handles, futures, tasks and threads tell of what they do.

use std::rc::Rc;

use interleave_executor::Micros;
use rustpython_vm::{PyObject, VirtualMachine};

use crate::{
    cause::Cause,
    numbers::{TaskNumber, ThreadNumber},
    stream::Stream,
    thread_event::ThreadEvent,
    watched_field::WatchedField,
};

/// An observer of one run: a recorder, a test's log.
///
/// It is told of every decision of the scheduler, in the order in which they are
/// made, with references to the objects themselves. No other way leads from the loop
/// to a recording. The model is trio's `Instrument`; every method does nothing unless
/// it is implemented, and without an observer nothing is told.
///
/// An observer MUST NOT schedule anything, nor change what it is shown. It MAY call
/// code of the program's that only shows something, such as `__str__`.
pub trait Observer {
    /// A task has got its number: it is scheduled for the first time, or starts eagerly.
    fn task_created(&self, _task: TaskRef<'_>, _vm: &VirtualMachine) {}

    /// A task's next step was put on the ready queue, on account of `cause`.
    fn task_scheduled(&self, _task: TaskRef<'_>, _cause: Cause) {}

    /// A task's step begins. An eager task's first step begins inside another step.
    fn before_step(&self, _task: TaskRef<'_>) {}

    /// A task's step has ended: it waits, is scheduled again, or is done.
    fn after_step(&self, _task: TaskRef<'_>, _vm: &VirtualMachine) {}

    /// A callback of the program's, no task's step, is about to run.
    fn before_callback(&self, _callback: &PyObject, _vm: &VirtualMachine) {}

    /// That callback has ended.
    fn after_callback(&self) {}

    /// `cancel()` of a task that is not done was called. What it waits for is asked
    /// before [`cancel_passed_on`](Self::cancel_passed_on).
    fn cancel_requested(&self, _task: TaskRef<'_>, _vm: &VirtualMachine) {}

    /// The task has passed the request on to what it waits for.
    fn cancel_passed_on(&self) {}

    /// A job of the loop has ended, a step or a callback of anybody's. `blocked`: it has
    /// held the loop for too long.
    fn job_ended(&self, _blocked: Option<&Blocked>) {}

    /// The loop is about to wait, a job to stand still, or a simulated thread to go on.
    fn before_wait(&self) {}

    /// A field of a lock or its kin got its first value, in `__init__`.
    fn field_initialized(
        &self,
        _object: &PyObject,
        _field: WatchedField,
        _value: &PyObject,
        _vm: &VirtualMachine,
    ) {
    }

    /// A field of a lock or its kin was set to another object.
    fn field_changed(
        &self,
        _object: &PyObject,
        _field: WatchedField,
        _value: &PyObject,
        _vm: &VirtualMachine,
    ) {
    }

    /// A queue was made.
    fn queue_created(&self, _queue: &PyObject, _vm: &VirtualMachine) {}

    /// A queue may have got an item, or given one away.
    fn queue_changed(&self, _queue: &PyObject, _vm: &VirtualMachine) {}

    /// A line of the program wrote to an output, outside any simulated thread; 0: an
    /// unknown one.
    fn output(&self, _stream: Stream, _text: &str, _line: u32) {}

    /// A simulated thread waits in its job for `task`. Its frames are those of `vm`.
    fn thread_waits(
        &self,
        _thread: ThreadNumber,
        _task: TaskNumber,
        _on: ThreadWait<'_>,
        _vm: &VirtualMachine,
    ) {
    }

    /// That thread goes on.
    fn thread_resumes(&self, _thread: ThreadNumber, _task: TaskNumber) {}

    /// A simulated thread did something on behalf of `task`; the loop's clock shows
    /// the time at which it did.
    fn thread_event(&self, _thread: ThreadNumber, _task: TaskNumber, _event: &ThreadEvent) {}
}

/// What a simulated thread waits for.
#[derive(Clone, Copy, Debug)]
pub enum ThreadWait<'a> {
    /// Only for this long, in µs.
    Time(Micros),
    /// A lock of `_thread`'s, the end of a thread (its handle), or sockets (an `epoll`).
    Object(&'a PyObject),
    /// For something to run, in the loop that it runs.
    Work,
}

/// A task, and its number.
#[derive(Clone, Copy, Debug)]
pub struct TaskRef<'a> {
    /// Its number, from 1.
    pub number: TaskNumber,
    /// The task itself: a [`Task`](crate::Task).
    pub object: &'a PyObject,
}

/// The observer of a run, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Listener(Option<Rc<dyn Observer>>);

impl Listener {
    pub(crate) fn new(observer: Option<Rc<dyn Observer>>) -> Self {
        Self(observer)
    }

    pub(crate) fn tell(&self, tell: impl FnOnce(&dyn Observer)) {
        if let Some(observer) = &self.0 {
            tell(&**observer);
        }
    }
}

/// A job that has held the loop for longer than [`SLOW`].
#[derive(Clone, Copy, Debug)]
pub struct Blocked {
    /// When the job began, in µs of the loop's clock.
    pub since: Micros,
    /// Why it stood still for half of the time or more; else it was computing.
    pub stall: Option<Stall>,
}

/// Why a job stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall {
    /// Such as `time.sleep`.
    pub cause: &'static str,
    /// The program's line; 0 if unknown.
    pub line: u32,
}

/// A job that takes longer, in µs, blocks the loop: asyncio's `slow_callback_duration`.
pub const SLOW: Micros = 100_000;
