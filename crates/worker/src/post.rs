//! Reports to the page.

use interleave_protocol::{Report, encode};
use interleave_trace::{Batch, Micros};
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

/// Posts part of a recording, with the loop's clock if it is that of this moment.
pub(crate) fn post_batch(batch: Batch, now: Option<Micros>) {
    let last = || batch.events.last().map_or(0, |event| event.time);
    let now = now.unwrap_or_else(last);
    post(&Report::Recorded { batch, now });
}
