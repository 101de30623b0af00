//! Texts packed for an address: base64url of raw deflate.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableWritablePair, Response};

use crate::browser;

// The browser's own; web-sys counts them as unstable.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = ReadableWritablePair)]
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> Readable;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> Writable;

    type Readable;
    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn reader(this: &Readable) -> Result<Reader, JsValue>;
    type Reader;
    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> Promise;

    type Writable;
    #[wasm_bindgen(method, catch, js_name = getWriter)]
    fn writer(this: &Writable) -> Result<Writer, JsValue>;
    type Writer;
    #[wasm_bindgen(method, getter)]
    fn ready(this: &Writer) -> Promise;
    #[wasm_bindgen(method)]
    fn write(this: &Writer, bytes: &Uint8Array) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &Writer) -> Promise;
    #[wasm_bindgen(method)]
    fn abort(this: &Writer) -> Promise;
}

/// Deflate without a header.
const FORMAT: &str = "deflate-raw";

/// An address holds no text of more bytes.
pub(crate) const MAX_BYTES: usize = 1_000_000;

/// Compressed bytes that are unpacked at a time: they become no more than a megabyte.
const PIECE: usize = 1_000;

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is none.
    Broken,
    /// It is longer than [`MAX_BYTES`].
    TooLong,
}

/// Compresses a text.
///
/// # Errors
/// What the browser threw.
pub(crate) async fn pack(text: &str) -> Result<String, JsValue> {
    let stream = CompressionStream::new(FORMAT)?;
    let parts = js_sys::Array::of1(&Uint8Array::from(text.as_bytes()));
    let stream = Blob::new_with_u8_array_sequence(&parts)?
        .stream()
        .pipe_through(&stream);
    let response = Response::new_with_opt_readable_stream(Some(&stream))?;
    let buffer: Promise = response.array_buffer()?;
    let buffer: ArrayBuffer = JsFuture::from(buffer).await?.dyn_into()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    let latin: String = bytes.into_iter().map(char::from).collect();
    let base64 = browser::window().btoa(&latin)?;
    Ok(base64
        .replace('+', "-")
        .replace('/', "_")
        .trim_end_matches('=')
        .to_owned())
}

/// The text that was packed.
///
/// # Errors
/// Why there is none. Of one that is too long no more is unpacked than that takes.
pub(crate) async fn unpack(code: &str) -> Result<String, Unread> {
    // What can't be compressed is longer in base64.
    if code.len() > MAX_BYTES * 3 / 2 {
        return Err(Unread::TooLong);
    }
    let latin = browser::window().atob(&code.replace('-', "+").replace('_', "/"));
    let latin = latin.map_err(|_| Unread::Broken)?;
    let bytes: Vec<u8> = latin.chars().map(|byte| byte as u8).collect();
    let bytes = inflate(&bytes).await.map_err(|_| Unread::Broken)?;
    let bytes = bytes.ok_or(Unread::TooLong)?;
    String::from_utf8(bytes).map_err(|_| Unread::Broken)
}

/// The uncompressed bytes; `None` where they are too many.
async fn inflate(bytes: &[u8]) -> Result<Option<Vec<u8>>, JsValue> {
    let stream = DecompressionStream::new(FORMAT)?;
    let (writer, reader) = (stream.writable().writer()?, stream.readable().reader()?);
    let wanted = Rc::new(Cell::new(true));
    spawn_local(feed(writer, bytes.to_vec(), Rc::clone(&wanted)));
    let mut all = Vec::new();
    let read = loop {
        let read = match JsFuture::from(reader.read()).await {
            Ok(read) => read,
            Err(error) => break Err(error),
        };
        let Some(chunk) = browser::field(&read, "value") else {
            break Ok(Some(all));
        };
        all.extend(Uint8Array::new(&chunk).to_vec());
        if all.len() > MAX_BYTES {
            break Ok(None);
        }
    };
    wanted.set(false);
    read
}

/// Feeds a stream piece by piece, each when the one before was taken, while that is wanted.
/// What fails here fails for the reader, too.
async fn feed(writer: Writer, bytes: Vec<u8>, wanted: Rc<Cell<bool>>) {
    for piece in bytes.chunks(PIECE) {
        let ready = JsFuture::from(writer.ready()).await;
        if ready.is_err() || !wanted.get() {
            break;
        }
        ignore(writer.write(&Uint8Array::from(piece)));
    }
    ignore(match wanted.get() {
        true => writer.close(),
        false => writer.abort(),
    });
}

fn ignore(promise: Promise) {
    spawn_local(async move { drop(JsFuture::from(promise).await) });
}
