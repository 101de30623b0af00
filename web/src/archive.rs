//! Zip files: `web/editor/src/archive.js`, which is fetched when it is needed.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::files::MAX_BYTES;
use crate::sources::{Source, is_wanted};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = interleaveEditor, js_name = archive, catch)]
    fn fetch() -> Result<Promise, JsValue>;

    type Archive;
    #[wasm_bindgen(method, catch)]
    fn zip(this: &Archive, files: &Array) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn unzip(
        this: &Archive,
        bytes: &Uint8Array,
        wanted: &Function,
        most: f64,
    ) -> Result<Array, JsValue>;
}

async fn archive() -> Result<Archive, JsValue> {
    Ok(JsFuture::from(fetch()?).await?.unchecked_into())
}

/// An archive of these paths and texts.
///
/// # Errors
/// What the browser threw: the script can't be fetched.
pub(crate) async fn zip(files: &[(String, &str)]) -> Result<Uint8Array, JsValue> {
    let files = files
        .iter()
        .map(|(path, text)| Array::of2(&path.into(), &JsValue::from(*text)));
    archive().await?.zip(&files.collect())
}

/// The files in an archive, without those that no program has.
///
/// # Errors
/// What the browser threw: it is no archive, or is too large.
pub(crate) async fn unzip(bytes: &[u8]) -> Result<Vec<Source>, JsValue> {
    let archive = archive().await?;
    let wanted = Closure::<dyn Fn(String) -> bool>::new(|path: String| is_wanted(&path));
    let files = archive.unzip(
        &Uint8Array::from(bytes),
        wanted.as_ref().unchecked_ref(),
        MAX_BYTES as f64,
    )?;
    let source = |file: JsValue| {
        let file: Array = file.dyn_into().ok()?;
        Some(Source {
            path: file.get(0).as_string()?,
            bytes: file.get(1).dyn_into::<Uint8Array>().ok()?.to_vec(),
        })
    };
    Ok(files.iter().filter_map(source).collect())
}
