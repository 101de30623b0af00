//! The rows of the table of lanes: what is said of each at a moment, and by what it is
//! sorted.

use interleave_trace::analysis::waker;
use interleave_trace::chart::Task;
use interleave_trace::narrate::{Piece, Sentence};
use interleave_trace::{Lane, Micros, Moment, State as TaskState};

use super::sort::Key;
use crate::trace::Trace;

pub(super) const COLUMNS: [&str; 10] = [
    "Lane", "Created", "State", "Since", "Until", "Woken by", "Line", "Ran", "Queued", "Waited",
];

/// The lanes that exist at a moment, in the order of the timeline.
pub(super) fn lanes(run: &Trace, moment: Moment) -> Vec<Lane> {
    let mut lanes = run.chart.lanes();
    let resources = run.chart.resources.iter();
    lanes.extend(resources.map(|resource| Lane::Resource(resource.id)));
    let exists = |lane: &Lane| {
        let event = match *lane {
            Lane::Loop => None,
            Lane::Task(id) => run.chart.task(id).map(|task| task.created_event),
            Lane::Thread(id) => run
                .chart
                .thread(id)
                .and_then(|thread| Some(thread.jobs.first()?.event)),
            Lane::Resource(id) => {
                let first = run.chart.resource(id).and_then(|one| one.changes.first());
                first.map(|change| change.event)
            }
        };
        event.is_some_and(|event| event < moment.events)
    };
    lanes.retain(exists);
    lanes
}

/// The cells of a lane.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    pub(super) name: Sentence,
    /// How deep the lane is nested.
    pub(super) depth: u32,
    pub(super) created: Option<Micros>,
    /// The name of a task's state.
    pub(super) state: &'static str,
    /// What the lane is doing.
    pub(super) text: Sentence,
    pub(super) since: Option<Micros>,
    pub(super) until: Option<Micros>,
    pub(super) by: String,
    pub(super) line: u32,
    /// Ran, queued, waited; of a task only.
    pub(super) spent: Option<[Micros; 3]>,
}

impl Row {
    /// The sort key of a column.
    pub(super) fn key(&self, column: usize) -> Key<'_> {
        let spent = |index: usize| Key::some(self.spent.map(|spent| spent[index]));
        match COLUMNS[column] {
            "Lane" => Key::texts(self.name.to_string(), ""),
            "Created" => Key::some(self.created),
            "State" => Key::texts(self.text.to_string(), ""),
            "Since" => Key::some(self.since),
            "Until" => Key::some(self.until),
            "Woken by" => Key::texts(&*self.by, ""),
            "Line" => Key::some((self.line > 0).then_some(u64::from(self.line))),
            "Ran" => spent(0),
            "Queued" => spent(1),
            _ => spent(2),
        }
    }
}

pub(super) fn row(run: &Trace, lane: Lane, moment: Moment) -> Row {
    let narrator = run.narrator();
    match lane {
        Lane::Loop => None,
        Lane::Task(id) => run.chart.task(id).map(|task| task_row(run, task, moment)),
        Lane::Thread(id) => run.chart.thread(id).and_then(|thread| {
            let begun = thread
                .spans
                .partition_point(|span| span.event < moment.events);
            let span = thread.spans.get(begun.checked_sub(1)?)?;
            let busy = span.ended_event.is_none_or(|event| moment.events <= event);
            Some(Row {
                name: text(narrator.lane(lane)),
                created: thread.jobs.first().map(|first| first.start),
                text: narrator.thread_state(id, busy.then_some(span)),
                since: Some(if busy {
                    span.start
                } else {
                    run.chart.end_of(span.end)
                }),
                until: span.end.filter(|_| busy),
                line: span.line,
                ..Row::default()
            })
        }),
        Lane::Resource(id) => run.chart.resource(id).map(|resource| {
            let changes = &resource.changes;
            let next = changes.partition_point(|change| change.event < moment.events);
            let latest = next.checked_sub(1).and_then(|latest| changes.get(latest));
            Row {
                name: narrator.resource_name(id),
                created: Some(resource.created),
                text: narrator.resource_at(id, moment.events).unwrap_or_default(),
                since: latest.map(|change| change.time),
                until: changes.get(next).map(|change| change.time),
                line: resource.line,
                ..Row::default()
            }
        }),
    }
    .unwrap_or_default()
}

fn task_row(run: &Trace, task: &Task, moment: Moment) -> Row {
    let Moment { events, time } = moment;
    let span = run.chart.span_at_moment(&run.recording, task.id, moment);
    let narrator = run.narrator();
    let mut row = Row {
        name: text(narrator.task(task.id)),
        depth: task.depth.min(8),
        created: Some(task.created),
        ..Row::default()
    };
    match (span, task.ended) {
        (Some(span), _) => {
            row.state = span.state.name();
            row.text = narrator.state(span);
            (row.since, row.line) = (Some(span.start), span.line);
            row.until = span
                .end
                .or_else(|| span.on.and_then(|on| on.until).map(|until| until.get()));
            let by = waker(task, span).filter(|_| span.state != TaskState::Running);
            row.by = by.map_or_else(String::new, |by| narrator.waker(by, task.id));
        }
        (None, Some((ended, end))) => {
            row.state = end.name();
            row.text = narrator.ending(end);
            row.since = Some(ended);
        }
        (None, None) => {}
    }
    let mut spent = [0; 3];
    let begun = task.spans.iter().take_while(|span| {
        // A delayed task is ready before the event that says so.
        span.event < events || (span.start < time && span.state == TaskState::Ready)
    });
    for span in begun {
        let which = match span.state {
            TaskState::Running => 0,
            TaskState::Ready => 1,
            TaskState::Waiting => 2,
        };
        spent[which] += run
            .chart
            .end_of(span.end)
            .min(time)
            .saturating_sub(span.start);
    }
    row.spent = Some(spent);
    row
}

fn text(text: &str) -> Sentence {
    Sentence(vec![Piece::Text(text.to_owned())])
}
