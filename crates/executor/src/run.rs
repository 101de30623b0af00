//! The whole loop, for hosts that need nothing special.

use std::cell::RefCell;
use std::future::poll_fn;

use crate::{Executor, JobId, Probe, Reactor, Wait};

/// Runs turns, and waits between them, until nothing is left.
///
/// `step` runs one job. No borrow is held meanwhile, so it may schedule and
/// cancel. Between two turns this future is pending only where `reactor` has to
/// wait: a program that is always ready keeps the thread.
///
/// See the [crate's example](crate#example).
pub async fn run<J, P, R>(
    executor: &RefCell<Executor<J, P>>,
    reactor: &R,
    mut step: impl FnMut(JobId, J),
) where
    P: Probe<J>,
    R: Reactor,
{
    loop {
        let wait = executor.borrow_mut().next_wait();
        match wait {
            Wait::No => {}
            Wait::Until(deadline) => {
                if P::LISTENS {
                    executor
                        .borrow_mut()
                        .probe_mut()
                        .idle(reactor.now(), Some(deadline));
                }
                poll_fn(|cx| reactor.poll_until(cx, Some(deadline))).await;
            }
            Wait::Forever => return,
        }
        executor.borrow_mut().begin_turn(reactor.now());
        loop {
            // A statement of its own, so that the borrow ends with it.
            let next = executor.borrow_mut().next_job();
            let Some((id, job)) = next else { break };
            step(id, job);
            if P::LISTENS {
                executor
                    .borrow_mut()
                    .probe_mut()
                    .step_ends(reactor.now(), id);
            }
        }
    }
}
