//! The executor beside a naive model, on random sequences of calls.
//!
//! The model keeps sorted lists and searches them from end to end. Every answer
//! must be the same.

use interleave_executor::{Executor, JobId, Micros, Wait};
use proptest::prelude::*;

/// A job is the number of jobs scheduled before it.
type Job = usize;

/// The executor, as simply as it can be said.
#[derive(Default)]
struct Model {
    ready: Vec<Job>,
    /// Sorted.
    timers: Vec<(Micros, Job)>,
    /// How many at the front of `ready` belong to the current turn.
    left: usize,
    turn: u32,
}

impl Model {
    fn schedule(&mut self, job: Job) {
        self.ready.push(job);
    }

    fn schedule_at(&mut self, deadline: Micros, job: Job) {
        self.timers.push((deadline, job));
        self.timers.sort();
    }

    fn cancel(&mut self, job: Job) -> Option<Job> {
        if let Some(at) = self.ready.iter().position(|&other| other == job) {
            self.ready.remove(at);
            self.left -= usize::from(at < self.left);
        } else {
            let at = self.timers.iter().position(|&(_, other)| other == job)?;
            self.timers.remove(at);
        }
        Some(job)
    }

    fn begin_turn(&mut self, now: Micros) -> usize {
        self.turn += 1;
        while self.next_deadline().is_some_and(|deadline| deadline <= now) {
            let (_, job) = self.timers.remove(0);
            self.ready.push(job);
        }
        self.left = self.ready.len();
        self.left
    }

    fn next_job(&mut self) -> Option<Job> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let job = self.ready.remove(0);
        Some(job)
    }

    fn next_deadline(&self) -> Option<Micros> {
        self.timers.first().map(|&(deadline, _)| deadline)
    }

    fn next_wait(&self) -> Wait {
        match self.next_deadline() {
            _ if !self.ready.is_empty() => Wait::No,
            Some(deadline) => Wait::Until(deadline),
            None => Wait::Forever,
        }
    }

    fn drain(&mut self) -> Vec<Job> {
        self.left = 0;
        let timers = self.timers.drain(..).map(|(_, job)| job);
        let drained: Vec<_> = self.ready.drain(..).chain(timers).collect();
        drained
    }
}

/// A call that may come at any time, from outside or from a step.
#[derive(Clone, Debug)]
enum Call {
    Schedule,
    /// So many microseconds from now; before now where it is negative.
    ScheduleAt(i64),
    /// One of all jobs that there ever were, counted from the newest.
    Cancel(usize),
}

#[derive(Clone, Debug)]
enum Action {
    Call(Call),
    /// Arms all these, then cancels every one whose turn in the list says so:
    /// many at once, so that the heap of timers is swept.
    Storm(Vec<(i64, bool)>),
    /// Lets time pass and runs a turn; the n-th step makes the n-th calls. The
    /// turn is broken off after so many steps.
    Turn(Micros, Vec<Vec<Call>>, usize),
    Drain,
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        3 => Just(Call::Schedule),
        4 => (-20..100_i64).prop_map(Call::ScheduleAt),
        3 => (0..30_usize).prop_map(Call::Cancel),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let steps = prop::collection::vec(prop::collection::vec(call(), 0..4), 0..6);
    let stop = prop_oneof![5 => Just(usize::MAX), 1 => 0..4_usize];
    let timer = (-20..200_i64, prop::bool::weighted(0.7));
    prop_oneof![
        12 => call().prop_map(Action::Call),
        1 => prop::collection::vec(timer, 60..200).prop_map(Action::Storm),
        8 => (0..60_u64, steps, stop).prop_map(|(pass, steps, stop)| Action::Turn(pass, steps, stop)),
        1 => Just(Action::Drain),
    ]
}

/// Drives both and compares all answers.
#[derive(Default)]
struct Pair {
    executor: Executor<Job>,
    model: Model,
    now: Micros,
    /// All jobs that there ever were.
    ids: Vec<JobId>,
}

impl Pair {
    fn call(&mut self, call: &Call) {
        let job = self.ids.len();
        match *call {
            Call::Schedule => {
                self.ids.push(self.executor.schedule(job));
                self.model.schedule(job);
            }
            Call::ScheduleAt(offset) => {
                let deadline = self.now.saturating_add_signed(offset);
                self.ids.push(self.executor.schedule_at(deadline, job));
                self.model.schedule_at(deadline, job);
            }
            Call::Cancel(back) => {
                if let Some(job) = job.checked_sub(back + 1) {
                    self.cancel(job);
                }
            }
        }
        self.compare();
    }

    fn cancel(&mut self, job: Job) {
        assert_eq!(self.executor.cancel(self.ids[job]), self.model.cancel(job));
    }

    fn act(&mut self, action: &Action) {
        match action {
            Action::Call(call) => self.call(call),
            Action::Storm(timers) => {
                let first = self.ids.len();
                for &(offset, _) in timers {
                    self.call(&Call::ScheduleAt(offset));
                }
                for (n, _) in timers.iter().enumerate().filter(|(_, timer)| timer.1) {
                    self.cancel(first + n);
                }
            }
            Action::Turn(pass, steps, stop) => {
                self.now += pass;
                assert_eq!(
                    self.executor.begin_turn(self.now),
                    self.model.begin_turn(self.now)
                );
                for n in 0..*stop {
                    let job = self.executor.next_job();
                    assert_eq!(job.map(|(_, job)| job), self.model.next_job());
                    let Some((id, job)) = job else { break };
                    assert_eq!(id, self.ids[job]);
                    for call in steps.get(n).into_iter().flatten() {
                        self.call(call);
                    }
                }
            }
            Action::Drain => assert_eq!(self.executor.drain(), self.model.drain()),
        }
        self.compare();
    }

    fn compare(&mut self) {
        assert_eq!(self.executor.next_wait(), self.model.next_wait());
        assert_eq!(self.executor.next_deadline(), self.model.next_deadline());
        assert_eq!(self.executor.ready_len(), self.model.ready.len());
        assert_eq!(self.executor.timers_len(), self.model.timers.len());
        assert_eq!(self.executor.turn(), self.model.turn);
    }
}

proptest! {
    #[test]
    fn does_what_the_model_does(actions in prop::collection::vec(action(), 0..60)) {
        let mut pair = Pair::default();
        for action in &actions {
            pair.act(action);
        }
        prop_assert!(pair.ids.is_sorted());
    }

    /// The same where nobody looks in between: looking at the next deadline also
    /// takes cancelled timers off the heap.
    #[test]
    fn runs_all_in_order_unobserved(
        deadlines in prop::collection::vec((0..50_u64, any::<bool>()), 0..300),
    ) {
        let mut executor: Executor<Job> = Executor::new();
        let ids: Vec<_> = deadlines
            .iter()
            .enumerate()
            .map(|(job, &(deadline, _))| executor.schedule_at(deadline, job))
            .collect();
        let mut expected = Vec::new();
        for (job, &(deadline, cancelled)) in deadlines.iter().enumerate() {
            if cancelled {
                prop_assert_eq!(executor.cancel(ids[job]), Some(job));
            } else {
                expected.push((deadline, job));
            }
        }
        expected.sort();
        let mut ran = Vec::new();
        for now in 0..50 {
            executor.begin_turn(now);
            while let Some((_, job)) = executor.next_job() {
                ran.push((now, job));
            }
        }
        prop_assert_eq!(ran, expected);
        prop_assert!(executor.is_empty());
    }
}
