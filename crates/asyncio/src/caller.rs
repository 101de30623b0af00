//! Wakers, as the simulated computer knows them: by numbers.

use interleave_python::Caller;
use interleave_trace::Waker;

/// The number of a waker: its kind in the upper half, its task or thread in the lower.
pub(crate) fn caller(waker: Waker) -> Caller {
    let (kind, id) = match waker {
        Waker::Loop => (0, 0),
        Waker::Timer => (1, 0),
        Waker::Task(id) => (2, id),
        Waker::Thread(id) => (3, id),
    };
    Caller(kind << 32 | u64::from(id))
}

/// The waker of a number.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn waker(Caller(number): Caller) -> Waker {
    let id = number as u32;
    match number >> 32 {
        1 => Waker::Timer,
        2 => Waker::Task(id),
        3 => Waker::Thread(id),
        _ => Waker::Loop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_one_waker() {
        let wakers = [
            Waker::Loop,
            Waker::Timer,
            Waker::Task(7),
            Waker::Thread(u32::MAX),
        ];
        for known in wakers {
            assert_eq!(waker(caller(known)), known);
        }
    }
}
