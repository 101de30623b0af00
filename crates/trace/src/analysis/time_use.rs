//! How tasks spent their time.

use crate::chart::{Chart, Span, State, Task};
use crate::event::Micros;

/// How a task spent a period of its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeUse {
    /// Time in steps.
    pub running: Micros,
    /// Time in the ready queue.
    pub ready: Micros,
    /// Time waiting for something.
    pub waiting: Micros,
    /// Steps begun.
    pub steps: usize,
}

/// How a task spent its life, up to the chart's `now`.
#[must_use]
pub fn time_use(chart: &Chart, task: &Task) -> TimeUse {
    let mut sum = TimeUse::default();
    for span in &task.spans {
        let length = length(chart, span);
        match span.state {
            State::Running => {
                sum.running += length;
                sum.steps += 1;
            }
            State::Ready => sum.ready += length,
            State::Waiting => sum.waiting += length,
        }
    }
    sum
}

/// How a task spent the time from `from` to `to`.
#[must_use]
pub fn time_use_between(chart: &Chart, task: &Task, from: Micros, to: Micros) -> TimeUse {
    let mut sum = TimeUse::default();
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
            State::Ready => sum.ready += long,
            State::Waiting => sum.waiting += long,
        }
    }
    sum
}

/// The length of a span, up to now where it lasts.
#[must_use]
pub fn length(chart: &Chart, span: &Span) -> Micros {
    chart.end_of(span.end).saturating_sub(span.start)
}
