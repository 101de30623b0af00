//! The output as one text.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::browser;
use crate::drafts::Origin;
use crate::state::State;

/// What goes with each line of a copied text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// Only what was printed.
    Nothing,
    /// When it was printed, and by whom.
    Names,
}

/// The name of a file for the output of the open program.
pub(super) fn file_name(state: &State) -> String {
    match &state.program.origin {
        Origin::Example(example) => named(example.id),
        Origin::Draft(id) => {
            let mut drafts = state.program.drafts.iter();
            let draft = drafts.find(|draft| draft.id == *id);
            named(draft.map_or("", |draft| &draft.title))
        }
        Origin::Recording(name) => named(name.trim_end_matches(".json")),
        Origin::Elsewhere => named(""),
    }
}

/// Saves a text as a file.
///
/// # Errors
/// What the browser threw.
pub(super) fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = browser::document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

/// A title as the name of a file.
fn named(title: &str) -> String {
    let kept = |letter: char| match letter {
        letter if letter.is_alphanumeric() => letter,
        _ => '-',
    };
    let name: String = title
        .trim()
        .trim_end_matches(".py")
        .chars()
        .map(kept)
        .collect();
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => "output.txt".to_owned(),
        false => format!("{}.txt", parts.join("-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_program() {
        assert_eq!(named("Breakfast: one grinder"), "Breakfast-one-grinder.txt");
        assert_eq!(named("a/../b.py"), "a-b.txt");
        assert_eq!(named("…"), "output.txt");
    }
}
