//! Python's wasm, fetched and compiled once.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, RequestCache, RequestInit, Response, Url};

use crate::browser;

const WASM: &str = "interleave-worker_bg.wasm";
/// The worker's script. All others are in it: see `crates/xtask/site.mjs`.
const SCRIPT: &str = "worker.js";
/// How often progress is told, in ms.
const PERIOD: f64 = 100.0;

/// How much of Python's wasm has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Bytes, uncompressed.
    pub(crate) received: u64,
    /// Of how many; `None` where the server does not tell.
    pub(crate) total: Option<u64>,
}

/// All that a worker is made of. The page keeps it, so that it needs no server for later runs.
#[derive(Clone, Debug)]
pub(crate) struct Python {
    pub(crate) module: WebAssembly::Module,
    /// The address of its script: of a Blob.
    pub(crate) script: String,
}

/// Fetches and compiles Python, and tells how far the download is.
///
/// The files have fixed names, so a cache could hold those of another release. Each is asked
/// for with revalidation, which costs an unchanged one a short answer.
///
/// # Errors
/// Why it failed, in a sentence.
pub(crate) async fn load(on_progress: impl Fn(Progress) + 'static) -> Result<Python, String> {
    let (wasm, script) = (fetch(WASM), fetch(SCRIPT));
    let module = compile(answer(WASM, wasm).await?, on_progress).await?;
    let script = kept(answer(SCRIPT, script).await?).await;
    let script = script.map_err(|error| {
        let error = browser::words(&error);
        format!("{SCRIPT} could not be kept ({error}).")
    })?;
    Ok(Python { module, script })
}

/// The address of a Blob of this script. It is good for as long as the page.
async fn kept(script: Response) -> Result<String, JsValue> {
    let text = JsFuture::from(script.text()?).await?;
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text), &options)?;
    Url::create_object_url_with_blob(&blob)
}

async fn compile(
    response: Response,
    on_progress: impl Fn(Progress) + 'static,
) -> Result<WebAssembly::Module, String> {
    let header = |name| response.headers().get(name).ok().flatten();
    let (kind, packed) = (header("Content-Type"), header("Content-Encoding").is_some());
    // The length of a compressed answer is not that of the file.
    let length = header("Content-Length").filter(|_| !packed);
    let total = length.and_then(|length| length.parse().ok());
    if let Ok(copy) = response.clone() {
        spawn_local(async move { watch(&copy, total, on_progress).await });
    }
    let module = match kind.as_deref() {
        Some("application/wasm") => {
            let response = Promise::resolve(response.unchecked_ref::<JsValue>());
            JsFuture::from(WebAssembly::compile_streaming(&response)).await
        }
        // Some servers don't know the type; only streaming insists on it.
        _ => compile_bytes(&response).await,
    };
    let invalid = |error| {
        let served = match kind.as_deref() {
            Some("application/wasm") | None => String::new(),
            Some(kind) => format!(" The server sent it as {kind}."),
        };
        format!(
            "{WASM} could not be compiled ({}).{served}",
            browser::words(&error)
        )
    };
    module.and_then(JsCast::dyn_into).map_err(invalid)
}

async fn compile_bytes(response: &Response) -> Result<JsValue, JsValue> {
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
}

/// Tells how much of a response has come, until all of it is there.
async fn watch(response: &Response, total: Option<u64>, on_progress: impl Fn(Progress)) {
    let Some(body) = response.body() else { return };
    let reader = body.get_reader();
    let read = Reflect::get(&reader, &"read".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(read) = read else { return };
    let (mut received, mut told) = (0, f64::NEG_INFINITY);
    loop {
        let is_all = Some(received) == total;
        if browser::now() - told >= PERIOD || is_all {
            told = browser::now();
            on_progress(Progress { received, total });
        }
        let Ok(next) = read.call0(&reader).and_then(JsCast::dyn_into::<Promise>) else {
            return;
        };
        // A download that fails is told by whoever compiles it.
        let Ok(chunk) = JsFuture::from(next).await else {
            return;
        };
        let value = Reflect::get(&chunk, &"value".into());
        let Ok(bytes) = value.and_then(JsCast::dyn_into::<Uint8Array>) else {
            return;
        };
        received += u64::from(bytes.byte_length());
    }
}

/// The answer to a request for a file.
async fn answer(name: &str, request: Promise) -> Result<Response, String> {
    let response = JsFuture::from(request).await.and_then(JsCast::dyn_into);
    let response: Response = response.map_err(|error| {
        let error = browser::words(&error);
        format!("{name} could not be downloaded ({error}).")
    })?;
    match response.ok() {
        true => Ok(response),
        false => Err(format!(
            "The server answered {} for {name}.",
            response.status()
        )),
    }
}

fn fetch(name: &str) -> Promise {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    match browser::relative(name) {
        Ok(url) => browser::window().fetch_with_str_and_init(&url, &init),
        Err(error) => Promise::reject(&error),
    }
}
