//! The timeline: a lane a task, drawn from a recording.
//!
//! ```text
//!  source ──▶ index ──▶ layout ──▶ scene ──▶ paint
//!          axis, view ────┘          └─────▶ hit ──▶ facts
//! ```
//!
//! All but `paint`, `pen`, `palette` and the parts of the component (`component`,
//! `finder`, `input`, `minimap`, `picture`, `watches`) is plain data and pure
//! functions, tested without a browser. Nothing here schedules anything.

mod axis;
mod component;
mod facts;
mod finder;
#[cfg(test)]
pub(crate) mod fixtures;
mod gesture;
mod group;
mod history;
mod hit;
mod index;
mod input;
mod keys;
mod lanes;
mod layout;
mod legend;
mod map;
mod minimap;
mod names;
mod navigate;
mod paint;
mod palette;
mod pen;
mod picture;
mod scene;
mod source;
mod ticks;
mod tiles;
mod time;
mod tip;
mod track;
mod view;
mod viewport;
mod watches;

use interleave_trace::{Chart, Lane, Micros, Moment};
use yew::prelude::*;

pub(crate) use axis::Scale;
pub(crate) use component::Timeline;
pub(crate) use keys::Way;
#[cfg(test)]
pub(crate) use keys::command;
pub(crate) use navigate::jump;
pub(crate) use source::{Source, Trace, Trace as Run};
use track::Track;

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
    /// What a lane is at after so many events; `None` before its first stretch.
    pub(crate) fn at(chart: &Chart, lane: Lane, events: usize) -> Option<Self> {
        let begun = Track::of(chart, lane)?.begun(events);
        let index = begun.checked_sub(1)?;
        Some(Self { lane, index })
    }
}

/// A stretch of the recording.
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

/// What is drawn over the lanes on demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layers {
    /// An arrow for every wake-up, and not only for those of the selected task.
    pub(crate) wakes: bool,
    /// The chain of stretches that made the run as long as it was.
    pub(crate) critical: bool,
}

/// What the timeline shows, and whom it tells.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    /// The run.
    pub(crate) source: Source,
    /// The live edge: the run's clock by now.
    pub(crate) now: Micros,
    /// The moment that the page shows; `None` follows the live edge.
    pub(crate) cursor: Option<Moment>,
    /// What the width means.
    #[prop_or_default]
    pub(crate) scale: Scale,
    /// What is selected.
    pub(crate) selection: Option<Selection>,
    /// What is measured.
    #[prop_or_default]
    pub(crate) range: Option<Range>,
    /// What is drawn over the lanes.
    #[prop_or_default]
    pub(crate) layers: Layers,
    /// The spans of this line of the program are emphasised.
    #[prop_or_default]
    pub(crate) highlight_line: Option<u32>,
    /// Any number that changes when the page's colours do. (A change of the
    /// system's colour scheme is noticed without it.)
    #[prop_or_default]
    pub(crate) theme: u32,
    /// Whether the run goes on.
    pub(crate) live: bool,
    /// The user moved the cursor.
    #[prop_or_default]
    pub(crate) on_cursor: Callback<Moment>,
    /// The user chose what the width means.
    #[prop_or_default]
    pub(crate) on_scale: Callback<Scale>,
    /// The user selected something, or nothing.
    #[prop_or_default]
    pub(crate) on_select: Callback<Option<Selection>>,
    /// The user measures something, or nothing.
    #[prop_or_default]
    pub(crate) on_range: Callback<Option<Range>>,
    /// The user chose what is drawn over the lanes.
    #[prop_or_default]
    pub(crate) on_layers: Callback<Layers>,
    /// The user clicked on what stands at this line; from 1.
    #[prop_or_default]
    pub(crate) on_line: Callback<u32>,
}
