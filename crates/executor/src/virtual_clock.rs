//! Simulated time.

use std::cell::Cell;
use std::task::{Context, Poll};

use crate::{Micros, Reactor};

/// A clock that stands still until somebody waits or moves it, and then jumps.
///
/// A run on it takes no time to wait and is the same every time. What computing
/// shall cost is the host's to say, by [`VirtualClock::advance`].
///
/// ```
/// use interleave_executor::{Reactor, VirtualClock};
///
/// let clock = VirtualClock::new();
/// clock.advance(10);
/// assert_eq!(clock.now(), 10);
/// ```
#[derive(Debug, Default)]
pub struct VirtualClock {
    now: Cell<Micros>,
}

impl VirtualClock {
    /// A clock at zero.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets time pass. At the end of time it stands still.
    pub fn advance(&self, by: Micros) {
        self.now.set(self.now.get().saturating_add(by));
    }

    /// Moves the clock forward to `to`. It never goes back: an earlier moment
    /// changes nothing.
    pub fn set(&self, to: Micros) {
        self.now.set(self.now.get().max(to));
    }
}

impl Reactor for VirtualClock {
    fn now(&self) -> Micros {
        self.now.get()
    }

    /// Jumps to `deadline` and is ready. Without one it is pending, and nothing
    /// here will ever wake the caller: in simulated time there is no outside.
    fn poll_until(&self, _: &mut Context<'_>, deadline: Option<Micros>) -> Poll<()> {
        match deadline {
            Some(deadline) => {
                self.set(deadline);
                Poll::Ready(())
            }
            None => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn jumps_forward_only() {
        let clock = VirtualClock::new();
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(clock.poll_until(&mut cx, Some(5)), Poll::Ready(()));
        assert_eq!(clock.now(), 5);
        assert_eq!(clock.poll_until(&mut cx, Some(3)), Poll::Ready(()));
        assert_eq!(clock.now(), 5);
        clock.set(4);
        assert_eq!(clock.now(), 5);
        clock.set(9);
        clock.advance(1);
        assert_eq!(clock.now(), 10);
        clock.advance(Micros::MAX);
        assert_eq!(clock.now(), Micros::MAX);
    }

    #[test]
    fn without_a_deadline_it_waits_for_ever() {
        let clock = VirtualClock::new();
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(clock.poll_until(&mut cx, None), Poll::Pending);
        assert_eq!(clock.now(), 0);
    }
}
