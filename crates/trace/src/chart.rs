//! The chart of a run: the meaning of its events, lane by lane.
//!
//! A [`Chart`] is a fold over events. Each event is [`apply`](Chart::apply)ed once, in
//! order, in amortised constant time, so that a live run costs no more than a loaded
//! one. [`Span`]s tile the life of a task:
//!
//! ```text
//!  TaskCreated          StepBegins     StepEnds(Waits)   Scheduled     StepBegins
//!      │     ready          │   running      │   waiting       │   ready    │
//!      ├────────────────────┼────────────────┼─────────────────┼────────────┤ …
//! ```
//!
//! A task whose timer expired while the loop was busy is ready from its deadline on,
//! although the loop queued it only later: the ready span of a `Scheduled` by a timer
//! starts at the deadline. That makes a blocked loop visible.
//!
//! There are no gaps and no overlaps: each span begins where the one before it ends. A
//! span of length zero (a step that took no time, a wake-up before the end of the step)
//! is a decision like any other and is not dropped. The one exception is a task that was
//! started eagerly, in the microsecond of its creation: it was never ready, and its life
//! begins with `Running`.

mod fold;
mod resource;

pub use resource::{Change, Resource};

use crate::event::{
    CancelKind, DiagnosticKind, End, Micros, ResourceId, Stream, Sym, TaskId, ThreadId, Wait, Waker,
};
use crate::shared_vec::SharedVec;

/// All that is drawn, listed or exported of a run, up to one of its events.
///
/// A clone is cheap, and stays as it is while the original grows: see [`SharedVec`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Every task; that of id `n` at index `n - 1`.
    pub tasks: SharedVec<Task>,
    /// The callbacks of the loop that are not steps of a task.
    pub callbacks: SharedVec<Callback, 256>,
    /// Every simulated thread; that of id `n` at index `n - 1`.
    pub threads: SharedVec<Thread>,
    /// Every lock, queue and so on; that of id `n` at index `n - 1`.
    pub resources: SharedVec<Resource>,
    /// When the loop was blocked.
    pub blocked: SharedVec<Blocked>,
    /// What was printed.
    pub outputs: SharedVec<Output, 256>,
    /// The lines of Problems.
    pub diagnostics: SharedVec<Diagnostic>,
    /// The loop's turns of which there is an event.
    pub turns: SharedVec<Turn, 1024>,
    /// Each step and callback, in the order in which they began.
    pub steps: SharedVec<Step, 1024>,
    /// The requests to cancel tasks, in order.
    pub cancel_requests: SharedVec<CancelRequest>,
    /// How the run ended, once it has.
    pub end: Option<RunEnd>,
    /// The time of the latest event, or of the latest [`Chart::advance`].
    pub now: Micros,
    /// How many events were applied.
    pub events: usize,
    /// The indices of events that are inconsistent with those before them, such as the
    /// end of a step that had not begun. They were ignored; the recorder has a bug.
    pub misfits: Vec<usize>,
    /// The running steps, the innermost last.
    open: Vec<usize>,
    /// The latest period in which the loop ran one job after another.
    busy: (Micros, Micros),
    /// The semaphore of which the latest event took a permit, possibly for the task that
    /// the next event wakes.
    granted: Option<ResourceId>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// Its latest name.
    pub name: Sym,
    /// Its coroutine's `__qualname__`.
    pub coro: Sym,
    /// The task that created it, or [`NO_TASK`](crate::NO_TASK).
    pub parent: TaskId,
    /// How deep it is nested: the number of its ancestors.
    pub depth: u32,
    /// When it was created.
    pub created: Micros,
    /// The index of the event that created it.
    pub created_event: usize,
    /// The line that created it, or 0.
    pub line: u32,
    /// When and how it ended; `None` for a task that is not done.
    pub ended: Option<(Micros, TaskEnd)>,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
    /// The spans of its life.
    pub spans: SharedVec<Span>,
    /// The requests to cancel it, as indices of [`Chart::cancel_requests`].
    pub cancel_requests: Vec<usize>,
    /// The waker that scheduled it while it was still running.
    woken_early: Option<Waker>,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskEnd {
    /// Its coroutine returned.
    Returned,
    /// Its coroutine raised this, such as `ValueError: no beans`.
    Raised(Sym),
    /// It was cancelled.
    Cancelled,
}

impl TaskEnd {
    /// The name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Raised(_) => "raised",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The state of a task that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The loop is running a step of it.
    Running,
    /// Its next step is in the ready queue.
    Ready,
    /// It awaits something.
    Waiting,
}

impl State {
    /// The name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// A period of a task's life in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The state.
    pub state: State,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it lasts. See [`Chart::end_of`].
    pub end: Option<Micros>,
    /// The line at which this step resumed; of a ready or waiting span, the line at which
    /// the next step will resume. 0 before the first step.
    pub line: u32,
    /// What it waits for; only while waiting.
    pub on: Option<Wait>,
    /// Who put it on the ready queue; only while ready. `None` for a task that is about to
    /// be started eagerly.
    pub woken_by: Option<Waker>,
    /// The turn in which the span began.
    pub turn: u32,
    /// The index of the event that began the span.
    pub event: usize,
}

/// A callback of the loop that is not the step of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its `__qualname__`.
    pub name: Sym,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it runs.
    pub end: Option<Micros>,
    /// Where it is defined, or 0.
    pub line: u32,
    /// The turn in which it ran.
    pub turn: u32,
    /// The index of the event that began it.
    pub event: usize,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
}

/// A simulated thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its number.
    pub id: ThreadId,
    /// Its name, such as `asyncio_0`.
    pub name: Sym,
    /// Its jobs, in order.
    pub jobs: SharedVec<ThreadJob>,
    /// The spans of its jobs, in order.
    pub spans: SharedVec<ThreadSpan>,
}

/// A period in which a simulated thread ran, or waited for something, in one job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSpan {
    /// The job, as an index of [`Thread::jobs`].
    pub job: usize,
    /// What it waits for; `None` while it runs.
    pub on: Option<Wait>,
    /// The line that waits; 0 while it runs.
    pub line: u32,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it lasts.
    pub end: Option<Micros>,
    /// The index of the event that began it.
    pub event: usize,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
}

impl ThreadSpan {
    /// What the thread does in it: it runs or waits, and is never ready.
    #[must_use]
    pub const fn state(&self) -> State {
        match self.on {
            Some(_) => State::Waiting,
            None => State::Running,
        }
    }
}

/// A job on a simulated thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadJob {
    /// The job's `__qualname__`.
    pub job: Sym,
    /// The task that submitted it, or `NO_TASK`.
    pub task: TaskId,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it runs.
    pub end: Option<Micros>,
    /// The index of the event that began it.
    pub event: usize,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
}

/// A period for which the loop was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The task whose step blocked, or `NO_TASK`.
    pub task: TaskId,
    /// When it began.
    pub start: Micros,
    /// When it ended.
    pub end: Micros,
    /// The line that blocked, or 0.
    pub line: u32,
    /// What blocked: `time.sleep`, `computing`.
    pub cause: Sym,
    /// The index of its event.
    pub event: usize,
}

/// Something that the program wrote, or read from its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// When.
    pub time: Micros,
    /// The task that wrote it, or `NO_TASK`; for a thread's job, the task that submitted it.
    pub task: TaskId,
    /// The simulated thread that wrote it, or 0.
    pub thread: ThreadId,
    /// The stream.
    pub stream: Stream,
    /// The text; may contain line breaks, and need not end with one.
    pub text: Sym,
    /// The line that wrote the last of it, or 0.
    pub line: u32,
    /// In which turn.
    pub turn: u32,
    /// The index of its event.
    pub event: usize,
}

/// A line of Problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// When it was found.
    pub time: Micros,
    /// The task it is about, or `NO_TASK`.
    pub task: TaskId,
    /// Its kind.
    pub kind: DiagnosticKind,
    /// The line it is about, or 0.
    pub line: u32,
    /// A sentence for the user.
    pub text: Sym,
    /// The index of its event.
    pub event: usize,
}

/// A request to cancel a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelRequest {
    /// When.
    pub time: Micros,
    /// The task to cancel.
    pub task: TaskId,
    /// Who requested it.
    pub by: Waker,
    /// Why.
    pub how: CancelKind,
    /// The task that caused it, or `NO_TASK`.
    pub cause: TaskId,
    /// The line that requested it, or 0.
    pub line: u32,
    /// In which turn.
    pub turn: u32,
    /// The index of its event.
    pub event: usize,
}

/// A turn of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its number.
    pub number: u32,
    /// The time of its first event.
    pub start: Micros,
    /// The index of its first event.
    pub event: usize,
}

/// A step of a task, or a callback, that the loop ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The index of the event that began it.
    pub event: usize,
    /// When it began.
    pub start: Micros,
    /// What ran.
    pub runs: Runs,
    /// The index in [`Chart::steps`] of the step in which this one is nested: that of the
    /// creator of an eagerly started task, or one that was suspended while another loop
    /// ran in a simulated thread.
    pub inside: Option<usize>,
}

/// What a [`Step`] runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A task.
    Task {
        /// The task.
        task: TaskId,
        /// The index of the running span in [`Task::spans`].
        span: usize,
    },
    /// The callback at this index of [`Chart::callbacks`].
    Callback(usize),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunEnd {
    /// When.
    pub time: Micros,
    /// How.
    pub how: End,
    /// The exit status of the native command.
    pub status: u8,
    /// A sentence for the user; may be empty.
    pub text: Sym,
}
