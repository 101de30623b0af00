//! A list of rows of the same height, of which a long one holds only those in sight.

use yew::prelude::*;

use crate::sight::use_sight;

/// The height of a row in pixels; the style sheet's `--row`.
const ROW: f64 = 22.0;
/// Up to so many rows are all in the page, where the browser's own search finds them.
const ALL: usize = 2_000;

#[derive(Properties, PartialEq)]
pub(crate) struct RowsProps {
    /// What the list is.
    pub(crate) label: AttrValue,
    /// How many rows there are.
    pub(crate) count: usize,
    /// The row of this index.
    pub(crate) row: Callback<usize, Html>,
}

/// The list. It stays at its end while the user has not scrolled away from there.
#[component]
pub(crate) fn Rows(props: &RowsProps) -> Html {
    let sight = use_sight(props.count, ALL, ROW, None, true);
    let above = format!("height:{}px", sight.rows.start as f64 * ROW);
    let below = format!("height:{}px", (props.count - sight.rows.end) as f64 * ROW);
    html! {
        <div class="rows" role="list" aria-label={props.label.clone()} tabindex="0" ref={sight.element} onscroll={sight.on_scroll}>
            <div style={above}></div>
            { for sight.rows.map(|index| props.row.emit(index)) }
            <div style={below}></div>
        </div>
    }
}
