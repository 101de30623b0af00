//! A list of rows of the same height, of which a long one holds only those in sight.

use std::ops::Range;

use web_sys::HtmlElement;
use yew::prelude::*;

/// The height of a row in pixels; the style sheet's `--row`.
const ROW: f64 = 22.0;
/// Up to so many rows are all in the page, where the browser's own search finds them.
const ALL: usize = 2_000;
/// Rows kept above and below those in sight.
const MARGIN: usize = 20;

#[derive(Properties, PartialEq)]
pub(crate) struct RowsProps {
    /// What the list is.
    pub(crate) label: AttrValue,
    /// How many rows there are.
    pub(crate) count: usize,
    /// The row of this index.
    pub(crate) row: Callback<usize, Html>,
    /// The row that must be in sight; the last one, where there is none.
    pub(crate) focus: Option<usize>,
}

/// The list. Without a focus it stays at its end while the user has not scrolled
/// away from there.
#[component]
pub(crate) fn Rows(props: &RowsProps) -> Html {
    let element = use_node_ref();
    let seen = use_state_eq(|| 0..ALL);
    let at_end = use_mut_ref(|| true);
    let scroll = {
        let (element, seen, at_end) = (element.clone(), seen.clone(), at_end.clone());
        Callback::from(move |_: Event| {
            if let Some(element) = element.cast::<HtmlElement>() {
                *at_end.borrow_mut() = is_at_end(&element);
                seen.set(in_sight(&element));
            }
        })
    };
    {
        let (element, seen) = (element.clone(), seen.clone());
        use_effect_with((props.count, props.focus), move |&(_, focus)| {
            if let Some(element) = element.cast::<HtmlElement>() {
                match focus {
                    Some(row) => bring_into_sight(&element, row),
                    None if *at_end.borrow() => element.set_scroll_top(element.scroll_height()),
                    None => {}
                }
                seen.set(in_sight(&element));
            }
        });
    }
    let range = if props.count <= ALL {
        0..props.count
    } else {
        seen.start.min(props.count)..seen.end.min(props.count)
    };
    let above = format!("height:{}px", range.start as f64 * ROW);
    let below = format!("height:{}px", (props.count - range.end) as f64 * ROW);
    html! {
        <div class="rows" role="list" aria-label={props.label.clone()} tabindex="0" ref={element} onscroll={scroll}>
            <div style={above}></div>
            { for range.map(|index| props.row.emit(index)) }
            <div style={below}></div>
        </div>
    }
}

fn bring_into_sight(element: &HtmlElement, row: usize) {
    let (top, high) = (
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    );
    let at = row as f64 * ROW;
    if at < top || at + 2.0 * ROW > top + high {
        element.set_scroll_top((at - high / 2.0) as i32);
    }
}

fn is_at_end(element: &HtmlElement) -> bool {
    f64::from(element.scroll_height() - element.scroll_top() - element.client_height()) < ROW
}

fn in_sight(element: &HtmlElement) -> Range<usize> {
    let first = (f64::from(element.scroll_top()) / ROW) as usize;
    let high = (f64::from(element.client_height()) / ROW) as usize + 1;
    first.saturating_sub(MARGIN)..first + high + MARGIN
}
