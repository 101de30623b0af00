//! The line at which each task stands.

use std::collections::HashMap;

use interleave_trace::{Moment, Span, State, TaskId};

use crate::hue::hue;
use crate::trace::Trace;

/// The most marks that are shown.
const MAX_MARKS: usize = 100;
/// The most labels of one line.
const MAX_LABELS: usize = 8;

/// The line of a task.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) line: u32,
    pub(super) hue: u32,
    pub(super) running: bool,
    /// Empty where its line has labels enough.
    pub(super) label: String,
}

/// The line of each live task at a moment. Tasks beyond the first [`MAX_MARKS`] are left
/// out, and only as many labels are written as one reads.
pub(super) fn marks(run: &Trace, moment: Moment) -> Vec<Mark> {
    let narrator = run.narrator();
    let tasks = &run.chart.tasks;
    let created = tasks.partition_point(|task| task.created_event < moment.events);
    let standing = tasks.range(..created).filter_map(|task| {
        let span = run.chart.span_at_moment(&run.recording, task.id, moment)?;
        // Before its first step it has no line.
        (span.line > 0).then_some((task.id, span))
    });
    let mut labels: HashMap<u32, usize> = HashMap::new();
    let mut label = |task: TaskId, span: &Span| {
        let count = labels.entry(span.line).or_default();
        *count += 1;
        match *count <= MAX_LABELS {
            true => format!(
                "{} {}",
                narrator.task(task),
                narrator.activity(span).label()
            ),
            false => String::new(),
        }
    };
    let marks = standing.take(MAX_MARKS).map(|(task, span)| Mark {
        line: span.line,
        hue: hue(task),
        running: span.state == State::Running,
        label: label(task, span),
    });
    marks.collect()
}
