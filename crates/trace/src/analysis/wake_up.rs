//! Who woke whom.

use crate::chart::{Chart, Runs, Span, State, Task};
use crate::event::{Micros, Waker};
use crate::query::Lane;

/// The step, callback or job that a wake-up came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeSource {
    /// Its lane.
    pub lane: Lane,
    /// When it began.
    pub start: Micros,
    /// When it ended, or now.
    pub end: Micros,
}

/// Who ended a waiting span: the waker of the ready span after it. `None` while the wait
/// lasts.
#[must_use]
pub fn waker(task: &Task, span: &Span) -> Option<Waker> {
    let after = task
        .spans
        .partition_point(|other| other.event <= span.event);
    match span.woken_by {
        // Where the wake-up came before the end of the step, the waiting and the ready
        // span begin with the same event.
        None if span.state == State::Waiting => {
            let same = task
                .spans
                .range(..after)
                .next_back()
                .filter(|last| last.state == State::Ready);
            same.or_else(|| task.spans.get(after))?.woken_by
        }
        own => own,
    }
}

/// The step, callback or thread's job that put a task on the ready queue at the start of
/// this ready span. `None` for a timer, and where nothing ran.
#[must_use]
pub fn wake_source(chart: &Chart, span: &Span) -> Option<WakeSource> {
    let (lane, start, end) = match span.woken_by? {
        Waker::Timer => return None,
        Waker::Task(id) => {
            let task = chart.task(id)?;
            let begun = task.spans.partition_point(|other| other.event < span.event);
            let runs = task
                .spans
                .range(..begun)
                .rfind(|other| other.state == State::Running)?;
            (Lane::Task(id), runs.start, runs.end)
        }
        Waker::Thread(id) => {
            let jobs = &chart.thread(id)?.jobs;
            let begun = jobs.partition_point(|job| job.event < span.event);
            let job = jobs.get(begun.checked_sub(1)?)?;
            (Lane::Thread(id), job.start, job.end)
        }
        Waker::Loop => {
            let begun = chart.steps.partition_point(|step| step.event < span.event);
            let step = chart.steps.get(begun.checked_sub(1)?)?;
            let Runs::Callback(callback) = step.runs else {
                return None;
            };
            let callback = chart.callbacks.get(callback)?;
            (Lane::Loop, callback.start, callback.end)
        }
    };
    let end = chart.end_of(end);
    // Something that had ended before cannot have woken it.
    (span.start <= end).then_some(WakeSource { lane, start, end })
}
