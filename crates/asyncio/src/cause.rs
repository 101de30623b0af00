//! On whose account things happen, also on the simulated computer, which knows causes
//! by numbers.

use interleave_python::Caller;

use crate::numbers::{TaskNumber, ThreadNumber};

/// On whose account something is scheduled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// A task's running step.
    Task(TaskNumber),
    /// A timer that came due.
    Timer,
    /// A simulated thread.
    Thread(ThreadNumber),
    /// Something outside any task: the top level or a callback.
    #[default]
    Loop,
}

impl Cause {
    /// As the computer knows it: its kind in the upper half, its task or thread in the lower.
    #[must_use]
    pub fn caller(self) -> Caller {
        let (kind, number) = match self {
            Self::Loop => (0, 0),
            Self::Timer => (1, 0),
            Self::Task(task) => (2, task),
            Self::Thread(thread) => (3, thread),
        };
        Caller(kind << 32 | u64::from(number))
    }

    /// What [`caller`](Self::caller) made a number of.
    #[allow(clippy::cast_possible_truncation)]
    #[must_use]
    pub fn of_caller(Caller(caller): Caller) -> Self {
        let number = caller as u32;
        match caller >> 32 {
            1 => Self::Timer,
            2 => Self::Task(number),
            3 => Self::Thread(number),
            _ => Self::Loop,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_stands_for_one_cause() {
        let causes = [
            Cause::Loop,
            Cause::Timer,
            Cause::Task(7),
            Cause::Thread(u32::MAX),
        ];
        for cause in causes {
            assert_eq!(Cause::of_caller(cause.caller()), cause);
        }
    }
}
