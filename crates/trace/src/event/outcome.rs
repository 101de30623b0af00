//! How a step ends, and what a task waits for.

use std::num::NonZero;

use serde::{Deserialize, Serialize};

use super::named::named;
use super::{Micros, ResourceId, Sym};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It waits for something.
    Waits(Wait),
    /// It yielded for one turn (`sleep(0)`, a bare `yield`) and is ready again.
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
    /// Whether the task is done.
    #[must_use]
    pub fn is_end(self) -> bool {
        !matches!(self, Self::Waits(_) | Self::Yielded)
    }
}

/// What a task, or a thread, waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Wait {
    /// Which kind of thing.
    pub kind: WaitKind,
    /// How the program refers to it: `1.0` for a sleep, `grinder` for a lock. The length of a
    /// sleep is exact; [`Narrator::wait`](crate::Narrator::wait) rounds it.
    pub label: Sym,
    /// The lock, queue and so on, or [`NO_RESOURCE`](super::NO_RESOURCE).
    pub object: ResourceId,
    /// The deadline, if there is one: that of the wait, or of an enclosing
    /// `asyncio.timeout`, whichever is earlier.
    pub until: Option<NonZero<Micros>>,
}

impl Wait {
    /// A wait without a deadline, as a thread's is recorded.
    #[must_use]
    pub const fn endless(kind: WaitKind, label: Sym, object: ResourceId) -> Self {
        Self {
            kind,
            label,
            object,
            until: None,
        }
    }
}

named! {
    /// The kinds of things that a task waits for.
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
        /// The end of a thread: `Thread.join`.
        Join = "join",
        /// Something to run in the event loop that a thread runs.
        Loop = "loop",
        /// A stream.
        Stream = "stream",
        /// `asyncio.timeout`, `wait_for`.
        Timeout = "timeout",
    }
}
