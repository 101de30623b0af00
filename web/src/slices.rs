//! A trace as JavaScript's own value, made in slices: the page stays quick meanwhile.

use gloo_timers::future::TimeoutFuture;
use interleave_trace::{Section, sections};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser;
use crate::trace::Snapshot;

/// How long a slice takes, in ms.
const SLICE: f64 = 20.0;
/// The bytes of JSON that are read at once.
const PIECE: usize = 100_000;

/// What `trace_json` says of this snapshot, as an object.
pub(crate) async fn trace_object(snapshot: &Snapshot) -> Object {
    let trace = snapshot.trace();
    let object = Object::new();
    let mut begun = browser::now();
    for mut section in sections(&trace.chart, &trace.recording) {
        let records = Array::new();
        while let Some(json) = next_piece(&mut section) {
            append(&records, &browser::parsed(&json));
            // A hidden page has no frames to be missed, and its timers are slow.
            if browser::now() - begun > SLICE && !browser::document().hidden() {
                TimeoutFuture::new(0).await;
                begun = browser::now();
            }
        }
        let value = if section.is_list {
            records.into()
        } else {
            records.get(0)
        };
        // Setting a field of a plain object can't fail.
        let _ = Reflect::set(&object, &section.name.into(), &value);
    }
    object
}

/// The section's next records, as a JSON array.
fn next_piece(section: &mut Section<'_>) -> Option<String> {
    let mut json = String::new();
    while json.len() < PIECE {
        let length = json.len();
        json.push(if length == 0 { '[' } else { ',' });
        if !section.write_next(&mut json) {
            json.truncate(length);
            break;
        }
    }
    (!json.is_empty()).then(|| json + "]")
}

/// Appends an array to another one.
fn append(records: &Array, piece: &JsValue) {
    let push = Reflect::get(records, &"push".into());
    let push = push.ok().and_then(|push| push.dyn_into::<Function>().ok());
    if let (Some(push), Some(piece)) = (push, piece.dyn_ref::<Array>()) {
        // It throws for more arguments than the stack holds: a piece has some thousand.
        let _ = push.apply(records, piece);
    }
}
