//! All that is drawn in the lanes, stretch by stretch.

use std::borrow::Cow;
use std::rc::Rc;

use interleave_trace::analysis::waker;
use interleave_trace::explain::label;
use interleave_trace::{Lane, Micros, NO_TASK, ResourceState, State, TaskEnd, TaskId, Waker};
use yew::prelude::*;

use super::grid::Grid;
use super::sort::{Key, Sort};
use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::state::{Panel, ShellAction, ViewAction};
use crate::time::{length, seconds};
use crate::timeline::Selection;
use crate::trace::Trace;
use crate::words;

/// Of more stretches only the visible ones are in the page.
const ALL: usize = 500;
/// A browser can't scroll a longer list; more are counted.
const MOST: usize = 1_000_000;
/// While a run goes on the table grows in pieces of at least this part of it.
const PIECE: usize = 16;

const COLUMNS: [&str; 8] = [
    "Lane", "What", "On", "Line", "From", "Until", "Lasted", "Woken by",
];

/// One thing that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Item {
    /// A task's span, a thread's job, a callback, a resource's state.
    Stretch(Lane, usize),
    /// A stretch in which the loop was blocked: an index of the chart's.
    Blocked(usize),
    /// The end of a task.
    End(TaskId),
}

/// A row for each; pressing its name selects it.
#[component]
pub(crate) fn SpansTable(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    let Some(run) = state.session.run.clone() else {
        return html! { <p class="empty">{ "All that is drawn in the lanes will stand here. Press Run." }</p> };
    };
    let events = match run.is_on() {
        true => run.events() - run.events() % (run.events() / PIECE).max(1),
        false => run.events(),
    };
    html! { <List {run} {events} control={control.clone()} sort={*sort} on_sort={Callback::from(move |next| sort.set(next))} /> }
}

#[derive(Properties)]
struct ListProps {
    run: Run,
    events: usize,
    control: Control,
    sort: Option<Sort>,
    on_sort: Callback<Option<Sort>>,
}

impl PartialEq for ListProps {
    /// It changes with what is recorded, and not when time goes by.
    fn eq(&self, other: &Self) -> bool {
        self.run.snapshot.same_run(&other.run.snapshot)
            && self.run.phase == other.run.phase
            && self.events == other.events
            && self.sort == other.sort
    }
}

#[component]
fn List(props: &ListProps) -> Html {
    let (items, all) = {
        let run = props.run.snapshot.trace();
        let mut items = items(run);
        let all = items.len();
        items.truncate(MOST);
        if let Some(sort) = props.sort {
            items = sorted(run, &items, sort);
        }
        (Rc::new(items), all)
    };
    let count = items.len();
    let caption = match count < all {
        true => format!("What is drawn in the lanes, the first {count} stretches of {all}"),
        false => "What is drawn in the lanes".to_owned(),
    };
    let (run, control) = (props.run.clone(), props.control.clone());
    let row = Callback::from(move |index: usize| {
        let item = items.get(index);
        item.map_or_else(Html::default, |&item| item_row(&run, &control, item, index))
    });
    let on_sort = Some(props.on_sort.clone());
    html! { <Grid {caption} columns={&COLUMNS[..]} {count} all={ALL} {row} sort={props.sort} {on_sort} /> }
}

/// All of them, lane by lane.
fn items(run: &Trace) -> Vec<Item> {
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
            Lane::Thread(id) => (chart.thread(id).map_or(0, |thread| thread.jobs.len()), None),
            Lane::Resource(id) => (chart.resource(id).map_or(0, |one| one.changes.len()), None),
        };
        items.extend((0..count).map(|index| Item::Stretch(lane, index)));
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

/// What is said of a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row<'a> {
    lane: &'a str,
    what: &'a str,
    /// A kind and a name: `lock`, `grinder`.
    on: (&'a str, Cow<'a, str>),
    /// How many: items, permits, tasks.
    amount: Option<u32>,
    line: u32,
    from: Micros,
    until: Option<Micros>,
    /// Whether it has a length at all.
    lasts: bool,
    by: Option<Waker>,
}

fn row<'a>(run: &'a Trace, item: Item) -> Option<Row<'a>> {
    let chart = &run.chart;
    let text = |sym| run.recording.text(sym);
    Some(match item {
        Item::Stretch(Lane::Task(id), index) => {
            let task = chart.task(id)?;
            let span = task.spans.get(index)?;
            let on = span.on.map_or(("", "".into()), |on| {
                (on.kind.name(), label(chart, &run.recording, on))
            });
            Row {
                lane: text(task.name),
                what: span.state.name(),
                on,
                line: span.line,
                from: span.start,
                until: span.end,
                lasts: true,
                by: waker(task, span).filter(|_| span.state != State::Running),
                ..Row::default()
            }
        }
        Item::Stretch(Lane::Loop, index) => {
            let callback = chart.callbacks.get(index)?;
            Row {
                lane: "event loop",
                what: "callback",
                on: ("", text(callback.name).into()),
                line: callback.line,
                from: callback.start,
                until: callback.end,
                lasts: true,
                ..Row::default()
            }
        }
        Item::Stretch(Lane::Thread(id), index) => {
            let thread = chart.thread(id)?;
            let job = thread.jobs.get(index)?;
            Row {
                lane: text(thread.name),
                what: "job",
                on: ("", text(job.job).into()),
                from: job.start,
                until: job.end,
                lasts: true,
                ..Row::default()
            }
        }
        Item::Stretch(Lane::Resource(id), index) => {
            let resource = chart.resource(id)?;
            let change = resource.changes.get(index)?;
            let (what, of, amount) = match change.state {
                ResourceState::Held { by } => ("held by", words::name(run, by), None),
                ResourceState::Free => ("free", "", None),
                ResourceState::Set(true) => ("set", "", None),
                ResourceState::Set(false) => ("not set", "", None),
                ResourceState::Permits(left) => ("permits left", "", Some(left)),
                ResourceState::Items { length, .. } => ("items", "", Some(length)),
                ResourceState::Parties { inside, phase } => {
                    ("tasks at it", phase.name(), Some(inside))
                }
            };
            Row {
                lane: text(resource.label),
                what,
                on: ("", of.into()),
                amount,
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
                lane: words::name(run, block.task),
                what: "blocks the loop",
                on: ("", text(block.cause).into()),
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
            let error = match how {
                TaskEnd::Raised(error) => text(error),
                _ => "",
            };
            Row {
                lane: text(task.name),
                what: how.name(),
                on: ("", error.into()),
                line: task.spans.last().map_or(0, |span| span.line),
                from: time,
                ..Row::default()
            }
        }
    })
}

fn sorted(run: &Trace, items: &[Item], sort: Sort) -> Vec<Item> {
    let column = COLUMNS[sort.column];
    let keys = items.iter().map(|&item| key(run, item, column));
    let keys: Vec<Key<'_>> = keys.collect();
    let order = sort.order(&keys).into_iter();
    order.map(|at| items[at]).collect()
}

/// What an item is sorted by in a column.
fn key<'a>(run: &'a Trace, item: Item, column: &str) -> Key<'a> {
    let Some(row) = row(run, item) else {
        return Key::some(None);
    };
    match column {
        "Lane" => Key::texts(row.lane, ""),
        "What" => Key::texts(row.what, ""),
        "On" => match row.amount {
            Some(amount) => Key::number(u64::from(amount)),
            None if row.on.0.is_empty() => Key::texts(row.on.1, ""),
            None => Key::texts(row.on.0, row.on.1),
        },
        "Line" => Key::some((row.line > 0).then_some(u64::from(row.line))),
        "From" => Key::number(row.from),
        "Until" => Key::some(row.until),
        "Lasted" => Key::some(lasted(run, &row)),
        _ => match row.by {
            Some(Waker::Task(id)) => Key::texts(words::name(run, id), ""),
            Some(Waker::Timer) => Key::texts("a timer", ""),
            Some(Waker::Thread(_)) => Key::texts("a thread", ""),
            Some(Waker::Loop) => Key::texts("the loop", ""),
            None => Key::some(None),
        },
    }
}

fn lasted(run: &Trace, row: &Row<'_>) -> Option<Micros> {
    let end = run.chart.end_of(row.until);
    row.lasts.then(|| end.saturating_sub(row.from))
}

fn item_row(run: &Run, control: &Control, item: Item, index: usize) -> Html {
    let run = run.snapshot.trace();
    let Some(row) = row(run, item) else {
        return Html::default();
    };
    let on = match row.amount {
        Some(amount) => format!("{amount} {}", row.on.1),
        None => format!("{} {}", row.on.0, row.on.1),
    };
    let task = match item {
        Item::Stretch(Lane::Task(id), _) | Item::End(id) => Some(id),
        Item::Blocked(at) => run.chart.blocked.get(at).map(|block| block.task),
        Item::Stretch(..) => None,
    };
    let until = match (row.until, row.lasts) {
        (Some(until), _) => seconds(until),
        (None, true) => "lasts".to_owned(),
        (None, false) => String::new(),
    };
    let control = control.clone();
    let press = Callback::from(move |_: MouseEvent| select(&control, item));
    html! {
        <tr key={index} aria-rowindex={(index + 2).to_string()} data-what={row.what.to_owned()}>
            <th scope="row">{ for task.map(dot) }<button type="button" class="link" onclick={press}>{ row.lane.to_owned() }</button></th>
            <td>{ row.what.to_owned() }</td><td>{ on.trim().to_owned() }</td>
            <td>{ if row.line > 0 { row.line.to_string() } else { String::new() } }</td>
            <td>{ seconds(row.from) }</td><td>{ until }</td><td>{ lasted(run, &row).map_or_else(String::new, length) }</td>
            <td>{ row.by.map_or_else(String::new, |by| words::waker(by, run)) }</td>
        </tr>
    }
}

/// Selects what the row is about, and has it explained.
fn select(control: &Control, item: Item) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let selection = {
        let chart = &run.snapshot.trace().chart;
        match item {
            Item::Stretch(lane, index) => Some(Selection { lane, index }),
            Item::Blocked(index) => chart.blocked.get(index).and_then(|block| {
                let lane = if block.task == NO_TASK {
                    Lane::Loop
                } else {
                    Lane::Task(block.task)
                };
                // It is told when its step is over.
                Selection::at(chart, lane, block.event)
            }),
            Item::End(id) => Selection::at(chart, Lane::Task(id), usize::MAX),
        }
    };
    control.act(ViewAction::Select(selection));
    control.act(ShellAction::Panel(Panel::Details));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::fixtures::task;

    fn said(run: &Trace) -> Vec<String> {
        let say = |item| {
            let row = row(run, item).expect("is there");
            format!(
                "{} {} {} {} at {}",
                row.lane, row.what, row.on.0, row.on.1, row.from
            )
        };
        items(run).into_iter().map(say).collect()
    }

    #[test]
    fn every_stretch_and_end_and_block_has_a_row() {
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
                "main ready   at 0",
                "main running   at 10",
                "main waiting sleep 1.0 at 20",
                "main ready   at 1000",
                "main running   at 1010",
                "main blocks the loop  time.sleep at 1010",
                "main returned   at 200000",
            ]
        );
    }

    #[test]
    fn rows_are_sorted_by_what_a_column_says() {
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
        assert_eq!(order(6).what, "waiting", "what has no length stays last");
        assert_eq!(order(4).what, "returned");
        assert_eq!(order(1).what, "waiting");
    }
}
