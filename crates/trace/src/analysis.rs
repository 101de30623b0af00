//! Facts about a chart: who woke whom, how long each task ran, queued and waited, which
//! tasks a blocked loop delayed, who waits for whom. Words for them are made by
//! [`narrate`](crate::narrate).

mod cancelled;
mod deadlock;
mod unreleased;

pub use cancelled::{cancelled_by, cancelled_with, canceller, chain};
pub use deadlock::{Awaited, Deadlock, Obstacle, StuckTask, deadlocks, wait_of};
pub use unreleased::{Unreleased, unreleased};

use crate::chart::{Blocked, Chart, Runs, Span, State, Task};
use crate::event::{Micros, TaskId, Waker};
use crate::query::Lane;

/// How a task spent its life, up to the chart's `now`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Time in steps.
    pub running: Micros,
    /// Time in the ready queue.
    pub ready: Micros,
    /// Time waiting for something.
    pub waiting: Micros,
    /// The longest single stay in the ready queue.
    pub longest_queue: Micros,
    /// Steps begun.
    pub steps: usize,
}

/// Where a wake-up came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The lane of what woke.
    pub lane: Lane,
    /// When the step, callback or job that woke began.
    pub start: Micros,
    /// When it ended, or now.
    pub end: Micros,
}

/// How a task spent its life.
#[must_use]
pub fn summary(chart: &Chart, task: &Task) -> Summary {
    let mut sum = Summary::default();
    for span in &task.spans {
        let length = length(chart, span);
        match span.state {
            State::Running => {
                sum.running += length;
                sum.steps += 1;
            }
            State::Ready => {
                sum.ready += length;
                sum.longest_queue = sum.longest_queue.max(length);
            }
            State::Waiting => sum.waiting += length,
        }
    }
    sum
}

/// How a task spent the time from `from` to `to`.
#[must_use]
pub fn spent(chart: &Chart, task: &Task, from: Micros, to: Micros) -> Summary {
    let mut sum = Summary::default();
    let first = task.spans.partition_point(|span| span.start < from);
    let spans = task.spans.range(first.saturating_sub(1)..);
    for span in spans.take_while(|span| span.start < to) {
        let long = chart.end_of(span.end).min(to);
        let long = long.saturating_sub(span.start.max(from));
        match span.state {
            State::Running => {
                sum.running += long;
                sum.steps += usize::from(span.start >= from);
            }
            State::Ready => {
                sum.ready += long;
                sum.longest_queue = sum.longest_queue.max(long);
            }
            State::Waiting => sum.waiting += long,
        }
    }
    sum
}

/// How long a span lasted, or has lasted until now. Of a ready span: how long
/// the task queued.
#[must_use]
pub fn length(chart: &Chart, span: &Span) -> Micros {
    chart.end_of(span.end).saturating_sub(span.start)
}

/// Who ended a waiting span: the waker of the ready span after it. `None` while
/// it lasts.
#[must_use]
pub fn waker(task: &Task, span: &Span) -> Option<Waker> {
    let after = task
        .spans
        .partition_point(|other| other.event <= span.event);
    match span.woken_by {
        // A wake-up that came before the step had ended has its wait and its
        // readiness begin with the same event.
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

/// The step, callback or thread's job that put a task on the ready queue at the
/// beginning of this ready span. `None` for a timer, and where nothing ran.
#[must_use]
pub fn woken_from(chart: &Chart, span: &Span) -> Option<Source> {
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
    // What ended before cannot have woken anybody.
    (span.start <= end).then_some(Source { lane, start, end })
}

/// From when on the loop was busy before it came to the step at `index`. A task that is
/// ready while nothing runs queues behind callbacks of asyncio's own, which are not
/// recorded: those of a `gather`, of a timer.
///
/// `None`, where there is no such step.
#[must_use]
pub fn busy_since(chart: &Chart, index: usize) -> Option<Micros> {
    let step = chart.steps.get(index)?;
    let queued = match step.runs {
        Runs::Task { task, span } if step.inside.is_none() => chart
            .task(task)
            .and_then(|task| task.spans.get(span.checked_sub(1)?))
            .filter(|before| before.state == State::Ready),
        _ => None,
    };
    let Some(queued) = queued else {
        return Some(step.start);
    };
    // What runs inside another step ends within it.
    let before = chart.steps.range(..index);
    let before = before.rev().find(|step| step.inside.is_none());
    let ended = before.map_or(0, |before| chart.end_of(chart.end_of_step(before)));
    Some(queued.start.max(ended).min(step.start))
}

/// For how long the loop was blocked in all.
#[must_use]
pub fn blocked_time(chart: &Chart) -> Micros {
    chart
        .blocked
        .iter()
        .map(|blocked| blocked.end - blocked.start)
        .sum()
}

/// The tasks that stood in the ready queue while the loop was blocked, and so
/// could not run.
#[must_use]
pub fn held_up(chart: &Chart, blocked: &Blocked) -> Vec<TaskId> {
    let held = |task: &&Task| {
        let begun = task.spans.partition_point(|span| span.start < blocked.end);
        let spans = task.spans.range(..begun).rev();
        let mut spans = spans.take_while(|span| chart.end_of(span.end) > blocked.start);
        task.id != blocked.task && spans.any(|span| span.state == State::Ready)
    };
    chart
        .tasks
        .iter()
        .filter(held)
        .map(|task| task.id)
        .collect()
}
