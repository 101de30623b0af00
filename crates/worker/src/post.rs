//! Reports to the page.

use interleave_protocol::{Report, encode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// Posts a report. The bytes are handed over, not copied.
pub(crate) fn post(report: &Report) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let bytes = encode(report).unwrap_or_default();
    let buffer = Uint8Array::from(bytes.as_slice()).buffer();
    // It fails for what can't be cloned, which a buffer always can.
    let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}
