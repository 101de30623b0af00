//! What happened: one [`Event`] for every decision of the scheduler.
//!
//! Events are appended in non-decreasing order of time. They are plain `Copy`
//! data; texts are interned in the [`Recording`](crate::Recording) and named by
//! a [`Sym`].

use std::num::NonZero;

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

/// A lock's, queue's or other resource's number, from 1 in order of creation.
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
    /// The task was asked to cancel itself, and was not done: `Task.cancel`. What it
    /// makes of that shows in its later steps.
    CancelRequested {
        /// Who was at work when it was asked.
        by: Waker,
        /// On what ground.
        how: CancelKind,
        /// The task on whose account: the child that failed, for its group; the one
        /// that was itself asked and passed it on; [`NO_TASK`] where there is none.
        cause: TaskId,
        /// The line that asked.
        line: u32,
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
    /// `Event::task` made a lock, a queue or another thing that tasks wait for.
    /// It is as [`ResourceKind::first_state`] says.
    ResourceCreated {
        /// Its number.
        resource: ResourceId,
        /// Which sort of thing.
        kind: ResourceKind,
        /// What it is called until a name is found: `Lock-1`.
        label: Sym,
        /// A queue's `maxsize` (0: unbounded), a semaphore's first value, a
        /// barrier's parties; 0 for the others.
        limit: u32,
        /// The line that made it.
        line: u32,
    },
    /// The user's name of a resource was found: `forks[2]`.
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
        /// The state from now on.
        state: ResourceState,
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

impl Waker {
    /// The task that it is, if it is one.
    #[must_use]
    pub const fn task(self) -> Option<TaskId> {
        match self {
            Self::Task(id) => Some(id),
            Self::Timer | Self::Thread(_) | Self::Loop => None,
        }
    }
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
    /// Which one, as the user would say: `1.0` for a sleep, `grinder` for a lock. A
    /// sleep's length is exact; [`Narrator::wait`](crate::Narrator::wait) rounds it.
    pub label: Sym,
    /// Which lock, queue and so on, or [`NO_RESOURCE`].
    pub object: ResourceId,
    /// The deadline, where there is one: the wait's own, or that of an
    /// `asyncio.timeout` around it, whichever passes first.
    pub until: Option<NonZero<Micros>>,
}

/// The state of a resource. Each belongs to the kinds named here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResourceState {
    /// Nobody holds the lock, or the lock of the condition.
    Free,
    /// The lock, or the lock of the condition, is held.
    Held {
        /// By this task.
        by: TaskId,
    },
    /// How often the semaphore can still be acquired.
    Permits(u32),
    /// Whether the event is set.
    Set(bool),
    /// What is in the queue.
    Items {
        /// `Queue.qsize()`.
        length: u32,
        /// Items put for which `task_done()` was not called.
        unfinished: u32,
    },
    /// Who is at the barrier.
    Parties {
        /// Tasks between their arrival and their leaving.
        inside: u32,
        /// What the barrier does with them.
        phase: Phase,
    },
}

/// An enum whose variants have names in files.
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
    /// The kinds of things whose state is recorded.
    ResourceKind {
        /// `asyncio.Lock`.
        Lock = "lock",
        /// `asyncio.Semaphore`, `BoundedSemaphore`.
        Semaphore = "semaphore",
        /// `asyncio.Event`.
        Event = "event",
        /// `asyncio.Condition`, with the lock that it made itself.
        Condition = "condition",
        /// `asyncio.Barrier`.
        Barrier = "barrier",
        /// `asyncio.Queue` and its kin.
        Queue = "queue",
    }
}

impl ResourceKind {
    /// The state in which a resource is made, with its limit.
    #[must_use]
    pub const fn first_state(self, limit: u32) -> ResourceState {
        match self {
            Self::Lock | Self::Condition => ResourceState::Free,
            Self::Semaphore => ResourceState::Permits(limit),
            Self::Event => ResourceState::Set(false),
            Self::Barrier => ResourceState::Parties {
                inside: 0,
                phase: Phase::Filling,
            },
            Self::Queue => ResourceState::Items {
                length: 0,
                unfinished: 0,
            },
        }
    }

    /// Whether a resource of this kind can be in this state.
    #[must_use]
    pub const fn can_be(self, state: ResourceState) -> bool {
        match self {
            Self::Lock | Self::Condition => {
                matches!(state, ResourceState::Free | ResourceState::Held { .. })
            }
            Self::Semaphore => matches!(state, ResourceState::Permits(_)),
            Self::Event => matches!(state, ResourceState::Set(_)),
            Self::Barrier => matches!(state, ResourceState::Parties { .. }),
            Self::Queue => matches!(state, ResourceState::Items { .. }),
        }
    }
}

named! {
    /// On what ground a task was asked to cancel itself.
    CancelKind {
        /// The program called `Task.cancel`.
        Call = "call",
        /// The task that waited for it was asked, and passed it on.
        Awaiter = "awaiter",
        /// The `gather` that it is part of was cancelled.
        Gather = "gather",
        /// Its `TaskGroup` gave up: another child failed, or the body did.
        TaskGroup = "taskgroup",
        /// The deadline of `asyncio.timeout` or `wait_for` passed.
        Timeout = "timeout",
        /// `asyncio.run` cleaned up behind the main task.
        Run = "run",
        /// Ctrl+C.
        Interrupt = "interrupt",
    }
}

named! {
    /// What a barrier does with the tasks that have come.
    Phase {
        /// It waits for more.
        Filling = "filling",
        /// All have come, and leave.
        Draining = "draining",
        /// It was reset, and those who waited leave with an error.
        Resetting = "resetting",
        /// It was aborted.
        Broken = "broken",
    }
}

named! {
    /// Where output went, or input came from.
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
