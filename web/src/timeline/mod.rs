//! The timeline: a lane a task, drawn from a recording.

mod source;

use interleave_trace::{Lane, Micros};
use yew::prelude::*;

pub use source::{Run, Source};

/// Something on the timeline that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// In which lane.
    pub lane: Lane,
    /// Which one in that lane: an index into the task's spans, the thread's
    /// jobs, or, in the lane of the loop, the chart's callbacks.
    pub index: usize,
}

/// What the timeline shows, and whom it tells.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineProps {
    /// The run.
    pub source: Source,
    /// The live edge: the run's clock by now.
    pub now: Micros,
    /// The moment that the page shows; `None` follows the live edge.
    pub cursor: Option<Micros>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The spans of this line of the program are emphasised.
    #[prop_or_default]
    pub highlight_line: Option<u32>,
    /// Any number that changes when the page's colours do. (A change of the
    /// system's colour scheme is noticed without it.)
    #[prop_or_default]
    pub theme: u32,
    /// Whether the run goes on.
    pub live: bool,
    /// The user moved the cursor.
    #[prop_or_default]
    pub on_cursor: Callback<Micros>,
    /// The user selected something, or nothing.
    #[prop_or_default]
    pub on_select: Callback<Option<Selection>>,
    /// The user clicked on what stands at this line; from 1.
    #[prop_or_default]
    pub on_line: Callback<u32>,
}

/// The panel's legend and canvas; fills the element that it is put in.
#[component]
pub fn Timeline(_props: &TimelineProps) -> Html {
    html! {
        <div class="timeline" data-testid="timeline">
            <canvas tabindex="0"></canvas>
        </div>
    }
}
