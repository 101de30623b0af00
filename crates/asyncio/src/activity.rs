//! What is at work at this moment, as the loop and its threads see it.

use std::cell::Cell;

use crate::{
    cause::Cause,
    numbers::{TaskNumber, ThreadNumber},
};

/// What is at work at this moment. The loop and its threads write it; observers and
/// the host read it.
#[derive(Debug, Default)]
pub struct Activity {
    turn: Cell<u32>,
    task: Cell<TaskNumber>,
    cause: Cell<Cause>,
    thread: Cell<ThreadNumber>,
}

/// What was at work at some moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtWork {
    pub(crate) turn: u32,
    pub(crate) task: TaskNumber,
    pub(crate) cause: Cause,
    pub(crate) thread: ThreadNumber,
}

impl Activity {
    /// The number of the loop's turn, from 1; 0 before the first one.
    #[must_use]
    pub fn turn(&self) -> u32 {
        self.turn.get()
    }

    /// The task whose step runs, or for which a thread works.
    #[must_use]
    pub fn task(&self) -> TaskNumber {
        self.task.get()
    }

    /// On whose account things are scheduled now.
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.cause.get()
    }

    /// The simulated thread at work that has, or had, a job; 0 for another, and the loop's.
    #[must_use]
    pub fn thread(&self) -> ThreadNumber {
        self.thread.get()
    }

    /// What is at work, to be put back later.
    pub(crate) fn at_work(&self) -> AtWork {
        AtWork {
            turn: self.turn.get(),
            task: self.task.get(),
            cause: self.cause.get(),
            thread: self.thread.get(),
        }
    }

    /// Something else is at work; what was before.
    pub(crate) fn replace(&self, other: AtWork) -> AtWork {
        AtWork {
            turn: self.turn.replace(other.turn),
            task: self.task.replace(other.task),
            cause: self.cause.replace(other.cause),
            thread: self.thread.replace(other.thread),
        }
    }

    pub(crate) fn set_turn(&self, turn: u32) {
        self.turn.set(turn);
    }

    /// The task that was at work before.
    pub(crate) fn set_task(&self, task: TaskNumber) -> TaskNumber {
        self.task.replace(task)
    }

    pub(crate) fn set_thread(&self, thread: ThreadNumber) {
        self.thread.set(thread);
    }

    /// The cause before.
    pub(crate) fn set_cause(&self, cause: Cause) -> Cause {
        self.cause.replace(cause)
    }
}
