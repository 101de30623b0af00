//! Resources: the kinds of objects that tasks wait for, and their states.

use serde::{Deserialize, Serialize};

use super::named::named;
use super::{TaskId, ThreadId};

/// The state of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ResourceState {
    /// Nobody holds the lock, or the lock of the condition.
    Free,
    /// The lock, or the lock of the condition, is held.
    Held {
        /// By this task.
        by: TaskId,
    },
    /// The lock is held by a job on a simulated thread.
    HeldByThread {
        /// The thread.
        by: ThreadId,
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

named! {
    /// The kinds of objects whose state is recorded.
    ResourceKind {
        /// `asyncio.Lock`; `threading.Lock`, `RLock`.
        Lock = "lock",
        /// `asyncio.Semaphore`, `BoundedSemaphore`.
        Semaphore = "semaphore",
        /// `asyncio.Event`.
        Event = "event",
        /// `asyncio.Condition`, with the lock that it made itself.
        Condition = "condition",
        /// `asyncio.Barrier`.
        Barrier = "barrier",
        /// `asyncio.Queue` and its subclasses.
        Queue = "queue",
    }
}

impl ResourceKind {
    /// The initial state of a resource with this limit.
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
            Self::Lock => matches!(
                state,
                ResourceState::Free
                    | ResourceState::Held { .. }
                    | ResourceState::HeldByThread { .. }
            ),
            Self::Condition => matches!(state, ResourceState::Free | ResourceState::Held { .. }),
            Self::Semaphore => matches!(state, ResourceState::Permits(_)),
            Self::Event => matches!(state, ResourceState::Set(_)),
            Self::Barrier => matches!(state, ResourceState::Parties { .. }),
            Self::Queue => matches!(state, ResourceState::Items { .. }),
        }
    }
}

named! {
    /// The phase of a barrier.
    Phase {
        /// It waits for more tasks.
        Filling = "filling",
        /// All have arrived, and leave.
        Draining = "draining",
        /// It was reset; the waiting tasks leave with an error.
        Resetting = "resetting",
        /// It was aborted.
        Broken = "broken",
    }
}
