//! The lanes at the cursor.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_trace::analysis::waker;
use interleave_trace::chart::Task;
use interleave_trace::explain::resource_at;
use interleave_trace::{Lane, Micros, Moment, State as TaskState};
use yew::prelude::*;

use super::grid::Grid;
use super::sort::{Key, Sort};
use crate::browser;
use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::state::{Panel, ShellAction, State, ViewAction};
use crate::time::{length, seconds};
use crate::timeline::Selection;
use crate::trace::Trace;
use crate::words;

/// Of more lanes only so many are in the page at a time.
const ALL: usize = 500;
/// A table of more lanes is not made anew for each movement of the cursor.
const FEW: usize = 30;
/// While time goes by it is made anew so often, in ms: readers don't read faster.
const PERIOD: u32 = 250;

const COLUMNS: [&str; 10] = [
    "Lane", "Created", "State", "Since", "Until", "Woken by", "Line", "Ran", "Queued", "Waited",
];

/// A row a task, thread, lock and queue, at the cursor.
#[component]
pub(crate) fn LanesTable(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    let made = use_mut_ref(Made::default);
    let update = use_force_update();
    let mut made = made.borrow_mut();
    let now = browser::now();
    let of = (state.view.table, *sort);
    let old = now - made.at >= f64::from(PERIOD);
    // Where nobody sees it, a long one waits for the end of a movement.
    let due = old && (state.view.table || state.is_cursor_moving() || made.asked.get());
    if due || made.of != of || (made.rows <= FEW && !state.is_cursor_moving()) {
        let on_sort = state.view.table.then(|| {
            let sort = sort.clone();
            Callback::from(move |next| sort.set(next))
        });
        let (rows, html) = table(state, control, *sort, on_sort);
        *made = Made {
            at: now,
            of,
            rows,
            html,
            ..Made::default()
        };
    } else {
        let asked = Rc::clone(&made.asked);
        // The one before, if any, is called off.
        made.again = Some(Timeout::new(PERIOD, move || {
            asked.set(true);
            update.force_update();
        }));
    }
    made.html.clone()
}

/// The table as it was made last.
#[derive(Default)]
struct Made {
    /// When, in ms of the page's clock.
    at: f64,
    /// How.
    of: (bool, Option<Sort>),
    rows: usize,
    html: Html,
    /// It is out of date, and will be made anew if nothing comes in between.
    again: Option<Timeout>,
    /// That time has come.
    asked: Rc<Cell<bool>>,
}

/// How many rows it has, and the table.
fn table(
    state: &State,
    control: &Control,
    sort: Option<Sort>,
    on_sort: Option<Callback<Option<Sort>>>,
) -> (usize, Html) {
    let Some(run) = &state.session.run else {
        let empty = "Each task's state will stand here. Press Run.";
        return (0, html! { <p class="empty">{ empty }</p> });
    };
    let recorded = run.snapshot.trace();
    let moment = state.view.cursor.moment(&recorded.chart);
    let mut lanes = lanes(recorded, moment);
    if let Some(sort) = sort {
        let rows = lanes.iter().map(|&lane| row(recorded, lane, moment));
        let rows: Vec<Row> = rows.collect();
        let keys: Vec<Key<'_>> = rows.iter().map(|row| row.key(sort.column)).collect();
        let order = sort.order(&keys).into_iter();
        lanes = order.map(|at| lanes[at]).collect();
    }
    let count = lanes.len();
    // What nobody sees does not scroll.
    let shown = if state.view.table {
        count
    } else {
        count.min(ALL)
    };
    let at = seconds(moment.time);
    let caption = match shown < count {
        true => format!(
            "Tasks, threads, locks and queues at {at}, the first {shown} of {count}: press “Lanes as table” for all"
        ),
        false => format!("Tasks, threads, locks and queues at {at}"),
    };
    let cell = {
        let (run, control, buttons) = (run.clone(), control.clone(), state.view.table);
        Callback::from(move |index: usize| {
            lanes.get(index).map_or_else(Html::default, |&lane| {
                lane_row(&run, &control, lane, moment, index, buttons)
            })
        })
    };
    let html = html! { <Grid {caption} columns={&COLUMNS[..]} count={shown} all={ALL} row={cell} {sort} {on_sort} /> };
    (count, html)
}

/// The lanes that exist at a moment, in the order of the timeline.
fn lanes(run: &Trace, moment: Moment) -> Vec<Lane> {
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

/// What is said of a lane.
#[derive(Debug, Default, PartialEq)]
struct Row {
    name: String,
    /// How far it stands below others.
    depth: u32,
    created: Option<Micros>,
    /// In a word; of a task only.
    state: &'static str,
    /// In words.
    text: String,
    since: Option<Micros>,
    until: Option<Micros>,
    by: String,
    line: u32,
    /// Ran, queued, waited; of a task only.
    spent: Option<[Micros; 3]>,
}

impl Row {
    /// What it is sorted by in a column.
    fn key(&self, column: usize) -> Key<'_> {
        let spent = |index: usize| Key::some(self.spent.map(|spent| spent[index]));
        match COLUMNS[column] {
            "Lane" => Key::texts(&*self.name, ""),
            "Created" => Key::some(self.created),
            "State" => Key::texts(&*self.text, ""),
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

fn row(run: &Trace, lane: Lane, moment: Moment) -> Row {
    match lane {
        Lane::Loop => None,
        Lane::Task(id) => run.chart.task(id).map(|task| task_row(run, task, moment)),
        Lane::Thread(id) => run.chart.thread(id).and_then(|thread| {
            let job = thread.jobs.iter().rfind(|job| job.event < moment.events)?;
            let busy = job.ended_event.is_none_or(|event| moment.events <= event);
            let job_name = run.recording.text(job.job);
            Some(Row {
                name: run.recording.text(thread.name).to_owned(),
                created: thread.jobs.first().map(|first| first.start),
                text: if busy {
                    format!("runs {job_name}")
                } else {
                    "idle".to_owned()
                },
                since: Some(if busy {
                    job.start
                } else {
                    run.chart.end_of(job.end)
                }),
                until: job.end.filter(|_| busy),
                ..Row::default()
            })
        }),
        Lane::Resource(id) => run.chart.resource(id).map(|resource| {
            let state = resource_at(&run.chart, &run.recording, id, moment.events);
            let changes = &resource.changes;
            let next = changes.partition_point(|change| change.event < moment.events);
            let latest = next.checked_sub(1).and_then(|latest| changes.get(latest));
            Row {
                name: format!(
                    "{} {}",
                    resource.kind.name(),
                    run.recording.text(resource.label)
                ),
                created: Some(resource.created),
                text: state.map_or_else(String::new, |state| state.to_string()),
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
    let mut row = Row {
        name: run.recording.text(task.name).to_owned(),
        depth: task.depth.min(8),
        created: Some(task.created),
        ..Row::default()
    };
    match (span, task.ended) {
        (Some(span), _) => {
            row.state = span.state.name();
            row.text = match (span.state, span.on) {
                (TaskState::Waiting, Some(on)) => {
                    format!("waiting: {}", words::wait(on, run))
                }
                (state, _) => state.name().to_owned(),
            };
            (row.since, row.line) = (Some(span.start), span.line);
            row.until = span
                .end
                .or_else(|| span.on.and_then(|on| on.until).map(|until| until.get()));
            let by = waker(task, span).filter(|_| span.state != TaskState::Running);
            row.by = by.map_or_else(String::new, |by| words::waker(by, run));
        }
        (None, Some((ended, end))) => {
            row.state = end.name();
            row.text = words::end(end, &run.recording);
            row.since = Some(ended);
        }
        (None, None) => {}
    }
    let mut spent = [0; 3];
    let begun = task.spans.iter().take_while(|span| {
        // One that is late is ready before the event that says so.
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

fn lane_row(
    run: &Run,
    control: &Control,
    lane: Lane,
    moment: Moment,
    index: usize,
    buttons: bool,
) -> Html {
    let run = run.snapshot.trace();
    let row = row(run, lane, moment);
    let time = |time: Option<Micros>| time.map_or_else(String::new, seconds);
    let spent = |which: usize| {
        row.spent
            .map_or_else(String::new, |spent| length(spent[which]))
    };
    let task = match lane {
        Lane::Task(id) => Some(id),
        _ => None,
    };
    let name = if buttons {
        let control = control.clone();
        let select = Callback::from(move |_: MouseEvent| select(&control, lane));
        html! { <button type="button" class="link" onclick={select}>{ row.name.clone() }</button> }
    } else {
        html! { { row.name.clone() } }
    };
    html! {
        <tr key={key(lane)} aria-rowindex={(index + 2).to_string()}
            data-task={task.map(|id| id.to_string())} data-state={task.map(|_| row.state)}>
            <th scope="row" style={format!("--depth:{}", row.depth)}>{ for task.map(dot) }{ name }</th>
            <td>{ time(row.created) }</td><td>{ row.text.clone() }</td><td>{ time(row.since) }</td><td>{ time(row.until) }</td>
            <td>{ row.by.clone() }</td><td>{ if row.line > 0 { row.line.to_string() } else { String::new() } }</td>
            <td>{ spent(0) }</td><td>{ spent(1) }</td><td>{ spent(2) }</td>
        </tr>
    }
}

/// Tells the rows of lanes apart, however they are sorted.
fn key(lane: Lane) -> String {
    match lane {
        Lane::Loop => "loop".to_owned(),
        Lane::Task(id) => format!("task {id}"),
        Lane::Thread(id) => format!("thread {id}"),
        Lane::Resource(id) => format!("resource {id}"),
    }
}

/// Selects what a lane is at, at the cursor, and has it explained.
fn select(control: &Control, lane: Lane) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let selection = {
        let run = run.snapshot.trace();
        let events = state.view.cursor.events(&run.chart);
        Selection::at(&run.chart, lane, events)
    };
    control.act(ViewAction::Select(selection));
    control.act(ShellAction::Panel(Panel::Details));
}
