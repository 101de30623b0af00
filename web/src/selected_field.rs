//! A field for a name, whose whole text is selected when it appears.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The field's place in the document: it gets the focus, and what is typed replaces its text.
#[hook]
pub(crate) fn use_selected_field() -> NodeRef {
    let field = use_node_ref();
    let shown = field.clone();
    use_effect_with((), move |()| {
        if let Some(field) = shown.cast::<HtmlInputElement>() {
            // They throw for nothing that a field can be.
            let _ = field.focus();
            field.select();
        }
    });
    field
}
