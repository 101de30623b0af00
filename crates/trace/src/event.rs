//! What happened: one [`Event`] for every decision of the scheduler.
//!
//! Events are appended in non-decreasing order of time. They are plain `Copy`
//! data; texts are interned in the [`Recording`](crate::Recording) and named by
//! a [`Sym`].

use serde::{Deserialize, Serialize};

/// Microseconds on the loop's clock since the run began.
pub type Micros = u64;

/// A task's number, from 1 in order of creation. [`NO_TASK`] stands for what
/// runs outside any task: the program's top level and the loop's plain callbacks.
pub type TaskId = u32;

/// See [`TaskId`].
pub const NO_TASK: TaskId = 0;

/// A simulated thread's number, from 1 in order of its first job.
pub type ThreadId = u32;

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

/// What an [`Event`] tells. Lines are of the user's program, from 1; 0 is "unknown".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A task came to be. It is waiting for nothing yet: `Scheduled` follows,
    /// or `StepBegins` where it was started eagerly.
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
        /// Where its coroutine goes on.
        line: u32,
    },
    /// The step ended.
    StepEnds {
        /// Where its coroutine stands now.
        line: u32,
        /// How.
        outcome: Outcome,
    },
    /// The loop began to run a callback that is no task's step.
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
    },
    /// The step (or callback) that has just blocked held the loop since `start`,
    /// for more than 100 ms, and nothing else could run.
    Blocked {
        /// When it began to block; `Event::time` is when it ended.
        start: Micros,
        /// The line that blocked.
        line: u32,
        /// What blocked: `time.sleep`, `computing`.
        cause: Sym,
    },
    /// A simulated thread took up a job; `Event::task` submitted it.
    ThreadBegins {
        /// The thread.
        thread: ThreadId,
        /// Its name, such as `asyncio_0`.
        name: Sym,
        /// The job's `__qualname__`.
        job: Sym,
    },
    /// The thread's job ended.
    ThreadEnds {
        /// The thread.
        thread: ThreadId,
    },
    /// Something worth a line in Problems.
    Diagnostic {
        /// Which sort.
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
    /// Something outside any task: the top level or a callback.
    Loop,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It waits.
    Waits(Wait),
    /// It gave way for a turn (`sleep(0)`, a bare `yield`) and is ready again.
    Yielded,
    /// The coroutine returned.
    Returned,
    /// The coroutine raised.
    Raised {
        /// Such as `ValueError: no beans`.
        exception: Sym,
    },
    /// The task was cancelled.
    Cancelled,
}

impl Outcome {
    /// Whether the task is over.
    #[must_use]
    pub fn is_end(self) -> bool {
        !matches!(self, Self::Waits(_) | Self::Yielded)
    }
}

/// What a task waits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wait {
    /// Which kind of thing.
    pub kind: WaitKind,
    /// Which one, as the user would say: `1.0` for a sleep, `grinder` for a lock.
    pub label: Sym,
    /// The deadline, where there is one.
    pub until: Option<Micros>,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Its name in files, on the page and in tests.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

named! {
    /// The kinds of things a task waits on.
    WaitKind {
        /// `asyncio.sleep`.
        Sleep = "sleep",
        /// A bare future.
        Future = "future",
        /// Another task.
        Task = "task",
        /// `asyncio.gather`.
        Gather = "gather",
        /// `asyncio.wait`, `as_completed`.
        Wait = "wait",
        /// The end of an `async with TaskGroup()`.
        TaskGroup = "taskgroup",
        /// `Lock.acquire`.
        Lock = "lock",
        /// `Event.wait`.
        Event = "event",
        /// `Condition.wait`.
        Condition = "condition",
        /// `Semaphore.acquire`.
        Semaphore = "semaphore",
        /// `Barrier.wait`.
        Barrier = "barrier",
        /// `Queue.get`.
        QueueGet = "queue.get",
        /// `Queue.put`.
        QueuePut = "queue.put",
        /// A job on a simulated thread.
        Thread = "thread",
        /// A stream.
        Stream = "stream",
        /// `asyncio.timeout`, `wait_for`.
        Timeout = "timeout",
    }
}

named! {
    /// Where output went.
    Stream {
        /// `sys.stdout`.
        Stdout = "stdout",
        /// `sys.stderr`.
        Stderr = "stderr",
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
        /// Nothing ready, no timer, main not done.
        Deadlock = "deadlock",
        /// The user stopped it.
        Stopped = "stopped",
    }
}

named! {
    /// The sorts of diagnostics.
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
        /// Nothing can ever run again.
        Deadlock = "deadlock",
        /// A limit was reached.
        Limit = "limit",
        /// Something that CPython does otherwise, or what we can't show.
        Note = "note",
    }
}
