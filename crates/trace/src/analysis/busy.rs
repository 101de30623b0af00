//! When the loop was busy.

use crate::chart::{Chart, Runs, State};
use crate::event::Micros;

/// Since when the loop was busy before the step at `index` began. A task that is ready while
/// nothing runs is queued behind internal callbacks of asyncio, such as those of a `gather`
/// or a timer, which are not recorded.
///
/// `None` where there is no such step.
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
    // Nested steps end within the outer one.
    let before = chart.steps.range(..index);
    let before = before.rev().find(|step| step.inside.is_none());
    let ended = before.map_or(0, |before| chart.end_of(chart.end_of_step(before)));
    Some(queued.start.max(ended).min(step.start))
}
