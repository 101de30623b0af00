//! The whole loop, for hosts that need nothing special.

use std::cell::RefCell;
use std::future::poll_fn;

use crate::{Executor, JobId, Reactor, Wait};

/// Runs turns, and waits between them, until nothing is left.
///
/// `step` runs one job. No borrow is held meanwhile, so it may schedule and
/// cancel. Between two turns this future is pending only where `reactor` has to
/// wait: a program that is always ready keeps the thread.
///
/// See the [crate's example](crate#example).
pub async fn run<J, R: Reactor>(
    executor: &RefCell<Executor<J>>,
    reactor: &R,
    mut step: impl FnMut(JobId, J),
) {
    loop {
        let wait = executor.borrow_mut().next_wait();
        match wait {
            Wait::No => {}
            Wait::Until(deadline) => poll_fn(|cx| reactor.poll_until(cx, Some(deadline))).await,
            Wait::Forever => return,
        }
        executor.borrow_mut().begin_turn(reactor.now());
        loop {
            // A statement of its own, so that the borrow ends with it.
            let next = executor.borrow_mut().next_job();
            let Some((id, job)) = next else { break };
            step(id, job);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::task::{Context, Poll};

    use futures::executor::block_on;

    use super::*;
    use crate::{Micros, ThreadClock, VirtualClock};

    /// A reactor as permitted by the contract, and as awkward: at every call a
    /// microsecond passes, and it is pending, wakes early, or is ready early.
    #[derive(Default)]
    struct Fidgety {
        now: Cell<Micros>,
        polls: Cell<u32>,
    }

    impl Reactor for Fidgety {
        fn now(&self) -> Micros {
            self.now.get()
        }

        fn poll_until(&self, cx: &mut Context<'_>, deadline: Option<Micros>) -> Poll<()> {
            self.polls.set(self.polls.get() + 1);
            if deadline.is_some_and(|deadline| deadline <= self.now.get()) {
                return Poll::Ready(());
            }
            self.now.set(self.now.get() + 1);
            if self.polls.get().is_multiple_of(3) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }

    #[test]
    fn an_early_wake_runs_nothing_early() {
        let executor: RefCell<Executor<Micros>> = RefCell::default();
        for deadline in [5, 40, 41, 12] {
            executor.borrow_mut().schedule_at(deadline, deadline);
        }
        let reactor = Fidgety::default();
        let mut ran = Vec::new();
        block_on(run(&executor, &reactor, |_, deadline| {
            ran.push((deadline, reactor.now()));
        }));
        assert_eq!(ran, [(5, 5), (12, 12), (40, 40), (41, 41)]);
    }

    #[test]
    fn a_step_may_schedule_and_cancel() {
        let executor: RefCell<Executor<&str>> = RefCell::default();
        let clock = VirtualClock::new();
        executor.borrow_mut().schedule("parent");
        let victim = executor.borrow_mut().schedule_at(5, "victim");
        let mut ran = Vec::new();
        block_on(run(&executor, &clock, |_, job| {
            ran.push((executor.borrow().turn(), job));
            if job == "parent" {
                assert_eq!(executor.borrow_mut().cancel(victim), Some("victim"));
                executor.borrow_mut().schedule("child");
            }
        }));
        assert_eq!(ran, [(1, "parent"), (2, "child")]);
        assert_eq!(clock.now(), 0, "nobody waits for a cancelled timer");
    }

    #[test]
    fn a_thread_clock_really_waits() {
        let executor: RefCell<Executor<Micros>> = RefCell::default();
        for deadline in [20_000, 10_000] {
            executor.borrow_mut().schedule_at(deadline, deadline);
        }
        let clock = ThreadClock::new();
        let mut ran = Vec::new();
        block_on(run(&executor, &clock, |_, deadline| {
            assert!(clock.now() >= deadline);
            ran.push(deadline);
        }));
        assert_eq!(ran, [10_000, 20_000]);
    }
}
