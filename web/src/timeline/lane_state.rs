//! What a lane's task does at a moment, in a word.

use interleave_trace::{Moment, TaskId};

use crate::trace::Trace;

/// The words that find lanes by their state, in the order in which groups of them stand.
pub(super) const STATES: [&str; 6] = [
    "running",
    "ready",
    "waiting",
    "returned",
    "raised",
    "cancelled",
];

/// What a task does at a moment, or how it ended; nothing before it was created.
pub(super) fn state_at(run: &Trace, id: TaskId, moment: Moment) -> Option<&'static str> {
    let task = run.chart.task(id)?;
    let span = run.chart.span_at_moment(&run.recording, id, moment);
    match (span, task.ended) {
        (Some(span), _) => Some(span.state.name()),
        (None, Some((_, how))) if task.created_event < moment.events => Some(how.name()),
        _ => None,
    }
}
