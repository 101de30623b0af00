//! A bug in the page itself. The program's text is in the browser's storage by
//! then; here it is shown as well, because storage can be denied.

use std::panic;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser;
use crate::store;

/// Installs the hook that shows panics on the page.
pub(crate) fn show() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let Some(body) = browser::document().body() else {
            return;
        };
        let Ok(alert) = browser::document().create_element("div") else {
            return;
        };
        alert.set_class_name("fault broken");
        // Setting an attribute of a valid name can't fail.
        let _ = alert.set_attribute("role", "alert");
        let kept = store::open(&store::drafts()).map(|(_, texts)| texts.main.to_string());
        let text = kept.or_else(shown).unwrap_or_default();
        alert.set_text_content(Some(&format!(
            "Something went wrong in Interleave, not in your program. Please report this message, then reload the page:\n\n{info}\n\nYour code:\n\n{text}"
        )));
        let _ = body.append_child(&alert);
    }));
}

/// The text in the editor.
fn shown() -> Option<String> {
    let content = browser::document().query_selector("[data-testid=editor] .cm-content");
    let content = content.ok().flatten()?.dyn_into::<HtmlElement>().ok()?;
    Some(content.inner_text())
}
