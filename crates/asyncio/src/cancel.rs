//! Who asks a task to cancel itself, and on what ground.
//!
//! asyncio cancels tasks in many places, and calls the same method everywhere: the
//! program itself, a task that passes it on to what it waits for, `gather`, a
//! `TaskGroup`, a timeout, `asyncio.run`. Which of them it is shows in the frames that
//! lead to the call.

use interleave_trace::{CancelKind, Kind, NO_TASK, TaskId};
use rustpython_vm::{AsObject, PyObject, VirtualMachine, frame::frame_at_offset};

use crate::{native, source, world::World};

/// Functions of asyncio that cancel tasks, and the ground on which they do.
const GROUNDS: &[(&str, CancelKind)] = &[
    ("_GatheringFuture.cancel", CancelKind::Gather),
    ("TaskGroup._abort", CancelKind::TaskGroup),
    ("TaskGroup._on_task_done", CancelKind::TaskGroup),
    ("TaskGroup._aexit", CancelKind::TaskGroup),
    ("Timeout._on_timeout", CancelKind::Timeout),
    ("_cancel_all_tasks", CancelKind::Run),
    ("Runner._on_sigint", CancelKind::Interrupt),
];

/// Functions that run the loop: what called them has no part in what it does.
const RUNNERS: &[&str] = &[
    "Runner.run",
    "BaseEventLoop.run_until_complete",
    "BaseEventLoop.run_forever",
];

impl World {
    /// A task that is not done is asked. What that leads to comes before
    /// [`World::cancel_passed_on`].
    pub(crate) fn cancel_asked(&self, task: &PyObject, vm: &VirtualMachine) {
        let id = self.task_id(task, vm);
        // When the run has ended, asyncio cancels what will never run again.
        if id != NO_TASK && self.ended().is_none() {
            self.tell_cancel(id, vm);
        }
        let frame = frame_at_offset(0, vm).map_or(0, |frame| frame.get_id());
        self.cancelling.borrow_mut().push((id, frame));
    }

    /// It has told what it waits for, and that has told on.
    pub(crate) fn cancel_passed_on(&self) {
        self.cancelling.borrow_mut().pop();
    }

    fn tell_cancel(&self, id: TaskId, vm: &VirtualMachine) {
        let outer = self.cancelling.borrow().last().copied();
        let (ground, line) = ground(outer.map(|(_, frame)| frame), vm);
        let by = self.cause.get();
        let running = self.task.get();
        // One that is itself to be cancelled, and passes it on.
        let passing = match running {
            NO_TASK => NO_TASK,
            running if running == id => NO_TASK,
            running if native::is_being_cancelled(vm) => running,
            _ => NO_TASK,
        };
        let (how, cause) = match (ground, outer) {
            (Some(how @ CancelKind::TaskGroup), None) if running == NO_TASK => {
                // A child is done: its step had the group called.
                (how, by.task().unwrap_or(NO_TASK))
            }
            (Some(how), None) => (how, passing),
            (how, Some((outer, _))) => (how.unwrap_or(CancelKind::Awaiter), outer),
            // It was to be cancelled when its step had come to wait for this one.
            (None, None) if line == 0 && passing != NO_TASK => (CancelKind::Awaiter, passing),
            (None, None) => (CancelKind::Call, passing),
        };
        self.record(
            id,
            Kind::CancelRequested {
                by,
                how,
                cause,
                line,
            },
        );
    }
}

/// The ground on which asyncio calls `cancel` now, and the program's line that led to
/// it. `until` is the frame of a call that this one is inside of: behind it are its
/// own grounds.
fn ground(until: Option<usize>, vm: &VirtualMachine) -> (Option<CancelKind>, u32) {
    let mut ground = None;
    let mut is_own = true;
    for frame in (0..).map_while(|offset| frame_at_offset(offset, vm)) {
        is_own &= until != Some(frame.get_id());
        let code = frame.iframe().code();
        let name = code.qualname.as_str();
        if source::is_users(code) {
            let line = frame.as_object().get_attr("f_lineno", vm).ok();
            let line = line.and_then(|line| line.try_to_value(vm).ok());
            return (ground, line.unwrap_or(0));
        }
        if RUNNERS.contains(&name) {
            break;
        }
        if is_own && ground.is_none() {
            let known = GROUNDS.iter().find(|(known, _)| *known == name);
            ground = known.map(|&(_, ground)| ground);
        }
    }
    (ground, 0)
}
