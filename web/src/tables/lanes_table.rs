//! The lanes at the cursor.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_trace::analysis::waker;
use interleave_trace::chart::Task;
use interleave_trace::narrate::time::{duration, moment as shown_time};
use interleave_trace::narrate::{Piece, Sentence};
use interleave_trace::{Lane, Micros, Moment, State as TaskState};
use yew::prelude::*;

use super::grid::Grid;
use super::sort::{Key, Sort};
use crate::browser;
use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::sentence::plain;
use crate::state::{Panel, ShellAction, State, ViewAction};
use crate::timeline::Selection;
use crate::trace::Trace;

/// Up to this many rows are all in the document.
const MAX_IN_DOCUMENT: usize = 500;
/// Up to this many rows are rendered for every movement of the cursor.
const MAX_IMMEDIATE: usize = 30;
/// How often a longer table is rendered, in ms: nobody reads faster.
const PERIOD: u32 = 250;

const COLUMNS: [&str; 10] = [
    "Lane", "Created", "State", "Since", "Until", "Woken by", "Line", "Ran", "Queued", "Waited",
];

/// One row for each task, thread, lock and queue, at the cursor.
#[component]
pub(crate) fn LanesTable(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    let rendered = use_mut_ref(Rendered::default);
    let update = use_force_update();
    let mut rendered = rendered.borrow_mut();
    let now = browser::now();
    let of = (state.view.table, *sort);
    let old = now - rendered.at >= f64::from(PERIOD);
    // While it is invisible, a long table waits until the cursor rests.
    let due = old && (state.view.table || state.is_cursor_moving() || rendered.fired.get());
    if due || rendered.of != of || (rendered.rows <= MAX_IMMEDIATE && !state.is_cursor_moving()) {
        let on_sort = state.view.table.then(|| {
            let sort = sort.clone();
            Callback::from(move |next| sort.set(next))
        });
        let (rows, html) = table(state, control, *sort, on_sort);
        *rendered = Rendered {
            at: now,
            of,
            rows,
            html,
            ..Rendered::default()
        };
    } else {
        let fired = Rc::clone(&rendered.fired);
        // Cancels the previous timeout.
        rendered.timeout = Some(Timeout::new(PERIOD, move || {
            fired.set(true);
            update.force_update();
        }));
    }
    rendered.html.clone()
}

/// The latest rendering of the table.
#[derive(Default)]
struct Rendered {
    /// When, in ms of the page's clock.
    at: f64,
    /// Whether it was visible, and how it was sorted.
    of: (bool, Option<Sort>),
    rows: usize,
    html: Html,
    /// Set while the rendering is stale.
    timeout: Option<Timeout>,
    /// Whether the timeout has fired.
    fired: Rc<Cell<bool>>,
}

/// How many rows it has, and the table.
fn table(
    state: &State,
    control: &Control,
    sort: Option<Sort>,
    on_sort: Option<Callback<Option<Sort>>>,
) -> (usize, Html) {
    let Some(run) = &state.session.run else {
        let empty = "Each task's state appears here. Press Run.";
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
    // An invisible table does not scroll.
    let shown = if state.view.table {
        count
    } else {
        count.min(MAX_IN_DOCUMENT)
    };
    let at = shown_time(moment.time);
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
    let html = html! { <Grid {caption} columns={&COLUMNS[..]} count={shown} all={MAX_IN_DOCUMENT} row={cell} {sort} {on_sort} /> };
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

/// The cells of a lane.
#[derive(Debug, Default, PartialEq)]
struct Row {
    name: Sentence,
    /// How deep the lane is nested.
    depth: u32,
    created: Option<Micros>,
    /// The name of a task's state.
    state: &'static str,
    /// What the lane is doing.
    text: Sentence,
    since: Option<Micros>,
    until: Option<Micros>,
    by: String,
    line: u32,
    /// Ran, queued, waited; of a task only.
    spent: Option<[Micros; 3]>,
}

impl Row {
    /// The sort key of a column.
    fn key(&self, column: usize) -> Key<'_> {
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

fn row(run: &Trace, lane: Lane, moment: Moment) -> Row {
    let narrator = run.narrator();
    match lane {
        Lane::Loop => None,
        Lane::Task(id) => run.chart.task(id).map(|task| task_row(run, task, moment)),
        Lane::Thread(id) => run.chart.thread(id).and_then(|thread| {
            let job = thread.jobs.iter().rfind(|job| job.event < moment.events)?;
            let busy = job.ended_event.is_none_or(|event| moment.events <= event);
            Some(Row {
                name: text(narrator.lane(lane)),
                created: thread.jobs.first().map(|first| first.start),
                text: match busy {
                    true => Sentence(vec![
                        Piece::Text("running ".to_owned()),
                        Piece::Code(run.recording.text(job.job).to_owned()),
                    ]),
                    false => text("idle"),
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
            row.text = match (span.state, span.on) {
                (TaskState::Waiting, Some(on)) => {
                    let mut waiting = text("waiting for ");
                    waiting.0.extend(narrator.wait(on).0);
                    waiting
                }
                (state, _) => text(state.name()),
            };
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
    let time = |time: Option<Micros>| time.map_or_else(String::new, shown_time);
    let spent = |which: usize| {
        row.spent
            .map_or_else(String::new, |spent| duration(spent[which]))
    };
    let task = match lane {
        Lane::Task(id) => Some(id),
        _ => None,
    };
    let name = if buttons {
        let control = control.clone();
        let select = Callback::from(move |_: MouseEvent| select(&control, lane));
        html! { <button type="button" class="link" onclick={select}>{ plain(&row.name) }</button> }
    } else {
        plain(&row.name)
    };
    html! {
        <tr key={key(lane)} aria-rowindex={(index + 2).to_string()}
            data-task={task.map(|id| id.to_string())} data-state={task.map(|_| row.state)}>
            <th scope="row" style={format!("--depth:{}", row.depth)}>{ for task.map(dot) }{ name }</th>
            <td>{ time(row.created) }</td><td>{ plain(&row.text) }</td><td>{ time(row.since) }</td><td>{ time(row.until) }</td>
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

/// Selects the item of a lane at the cursor, and shows it in Details.
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
