//! A sortable table; a long one has only its visible rows in the DOM.

use yew::prelude::*;

use super::sort::Sort;
use crate::visible_range::use_visible_range;

/// The height of a row in pixels, which the style sheet takes as `--table-row`.
const ROW: f64 = 28.0;

#[derive(Properties, PartialEq)]
pub(crate) struct GridProps {
    /// What the table shows.
    pub(crate) caption: AttrValue,
    /// The headers of its columns.
    pub(crate) columns: &'static [&'static str],
    /// How many rows there are.
    pub(crate) count: usize,
    /// Up to so many rows are all in the DOM.
    pub(crate) all: usize,
    /// The row of this index, in the order of the table, with its attributes.
    pub(crate) row: Callback<usize, Html>,
    /// The row that must be visible.
    #[prop_or_default]
    pub(crate) focus: Option<usize>,
    /// Whether it stays at its end.
    #[prop_or_default]
    pub(crate) follows: bool,
    /// How it is sorted.
    pub(crate) sort: Option<Sort>,
    /// A column's header was pressed. Without it, the table is not sortable.
    pub(crate) on_sort: Option<Callback<Option<Sort>>>,
}

/// The table.
#[component]
pub(crate) fn Grid(props: &GridProps) -> Html {
    let count = props.count;
    let visible = use_visible_range(count, props.all, ROW, props.focus, props.follows);
    let above = format!("height:{}px", visible.rows.start as f64 * ROW);
    let below = format!("height:{}px", (count - visible.rows.end) as f64 * ROW);
    // A table for screen readers only is no tab stop.
    let tabindex = props.on_sort.is_some().then_some("0");
    // With the header row.
    let rows = (count > props.all).then(|| (count + 1).to_string());
    html! {
        <div class="grid" style={format!("--table-row: {ROW}px")} ref={visible.element} onscroll={visible.on_scroll} {tabindex} role="group" aria-label={props.caption.clone()}>
            <p class="unseen" role="status">{ sorted(props) }</p>
            <table aria-rowcount={rows}>
                <caption>{ &props.caption }</caption>
                <thead><tr>{ for (0..props.columns.len()).map(|column| head(props, column)) }</tr></thead>
                <tbody>
                    if visible.rows.start > 0 { <tr key="above" aria-hidden="true" style={above}></tr> }
                    { for visible.rows.clone().map(|index| props.row.emit(index)) }
                    if visible.rows.end < count { <tr key="below" aria-hidden="true" style={below}></tr> }
                </tbody>
            </table>
        </div>
    }
}

/// The header of a column: a button that sorts.
fn head(props: &GridProps, column: usize) -> Html {
    let title = props.columns[column];
    let Some(on_sort) = &props.on_sort else {
        return html! { <th scope="col">{ title }</th> };
    };
    let sort = props.sort.filter(|sort| sort.column == column);
    let way = sort.map(|sort| match sort.descending {
        true => "descending",
        false => "ascending",
    });
    let mark = match way {
        Some("descending") => "▼",
        Some(_) => "▲",
        None => "",
    };
    let next = Sort::pressed(props.sort, column);
    let press = on_sort.reform(move |_: MouseEvent| next);
    html! {
        <th scope="col" aria-sort={way}>
            <button type="button" class="sort" title={format!("Sort by {title}")} onclick={press}>
                { title }<span class="way" aria-hidden="true">{ mark }</span>
            </button>
        </th>
    }
}

/// How the table is sorted, for screen readers.
fn sorted(props: &GridProps) -> String {
    props.sort.map_or_else(String::new, |sort| {
        let way = if sort.descending {
            "descending"
        } else {
            "ascending"
        };
        format!("Sorted by {}, {way}.", props.columns[sort.column])
    })
}
