//! Python's wasm, fetched and compiled once.

use js_sys::{Function, Promise, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestCache, RequestInit, Response};

use crate::browser;

const WASM: &str = "interleave-worker_bg.wasm";
/// What the worker loads by itself, under names without a hash.
const SCRIPTS: [&str; 4] = ["worker.js", "interleave-worker.js", "jspi.js", "stacks.js"];
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

/// Fetches and compiles Python, and tells how far the download is.
///
/// The worker's files have fixed names, so a cache could hold those of another
/// release. Each is asked for with revalidation, which costs an unchanged one
/// a short answer and puts a changed one into the cache for the worker to find.
///
/// # Errors
/// Why it failed, in a sentence.
pub(crate) async fn load(
    on_progress: impl Fn(Progress) + 'static,
) -> Result<WebAssembly::Module, String> {
    let wasm = fetch(WASM);
    let scripts = SCRIPTS.map(|name| (name, fetch(name)));
    let module = compile(answer(WASM, wasm).await?, on_progress).await?;
    for (name, script) in scripts {
        answer(name, script).await?;
    }
    Ok(module)
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
