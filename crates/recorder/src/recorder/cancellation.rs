//! Who asks a task to cancel itself, and on what ground.
//!
//! asyncio cancels tasks in many places, and calls the same method everywhere: the
//! program itself, a task that passes it on to what it waits for, `gather`, a
//! `TaskGroup`, a timeout, `asyncio.run`. Which of them it is shows in the frames that
//! lead to the call.

use std::{cell::RefCell, rc::Rc};

use interleave_trace::{CancelKind, Kind, NO_TASK, TaskId};
use rustpython_vm::{AsObject, VirtualMachine, frame::frame_at_offset};

use interleave_asyncio::{Function, KnownFunctions, Library, is_being_cancelled, user_code};

use super::{Recorder, waker};

/// Functions of asyncio on the way to a call of `cancel`.
const FUNCTIONS: &[Function<Role>] = &[
    (
        "asyncio.tasks",
        "_GatheringFuture.cancel",
        Role::Cancels(CancelKind::Gather),
    ),
    (
        "asyncio.taskgroups",
        "TaskGroup._abort",
        Role::Cancels(CancelKind::TaskGroup),
    ),
    (
        "asyncio.taskgroups",
        "TaskGroup._on_task_done",
        Role::Cancels(CancelKind::TaskGroup),
    ),
    (
        "asyncio.taskgroups",
        "TaskGroup._aexit",
        Role::Cancels(CancelKind::TaskGroup),
    ),
    (
        "asyncio.timeouts",
        "Timeout._on_timeout",
        Role::Cancels(CancelKind::Timeout),
    ),
    (
        "asyncio.runners",
        "_cancel_all_tasks",
        Role::Cancels(CancelKind::Run),
    ),
    (
        "asyncio.runners",
        "Runner._on_sigint",
        Role::Cancels(CancelKind::Interrupt),
    ),
    ("asyncio.runners", "Runner.run", Role::RunsLoop),
    (
        "asyncio.base_events",
        "BaseEventLoop.run_until_complete",
        Role::RunsLoop,
    ),
    (
        "asyncio.base_events",
        "BaseEventLoop.run_forever",
        Role::RunsLoop,
    ),
];

#[derive(Clone, Copy, Debug)]
enum Role {
    /// It cancels tasks, on this ground.
    Cancels(CancelKind),
    /// It runs the loop: what called it has no part in what the loop does.
    RunsLoop,
}

/// A call of `Task.cancel` that is at work.
#[derive(Clone, Copy)]
struct Call {
    task: TaskId,
    /// The address of the caller's frame.
    caller: usize,
}

/// The calls of `Task.cancel` that are at work.
pub(super) struct Cancellations {
    functions: KnownFunctions<Role>,
    /// The innermost last.
    calls: RefCell<Vec<Call>>,
}

impl Cancellations {
    pub(super) fn new(library: &Rc<Library>) -> Self {
        Self {
            functions: KnownFunctions::new(Rc::clone(library), FUNCTIONS),
            calls: RefCell::default(),
        }
    }

    /// A task that is not done is asked.
    pub(super) fn begin(&self, recorder: &Recorder, task: TaskId, vm: &VirtualMachine) {
        // When the run has ended, asyncio cancels what will never run again.
        if task != NO_TASK && !recorder.is_ended.get() {
            self.record(recorder, task, vm);
        }
        let caller = frame_at_offset(0, vm).map_or(0, |frame| frame.get_id());
        self.calls.borrow_mut().push(Call { task, caller });
    }

    /// The innermost one returns.
    pub(super) fn end(&self) {
        self.calls.borrow_mut().pop();
    }

    fn record(&self, recorder: &Recorder, task: TaskId, vm: &VirtualMachine) {
        let outer = self.calls.borrow().last().copied();
        let (ground, line) = self.ground(outer.map(|call| call.caller), vm);
        let by = waker(recorder.activity.cause());
        let running = recorder.activity.task();
        // One that is itself to be cancelled, and passes it on.
        let passing = if running != task && is_being_cancelled(vm) {
            running
        } else {
            NO_TASK
        };
        let (how, cause) = match (ground, outer) {
            (Some(how @ CancelKind::TaskGroup), None) if running == NO_TASK => {
                // A child is done: its step had the group called.
                (how, by.task().unwrap_or(NO_TASK))
            }
            (Some(how), None) => (how, passing),
            (how, Some(outer)) => (how.unwrap_or(CancelKind::Awaiter), outer.task),
            // It was to be cancelled when its step had come to wait for this one.
            (None, None) if line == 0 && passing != NO_TASK => (CancelKind::Awaiter, passing),
            (None, None) => (CancelKind::Call, passing),
        };
        let kind = Kind::CancelRequested {
            by,
            how,
            cause,
            line,
        };
        recorder.record(task, kind);
    }

    /// The ground on which asyncio calls `cancel` now, and the program's line that led
    /// to it. `until` is the frame of a call that this one is inside of: behind it are
    /// its own grounds.
    fn ground(&self, until: Option<usize>, vm: &VirtualMachine) -> (Option<CancelKind>, u32) {
        let mut ground = None;
        let mut is_own = true;
        for frame in (0..).map_while(|offset| frame_at_offset(offset, vm)) {
            is_own &= until != Some(frame.get_id());
            if user_code::is_users(frame.iframe().code()) {
                return (ground, user_code::running_line(&frame, vm));
            }
            match self.functions.get(&frame) {
                Some(Role::RunsLoop) => break,
                Some(Role::Cancels(kind)) if is_own && ground.is_none() => ground = Some(kind),
                _ => {}
            }
        }
        (ground, 0)
    }
}
