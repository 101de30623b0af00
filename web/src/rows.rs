//! A virtual list: of many rows of one height, only the visible ones are in the DOM.

use yew::prelude::*;

use crate::visible_range::use_visible_range;

/// The height of a row in pixels, which the style sheet takes as `--row`.
const ROW: f64 = 22.0;
/// Up to so many rows are all in the DOM, where the browser's own search finds them.
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
    let visible = use_visible_range(props.count, ALL, ROW, None, true);
    let above = format!("height:{}px", visible.rows.start as f64 * ROW);
    let below = format!("height:{}px", (props.count - visible.rows.end) as f64 * ROW);
    html! {
        <div class="rows" style={format!("--row: {ROW}px")} role="list" aria-label={props.label.clone()} tabindex="0" ref={visible.element} onscroll={visible.on_scroll}>
            <div style={above}></div>
            { for visible.rows.map(|index| props.row.emit(index)) }
            <div style={below}></div>
        </div>
    }
}
