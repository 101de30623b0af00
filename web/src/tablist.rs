//! Keyboard navigation in a list of tabs.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The tab that a key goes to from the tab at `at`, of `count`.
pub(crate) fn target(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowLeft" => Some((at + count - 1) % count),
        "ArrowRight" => Some((at + 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

/// Moves the focus to a tab of the list that the key was pressed in.
pub(crate) fn focus(event: &KeyboardEvent, index: u32) {
    let tab = event.target_dyn_into::<Element>();
    let list = tab.and_then(|tab| tab.closest("[role=tablist]").ok().flatten());
    let next = list.and_then(|list| list.children().item(index));
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        // It throws for nothing that a button can be.
        let _ = next.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn arrows_wrap_around() {
        assert_eq!(target("ArrowLeft", 0, 3), Some(2));
        assert_eq!(target("ArrowRight", 2, 3), Some(0));
        assert_eq!(
            (target("Home", 1, 3), target("End", 1, 3)),
            (Some(0), Some(2))
        );
        assert_eq!(target("a", 1, 3), None);
    }
}
