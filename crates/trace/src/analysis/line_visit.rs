//! What is known to have happened at a line of the program. A recording holds where steps
//! begin, print and stop, and not every line between.

use crate::chart::{Chart, State, TaskEnd};
use crate::event::{Kind, TaskId};
use crate::recording::Recording;

/// Something that a task, or what runs outside any, did at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineVisit {
    /// The task, or `NO_TASK`.
    pub task: TaskId,
    /// The index of the event.
    pub event: usize,
    /// What it did.
    pub what: AtLine,
}

/// See [`LineVisit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtLine {
    /// A step began there: the span at this index of the task.
    Resumed(usize),
    /// A step stopped there to wait: the span at this index of the task.
    Waited(usize),
    /// A step stopped there for one turn of the loop.
    Yielded,
    /// The last step stopped there.
    Ended(TaskEnd),
    /// It printed there, or read its input: the output at this index of the chart.
    Printed(usize),
}

/// What happened at a line, in order.
#[must_use]
pub fn line_visits(chart: &Chart, recording: &Recording, line: u32) -> Vec<LineVisit> {
    let mut visits = Vec::new();
    for task in &chart.tasks {
        let mut before = None;
        for (index, span) in task.spans.iter().enumerate() {
            let what = match (span.state, before) {
                _ if span.line != line => None,
                (State::Running, _) => Some(AtLine::Resumed(index)),
                (State::Waiting, _) => Some(AtLine::Waited(index)),
                (State::Ready, Some(State::Running)) => Some(AtLine::Yielded),
                (State::Ready, _) => None,
            };
            before = Some(span.state);
            visits.extend(what.map(|what| LineVisit {
                task: task.id,
                event: span.event,
                what,
            }));
        }
        let ended = task.ended_event.zip(task.ended);
        visits.extend(ended.and_then(|(event, (_, how))| {
            let kind = recording.events().get(event)?.kind;
            let is_there = matches!(kind, Kind::StepEnds { line: at, .. } if at == line);
            is_there.then_some(LineVisit {
                task: task.id,
                event,
                what: AtLine::Ended(how),
            })
        }));
    }
    let outputs = chart.outputs.iter().enumerate();
    let printed = outputs.filter(|(_, output)| output.line == line);
    visits.extend(printed.map(|(index, output)| LineVisit {
        task: output.task,
        event: output.event,
        what: AtLine::Printed(index),
    }));
    visits.sort_by_key(|visit| visit.event);
    visits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Event, Micros, NO_TASK, Outcome, Stream, Waker};

    #[test]
    fn each_line_knows_what_began_and_stopped_there() {
        let mut recording = Recording::default();
        let name = recording.intern("main");
        let created = Kind::TaskCreated {
            name,
            coro: name,
            parent: NO_TASK,
            line: 9,
        };
        let begins = |line| Kind::StepBegins { line };
        let ends = |line, outcome| Kind::StepEnds { line, outcome };
        let kinds = [
            created,
            Kind::Scheduled { by: Waker::Loop },
            begins(1),
            ends(2, Outcome::Yielded),
            begins(2),
            Kind::Output {
                stream: Stream::Stdout,
                text: name,
                thread: 0,
                line: 4,
            },
            ends(3, Outcome::Returned),
        ];
        for (time, kind) in kinds.into_iter().enumerate() {
            recording.push(Event {
                time: time as Micros,
                turn: 1,
                task: 1,
                kind,
            });
        }
        let chart = Chart::of(&recording);
        let at = |line| {
            let visits = line_visits(&chart, &recording, line).into_iter();
            visits
                .map(|visit| (visit.event, visit.what))
                .collect::<Vec<_>>()
        };
        assert_eq!(at(1), [(2, AtLine::Resumed(1))]);
        assert_eq!(at(2), [(3, AtLine::Yielded), (4, AtLine::Resumed(3))]);
        assert_eq!(at(3), [(6, AtLine::Ended(TaskEnd::Returned))]);
        assert_eq!(at(4), [(5, AtLine::Printed(0))]);
        assert_eq!(at(5), []);
    }
}
