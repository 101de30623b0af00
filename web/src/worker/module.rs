//! Python's wasm and all else that workers are made of: `web/boot/python.js` has fetched it.

use js_sys::{ArrayBuffer, WebAssembly};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::browser;

/// How much of Python's wasm has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Bytes, uncompressed.
    pub(crate) received: u64,
    /// Of how many; `None` where the server does not tell.
    pub(crate) total: Option<u64>,
}

#[wasm_bindgen]
extern "C" {
    /// All that a worker is made of. The page keeps it, so that it needs no server for later runs.
    #[derive(Clone, Debug)]
    pub(crate) type Python;

    /// The compiled module.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn module(this: &Python) -> WebAssembly::Module;

    /// The address of its script: of a Blob.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn script(this: &Python) -> String;

    /// The image of a Python that has started, once there is one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn image(this: &Python) -> Option<Blob>;

    /// Keeps the image that a worker has made, also for the next visit.
    #[wasm_bindgen(method)]
    pub(crate) fn keep(this: &Python, image: &ArrayBuffer);

    #[wasm_bindgen(js_namespace = interleavePython, js_name = load, catch)]
    async fn fetched(on_progress: &Closure<dyn Fn(f64, Option<f64>)>) -> Result<JsValue, JsValue>;
}

/// Waits for Python, and tells how far the download is. Where it failed before, it is tried anew.
///
/// # Errors
/// Why it failed, in a sentence.
pub(crate) async fn load(on_progress: impl Fn(Progress) + 'static) -> Result<Python, String> {
    let told = Closure::new(move |received: f64, total: Option<f64>| {
        on_progress(Progress {
            received: received as u64,
            total: total.map(|total| total as u64),
        });
    });
    let python = fetched(&told).await;
    // What is left of a download may still be told after its end.
    told.forget();
    python
        .map(JsCast::unchecked_into)
        .map_err(|error| browser::words(&error))
}
