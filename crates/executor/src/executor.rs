//! The ready queue, the timers, and the turns in which jobs run.

use std::collections::VecDeque;

use crate::jobs::{Jobs, Place};
use crate::timers::Timers;
use crate::{JobId, Micros};

/// Keeps jobs in order and hands them out, turn by turn.
///
/// It does no input or output: it never waits and never reads a clock. The
/// host's loop is:
///
/// ```
/// use interleave_executor::{Executor, Wait};
///
/// let mut executor: Executor<&str> = Executor::new();
/// executor.schedule_at(2_000, "later");
/// executor.schedule("soon");
/// let mut now = 0; // a real host reads a clock
/// let mut ran = Vec::new();
/// loop {
///     match executor.next_wait() {
///         Wait::No => {}
///         Wait::Until(deadline) => now = deadline, // a real host waits
///         Wait::Forever => break,
///     }
///     executor.begin_turn(now);
///     while let Some((_id, job)) = executor.next_job() {
///         ran.push((executor.turn(), now, job)); // a real host runs it
///     }
/// }
/// assert_eq!(ran, [(1, 0, "soon"), (2, 2_000, "later")]);
/// ```
#[derive(Debug)]
pub struct Executor<J> {
    jobs: Jobs<J>,
    /// The ids of the ready jobs, and of those cancelled there, which are
    /// skipped in their turn.
    ready: VecDeque<JobId>,
    timers: Timers,
    /// How many entries at the front of `ready` belong to the current turn.
    left: usize,
    turn: u32,
}

/// What the host must wait for before the next turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// For nothing: a job is ready.
    No,
    /// Until this moment, which may have passed already.
    Until(Micros),
    /// Nothing is ready and no timer is armed: only something outside can
    /// schedule a job. A host without an outside is done, or in a deadlock.
    Forever,
}

impl<J> Default for Executor<J> {
    fn default() -> Self {
        Self {
            jobs: Jobs::new(),
            ready: VecDeque::new(),
            timers: Timers::default(),
            left: 0,
            turn: 0,
        }
    }
}

impl<J> Executor<J> {
    /// An executor without jobs, before its first turn.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts `job` at the back of the ready queue (asyncio's `call_soon`). It
    /// runs in the next turn, never in the current one.
    pub fn schedule(&mut self, job: J) -> JobId {
        let id = self.jobs.insert(Place::Ready, job);
        self.ready.push_back(id);
        id
    }

    /// Arms a timer (asyncio's `call_at`): `job` becomes ready in the first
    /// turn that begins at or after `deadline`. One that has passed already is
    /// due in the next turn.
    pub fn schedule_at(&mut self, deadline: Micros, job: J) -> JobId {
        let id = self.jobs.insert(Place::Timer, job);
        self.timers.push(deadline, id);
        id
    }

    /// Takes back a job, ready or waiting for its deadline; it will never run.
    /// None: it has run, or was cancelled before. Amortised constant time.
    ///
    /// ```
    /// use interleave_executor::Executor;
    ///
    /// let mut executor: Executor<&str> = Executor::new();
    /// let id = executor.schedule_at(1_000, "alarm");
    /// assert_eq!(executor.cancel(id), Some("alarm"));
    /// assert_eq!(executor.cancel(id), None);
    /// assert!(executor.is_empty());
    /// ```
    pub fn cancel(&mut self, id: JobId) -> Option<J> {
        let (place, job) = self.jobs.remove(id)?;
        if place == Place::Timer {
            self.timers.cancelled(|id| self.jobs.get(id).is_some());
        }
        Some(job)
    }

    /// Begins a turn: moves every timer whose deadline is at or before `now` to
    /// the back of the ready queue, in order of *(deadline, sequence)*, and fixes
    /// the jobs of this turn, which are those ready now. Returns how many.
    ///
    /// What an unfinished turn left over comes first in the new one.
    pub fn begin_turn(&mut self, now: Micros) -> usize {
        self.turn = self.turn.saturating_add(1);
        while let Some(id) = self.timers.pop_due(now) {
            if self.jobs.make_ready(id) {
                self.ready.push_back(id);
            } else {
                self.timers.skipped();
            }
        }
        self.left = self.ready.len();
        self.jobs.ready()
    }

    /// The next job of the current turn; None when the turn is over. The caller
    /// runs it, and what it schedules meanwhile waits for the next turn.
    pub fn next_job(&mut self) -> Option<(JobId, J)> {
        while self.left > 0 {
            self.left -= 1;
            let id = self.ready.pop_front()?;
            if let Some((_, job)) = self.jobs.remove(id) {
                return Some((id, job));
            }
        }
        None
    }

    /// The job that [`Executor::next_job`] would return, left where it is.
    ///
    /// ```
    /// use interleave_executor::Executor;
    ///
    /// let mut executor: Executor<&str> = Executor::new();
    /// executor.schedule("tea");
    /// assert_eq!(executor.peek_job(), None, "no turn has begun");
    /// executor.begin_turn(0);
    /// assert_eq!(executor.peek_job(), Some(&"tea"));
    /// assert_eq!(executor.next_job().map(|(_, job)| job), Some("tea"));
    /// ```
    #[must_use]
    pub fn peek_job(&self) -> Option<&J> {
        let of_this_turn = self.ready.iter().take(self.left);
        of_this_turn.copied().find_map(|id| self.jobs.get(id))
    }

    /// The current turn, from 1; 0 before the first.
    #[must_use]
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// The deadline of the earliest timer.
    pub fn next_deadline(&mut self) -> Option<Micros> {
        self.timers.next_deadline(|id| self.jobs.get(id).is_some())
    }

    /// What the host must wait for before it begins the next turn.
    pub fn next_wait(&mut self) -> Wait {
        if self.ready_len() > 0 {
            return Wait::No;
        }
        self.next_deadline().map_or(Wait::Forever, Wait::Until)
    }

    /// The ready jobs, in the order in which they will run.
    ///
    /// ```
    /// use interleave_executor::Executor;
    ///
    /// let mut executor: Executor<&str> = Executor::new();
    /// executor.schedule("tea");
    /// executor.schedule_at(1_000, "egg");
    /// assert_eq!(executor.ready_jobs().collect::<Vec<_>>(), [&"tea"]);
    /// assert_eq!(executor.timed_jobs().collect::<Vec<_>>(), [&"egg"]);
    /// ```
    pub fn ready_jobs(&self) -> impl Iterator<Item = &J> {
        self.ready.iter().filter_map(|&id| self.jobs.get(id))
    }

    /// The jobs that wait for their deadlines, in no order.
    pub fn timed_jobs(&self) -> impl Iterator<Item = &J> {
        self.timers.iter().filter_map(|id| self.jobs.get(id))
    }

    /// How many jobs are ready, in this turn or for the next.
    #[must_use]
    pub fn ready_len(&self) -> usize {
        self.jobs.ready()
    }

    /// How many timers are armed.
    #[must_use]
    pub fn timers_len(&self) -> usize {
        self.jobs.timers()
    }

    /// Whether no job is left, neither ready nor waiting for its deadline.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ready_len() == 0 && self.timers_len() == 0
    }

    /// Takes all jobs out (`loop.close()`): the ready ones in their order, then
    /// those of the timers in theirs. The current turn is over with this.
    ///
    /// They are returned, not dropped here, because dropping a job may run code
    /// of its own that asks for the executor.
    pub fn drain(&mut self) -> Vec<J> {
        self.left = 0;
        let mut drained = Vec::with_capacity(self.ready_len() + self.timers_len());
        for id in self.ready.drain(..).chain(self.timers.drain()) {
            if let Some((_, job)) = self.jobs.remove(id) {
                drained.push(job);
            }
        }
        drained
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// Runs a turn and returns what ran in it.
    fn turn(executor: &mut Executor<char>, now: Micros) -> String {
        executor.begin_turn(now);
        std::iter::from_fn(|| executor.next_job())
            .map(|(_, job)| job)
            .collect()
    }

    #[test]
    fn what_a_turn_schedules_waits_for_the_next() {
        let mut executor: Executor<char> = Executor::new();
        executor.schedule('a');
        executor.schedule('b');
        assert_eq!(executor.begin_turn(0), 2);
        assert_eq!(executor.next_job().map(|(_, job)| job), Some('a'));
        executor.schedule('c');
        executor.schedule_at(0, 'd');
        assert_eq!(executor.next_job().map(|(_, job)| job), Some('b'));
        assert_eq!(executor.next_job(), None);
        assert_eq!((executor.turn(), executor.ready_len()), (1, 1));
        assert_eq!(turn(&mut executor, 0), "cd");
        assert_eq!(executor.turn(), 2);
    }

    #[test]
    fn nothing_runs_outside_a_turn() {
        let mut executor: Executor<char> = Executor::new();
        executor.schedule('a');
        assert_eq!(executor.turn(), 0);
        assert_eq!(executor.next_job(), None);
    }

    #[test]
    fn timers_fire_by_deadline_then_sequence_behind_the_ready() {
        let mut executor: Executor<char> = Executor::new();
        executor.schedule_at(20, 'd');
        executor.schedule_at(10, 'b');
        executor.schedule_at(10, 'c');
        executor.schedule_at(21, 'e');
        executor.schedule('a');
        assert_eq!(turn(&mut executor, 20), "abcd");
        assert_eq!(turn(&mut executor, 20), "");
        assert_eq!(turn(&mut executor, 21), "e");
    }

    #[test]
    fn a_job_of_the_current_turn_can_be_cancelled() {
        let mut executor: Executor<char> = Executor::new();
        let a = executor.schedule('a');
        let b = executor.schedule('b');
        executor.schedule('c');
        executor.begin_turn(0);
        assert_eq!(executor.next_job(), Some((a, 'a')));
        assert_eq!(executor.cancel(a), None);
        assert_eq!(executor.cancel(b), Some('b'));
        executor.schedule('d');
        assert_eq!(executor.next_job().map(|(_, job)| job), Some('c'));
        // A cancelled place in the turn is not taken by the next turn's job.
        assert_eq!(executor.next_job(), None);
        assert_eq!(turn(&mut executor, 0), "d");
    }

    #[test]
    fn an_unfinished_turn_is_continued_by_the_next() {
        let mut executor: Executor<char> = Executor::new();
        for job in ['a', 'b', 'c'] {
            executor.schedule(job);
        }
        executor.begin_turn(0);
        executor.next_job();
        executor.schedule('d');
        assert_eq!(executor.begin_turn(0), 3);
        assert_eq!(executor.turn(), 2);
        assert_eq!(executor.next_job().map(|(_, job)| job), Some('b'));
    }

    #[test]
    fn tells_what_to_wait_for() {
        let mut executor: Executor<char> = Executor::new();
        assert_eq!(executor.next_wait(), Wait::Forever);
        let soon = executor.schedule_at(10, 'a');
        executor.schedule_at(20, 'b');
        assert_eq!(executor.next_wait(), Wait::Until(10));
        executor.cancel(soon);
        assert_eq!(executor.next_wait(), Wait::Until(20));
        assert_eq!((executor.timers_len(), executor.is_empty()), (1, false));
        let ready = executor.schedule('c');
        assert_eq!(executor.next_wait(), Wait::No);
        executor.cancel(ready);
        assert_eq!(executor.next_wait(), Wait::Until(20));
        assert_eq!(turn(&mut executor, 20), "b");
        assert_eq!(executor.next_wait(), Wait::Forever);
        assert!(executor.is_empty());
    }

    #[test]
    fn drains_in_order_and_goes_on_afterwards() {
        let mut executor: Executor<char> = Executor::new();
        executor.schedule_at(20, 'd');
        executor.schedule_at(10, 'c');
        let gone = executor.schedule_at(5, 'x');
        executor.schedule('a');
        executor.schedule('b');
        executor.cancel(gone);
        executor.begin_turn(0);
        assert_eq!(executor.drain(), ['a', 'b', 'c', 'd']);
        assert!(executor.is_empty());
        assert_eq!(executor.next_job(), None);
        assert_eq!(executor.drain(), []);
        executor.schedule('e');
        assert_eq!(turn(&mut executor, 100), "e");
    }

    /// A job whose end asks for the executor, as that of a Python object may.
    struct Nosy(Rc<RefCell<Executor<Nosy>>>);

    impl Drop for Nosy {
        fn drop(&mut self) {
            let _ = self.0.borrow_mut().ready_len();
        }
    }

    #[test]
    fn no_job_is_dropped_under_a_borrow() {
        let executor = Rc::new(RefCell::new(Executor::new()));
        let id = executor.borrow_mut().schedule(Nosy(Rc::clone(&executor)));
        executor
            .borrow_mut()
            .schedule_at(0, Nosy(Rc::clone(&executor)));
        let cancelled = executor.borrow_mut().cancel(id);
        drop(cancelled);
        let drained = executor.borrow_mut().drain();
        assert_eq!(drained.len(), 1);
    }
}
