//! The requests behind a task's cancellation.

use crate::chart::{CancelRequest, Chart, Task, TaskEnd};
use crate::event::{CancelKind, NO_TASK, TaskId};

/// The requests that led to a task's cancellation: the latest one for this task, the one
/// for the task that caused it, and so on. Empty where the task was not cancelled, or
/// only what it awaited was ([`cancelled_with`]).
#[must_use]
pub fn cancelled_by<'a>(chart: &'a Chart, task: &Task) -> Vec<&'a CancelRequest> {
    match (task.ended, task.cancel_requests.last()) {
        (Some((_, TaskEnd::Cancelled)), Some(&last)) => request_chain(chart, last),
        _ => Vec::new(),
    }
}

/// The request at this index of [`Chart::cancel_requests`], and those that led to it.
#[must_use]
pub fn request_chain(chart: &Chart, index: usize) -> Vec<&CancelRequest> {
    let mut chain: Vec<&CancelRequest> = Vec::new();
    let mut next = chart.cancel_requests.get(index);
    while let Some(request) = next {
        chain.push(request);
        // The next one is always earlier, so the loop ends.
        let cause = chart.task(request.cause);
        next = cause.and_then(|cause| latest_before(chart, cause, request.event));
    }
    chain
}

/// The latest request for a task before an event.
fn latest_before<'a>(chart: &'a Chart, task: &Task, event: usize) -> Option<&'a CancelRequest> {
    let is_earlier = |&index: &usize| {
        let request = chart.cancel_requests.get(index);
        request.is_some_and(|request| request.event < event)
    };
    let earlier = task.cancel_requests.partition_point(is_earlier);
    let &latest = task.cancel_requests.get(earlier.checked_sub(1)?)?;
    chart.cancel_requests.get(latest)
}

/// The task from whose lane a request came: the one that was running, or the one whose
/// own cancellation was passed on. `NO_TASK` for the loop and its timers.
#[must_use]
pub fn canceller(request: &CancelRequest) -> TaskId {
    match request.how {
        CancelKind::Awaiter | CancelKind::Gather if request.cause != NO_TASK => request.cause,
        _ => request.by.task().unwrap_or(NO_TASK),
    }
}

/// The awaited task whose own cancellation ended the wait of this one, and so cancelled
/// it without a request.
#[must_use]
pub fn cancelled_with<'a>(chart: &'a Chart, task: &Task) -> Option<&'a Task> {
    let (_, TaskEnd::Cancelled) = task.ended? else {
        return None;
    };
    let woken = task.spans.iter().rev().find_map(|span| span.woken_by)?;
    let other = chart.task(woken.task().filter(|&id| id != task.id)?)?;
    let is_cancelled = matches!(other.ended, Some((_, TaskEnd::Cancelled)));
    let is_earlier = other.ended_event < task.ended_event;
    (is_cancelled && is_earlier && task.cancel_requests.is_empty()).then_some(other)
}
