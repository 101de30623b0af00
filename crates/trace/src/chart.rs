//! The chart of a run: what its events mean, lane by lane.
//!
//! A [`Chart`] is a fold over events. Each event is [`apply`](Chart::apply)ed
//! once, in order, in constant amortised time, so that a live run costs no more
//! than a loaded one. A task's life is tiled by [`Span`]s:
//!
//! ```text
//!  TaskCreated          StepBegins     StepEnds(Waits)   Scheduled     StepBegins
//!      │     ready          │   running      │   waiting       │   ready    │
//!      ├────────────────────┼────────────────┼─────────────────┼────────────┤ …
//! ```
//!
//! A task whose timer came due while the loop was busy was ready from then on,
//! although the loop could put it on its queue only later: `Scheduled` by a
//! timer reaches back to the deadline. That is how a blocked loop shows.
//!
//! There is no gap and no overlap: each span begins where the one before it
//! ends. A span may have no length (a step that took no time, a wake-up that
//! was there before the step had ended): it is kept, because it is a decision,
//! and the order of decisions is what a chart by step shows. The one exception
//! is a task that was started eagerly, in the microsecond of its creation: it
//! was never ready, and its life begins with `Running`.

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
    /// The callbacks that are no task's step, and the program's top level.
    pub callbacks: SharedVec<Callback, 256>,
    /// Every simulated thread; that of id `n` at index `n - 1`.
    pub threads: SharedVec<Thread>,
    /// Every lock, queue and so on; that of id `n` at index `n - 1`.
    pub resources: SharedVec<Resource>,
    /// Stretches for which the loop was blocked.
    pub blocked: SharedVec<Blocked>,
    /// What was printed.
    pub outputs: SharedVec<Output, 256>,
    /// The lines of Problems.
    pub diagnostics: SharedVec<Diagnostic>,
    /// The loop's turns of which there is an event.
    pub turns: SharedVec<Turn, 1024>,
    /// Each step and callback, in the order in which they began.
    pub steps: SharedVec<Step, 1024>,
    /// Who asked whom to cancel, in order.
    pub cancellations: SharedVec<Cancellation>,
    /// How the run ended, once it has.
    pub end: Option<EndInfo>,
    /// The time of the latest event, or what [`Chart::advance`] was told since.
    pub now: Micros,
    /// How many events were applied.
    pub events: usize,
    /// Indices of events that fit no state that a run can be in (such as the
    /// end of a step that had not begun). They changed nothing; the recorder
    /// that wrote them has a bug.
    pub misfits: Vec<usize>,
    /// The steps that have begun and not ended, the innermost last.
    open: Vec<usize>,
    /// The latest stretch in which the loop ran one job after another.
    busy: (Micros, Micros),
    /// The semaphore whose permit the latest event took, perhaps for the task
    /// that the next event wakes.
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
    /// Who created it, or [`NO_TASK`](crate::NO_TASK).
    pub parent: TaskId,
    /// How many creators it has above it.
    pub depth: u32,
    /// When it was created.
    pub created: Micros,
    /// The index of the event that created it.
    pub created_event: usize,
    /// The line that created it, or 0.
    pub line: u32,
    /// When and how it ended; `None` while it is alive, also at the run's end.
    pub ended: Option<(Micros, TaskEnd)>,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
    /// The tiles of its life.
    pub spans: SharedVec<Span>,
    /// The requests to cancel itself, as indices of [`Chart::cancellations`].
    pub asked: Vec<usize>,
    /// Who scheduled it while it was still running.
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
    /// Its name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Raised(_) => "raised",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What a live task is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The loop runs a step of it.
    Running,
    /// Its next step is in the ready queue.
    Ready,
    /// Something else must happen first.
    Waiting,
}

impl State {
    /// Its name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// A stretch of a task's life in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which state.
    pub state: State,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it lasts. See [`Chart::end_of`].
    pub end: Option<Micros>,
    /// Where the task stands: running, the line at which this step went on;
    /// otherwise the line at which it will go on. 0 before the first step.
    pub line: u32,
    /// What it waits on; only while waiting.
    pub on: Option<Wait>,
    /// Who put it on the ready queue; only while ready. `None` where nobody did:
    /// the creator is about to start the task eagerly.
    pub woken_by: Option<Waker>,
    /// The turn in which the span began.
    pub turn: u32,
    /// The index of the event that began the span.
    pub event: usize,
}

/// A plain callback, or the program's top level.
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
    /// Its jobs, one after the other.
    pub jobs: SharedVec<ThreadSpan>,
}

/// A job on a simulated thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSpan {
    /// The job's `__qualname__`.
    pub job: Sym,
    /// Who submitted it, or `NO_TASK`.
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

/// A stretch for which the loop was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The task whose step blocked, or `NO_TASK`.
    pub task: TaskId,
    /// When it began to.
    pub start: Micros,
    /// When it no longer did.
    pub end: Micros,
    /// The line that blocked, or 0.
    pub line: u32,
    /// What blocked: `time.sleep`, `computing`.
    pub cause: Sym,
    /// The index of its event.
    pub event: usize,
}

/// Something printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// When.
    pub time: Micros,
    /// By which task, or `NO_TASK`; for a thread's job, who submitted it.
    pub task: TaskId,
    /// By which simulated thread, or 0.
    pub thread: ThreadId,
    /// Where to.
    pub stream: Stream,
    /// What; may hold line ends, and need not end with one.
    pub text: Sym,
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
    /// Which sort.
    pub kind: DiagnosticKind,
    /// The line it is about, or 0.
    pub line: u32,
    /// A sentence for the user.
    pub text: Sym,
    /// The index of its event.
    pub event: usize,
}

/// A task was asked to cancel itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// When.
    pub time: Micros,
    /// Which task was asked.
    pub task: TaskId,
    /// Who was at work when it was asked.
    pub by: Waker,
    /// On what ground.
    pub how: CancelKind,
    /// The task on whose account, or `NO_TASK`.
    pub cause: TaskId,
    /// The line that asked, or 0.
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

/// A step of a task, or a callback: what the loop decided to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The index of the event that began it.
    pub event: usize,
    /// When it began.
    pub start: Micros,
    /// What ran.
    pub runs: Runs,
    /// The index of the step that this one ran inside of, in [`Chart::steps`]:
    /// the creator of a task that was started eagerly, or one that stood still while
    /// a loop ran in a simulated thread.
    pub inside: Option<usize>,
}

/// What a [`Step`] runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A task.
    Task {
        /// Which.
        task: TaskId,
        /// The index of the running span in [`Task::spans`].
        span: usize,
    },
    /// The callback at this index of [`Chart::callbacks`].
    Callback(usize),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndInfo {
    /// When.
    pub time: Micros,
    /// How.
    pub how: End,
    /// The exit status of the native command.
    pub status: u8,
    /// A sentence for the user; may be empty.
    pub text: Sym,
}
