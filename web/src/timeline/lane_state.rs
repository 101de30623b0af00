//! The state of a task at a moment, in a word.

use interleave_trace::{Moment, TaskId};

use crate::trace::Trace;

/// The names of the states, in the order of their groups.
pub(super) const STATES: [&str; 6] = [
    "running",
    "ready",
    "waiting",
    "returned",
    "raised",
    "cancelled",
];

/// The state of a task at a moment, or how it ended; `None` before its creation.
pub(super) fn state_at(run: &Trace, id: TaskId, moment: Moment) -> Option<&'static str> {
    let task = run.chart.task(id)?;
    let span = run.chart.span_at_moment(&run.recording, id, moment);
    match (span, task.ended) {
        (Some(span), _) => Some(span.state.name()),
        (None, Some((_, how))) if task.created_event < moment.events => Some(how.name()),
        _ => None,
    }
}
