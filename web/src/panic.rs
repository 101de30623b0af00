//! A bug in the page itself. After it nothing of the page can be relied on:
//! `web/boot/broken.js` says so, and keeps the program.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser;

/// Installs the hook that tells of panics. Yew would install its own over any other.
pub(crate) fn tell() {
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let broken = browser::field(&js_sys::global(), "interleaveBroken");
        if let Some(broken) = broken.and_then(|broken| broken.dyn_into::<Function>().ok()) {
            // The panic is all that can be told.
            let _ = broken.call1(&JsValue::NULL, &info.to_string().into());
        }
    }));
}
