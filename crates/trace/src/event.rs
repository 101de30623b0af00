//! Events: one for every decision of the scheduler.
//!
//! Events are appended in non-decreasing order of time. They are plain `Copy` data;
//! texts are interned in the [`Recording`](crate::Recording), and events hold their
//! [`Sym`]s.

mod named;
mod outcome;
mod resource;

use serde::{Deserialize, Serialize};

use named::named;
pub use outcome::{Outcome, Wait, WaitKind};
pub use resource::{Phase, ResourceKind, ResourceState};

/// Microseconds on the loop's clock since the run began.
pub type Micros = u64;

/// A task's number, from 1 in order of creation. [`NO_TASK`] stands for what
/// runs outside any task: top-level code and callbacks of the loop.
pub type TaskId = u32;

/// See [`TaskId`].
pub const NO_TASK: TaskId = 0;

/// A simulated thread's number, from 1 in order of its first job.
pub type ThreadId = u32;

/// The number of a lock, a queue or another resource, from 1 in order of creation.
/// [`NO_RESOURCE`] stands for none.
pub type ResourceId = u32;

/// See [`ResourceId`].
pub const NO_RESOURCE: ResourceId = 0;

/// An interned text of one recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sym(pub u32);

/// One event of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened.
    pub time: Micros,
    /// The loop's turn (`BaseEventLoop._run_once`), from 1; 0 before the first.
    pub turn: u32,
    /// The task it happened to, or [`NO_TASK`].
    pub task: TaskId,
    /// What happened.
    pub kind: Kind,
}

/// The kind of an [`Event`], with its data. Lines are of the user's program, from 1; 0 is
/// unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A task was created. `Scheduled` follows, or `StepBegins` where it is started
    /// eagerly.
    TaskCreated {
        /// `Task.get_name()`.
        name: Sym,
        /// The coroutine's `__qualname__`.
        coro: Sym,
        /// The task that created it, or [`NO_TASK`].
        parent: TaskId,
        /// The line that created it.
        line: u32,
    },
    /// `Task.set_name`.
    Renamed {
        /// The new name.
        name: Sym,
    },
    /// The task's next step was put on the ready queue.
    Scheduled {
        /// Who put it there.
        by: Waker,
    },
    /// The loop began to run a step of the task.
    StepBegins {
        /// The line at which its coroutine resumes.
        line: u32,
    },
    /// The step ended.
    StepEnds {
        /// The line at which its coroutine is now.
        line: u32,
        /// How.
        outcome: Outcome,
    },
    /// Cancellation of a task that was not done was requested: `Task.cancel`. Its later
    /// steps show how it responded.
    CancelRequested {
        /// Who requested it.
        by: Waker,
        /// Why.
        how: CancelKind,
        /// The task that caused it: the child that failed, for a task group; the task that
        /// passed on its own cancellation; otherwise [`NO_TASK`].
        cause: TaskId,
        /// The line that requested it.
        line: u32,
    },
    /// The loop began to run a callback that is not the step of a task.
    CallbackBegins {
        /// The callback's `__qualname__`.
        name: Sym,
        /// Where the callback is defined.
        line: u32,
    },
    /// That callback ended.
    CallbackEnds,
    /// The program wrote something.
    Output {
        /// Where to.
        stream: Stream,
        /// What was written by one or more calls of `write`; may hold line ends.
        text: Sym,
        /// The simulated thread that wrote it, or 0.
        thread: ThreadId,
        /// The line that wrote the last of it, or 0.
        line: u32,
    },
    /// The current step or callback has blocked the loop since `start`, for more than
    /// 100 ms.
    Blocked {
        /// When it began; `Event::time` is when it ended.
        start: Micros,
        /// The line that blocked.
        line: u32,
        /// What blocked: `time.sleep`, `computing`.
        cause: Sym,
    },
    /// A simulated thread started a job, which `Event::task` submitted.
    ThreadBegins {
        /// The thread.
        thread: ThreadId,
        /// Its name, such as `asyncio_0`.
        name: Sym,
        /// The job's `__qualname__`.
        job: Sym,
    },
    /// The thread waits in the midst of its job.
    ThreadWaits {
        /// The thread.
        thread: ThreadId,
        /// The line that waits.
        line: u32,
        /// Which kind of thing it waits for.
        kind: WaitKind,
        /// As [`Wait::label`].
        label: Sym,
        /// As [`Wait::object`].
        object: ResourceId,
    },
    /// The thread goes on with its job.
    ThreadResumes {
        /// The thread.
        thread: ThreadId,
    },
    /// The thread's job ended.
    ThreadEnds {
        /// The thread.
        thread: ThreadId,
    },
    /// `Event::task` created a lock, a queue or another resource, in the state that
    /// [`ResourceKind::first_state`] returns.
    ResourceCreated {
        /// Its number.
        resource: ResourceId,
        /// Its kind.
        kind: ResourceKind,
        /// Its provisional name: `Lock-1`.
        label: Sym,
        /// A queue's `maxsize` (0: unbounded), a semaphore's initial value, a barrier's
        /// parties; 0 for the others.
        limit: u32,
        /// The line that created it.
        line: u32,
    },
    /// The program's name for a resource was found: `forks[2]`.
    ResourceNamed {
        /// Its number.
        resource: ResourceId,
        /// The name.
        label: Sym,
    },
    /// `Event::task` changed the state of a resource.
    ResourceChanged {
        /// Its number.
        resource: ResourceId,
        /// The new state.
        state: ResourceState,
    },
    /// A line of Problems.
    Diagnostic {
        /// Its kind.
        kind: DiagnosticKind,
        /// The line it is about.
        line: u32,
        /// A sentence for the user.
        text: Sym,
    },
    /// The run is over. Always the last event.
    Ended {
        /// How it ended.
        how: End,
        /// The exit status of the native command.
        status: u8,
        /// A sentence for the user, such as which limit was reached.
        text: Sym,
    },
}

/// Who put a task's step on the ready queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Waker {
    /// A running task (its own id for `sleep(0)`).
    Task(TaskId),
    /// A timer that came due.
    Timer,
    /// A simulated thread whose job ended.
    Thread(ThreadId),
    /// The event loop, outside any task: a callback, or top-level code.
    Loop,
}

impl Waker {
    /// The task, if it is one.
    #[must_use]
    pub const fn task(self) -> Option<TaskId> {
        match self {
            Self::Task(id) => Some(id),
            Self::Timer | Self::Thread(_) | Self::Loop => None,
        }
    }
}

named! {
    /// Why cancellation of a task was requested.
    CancelKind {
        /// The program called `Task.cancel`.
        Call = "call",
        /// The task that awaits it passed on its own cancellation.
        Awaiter = "awaiter",
        /// The `gather` that it is part of was cancelled.
        Gather = "gather",
        /// Its `TaskGroup` aborted: another child failed, or the body did.
        TaskGroup = "taskgroup",
        /// An `asyncio.timeout` or `wait_for` expired.
        Timeout = "timeout",
        /// `asyncio.run` cancelled what the main task left pending.
        Run = "run",
        /// Ctrl+C.
        Interrupt = "interrupt",
    }
}

named! {
    /// A standard stream.
    Stream {
        /// `sys.stdout`.
        Stdout = "stdout",
        /// `sys.stderr`.
        Stderr = "stderr",
        /// `sys.stdin`: what the program read, as a terminal shows what is typed.
        Stdin = "stdin",
    }
}

named! {
    /// How a run ended.
    End {
        /// The program ran to its end.
        Finished = "finished",
        /// An exception left the program.
        Raised = "raised",
        /// `sys.exit`.
        Exited = "exited",
        /// A limit was reached.
        Limit = "limit",
        /// Nothing was ready, no timer was set, and the main task was not done.
        Deadlock = "deadlock",
        /// The user stopped it.
        Stopped = "stopped",
    }
}

named! {
    /// The kinds of diagnostics.
    DiagnosticKind {
        /// A syntax error.
        SyntaxError = "syntax-error",
        /// An uncaught exception.
        Uncaught = "uncaught",
        /// A coroutine was never awaited.
        NeverAwaited = "never-awaited",
        /// A task's or future's exception was never retrieved.
        NeverRetrieved = "never-retrieved",
        /// Tasks were still pending at the end.
        Pending = "pending",
        /// Nothing could ever run again.
        Deadlock = "deadlock",
        /// A limit was reached.
        Limit = "limit",
        /// A difference from CPython, or a limitation.
        Note = "note",
    }
}
