//! A field for a name, whose whole text is selected when it appears.
//!
//! Its text is the document's until it is kept: with `value`, Yew would write the old
//! name over what was typed whenever something else on the page changes.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The field's place in the document: it begins with `text`, gets the focus, and what is
/// typed replaces its text.
#[hook]
pub(crate) fn use_selected_field(text: &str) -> NodeRef {
    let field = use_node_ref();
    let (shown, text) = (field.clone(), text.to_owned());
    use_effect_with((), move |()| {
        if let Some(field) = shown.cast::<HtmlInputElement>() {
            field.set_value(&text);
            // They throw for nothing that a field can be.
            let _ = field.focus();
            field.select();
        }
    });
    field
}
