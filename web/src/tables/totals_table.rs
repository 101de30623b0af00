//! Totals up to the cursor: how often, how long in all, the longest.

use std::rc::Rc;

use interleave_trace::Lane;
use interleave_trace::narrate::time::moment as shown_time;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::grid::Grid;
use super::selecting::select;
use super::sort::{Key, Sort};
use super::total_row::{Cell, Grouping, Row, Subject};
use crate::control::Control;
use crate::export;
use crate::files::MAIN;
use crate::hue::dot;
use crate::paced::use_paced;
use crate::props::PageProps;
use crate::title;

/// Up to this many rows are all in the document.
const MAX_IN_DOCUMENT: usize = 500;
/// How often the table is made anew while the cursor moves, in ms.
const PERIOD: u32 = 250;

/// The table, with what it is grouped by, a filter and its download.
#[component]
pub(crate) fn TotalsTable(PageProps { state, control }: &PageProps) -> Html {
    let grouping = use_state_eq(|| Grouping::Tasks);
    let sort = use_state_eq(|| None::<Sort>);
    let needle = use_state_eq(String::new);
    let run = state.session.run.as_ref();
    let at = run.map(|run| {
        let moment = state.view.cursor.moment(&run.snapshot.trace().chart);
        (run.snapshot.clone(), moment)
    });
    let at = use_paced(at, PERIOD);
    let rows = use_memo((at.clone(), *grouping), |(at, grouping)| {
        let rows = at
            .as_ref()
            .map(|(run, moment)| grouping.rows(run.trace(), *moment));
        rows.unwrap_or_default()
    });
    let order = {
        let rows = Rc::clone(&rows);
        let of = (at.clone(), *grouping, *sort, (*needle).clone());
        use_memo(of, move |(_, _, sort, needle)| order(&rows, *sort, needle))
    };
    let Some((_, moment)) = at else {
        return html! { <p class="empty">{ "Totals of tasks, locks, queues, lines and waits appear here. Press Run." }</p> };
    };
    let choice = |value: Grouping| {
        let (grouping, sort) = (grouping.clone(), sort.clone());
        let checked = *grouping == value;
        let choose = Callback::from(move |_: Event| {
            grouping.set(value);
            sort.set(None);
        });
        html! {
            <label key={value.title()}>
                <input type="radio" name="totals" {checked} onchange={choose} />
                <span>{ value.title() }</span>
            </label>
        }
    };
    let filter = {
        let needle = needle.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                needle.set(field.value());
            }
        })
    };
    let save = {
        let (control, rows, order) = (control.clone(), Rc::clone(&rows), Rc::clone(&order));
        let grouping = *grouping;
        Callback::from(move |_: MouseEvent| {
            let csv = grouping.csv(order.iter().filter_map(|&at| rows.get(at)));
            let name = title::file_name(&control.state());
            export::save_text(&control, &format!("{name}-totals.csv"), "text/csv", &csv);
        })
    };
    let (count, all) = (order.len(), rows.len());
    let caption = format!("Totals up to {}", shown_time(moment.time));
    let row = {
        let (control, rows, order) = (control.clone(), Rc::clone(&rows), Rc::clone(&order));
        Callback::from(move |place: usize| {
            let row = order.get(place).and_then(|&at| rows.get(at));
            row.map_or_else(Html::default, |row| total_row(&control, row, place))
        })
    };
    let on_sort = {
        let sort = sort.clone();
        Callback::from(move |next| sort.set(next))
    };
    html! {
        <>
            <div class="totals-bar">
                <fieldset class="timeline-scales" data-testid="totals-by">
                    <legend>{ "Totals by" }</legend>
                    { for Grouping::ALL.map(choice) }
                </fieldset>
                <input type="search" data-testid="totals-filter" placeholder="Filter" aria-label="Filter the totals"
                    value={(*needle).clone()} oninput={filter} />
                <span role="status">{ (count < all).then(|| format!("{count} of {all}")) }</span>
                <button type="button" data-testid="totals-csv" onclick={save}>{ "Download CSV" }</button>
            </div>
            <Grid key={grouping.title()} {caption} columns={grouping.columns()} {count} all={MAX_IN_DOCUMENT} {row}
                sort={*sort} on_sort={Some(on_sort)} />
        </>
    }
}

/// The rows that hold what is looked for, in their order: their indices.
fn order(rows: &[Row], sort: Option<Sort>, needle: &str) -> Vec<usize> {
    let needle = needle.trim().to_lowercase();
    let found = (0..rows.len()).filter(|&at| needle.is_empty() || rows[at].has(&needle));
    let found: Vec<usize> = found.collect();
    let Some(sort) = sort else { return found };
    let key = |&at: &usize| {
        rows[at]
            .cells
            .get(sort.column)
            .map_or_else(|| Key::some(None), Cell::key)
    };
    let keys: Vec<Key<'_>> = found.iter().map(key).collect();
    sort.order(&keys).into_iter().map(|at| found[at]).collect()
}

fn total_row(control: &Control, row: &Row, place: usize) -> Html {
    let Some((name, cells)) = row.cells.split_first() else {
        return Html::default();
    };
    let hue = match row.subject {
        Subject::Lane(Lane::Task(id)) => dot(id),
        _ => Html::default(),
    };
    let name = match row.subject {
        Subject::Nothing => html! { { name.shown() } },
        subject => {
            let control = control.clone();
            let show = Callback::from(move |_: MouseEvent| show(&control, subject));
            html! { <button type="button" class="link" onclick={show}>{ name.shown() }</button> }
        }
    };
    let cell = |cell: &Cell| match cell {
        Cell::Time(time) => {
            html! { <td class="number" title={format!("{time} µs")}>{ cell.shown() }</td> }
        }
        Cell::Text(text) => html! { <td><code>{ text }</code></td> },
        cell => html! { <td class="number">{ cell.shown() }</td> },
    };
    html! {
        <tr key={place} aria-rowindex={(place + 2).to_string()}>
            <th scope="row">{ hue }{ name }</th>
            { for cells.iter().map(cell) }
        </tr>
    }
}

/// Selects what a row is about.
fn show(control: &Control, subject: Subject) {
    match subject {
        Subject::Line(line) => control.reveal(MAIN, line),
        Subject::Lane(lane) => select(control, lane),
        Subject::Nothing => {}
    }
}
