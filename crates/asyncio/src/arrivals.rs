//! What simulated threads have done ahead of the loop's clock.

use std::collections::BTreeMap;

use interleave_executor::Micros;
use rustpython_vm::{PyResult, VirtualMachine};

use crate::{
    numbers::{TaskNumber, ThreadNumber},
    thread_event::ThreadEvent,
};

/// What is to be done on the loop's side.
pub(crate) type Call = Box<dyn FnOnce(&VirtualMachine) -> PyResult<()>>;

/// Something that a simulated thread does at its own time.
pub(crate) enum Arrival {
    /// What others see of it.
    Event {
        thread: ThreadNumber,
        task: TaskNumber,
        event: ThreadEvent,
    },
    /// Something to be done on the loop's side: a thread resumes, a handle becomes ready.
    Call { thread: u32, call: Call },
}

/// Arrivals in the order of their times; of equal times, in the order they were added.
#[derive(Default)]
pub(crate) struct Arrivals {
    due: BTreeMap<(Micros, u64), Arrival>,
    sequence: u64,
}

impl Arrivals {
    /// Adds one; its number among those of the same time.
    pub(crate) fn add(&mut self, time: Micros, arrival: Arrival) -> u64 {
        self.sequence += 1;
        self.due.insert((time, self.sequence), arrival);
        self.sequence
    }

    /// Takes one out that is not to come any more.
    pub(crate) fn remove(&mut self, time: Micros, number: u64) -> Option<Arrival> {
        self.due.remove(&(time, number))
    }

    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<Micros> {
        self.due.keys().next().map(|&(time, _)| time)
    }

    /// The number of the latest that was added.
    pub(crate) fn latest(&self) -> u64 {
        self.sequence
    }

    /// Takes the next one that is due by `now`, of those up to the number `latest`.
    pub(crate) fn take_due(&mut self, now: Micros, latest: u64) -> Option<Arrival> {
        let mut due = self.due.range(..=(now, u64::MAX));
        let (&key, _) = due.find(|(key, _)| key.1 <= latest)?;
        self.due.remove(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(task: TaskNumber) -> Arrival {
        Arrival::Event {
            thread: 1,
            task,
            event: ThreadEvent::JobEnded,
        }
    }

    fn tasks(arrivals: &mut Arrivals, now: Micros) -> Vec<TaskNumber> {
        let due = std::iter::from_fn(|| arrivals.take_due(now, arrivals.latest()));
        due.map(|arrival| match arrival {
            Arrival::Event { task, .. } => task,
            Arrival::Call { .. } => 0,
        })
        .collect()
    }

    #[test]
    fn come_in_the_order_of_time_then_of_addition() {
        let mut arrivals = Arrivals::default();
        for (time, task) in [(20, 1), (10, 2), (20, 3), (30, 4), (10, 5)] {
            arrivals.add(time, event(task));
        }
        assert_eq!(arrivals.next(), Some(10));
        assert_eq!(tasks(&mut arrivals, 20), [2, 5, 1, 3]);
        assert!(tasks(&mut arrivals, 29).is_empty());
        assert_eq!(tasks(&mut arrivals, 30), [4]);
        assert_eq!(arrivals.next(), None);
    }

    #[test]
    fn one_that_is_taken_out_does_not_come() {
        let mut arrivals = Arrivals::default();
        let number = arrivals.add(10, event(1));
        arrivals.add(10, event(2));
        assert!(arrivals.remove(10, number).is_some());
        assert!(arrivals.remove(10, number).is_none());
        assert_eq!(tasks(&mut arrivals, 10), [2]);
    }
}
