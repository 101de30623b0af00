//! Where jobs lie until they run: slots that are used again and again.
//!
//! Queue and timers hold only [`JobId`]s. So a job is cancelled by emptying its
//! slot, in constant time; the id left behind in a queue finds another number,
//! or nothing, in the slot and is skipped.

use std::mem;

/// Names a job of one [`Executor`](crate::Executor).
///
/// Unique there, also after the job has run; ordered by when the job was
/// scheduled. It means nothing to another executor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId {
    /// How many jobs were scheduled before it. First, because the order is by it.
    sequence: u64,
    /// Where the job lies until it runs.
    slot: usize,
}

/// What a job waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Its place in the ready queue.
    Ready,
    /// Its deadline.
    Timer,
}

/// All jobs that have neither run nor been cancelled.
#[derive(Debug)]
pub(crate) struct Jobs<J> {
    slots: Vec<Slot<J>>,
    /// The first of the chain of free slots.
    free: Option<usize>,
    /// The sequence number of the next job.
    sequence: u64,
    ready: usize,
    timers: usize,
}

#[derive(Debug)]
enum Slot<J> {
    Taken { sequence: u64, place: Place, job: J },
    Free { next: Option<usize> },
}

impl<J> Jobs<J> {
    pub(crate) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            free: None,
            sequence: 0,
            ready: 0,
            timers: 0,
        }
    }

    /// How many are in the ready queue.
    pub(crate) fn ready(&self) -> usize {
        self.ready
    }

    /// How many wait for a deadline.
    pub(crate) fn timers(&self) -> usize {
        self.timers
    }

    pub(crate) fn insert(&mut self, place: Place, job: J) -> JobId {
        let sequence = self.sequence;
        self.sequence += 1;
        *self.count(place) += 1;
        let taken = Slot::Taken {
            sequence,
            place,
            job,
        };
        let slot = match self.free {
            Some(slot) => {
                if let Slot::Free { next } = mem::replace(&mut self.slots[slot], taken) {
                    self.free = next;
                }
                slot
            }
            None => {
                self.slots.push(taken);
                self.slots.len() - 1
            }
        };
        JobId { sequence, slot }
    }

    /// The job, where it has neither run nor been cancelled.
    pub(crate) fn get(&self, id: JobId) -> Option<&J> {
        match self.slots.get(id.slot) {
            Some(Slot::Taken { sequence, job, .. }) if *sequence == id.sequence => Some(job),
            _ => None,
        }
    }

    /// Notes that a timer's job has gone to the ready queue. False: it was cancelled.
    pub(crate) fn make_ready(&mut self, id: JobId) -> bool {
        match self.slots.get_mut(id.slot) {
            Some(Slot::Taken {
                sequence, place, ..
            }) if *sequence == id.sequence => {
                debug_assert_eq!(*place, Place::Timer);
                *place = Place::Ready;
                self.timers -= 1;
                self.ready += 1;
                true
            }
            _ => false,
        }
    }

    /// Takes the job out. None: it has run or been cancelled.
    pub(crate) fn remove(&mut self, id: JobId) -> Option<(Place, J)> {
        let slot = self.slots.get_mut(id.slot)?;
        if !matches!(slot, Slot::Taken { sequence, .. } if *sequence == id.sequence) {
            return None;
        }
        match mem::replace(slot, Slot::Free { next: self.free }) {
            Slot::Taken { place, job, .. } => {
                self.free = Some(id.slot);
                *self.count(place) -= 1;
                Some((place, job))
            }
            Slot::Free { .. } => None,
        }
    }

    fn count(&mut self, place: Place) -> &mut usize {
        match place {
            Place::Ready => &mut self.ready,
            Place::Timer => &mut self.timers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_used_again_under_another_id() {
        let mut jobs = Jobs::new();
        let a = jobs.insert(Place::Ready, 'a');
        let b = jobs.insert(Place::Ready, 'b');
        assert_eq!(jobs.remove(a), Some((Place::Ready, 'a')));
        let c = jobs.insert(Place::Timer, 'c');
        assert_eq!(c.slot, a.slot);
        assert_eq!(jobs.slots.len(), 2);
        assert_eq!(jobs.remove(a), None);
        assert_eq!(jobs.get(a), None);
        assert_eq!(jobs.get(c), Some(&'c'));
        assert!(a < b && b < c);
    }

    #[test]
    fn counts_follow_the_places() {
        let mut jobs = Jobs::new();
        let ready = jobs.insert(Place::Ready, ());
        let timer = jobs.insert(Place::Timer, ());
        assert_eq!((jobs.ready(), jobs.timers()), (1, 1));
        assert!(jobs.make_ready(timer));
        assert_eq!((jobs.ready(), jobs.timers()), (2, 0));
        assert_eq!(jobs.remove(timer), Some((Place::Ready, ())));
        assert!(!jobs.make_ready(timer));
        jobs.remove(ready);
        assert_eq!((jobs.ready(), jobs.timers()), (0, 0));
    }

    #[test]
    fn all_free_slots_are_found_again() {
        let mut jobs = Jobs::new();
        for _ in 0..3 {
            let ids: Vec<_> = (0..5).map(|n| jobs.insert(Place::Ready, n)).collect();
            for (n, id) in ids.into_iter().enumerate() {
                assert_eq!(jobs.remove(id), Some((Place::Ready, n)));
            }
        }
        assert_eq!(jobs.slots.len(), 5);
    }
}
