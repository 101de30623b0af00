//! What the timeline is drawn from.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use interleave_trace::{Chart, Recording};

/// A recording and the chart folded from its events.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// Holds the texts.
    pub(crate) recording: Recording,
    /// Holds all the rest.
    pub(crate) chart: Chart,
}

/// A shared [`Trace`] that grows while it is shown. Cloning is cheap. Two handles
/// are equal where they stand for the same state of the same run, so that a
/// component which gets an unequal one knows that there is something to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    run: Rc<RefCell<Trace>>,
    version: u64,
}

impl Source {
    /// The run. Must be dropped before the next [`Source::change`].
    #[must_use]
    pub(crate) fn read(&self) -> Ref<'_, Trace> {
        self.run.borrow()
    }

    /// Changes the run; this handle is unequal to its earlier clones from here on.
    pub(crate) fn change<T>(&mut self, change: impl FnOnce(&mut Trace) -> T) -> T {
        self.version += 1;
        change(&mut self.run.borrow_mut())
    }

    /// Whether both stand for the same run, in whatever state.
    #[must_use]
    pub(crate) fn same_run(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.run, &other.run)
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.same_run(other) && self.version == other.version
    }
}
