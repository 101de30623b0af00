//! What the user selects and measures on the timeline.

use interleave_trace::{Chart, Lane, Moment};

use super::track::Track;

/// Something on the timeline that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// In which lane.
    pub(crate) lane: Lane,
    /// Which one in that lane: an index into the task's spans, the thread's
    /// jobs, or, in the lane of the loop, the chart's callbacks.
    pub(crate) index: usize,
}

impl Selection {
    /// The span of a lane after so many events; `None` before its first one.
    pub(crate) fn at(chart: &Chart, lane: Lane, events: usize) -> Option<Self> {
        let begun = Track::of(chart, lane)?.begun(events);
        let index = begun.checked_sub(1)?;
        Some(Self { lane, index })
    }
}

/// A part of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// Where it begins.
    pub(crate) from: Moment,
    /// Where it ends; not before that.
    pub(crate) to: Moment,
}

impl Range {
    /// Between two moments, in whichever order.
    pub(crate) fn between(one: Moment, other: Moment) -> Self {
        Self {
            from: one.min(other),
            to: one.max(other),
        }
    }
}
