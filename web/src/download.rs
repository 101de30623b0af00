//! Files that the browser saves.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::browser;

/// A file's content, of this media type.
///
/// # Errors
/// What the browser threw.
pub(crate) fn text(media: &str, text: &str) -> Result<Blob, JsValue> {
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind(media))
}

/// The same of bytes.
///
/// # Errors
/// What the browser threw.
pub(crate) fn bytes(media: &str, bytes: &Uint8Array) -> Result<Blob, JsValue> {
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind(media))
}

/// Saves it as a file of this name.
///
/// # Errors
/// What the browser threw.
pub(crate) fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = browser::document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

fn kind(media: &str) -> BlobPropertyBag {
    let kind = BlobPropertyBag::new();
    kind.set_type(media);
    kind
}
