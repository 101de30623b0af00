//! Copying a text.

use crate::browser;
use crate::control::Control;

/// Copies a text, and says so.
pub(crate) fn copy(control: &Control, text: String) {
    let control = control.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let copied = browser::window().navigator().clipboard().write_text(&text);
        match wasm_bindgen_futures::JsFuture::from(copied).await {
            Ok(_) => control.notice("Copied."),
            Err(_) => control.notice(
                "The browser does not let this page copy. Select the text and press Ctrl+C.",
            ),
        }
    });
}
