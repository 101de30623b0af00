//! The rows of the table of spans: what there is to list, what is said of it, and by what
//! it is sorted.

use interleave_trace::analysis::waker;
use interleave_trace::narrate::{EVENT_LOOP, Piece, Sentence};
use interleave_trace::{Lane, Micros, NO_TASK, ResourceState, State, TaskEnd, TaskId, Wait, Waker};

use super::sort::{Key, Sort};
use crate::trace::Trace;

pub(super) const COLUMNS: [&str; 8] = [
    "Lane", "What", "On", "Line", "From", "Until", "Duration", "Woken by",
];

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    /// A task's span, a thread's job, a callback, or a resource's state.
    Span(Lane, usize),
    /// A blocked span of the loop, by its index in the chart.
    Blocked(usize),
    /// The end of a task.
    End(TaskId),
}

/// All of them, lane by lane.
pub(super) fn items(run: &Trace) -> Vec<Item> {
    let chart = &run.chart;
    let mut lanes = chart.lanes();
    lanes.extend(chart.resources.iter().map(|one| Lane::Resource(one.id)));
    let mut blocked: Vec<Vec<usize>> = vec![Vec::new(); chart.tasks.len() + 1];
    for (index, block) in chart.blocked.iter().enumerate() {
        if let Some(of_task) = blocked.get_mut(block.task as usize) {
            of_task.push(index);
        }
    }
    let mut items = Vec::new();
    for lane in lanes {
        let (count, task) = match lane {
            Lane::Loop => (chart.callbacks.len(), Some(NO_TASK)),
            Lane::Task(id) => (chart.task(id).map_or(0, |task| task.spans.len()), Some(id)),
            Lane::Thread(id) => (
                chart.thread(id).map_or(0, |thread| thread.spans.len()),
                None,
            ),
            Lane::Resource(id) => (chart.resource(id).map_or(0, |one| one.changes.len()), None),
        };
        items.extend((0..count).map(|index| Item::Span(lane, index)));
        let blocked = task.and_then(|task| blocked.get(task as usize));
        items.extend(
            blocked
                .into_iter()
                .flatten()
                .map(|&index| Item::Blocked(index)),
        );
        let ended = task
            .and_then(|task| chart.task(task))
            .filter(|task| task.ended.is_some());
        items.extend(ended.map(|task| Item::End(task.id)));
    }
    items
}

/// What an item is about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Object<'a> {
    #[default]
    None,
    /// What a task waits for.
    Wait(Wait),
    /// Code: a callback, a job, an exception, or what blocked the loop.
    Code(&'a str),
    /// A task's name.
    Task(&'a str),
    /// How many items, permits or tasks, and what a barrier does with them.
    Amount(u32, &'a str),
}

impl Object<'_> {
    /// In words.
    pub(super) fn phrase(self, run: &Trace) -> Sentence {
        let text = |text: String| Sentence(vec![Piece::Text(text)]);
        match self {
            Object::None => Sentence::default(),
            Object::Wait(on) => run.narrator().wait(on),
            Object::Code(code) => Sentence(vec![Piece::Code(code.to_owned())]),
            Object::Task(name) => text(name.to_owned()),
            Object::Amount(amount, "") => text(amount.to_string()),
            Object::Amount(amount, phase) => text(format!("{amount} {phase}")),
        }
    }
}

/// The cells of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row<'a> {
    pub(super) lane: &'a str,
    pub(super) what: &'a str,
    pub(super) on: Object<'a>,
    pub(super) line: u32,
    pub(super) from: Micros,
    pub(super) until: Option<Micros>,
    /// Whether it has a duration at all.
    pub(super) lasts: bool,
    pub(super) by: Option<(Waker, TaskId)>,
}

pub(super) fn row<'a>(run: &'a Trace, item: Item) -> Option<Row<'a>> {
    let chart = &run.chart;
    let text = |sym| run.recording.label(sym);
    Some(match item {
        Item::Span(Lane::Task(id), index) => {
            let task = chart.task(id)?;
            let span = task.spans.get(index)?;
            let by = waker(task, span).filter(|_| span.state != State::Running);
            Row {
                lane: text(task.name),
                what: span.state.name(),
                on: span.on.map_or(Object::None, Object::Wait),
                line: span.line,
                from: span.start,
                until: span.end,
                lasts: true,
                by: by.map(|by| (by, id)),
            }
        }
        Item::Span(Lane::Loop, index) => {
            let callback = chart.callbacks.get(index)?;
            Row {
                lane: EVENT_LOOP,
                what: "callback",
                on: Object::Code(text(callback.name)),
                line: callback.line,
                from: callback.start,
                until: callback.end,
                lasts: true,
                ..Row::default()
            }
        }
        Item::Span(Lane::Thread(id), index) => {
            let thread = chart.thread(id)?;
            let span = thread.spans.get(index)?;
            let (what, on) = match span.on {
                Some(on) => (span.state().name(), Object::Wait(on)),
                None => ("job", Object::Code(text(thread.jobs.get(span.job)?.job))),
            };
            Row {
                lane: text(thread.name),
                what,
                on,
                line: span.line,
                from: span.start,
                until: span.end,
                lasts: true,
                ..Row::default()
            }
        }
        Item::Span(Lane::Resource(id), index) => {
            let resource = chart.resource(id)?;
            let change = resource.changes.get(index)?;
            let (what, on) = match change.state {
                ResourceState::Held { by } => ("held by", Object::Task(run.narrator().task(by))),
                ResourceState::HeldByThread { by } => {
                    let name = run.narrator().lane(Lane::Thread(by));
                    ("held by thread", Object::Task(name))
                }
                ResourceState::Free => ("free", Object::None),
                ResourceState::Set(true) => ("set", Object::None),
                ResourceState::Set(false) => ("not set", Object::None),
                ResourceState::Permits(left) => ("permits left", Object::Amount(left, "")),
                ResourceState::Items { length, .. } => ("items", Object::Amount(length, "")),
                ResourceState::Parties { inside, phase } => {
                    ("tasks arrived", Object::Amount(inside, phase.name()))
                }
            };
            Row {
                lane: text(resource.label),
                what,
                on,
                line: resource.line,
                from: change.time,
                until: resource.changes.get(index + 1).map(|next| next.time),
                lasts: true,
                ..Row::default()
            }
        }
        Item::Blocked(index) => {
            let block = chart.blocked.get(index)?;
            Row {
                lane: match block.task {
                    NO_TASK => EVENT_LOOP,
                    task => run.narrator().task(task),
                },
                what: "blocks the event loop",
                on: Object::Code(text(block.cause)),
                line: block.line,
                from: block.start,
                until: Some(block.end),
                lasts: true,
                ..Row::default()
            }
        }
        Item::End(id) => {
            let task = chart.task(id)?;
            let (time, how) = task.ended?;
            let on = match how {
                TaskEnd::Raised(exception) => Object::Code(text(exception)),
                TaskEnd::Returned | TaskEnd::Cancelled => Object::None,
            };
            Row {
                lane: text(task.name),
                what: how.name(),
                on,
                line: task.spans.last().map_or(0, |span| span.line),
                from: time,
                ..Row::default()
            }
        }
    })
}

pub(super) fn sorted(run: &Trace, items: &[Item], sort: Sort) -> Vec<Item> {
    let column = COLUMNS[sort.column];
    let keys = items.iter().map(|&item| key(run, item, column));
    let keys: Vec<Key<'_>> = keys.collect();
    let order = sort.order(&keys).into_iter();
    order.map(|at| items[at]).collect()
}

/// The sort key of an item in a column.
fn key<'a>(run: &'a Trace, item: Item, column: &str) -> Key<'a> {
    let Some(row) = row(run, item) else {
        return Key::some(None);
    };
    match column {
        "Lane" => Key::texts(row.lane, ""),
        "What" => Key::texts(row.what, ""),
        "On" => match row.on {
            Object::Amount(amount, _) => Key::number(u64::from(amount)),
            Object::Code(text) | Object::Task(text) => Key::texts(text, ""),
            on => Key::texts(on.phrase(run).to_string(), ""),
        },
        "Line" => Key::some((row.line > 0).then_some(u64::from(row.line))),
        "From" => Key::number(row.from),
        "Until" => Key::some(row.until),
        "Duration" => Key::some(duration_of(run, &row)),
        _ => match row.by {
            Some((by, woken)) => Key::texts(run.narrator().waker(by, woken), ""),
            None => Key::some(None),
        },
    }
}

pub(super) fn duration_of(run: &Trace, row: &Row<'_>) -> Option<Micros> {
    let end = run.chart.end_of(row.until);
    row.lasts.then(|| end.saturating_sub(row.from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::fixtures::task;

    fn said(run: &Trace) -> Vec<String> {
        let say = |item| {
            let row = row(run, item).expect("is there");
            format!(
                "{} {} {} at {}",
                row.lane,
                row.what,
                row.on.phrase(run),
                row.from
            )
        };
        items(run).into_iter().map(say).collect()
    }

    #[test]
    fn every_span_and_end_and_block_has_a_row() {
        let script = task()
            .ready(0)
            .runs(10)
            .waits(20)
            .wakes(1_000)
            .runs(1_010)
            .blocked(1_010, 200_000)
            .returns(200_000);
        assert_eq!(
            said(&script.run),
            [
                "main ready  at 0",
                "main running  at 10",
                "main waiting `sleep(1.0)` at 20",
                "main ready  at 1000",
                "main running  at 1010",
                "main blocks the event loop `time.sleep` at 1010",
                "main returned  at 200000",
            ]
        );
    }

    #[test]
    fn rows_are_sorted_by_a_column() {
        let script = task()
            .ready(0)
            .runs(10)
            .waits(20)
            .wakes(1_000)
            .runs(1_010)
            .returns(1_020);
        let run = &script.run;
        let order = |column: usize| {
            let sort = Sort {
                column,
                descending: true,
            };
            let items = sorted(run, &items(run), sort);
            row(run, items[0]).expect("is there")
        };
        assert_eq!(
            order(6).what,
            "waiting",
            "rows without a duration stay last"
        );
        assert_eq!(order(4).what, "returned");
        assert_eq!(order(1).what, "waiting");
    }
}
