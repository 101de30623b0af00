//! Every span of every lane.

use std::rc::Rc;

use interleave_trace::narrate::time::{duration, moment};
use interleave_trace::{Lane, NO_TASK};
use yew::prelude::*;

use super::grid::Grid;
use super::sort::Sort;
use super::span_row::{COLUMNS, Item, duration_of, items, row, sorted};
use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::sentence::plain;
use crate::state::{Panel, ShellAction, ViewAction};
use crate::timeline::Selection;

/// Up to this many rows are all in the document.
const MAX_IN_DOCUMENT: usize = 500;
/// A browser can't scroll a longer list.
const MAX_ROWS: usize = 1_000_000;
/// While a run goes on, the table grows in steps of at least one part in so many.
const GROWTH: usize = 16;

/// The table. Pressing a name selects the item.
#[component]
pub(crate) fn SpansTable(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    let Some(run) = state.session.run.clone() else {
        return html! { <p class="empty">{ "Every span of every lane appears here. Press Run." }</p> };
    };
    let events = match run.is_on() {
        true => run.events() - run.events() % (run.events() / GROWTH).max(1),
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
    /// The table changes with the recording, not with the clock.
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
        items.truncate(MAX_ROWS);
        if let Some(sort) = props.sort {
            items = sorted(run, &items, sort);
        }
        (Rc::new(items), all)
    };
    let count = items.len();
    let caption = match count < all {
        true => format!("Spans, the first {count} of {all}"),
        false => "Spans".to_owned(),
    };
    let (run, control) = (props.run.clone(), props.control.clone());
    let row = Callback::from(move |index: usize| {
        let item = items.get(index);
        item.map_or_else(Html::default, |&item| item_row(&run, &control, item, index))
    });
    let on_sort = Some(props.on_sort.clone());
    html! { <Grid {caption} columns={&COLUMNS[..]} {count} all={MAX_IN_DOCUMENT} {row} sort={props.sort} {on_sort} /> }
}

fn item_row(run: &Run, control: &Control, item: Item, index: usize) -> Html {
    let run = run.snapshot.trace();
    let Some(row) = row(run, item) else {
        return Html::default();
    };
    let task = match item {
        Item::Span(Lane::Task(id), _) | Item::End(id) => Some(id),
        Item::Blocked(at) => run.chart.blocked.get(at).map(|block| block.task),
        Item::Span(..) => None,
    };
    let until = match (row.until, row.lasts) {
        (Some(until), _) => moment(until),
        (None, true) => "ongoing".to_owned(),
        (None, false) => String::new(),
    };
    let control = control.clone();
    let press = Callback::from(move |_: MouseEvent| select(&control, item));
    html! {
        <tr key={index} aria-rowindex={(index + 2).to_string()} data-what={row.what.to_owned()}>
            <th scope="row">{ for task.map(dot) }<button type="button" class="link" onclick={press}>{ row.lane.to_owned() }</button></th>
            <td>{ row.what.to_owned() }</td><td>{ plain(&row.on.phrase(run)) }</td>
            <td>{ if row.line > 0 { row.line.to_string() } else { String::new() } }</td>
            <td>{ moment(row.from) }</td><td>{ until }</td><td>{ duration_of(run, &row).map_or_else(String::new, duration) }</td>
            <td>{ row.by.map_or_else(String::new, |(by, woken)| run.narrator().waker(by, woken)) }</td>
        </tr>
    }
}

/// Selects an item, and shows it in Details.
fn select(control: &Control, item: Item) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let selection = {
        let chart = &run.snapshot.trace().chart;
        match item {
            Item::Span(lane, index) => Some(Selection { lane, index }),
            Item::Blocked(index) => chart.blocked.get(index).and_then(|block| {
                let lane = if block.task == NO_TASK {
                    Lane::Loop
                } else {
                    Lane::Task(block.task)
                };
                // The event comes at the end of the step.
                Selection::at(chart, lane, block.event)
            }),
            Item::End(id) => Selection::at(chart, Lane::Task(id), usize::MAX),
        }
    };
    control.act(ViewAction::Select(selection));
    control.act(ShellAction::Panel(Panel::Details));
}
