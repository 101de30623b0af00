//! The lanes at the cursor.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use interleave_trace::narrate::time::{duration, moment as shown_time};
use interleave_trace::{Lane, Micros, Moment};
use yew::prelude::*;

use super::grid::Grid;
use super::lane_row::{COLUMNS, Row, lanes, row};
use super::selecting::select;
use super::sort::{Key, Sort};
use crate::browser;
use crate::control::Control;
use crate::filter::related;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::sentence::plain;
use crate::state::State;

/// Up to this many rows are all in the document.
const MAX_IN_DOCUMENT: usize = 500;
/// Up to this many rows are rendered for every movement of the cursor.
const MAX_IMMEDIATE: usize = 30;
/// How often a longer table is rendered, in ms: nobody reads faster.
const PERIOD: u32 = 250;

/// One row for each task, thread, lock and queue, at the cursor.
#[component]
pub(crate) fn LanesTable(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    let rendered = use_mut_ref(Rendered::default);
    let update = use_force_update();
    let mut rendered = rendered.borrow_mut();
    let now = browser::now();
    let of = (state.view.table, *sort, state.view.filter);
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
    /// Whether it was visible, and how it was sorted and filtered.
    of: (bool, Option<Sort>, Option<Lane>),
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
    let only = state.view.filter;
    if let Some(lane) = only {
        let related = related(recorded, lane);
        lanes.retain(|lane| related.contains(lane));
    }
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
            "Tasks, threads, locks and queues at {at}, the first {shown} of {count}: choose “Show as table” for all"
        ),
        false => format!("Tasks, threads, locks and queues at {at}"),
    };
    let caption = match only {
        Some(lane) => format!(
            "{caption}, only {} and what has to do with it",
            recorded.narrator().lane(lane)
        ),
        None => caption,
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
