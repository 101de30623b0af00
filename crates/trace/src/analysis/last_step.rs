//! The step that has just run at a position in a recording.

use crate::chart::{Chart, Runs};
use crate::event::{Kind, NO_TASK, Outcome, Stream, TaskId, Waker};
use crate::recording::Recording;

/// More events of a step than these are not looked at.
const MAX_EVENTS: usize = 10_000;

/// What a step did, up to a position in the recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastStep {
    /// The task, or [`NO_TASK`] for a callback.
    pub task: TaskId,
    /// The callback, as an index of [`Chart::callbacks`].
    pub callback: Option<usize>,
    /// The index of the event that began it.
    pub event: usize,
    /// The line at which it began, or 0.
    pub first: u32,
    /// The line at which it ended, or 0.
    pub last: u32,
    /// How it ended; `None` while it runs, and for a callback.
    pub outcome: Option<Outcome>,
    /// How many lines it printed.
    pub printed: usize,
    /// The tasks that it created, in order.
    pub created: Vec<TaskId>,
    /// The other tasks that it made ready, in order.
    pub woken: Vec<TaskId>,
}

/// The latest step or callback that began in the recording's first `events` events.
#[must_use]
pub fn last_step(chart: &Chart, recording: &Recording, events: usize) -> Option<LastStep> {
    let begun = chart.steps.partition_point(|step| step.event < events);
    let step = chart.steps.get(begun.checked_sub(1)?)?;
    let (task, callback, first, ended) = match step.runs {
        Runs::Task { task, span } => {
            let of = chart.task(task)?;
            let next = of.spans.get(span + 1).map(|next| next.event);
            (
                task,
                None,
                of.spans.get(span)?.line,
                next.or(of.ended_event),
            )
        }
        Runs::Callback(index) => {
            let callback = chart.callbacks.get(index)?;
            (NO_TASK, Some(index), callback.line, callback.ended_event)
        }
    };
    let ended = ended.filter(|&ended| ended < events);
    let end = ended.map_or(events, |ended| ended + 1);
    let mut found = LastStep {
        task,
        callback,
        event: step.event,
        first,
        last: 0,
        outcome: None,
        printed: 0,
        created: Vec::new(),
        woken: Vec::new(),
    };
    let itself = match callback {
        Some(_) => Waker::Loop,
        None => Waker::Task(task),
    };
    let mut text_is_open = false;
    for event in recording.events().range(step.event..end).take(MAX_EVENTS) {
        match event.kind {
            Kind::Output {
                stream: Stream::Stdout | Stream::Stderr,
                text,
                thread: 0,
                ..
            } if event.task == task => {
                let text = recording.text(text);
                found.printed += text.matches('\n').count();
                text_is_open = !text.ends_with('\n');
            }
            Kind::TaskCreated { parent, .. } if parent == task => found.created.push(event.task),
            Kind::Scheduled { by } if by == itself && event.task != task => {
                found.woken.push(event.task);
            }
            _ => {}
        }
    }
    found.printed += usize::from(text_is_open);
    found.woken.retain(|woken| !found.created.contains(woken));
    if let Some(Kind::StepEnds { line, outcome }) =
        ended.and_then(|ended| Some(recording.events().get(ended)?.kind))
    {
        (found.last, found.outcome) = (line, Some(outcome));
    }
    Some(found)
}
