//! What differs by platform: telling the time, and waiting.

use std::task::{Context, Poll};

use crate::Micros;

/// The loop's clock, and the way to wait on it.
///
/// # Contract
///
/// An implementation
/// - MUST tell a time that never goes back, in microseconds since the run began.
/// - MUST return [`Poll::Ready`] from [`poll_until`](Reactor::poll_until) when
///   `deadline` is at or before [`now`](Reactor::now).
/// - MAY return `Ready` earlier, when something outside asks for the loop's
///   attention. The caller MUST NOT take `Ready` for a proof that the deadline has
///   passed; it reads the clock and looks at its queues again.
/// - MUST, when it returns [`Poll::Pending`], wake the waker of the *latest* call
///   at about the deadline; a little late is what timers are. It MAY wake early or
///   more than once: the caller polls again.
/// - MUST give up the wait of an earlier call when it is polled again: at most one
///   wait is under way.
/// - MUST NOT return `Ready` because of `None` alone. With no deadline, only
///   something outside ends the wait: either it wakes the caller's waker, and the
///   caller stops polling, or, where the implementation blocks inside the call,
///   the implementation is told and returns `Ready`.
/// - MUST NOT call back into the executor.
///
/// The caller MUST NOT hold a borrow of the executor across a call or an `await`
/// of it: something outside may schedule a job meanwhile.
///
/// # Who polls
///
/// A host whose stack can't be suspended awaits it, as [`run`](crate::run()) does.
/// One whose stack can be (a native thread, or a stack under JavaScript Promise
/// Integration) polls it in a `block_on` of its own. Both see one trait.
///
/// ```
/// use std::task::{Context, Poll, Waker};
/// use interleave_executor::{Reactor, VirtualClock};
///
/// let clock = VirtualClock::new();
/// let mut cx = Context::from_waker(Waker::noop());
/// assert_eq!(clock.poll_until(&mut cx, Some(1_500)), Poll::Ready(()));
/// assert_eq!(clock.now(), 1_500);
/// assert_eq!(clock.poll_until(&mut cx, None), Poll::Pending);
/// ```
pub trait Reactor {
    /// The loop's clock.
    fn now(&self) -> Micros;

    /// Waits until `deadline`, or for something outside. See the contract above.
    fn poll_until(&self, cx: &mut Context<'_>, deadline: Option<Micros>) -> Poll<()>;
}
