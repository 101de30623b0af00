//! A virtual list: of many rows of one height, only the visible ones are in the DOM.
//!
//! Arrow keys move the focus from row to row; what takes it is the first button of a row.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::visible_range::use_visible_range;

/// The height of a row in pixels, which the style sheet takes as `--row`.
const ROW: f64 = 22.0;
/// Up to so many rows are all in the DOM, where the browser's own search finds them.
const ALL: usize = 2_000;
/// How far Page Up and Page Down go.
const PAGE: usize = 10;

#[derive(Properties, PartialEq)]
pub(crate) struct RowsProps {
    /// What the list is.
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// How many rows there are.
    pub(crate) count: usize,
    /// A row to bring into view; the number makes each wish a new one.
    #[prop_or_default]
    pub(crate) reveal: Option<(usize, usize)>,
    /// The row of this index, with `data-row`; its first button has the tab stop or not.
    pub(crate) row: Callback<(usize, bool), Html>,
    #[prop_or_default]
    pub(crate) oncopy: Callback<Event>,
}

/// The list. It stays at its end while the user has not scrolled away from there.
#[component]
pub(crate) fn Rows(props: &RowsProps) -> Html {
    let count = props.count;
    let at = use_state_eq(|| None::<usize>);
    // Where the focus goes as soon as that row is there.
    let goal = use_state_eq(|| None::<usize>);
    let reveal = props.reveal.map(|(row, _)| row);
    let visible = use_visible_range(count, ALL, ROW, (*goal).or(reveal), true);
    let rows = visible.rows.clone();
    {
        let (list, goal) = (visible.element.clone(), goal.clone());
        use_effect_with((*goal, rows.clone()), move |&(aim, _)| {
            if aim.is_some_and(|row| focus(&list, row)) {
                goal.set(None);
            }
        });
    }
    {
        let list = visible.element.clone();
        use_effect_with((props.reveal, rows.clone()), move |&(reveal, _)| {
            let row = reveal.and_then(|(row, _)| find(&list, &format!("[data-row='{row}']")));
            if let Some(row) = row {
                let nearest = ScrollIntoViewOptions::new();
                nearest.set_block(ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }
    let last = count.saturating_sub(1).min(rows.end.saturating_sub(1));
    let stop = (*at).filter(|at| rows.contains(at)).unwrap_or(last);
    let keys = {
        let (list, at, goal) = (visible.element.clone(), at.clone(), goal.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            // From where the focus is: keys may come faster than the list is drawn.
            let from = event
                .target_dyn_into::<Element>()
                .and_then(|on| row_of(&on));
            if let Some(to) = target(&event.key(), from.unwrap_or(stop), count) {
                event.prevent_default();
                at.set(Some(to));
                if !focus(&list, to) {
                    goal.set(Some(to));
                }
            }
        })
    };
    let above = format!("height:{}px", rows.start as f64 * ROW);
    let below = format!("height:{}px", (count - rows.end) as f64 * ROW);
    html! {
        <div class={classes!("rows", props.class.clone())} style={format!("--row: {ROW}px")} role="list" aria-label={props.label.clone()}
            ref={visible.element} onscroll={visible.on_scroll} onkeydown={keys} oncopy={props.oncopy.clone()}>
            <div style={above}></div>
            { for rows.map(|index| props.row.emit((index, index == stop))) }
            <div style={below}></div>
        </div>
    }
}

fn find(list: &NodeRef, selector: &str) -> Option<Element> {
    list.cast::<Element>()?.query_selector(selector).ok()?
}

/// Gives the focus to a row, if that is in the DOM.
fn focus(list: &NodeRef, row: usize) -> bool {
    let button = find(list, &format!("[data-row='{row}'] button"));
    match button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // It throws for nothing that a button can be.
        Some(button) => button.focus().is_ok(),
        None => false,
    }
}

/// The row that an element is in.
fn row_of(element: &Element) -> Option<usize> {
    let row = element.closest("[data-row]").ok()??;
    row.get_attribute("data-row")?.parse().ok()
}

/// The row that a key goes to from the row at `at`, of `count`.
fn target(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some((at + 1).min(last)),
        "ArrowUp" => Some(at.saturating_sub(1)),
        "PageDown" => Some((at + PAGE).min(last)),
        "PageUp" => Some(at.saturating_sub(PAGE)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn keys_stay_within_the_list() {
        assert_eq!(target("ArrowUp", 0, 3), Some(0));
        assert_eq!(target("PageDown", 0, 3), Some(2));
        assert_eq!(
            (target("Home", 2, 3), target("End", 0, 3)),
            (Some(0), Some(2))
        );
        assert_eq!((target("End", 0, 0), target("a", 0, 3)), (None, None));
    }
}
