//! What is at work at this moment, as the loop and its threads see it.

use std::cell::Cell;

use crate::{cause::Cause, numbers::TaskNumber};

/// What is at work at this moment. The loop and its threads write it; observers and
/// the host read it.
#[derive(Debug, Default)]
pub struct Activity {
    turn: Cell<u32>,
    task: Cell<TaskNumber>,
    cause: Cell<Cause>,
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

    pub(crate) fn set_turn(&self, turn: u32) {
        self.turn.set(turn);
    }

    /// The task that was at work before.
    pub(crate) fn set_task(&self, task: TaskNumber) -> TaskNumber {
        self.task.replace(task)
    }

    /// The cause before.
    pub(crate) fn set_cause(&self, cause: Cause) -> Cause {
        self.cause.replace(cause)
    }
}
