//! The visible rows of a virtual list.

use std::ops::Range;

use web_sys::HtmlElement;
use yew::prelude::*;

/// Rows kept above and below the visible ones.
const MARGIN: usize = 20;

/// What a virtual list needs.
#[derive(Clone)]
pub(crate) struct VisibleRange {
    /// The element that scrolls.
    pub(crate) element: NodeRef,
    /// To be called when it has scrolled.
    pub(crate) on_scroll: Callback<Event>,
    /// The rows to render.
    pub(crate) rows: Range<usize>,
}

/// The visible rows of a list of `count` rows, each `high` pixels; up to `all` are always
/// rendered. The row of the focus is scrolled into view; without one a list that `follows`
/// stays at its end, unless the user has scrolled away from there.
#[hook]
pub(crate) fn use_visible_range(
    count: usize,
    all: usize,
    high: f64,
    focus: Option<usize>,
    follows: bool,
) -> VisibleRange {
    let element = use_node_ref();
    let seen = use_state_eq(|| 0..all);
    let at_end = use_mut_ref(|| true);
    let top = use_mut_ref(|| 0);
    let on_scroll = {
        let (element, seen, at_end) = (element.clone(), seen.clone(), at_end.clone());
        Callback::from(move |_: Event| {
            if let Some(element) = element.cast::<HtmlElement>() {
                // New rows below the end are not the user's scrolling.
                let before = top.replace(element.scroll_top());
                if is_at_end(&element, high) {
                    *at_end.borrow_mut() = true;
                } else if element.scroll_top() < before {
                    *at_end.borrow_mut() = false;
                }
                seen.set(visible_rows(&element, high));
            }
        })
    };
    {
        let (element, seen) = (element.clone(), seen.clone());
        use_effect_with((count, focus), move |&(_, focus)| {
            if let Some(element) = element.cast::<HtmlElement>() {
                match focus {
                    Some(row) => scroll_into_view(&element, row, high),
                    None if follows && *at_end.borrow() => {
                        element.set_scroll_top(element.scroll_height());
                    }
                    None => {}
                }
                seen.set(visible_rows(&element, high));
            }
        });
    }
    let rows = if count <= all {
        0..count
    } else {
        seen.start.min(count)..seen.end.min(count)
    };
    VisibleRange {
        element,
        on_scroll,
        rows,
    }
}

fn scroll_into_view(element: &HtmlElement, row: usize, row_high: f64) {
    let (top, high) = (
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    );
    let at = row as f64 * row_high;
    if at < top || at + 2.0 * row_high > top + high {
        element.set_scroll_top((at - high / 2.0) as i32);
    }
}

fn is_at_end(element: &HtmlElement, row_high: f64) -> bool {
    f64::from(element.scroll_height() - element.scroll_top() - element.client_height()) < row_high
}

fn visible_rows(element: &HtmlElement, row_high: f64) -> Range<usize> {
    let first = (f64::from(element.scroll_top()) / row_high) as usize;
    let rows = (f64::from(element.client_height()) / row_high) as usize + 1;
    first.saturating_sub(MARGIN)..first + rows + MARGIN
}
