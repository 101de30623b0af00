//! Who cancelled whom: the requests behind a task's end, and behind one another.

use crate::chart::{Cancellation, Chart, Task, TaskEnd};
use crate::event::{CancelKind, NO_TASK, TaskId};

/// The requests that led to a task's being cancelled: the one that it gave in to, the
/// one to the task on whose account that was made, and so on. Empty where it was not
/// cancelled, or nobody asked it to: what it waited for was cancelled instead
/// ([`cancelled_with`]).
#[must_use]
pub fn cancelled_by<'a>(chart: &'a Chart, task: &Task) -> Vec<&'a Cancellation> {
    match (task.ended, task.asked.last()) {
        (Some((_, TaskEnd::Cancelled)), Some(&last)) => chain(chart, last),
        _ => Vec::new(),
    }
}

/// The request of this index in [`Chart::cancellations`], and those that led to it.
#[must_use]
pub fn chain(chart: &Chart, index: usize) -> Vec<&Cancellation> {
    let mut requests: Vec<&Cancellation> = Vec::new();
    let mut next = chart.cancellations.get(index);
    while let Some(request) = next {
        requests.push(request);
        // Always an earlier one, so that this ends.
        let asked = chart.task(request.cause).map(|cause| &cause.asked);
        let earlier = asked.and_then(|asked| {
            let before = asked.partition_point(|&one| {
                let one = chart.cancellations.get(one);
                one.is_some_and(|one| one.event < request.event)
            });
            asked.get(before.checked_sub(1)?)
        });
        next = earlier.and_then(|&one| chart.cancellations.get(one));
    }
    requests
}

/// The task from whose lane a request came: who was at work, or the one on whose
/// account it was. `NO_TASK` for the loop and its timers.
#[must_use]
pub fn canceller(request: &Cancellation) -> TaskId {
    match request.how {
        CancelKind::Awaiter | CancelKind::Gather if request.cause != NO_TASK => request.cause,
        _ => request.by.task().unwrap_or(NO_TASK),
    }
}

/// The task whose own cancellation ended a wait of this one, and so cancelled it,
/// although nobody asked it.
#[must_use]
pub fn cancelled_with<'a>(chart: &'a Chart, task: &Task) -> Option<&'a Task> {
    let (_, TaskEnd::Cancelled) = task.ended? else {
        return None;
    };
    let woken = task.spans.iter().rev().find_map(|span| span.woken_by)?;
    let other = chart.task(woken.task().filter(|&id| id != task.id)?)?;
    let is_cancelled = matches!(other.ended, Some((_, TaskEnd::Cancelled)));
    (is_cancelled && task.asked.is_empty() && other.ended_event < task.ended_event).then_some(other)
}
