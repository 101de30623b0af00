//! What the user has selected of the output, with the lines that are out of sight.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use crate::browser;

/// A place in the output: a row, and how many UTF-16 units into its text.
pub(super) type Place = (usize, usize);

/// The selected rows: from a place in the first one to one in the last. `count` is how many
/// rows there are. `pressed` is the row where the selection began.
pub(super) fn selected(
    list: &Element,
    count: usize,
    pressed: Option<usize>,
) -> Option<(Place, Place)> {
    let selection = browser::window().get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = place(&range.start_container().ok()?, range.start_offset().ok()?);
    let end = place(&range.end_container().ok()?, range.end_offset().ok()?);
    // All is selected, or the row where it began has been taken out of the page.
    let is_whole = range.start_offset().ok()? == 0;
    let gone = pressed.filter(|_| !is_whole).filter(|row| {
        let row = list.query_selector(&format!("[data-row='{row}']"));
        !matches!(row, Ok(Some(_)))
    });
    let start = start.unwrap_or((gone.unwrap_or(0), 0));
    let end = end.unwrap_or((count.saturating_sub(1), usize::MAX));
    Some((start, end))
}

/// Whether the user has selected a text.
pub(super) fn is_selecting() -> bool {
    let selection = browser::window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Selects all of a list.
pub(super) fn select_all(list: &Element) {
    if let Ok(Some(selection)) = browser::window().get_selection() {
        // It throws for nothing that is in the page.
        let _ = selection.select_all_children(list);
    }
}

/// The place at a boundary of the selection; `None` outside of all rows.
fn place(container: &Node, offset: u32) -> Option<Place> {
    let element = container
        .dyn_ref::<Element>()
        .cloned()
        .or_else(|| container.parent_element())?;
    let row = element.closest("[data-row]").ok()??;
    let index = row.get_attribute("data-row")?.parse().ok()?;
    let text = row.query_selector("[data-part=text]").ok()??;
    if !text.contains(Some(container)) {
        return Some((index, 0));
    }
    let before = browser::document().create_range().ok()?;
    before.set_start(&text, 0).ok()?;
    before.set_end(container, offset).ok()?;
    Some((
        index,
        String::from(before.to_string()).encode_utf16().count(),
    ))
}

/// The part of a row's text that is selected.
pub(super) fn part(text: &str, row: usize, (start, end): (Place, Place)) -> Range<usize> {
    let from = if row == start.0 {
        byte(text, start.1)
    } else {
        0
    };
    let to = if row == end.0 {
        byte(text, end.1)
    } else {
        text.len()
    };
    from.min(to)..to
}

/// The byte at so many UTF-16 units.
fn byte(text: &str, units: usize) -> usize {
    let mut before = 0;
    for (at, letter) in text.char_indices() {
        if before >= units {
            return at;
        }
        before += letter.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_row_are_cut() {
        let selected = ((1, 2), (3, 3));
        assert_eq!(part("abcdef", 1, selected), 2..6);
        assert_eq!(part("abcdef", 2, selected), 0..6);
        assert_eq!(part("👧bcdef", 3, selected), 0..5);
        assert_eq!(part("abcdef", 1, ((1, 2), (1, 4))), 2..4);
        assert_eq!(part("", 1, selected), 0..0);
    }
}
