//! Helpers around browser APIs.

use js_sys::{Error, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, Event, HtmlElement, HtmlSelectElement, KeyboardEvent, Storage, UrlSearchParams,
    Window,
};
use yew::NodeRef;

/// The window. The page runs nowhere else.
pub(crate) fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

/// Its document.
pub(crate) fn document() -> Document {
    window().document().expect("the window shows the page")
}

/// The page's clock, in ms.
pub(crate) fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

#[wasm_bindgen]
extern "C" {
    /// The address of a file of the site, wherever the site lies (`web/boot/start.js`).
    ///
    /// # Errors
    /// What the browser threw: the page has no address to start from.
    #[wasm_bindgen(js_name = interleaveFile, catch)]
    pub(crate) fn file(name: &str) -> Result<String, JsValue>;
}

/// What was thrown, in words.
pub(crate) fn words(error: &JsValue) -> String {
    if let Some(error) = error.dyn_ref::<Error>() {
        return String::from(error.to_string());
    }
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}

/// The storage that survives a reload; `None` where the browser denies it, and in an
/// embedded page, which changes nothing of the reader's own.
pub(crate) fn storage() -> Option<Storage> {
    let storage = (!is_embed()).then(|| window().local_storage());
    storage?.ok().flatten()
}

/// The same of this tab alone.
pub(crate) fn session_storage() -> Option<Storage> {
    let storage = (!is_embed()).then(|| window().session_storage());
    storage?.ok().flatten()
}

/// The field of this name in the page's address.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Whether the page is part of another one.
pub(crate) fn is_embed() -> bool {
    query("embed").as_deref() == Some("1")
}

/// The time in ms since 1970.
pub(crate) fn date() -> u64 {
    js_sys::Date::now() as u64
}

/// A random number, small enough to be read aloud. Its [hash seed](interleave_protocol::hash_seed)
/// is 0, so that the worker that stands by is good for it.
pub(crate) fn random_seed() -> u64 {
    let mut bytes = [0; 3];
    let random = match window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
    {
        Ok(_) => u64::from(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0])),
        // Without a random source the time has to do.
        Err(_) => now() as u64,
    };
    random << 8
}

/// Gives the focus to an element.
pub(crate) fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>() {
        // It throws for nothing that a focusable element can be.
        let _ = element.focus();
    }
}

/// Whether one panel is shown at a time: the style sheet says so as `--narrow`.
pub(crate) fn is_narrow() -> bool {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let narrow = style.and_then(|style| style.get_property_value("--narrow").ok());
    narrow.is_some_and(|narrow| narrow.trim() == "1")
}

/// Whether the user wants no motion.
pub(crate) fn is_motion_reduced() -> bool {
    holds("(prefers-reduced-motion: reduce)")
}

/// Whether a media query holds.
pub(crate) fn holds(query: &str) -> bool {
    let query = window().match_media(query).ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// An object's field of this name, if it has one.
pub(crate) fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// The chosen value of the `select` that changed.
pub(crate) fn chosen(event: &Event) -> String {
    let target = event.target();
    let select = target.and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

/// Whether the key goes into a text.
pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        target.is_content_editable()
            || matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// The value that a JSON text describes; null for another text.
pub(crate) fn parsed(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap_or(JsValue::NULL)
}
