//! What simulated threads have done ahead of the loop's clock.

use std::collections::BTreeMap;

use interleave_executor::Micros;
use interleave_trace::{Kind, Stream, TaskId, ThreadId};
use rustpython_vm::PyObjectRef;

/// Something that a simulated thread does at its own time.
pub(crate) enum Arrival {
    /// Text it wrote.
    Output {
        thread: ThreadId,
        task: TaskId,
        stream: Stream,
        text: String,
    },
    /// A Python callable to be called on the loop's side of the world, between two turns.
    Call {
        thread: ThreadId,
        callable: PyObjectRef,
    },
    /// Its job began or ended.
    Event { task: TaskId, kind: Kind },
}

impl Arrival {
    fn is_call(&self) -> bool {
        matches!(self, Self::Call { .. })
    }
}

/// Arrivals in the order of their times; of equal times, in the order they were added.
#[derive(Default)]
pub(crate) struct Arrivals {
    due: BTreeMap<(Micros, u64), Arrival>,
    sequence: u64,
}

impl Arrivals {
    pub(crate) fn add(&mut self, time: Micros, arrival: Arrival) {
        self.due.insert((time, self.sequence), arrival);
        self.sequence += 1;
    }

    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<Micros> {
        self.due.keys().next().map(|&(time, _)| time)
    }

    /// When the next one is due that is no call.
    pub(crate) fn next_but_calls(&self) -> Option<Micros> {
        let mut others = self.due.iter().filter(|(_, arrival)| !arrival.is_call());
        others.next().map(|(&(time, _), _)| time)
    }

    /// When the last one is due.
    pub(crate) fn last(&self) -> Option<Micros> {
        self.due.keys().next_back().map(|&(time, _)| time)
    }

    /// Takes the next one that is due by `now`; calls only where `calls` says so.
    pub(crate) fn take_due(&mut self, now: Micros, calls: bool) -> Option<Arrival> {
        let due = self.due.range(..=(now, u64::MAX));
        let (&key, _) = due
            .into_iter()
            .find(|(_, arrival)| calls || !arrival.is_call())?;
        self.due.remove(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(task: TaskId) -> Arrival {
        let kind = Kind::CallbackEnds;
        Arrival::Event { task, kind }
    }

    fn tasks(arrivals: &mut Arrivals, now: Micros) -> Vec<TaskId> {
        let due = std::iter::from_fn(|| arrivals.take_due(now, true));
        due.map(|arrival| match arrival {
            Arrival::Event { task, .. } | Arrival::Output { task, .. } => task,
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
        assert_eq!((arrivals.next(), arrivals.last()), (Some(10), Some(30)));
        assert_eq!(tasks(&mut arrivals, 20), [2, 5, 1, 3]);
        assert!(tasks(&mut arrivals, 29).is_empty());
        assert_eq!(arrivals.next_but_calls(), Some(30));
        assert_eq!(tasks(&mut arrivals, 30), [4]);
        assert_eq!((arrivals.next(), arrivals.last()), (None, None));
    }
}
