//! Python's wasm, fetched and compiled once.

use js_sys::{Promise, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

const WASM: &str = "interleave-worker_bg.wasm";
/// What the worker loads by itself, under names without a hash.
const SCRIPTS: [&str; 3] = ["worker.js", "interleave-worker.js", "jspi.js"];

/// Fetches and compiles Python.
///
/// The worker's files have fixed names, so a cache could hold those of another
/// release. Each is asked for with revalidation, which costs an unchanged one
/// a short answer and puts a changed one into the cache for the worker to find.
///
/// # Errors
/// What the browser threw.
pub(crate) async fn load() -> Result<WebAssembly::Module, JsValue> {
    let wasm = fetch(WASM);
    let scripts = SCRIPTS.map(fetch);
    let module = compile(wasm).await?;
    for script in scripts {
        let response: Response = JsFuture::from(script).await?.dyn_into()?;
        checked(&response)?;
    }
    module.dyn_into()
}

async fn compile(wasm: Promise) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(wasm).await?.dyn_into()?;
    checked(&response)?;
    let kind = response.headers().get("Content-Type")?;
    if kind.as_deref() == Some("application/wasm") {
        return JsFuture::from(WebAssembly::compile_streaming(&Promise::resolve(
            response.unchecked_ref::<JsValue>(),
        )))
        .await;
    }
    // Some servers don't know the type; only streaming insists on it.
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
}

fn checked(response: &Response) -> Result<(), JsValue> {
    if response.ok() {
        return Ok(());
    }
    let text = format!("{} answered {}", response.url(), response.status());
    Err(JsValue::from_str(&text))
}

fn fetch(name: &str) -> Promise {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    match (web_sys::window(), crate::browser::relative(name)) {
        (Some(window), Ok(url)) => window.fetch_with_str_and_init(&url, &init),
        (_, Err(error)) => Promise::reject(&error),
        (None, _) => Promise::reject(&JsValue::from_str("There is no window.")),
    }
}
