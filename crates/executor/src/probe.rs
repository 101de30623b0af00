//! What an observer of the executor is told.

use crate::{JobId, Micros};

/// Watches an [`Executor`](crate::Executor).
///
/// Every method has an empty body unless it is overridden, and `()` is the
/// observer that listens to nothing and costs nothing.
///
/// The executor itself tells all but two, at the moment and in the order in
/// which things happen. Those two, [`step_ends`](Probe::step_ends) and
/// [`idle`](Probe::idle), happen where steps run and waits are made:
/// [`run`](crate::run()) tells them, and a host with a loop of its own does so
/// through [`Executor::probe_mut`](crate::Executor::probe_mut).
///
/// ```
/// use interleave_executor::{Executor, JobId, Micros, Probe};
///
/// #[derive(Default)]
/// struct Order(Vec<&'static str>);
///
/// impl Probe<&'static str> for Order {
///     fn step_begins(&mut self, _: JobId, job: &&'static str) {
///         self.0.push(job);
///     }
/// }
///
/// let mut executor: Executor<_, Order> = Executor::new();
/// executor.schedule(0, "first");
/// executor.schedule(0, "second");
/// executor.begin_turn(0);
/// while let Some((_, _job)) = executor.next_job() {}
/// assert_eq!(executor.probe().0, ["first", "second"]);
/// ```
pub trait Probe<J> {
    /// Whether anybody listens. [`run`](crate::run()) reads the clock for
    /// the observer only where somebody does.
    const LISTENS: bool = true;

    /// A job was put at the back of the ready queue, by
    /// [`Executor::schedule`](crate::Executor::schedule).
    fn scheduled(&mut self, now: Micros, id: JobId, job: &J) {
        let _ = (now, id, job);
    }

    /// A timer was armed, by [`Executor::schedule_at`](crate::Executor::schedule_at).
    fn timer_armed(&mut self, deadline: Micros, id: JobId, job: &J) {
        let _ = (deadline, id, job);
    }

    /// A timer came due: its job went to the back of the ready queue.
    fn timer_fired(&mut self, now: Micros, id: JobId, job: &J) {
        let _ = (now, id, job);
    }

    /// A turn begins. The timers that come due in it are told after this.
    fn turn_begins(&mut self, now: Micros, turn: u32) {
        let _ = (now, turn);
    }

    /// A job was handed out to be run.
    fn step_begins(&mut self, id: JobId, job: &J) {
        let _ = (id, job);
    }

    /// The job handed out last has run.
    fn step_ends(&mut self, now: Micros, id: JobId) {
        let _ = (now, id);
    }

    /// Nothing is ready: the loop waits for a deadline. None: for something
    /// outside.
    fn idle(&mut self, now: Micros, until: Option<Micros>) {
        let _ = (now, until);
    }

    /// A job will never run: it was cancelled, or drained.
    fn cancelled(&mut self, id: JobId, job: &J) {
        let _ = (id, job);
    }
}

impl<J> Probe<J> for () {
    const LISTENS: bool = false;
}
