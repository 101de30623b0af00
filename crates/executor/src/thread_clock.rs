//! Real time on a native thread.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use crate::{Micros, Reactor};

/// The system's monotonic clock. Waiting on it really sleeps: `poll_until`
/// blocks the thread, is never pending, and doesn't use the caller's waker.
///
/// Another thread ends a wait through [`ThreadClock::waker`]. That makes
/// `poll_until` ready at once, before its deadline or without one; a wake that
/// finds nobody waiting ends the next wait.
///
/// ```
/// use std::task::{Context, Poll, Waker};
/// use interleave_executor::{Reactor, ThreadClock};
///
/// let clock = ThreadClock::new();
/// let waker = clock.waker();
/// let other = std::thread::spawn(move || waker.wake());
/// let mut cx = Context::from_waker(Waker::noop());
/// assert_eq!(clock.poll_until(&mut cx, None), Poll::Ready(()));
/// # other.join().unwrap();
/// ```
#[derive(Debug)]
pub struct ThreadClock {
    /// When the run began.
    origin: Instant,
    alarm: Arc<Alarm>,
}

/// Ends a wait from another thread.
#[derive(Debug, Default)]
struct Alarm {
    /// Set by a wake, cleared by the wait that it ends.
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Default for ThreadClock {
    fn default() -> Self {
        Self::new()
    }
}

impl ThreadClock {
    /// A clock at zero, running.
    #[must_use]
    pub fn new() -> Self {
        Self {
            origin: Instant::now(),
            alarm: Arc::default(),
        }
    }

    /// Ends the current wait, or else the next one. It can be sent to other threads.
    #[must_use]
    pub fn waker(&self) -> Waker {
        Arc::clone(&self.alarm).into()
    }
}

impl Reactor for ThreadClock {
    fn now(&self) -> Micros {
        Micros::try_from(self.origin.elapsed().as_micros()).unwrap_or(Micros::MAX)
    }

    /// Sleeps until `deadline` or a wake from outside, whichever comes first.
    fn poll_until(&self, _: &mut Context<'_>, deadline: Option<Micros>) -> Poll<()> {
        let mut rung = self.alarm.lock();
        while !*rung {
            rung = match deadline {
                None => self
                    .alarm
                    .changed
                    .wait(rung)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_sub(self.now());
                    if left == 0 {
                        break;
                    }
                    let left = Duration::from_micros(left);
                    self.alarm
                        .changed
                        .wait_timeout(rung, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
        *rung = false;
        Poll::Ready(())
    }
}

impl Alarm {
    /// A thread that panicked while it held the lock left a plain `bool` behind.
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.lock() = true;
        self.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Long enough that no test gets there unless it is broken.
    const NEVER: Micros = 60_000_000;

    fn wait(clock: &ThreadClock, deadline: Option<Micros>) {
        let poll = clock.poll_until(&mut Context::from_waker(Waker::noop()), deadline);
        assert_eq!(poll, Poll::Ready(()));
    }

    #[test]
    fn sleeps_until_the_deadline() {
        let clock = ThreadClock::new();
        wait(&clock, Some(20_000));
        assert!((20_000..NEVER).contains(&clock.now()));
    }

    #[test]
    fn a_deadline_in_the_past_does_not_sleep() {
        let clock = ThreadClock::new();
        wait(&clock, Some(0));
        assert!(clock.now() < NEVER);
    }

    #[test]
    fn another_thread_ends_the_wait() {
        for deadline in [None, Some(NEVER)] {
            let clock = ThreadClock::new();
            let waker = clock.waker();
            let other = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(10));
                waker.wake();
            });
            wait(&clock, deadline);
            assert!((10_000..NEVER).contains(&clock.now()));
            other.join().expect("the other thread only wakes");
        }
    }

    #[test]
    fn a_wake_before_the_wait_is_not_lost_and_ends_only_one() {
        let clock = ThreadClock::new();
        clock.waker().wake();
        wait(&clock, Some(NEVER));
        let before = clock.now();
        assert!(before < NEVER);
        wait(&clock, Some(before + 5_000));
        assert!(clock.now() >= before + 5_000);
    }
}
