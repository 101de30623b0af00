//! The trace of a run: its recording, and the chart folded from it.

use std::rc::Rc;

use interleave_trace::{Chart, Narrator, Recording};

/// A recording and the chart folded from its events.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    /// Holds the texts.
    pub(crate) recording: Recording,
    /// Holds all the rest.
    pub(crate) chart: Chart,
}

impl Trace {
    /// Puts the recording into words.
    pub(crate) fn narrator(&self) -> Narrator<'_> {
        Narrator::new(&self.chart, &self.recording)
    }
}

/// The trace of a run at one moment of its growth. Cloning is cheap, and a clone never
/// changes: what grows is another snapshot, which shares what both have in common. Two
/// snapshots are equal where they are of the same state of the same run, so that a
/// component which gets an unequal one knows that there is something to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapshot {
    /// Tells runs apart.
    run: Rc<()>,
    trace: Rc<Trace>,
}

impl Snapshot {
    /// The trace.
    #[must_use]
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The next snapshot of the run takes the place of this one.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&mut Trace) -> T) -> T {
        change(Rc::make_mut(&mut self.trace))
    }

    /// Whether both are of the same run, in whatever state.
    #[must_use]
    pub(crate) fn same_run(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run)
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.trace, &other.trace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_handed_out_stays_as_it_is() {
        let mut snapshot = Snapshot::default();
        snapshot.change(|trace| trace.chart.now = 1);
        let before = snapshot.clone();
        assert_eq!(before, snapshot);
        snapshot.change(|trace| trace.chart.now = 2);
        assert_eq!(
            (before.trace().chart.now, snapshot.trace().chart.now),
            (1, 2)
        );
        assert_ne!(before, snapshot);
        assert!(before.same_run(&snapshot));
        assert!(!before.same_run(&Snapshot::default()));
    }
}
