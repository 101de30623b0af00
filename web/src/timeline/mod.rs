//! The timeline: a lane a task, drawn from a recording.
//!
//! ```text
//!  source ──▶ index ──▶ layout ──▶ scene ──▶ paint
//!               view ─────┘          └─────▶ hit ──▶ facts
//! ```
//!
//! All but `paint`, `pen`, `palette` and `component` is plain data and pure
//! functions, tested without a browser. Nothing here schedules anything.

mod component;
mod facts;
mod gesture;
mod hit;
mod index;
mod input;
mod keys;
mod layout;
mod legend;
#[cfg(test)]
mod made_up;
mod navigate;
mod paint;
mod palette;
mod pen;
mod scene;
mod source;
mod ticks;
mod tiles;
mod time;
mod tip;
mod track;
mod view;
mod viewport;

use interleave_trace::{Lane, Micros};
use yew::prelude::*;

pub(crate) use component::Timeline;
pub(crate) use source::{Run, Source};

/// Something on the timeline that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// In which lane.
    pub(crate) lane: Lane,
    /// Which one in that lane: an index into the task's spans, the thread's
    /// jobs, or, in the lane of the loop, the chart's callbacks.
    pub(crate) index: usize,
}

/// What the timeline shows, and whom it tells.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    /// The run.
    pub(crate) source: Source,
    /// The live edge: the run's clock by now.
    pub(crate) now: Micros,
    /// The moment that the page shows; `None` follows the live edge.
    pub(crate) cursor: Option<Micros>,
    /// What is selected.
    pub(crate) selection: Option<Selection>,
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
    pub(crate) on_cursor: Callback<Micros>,
    /// The user selected something, or nothing.
    #[prop_or_default]
    pub(crate) on_select: Callback<Option<Selection>>,
    /// The user clicked on what stands at this line; from 1.
    #[prop_or_default]
    pub(crate) on_line: Callback<u32>,
}
