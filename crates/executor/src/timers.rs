//! The armed timers, earliest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::{JobId, Micros};

/// Below this many entries, cancelled ones are not worth a clean-up.
const SMALL: usize = 64;

/// Timers by *(deadline, sequence)*.
///
/// A cancelled timer stays in the heap until it comes to the top, or until the
/// cancelled ones are more than half of all; then they are swept out together.
/// So cancelling costs amortised constant time and wastes at most that half.
/// Which entries are cancelled is known to the caller, who passes `is_armed`.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    /// [`JobId`] orders by sequence.
    heap: BinaryHeap<Reverse<(Micros, JobId)>>,
    /// How many entries of the heap are cancelled.
    cancelled: usize,
}

impl Timers {
    pub(crate) fn push(&mut self, deadline: Micros, id: JobId) {
        self.heap.push(Reverse((deadline, id)));
    }

    /// The earliest deadline that is not cancelled.
    pub(crate) fn next_deadline(&mut self, is_armed: impl Fn(JobId) -> bool) -> Option<Micros> {
        while let Some(&Reverse((deadline, id))) = self.heap.peek() {
            if is_armed(id) {
                return Some(deadline);
            }
            self.heap.pop();
            self.cancelled -= 1;
        }
        None
    }

    /// Takes the earliest entry out if its deadline is at or before `now`,
    /// cancelled or not: for a cancelled one, call [`Timers::skipped`].
    pub(crate) fn pop_due(&mut self, now: Micros) -> Option<JobId> {
        let top = self.heap.peek_mut()?;
        if top.0.0 > now {
            return None;
        }
        let Reverse((_, id)) = std::collections::binary_heap::PeekMut::pop(top);
        Some(id)
    }

    /// Notes that the entry popped last was a cancelled one.
    pub(crate) fn skipped(&mut self) {
        self.cancelled -= 1;
    }

    /// Notes that an entry was cancelled.
    pub(crate) fn cancelled(&mut self, is_armed: impl Fn(JobId) -> bool) {
        self.cancelled += 1;
        if self.heap.len() > SMALL && self.cancelled > self.heap.len() / 2 {
            self.heap.retain(|&Reverse((_, id))| is_armed(id));
            self.cancelled = 0;
        }
    }

    /// All entries, the cancelled ones too, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = JobId> {
        self.heap.iter().map(|&Reverse((_, id))| id)
    }

    /// Takes all entries out, the cancelled ones too, in order.
    pub(crate) fn drain(&mut self) -> Vec<JobId> {
        let mut entries: Vec<_> = self.heap.drain().map(|Reverse(entry)| entry).collect();
        entries.sort_unstable();
        self.cancelled = 0;
        entries.into_iter().map(|(_, id)| id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{Jobs, Place};

    #[test]
    fn cancelled_timers_are_swept_out() {
        let mut jobs = Jobs::new();
        let mut timers = Timers::default();
        let ids: Vec<_> = (0..1_000)
            .map(|n| {
                let id = jobs.insert(Place::Timer, n);
                timers.push(n, id);
                id
            })
            .collect();
        for &id in &ids[..990] {
            jobs.remove(id);
            timers.cancelled(|id| jobs.get(id).is_some());
            assert!(timers.heap.len() <= SMALL || timers.cancelled <= timers.heap.len() / 2);
        }
        assert!(timers.heap.len() <= SMALL);
        assert_eq!(timers.next_deadline(|id| jobs.get(id).is_some()), Some(990));
        assert_eq!((timers.heap.len(), timers.cancelled), (10, 0));
    }
}
