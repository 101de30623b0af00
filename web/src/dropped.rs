//! Files and folders that are dropped on the page.

use std::collections::VecDeque;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use crate::sources::is_wanted;

/// No more files than these are looked at: somebody dropped a whole disk.
const MAX_FILES: usize = 5_000;

/// What was dropped, folders with all that is in them, each file with its path. What is
/// dropped can be read only during the event: this is called then, and may be awaited
/// later.
pub(crate) fn collect(data: &DataTransfer) -> impl Future<Output = Vec<(String, File)>> + use<> {
    let items = data.items();
    let entries = (0..items.length()).filter_map(|at| items.get(at)?.webkit_get_as_entry().ok()?);
    let entries: VecDeque<FileSystemEntry> = entries.collect();
    let files = data.files();
    let files = files.map(|files| (0..files.length()).filter_map(move |at| files.get(at)));
    let files: Vec<File> = files.into_iter().flatten().collect();
    async move {
        // What a script drops has no entries.
        if entries.iter().any(FileSystemEntry::is_directory) {
            walk(entries).await
        } else {
            files.into_iter().map(|file| (file.name(), file)).collect()
        }
    }
}

async fn walk(mut entries: VecDeque<FileSystemEntry>) -> Vec<(String, File)> {
    let mut found = Vec::new();
    while let Some(entry) = entries.pop_front() {
        let path = entry.full_path();
        let path = path.trim_start_matches('/');
        if !is_wanted(path) || found.len() >= MAX_FILES {
            continue;
        }
        // What can't be read is left out.
        if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
            entries.extend(children(folder).await.unwrap_or_default());
        } else if let Ok(file) = file(entry.unchecked_ref()).await {
            found.push((path.to_owned(), file));
        }
    }
    found
}

async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    // It hands them over in parts; the last one is empty.
    loop {
        let part = Promise::new(&mut |resolve, reject| {
            if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
                // Calling a promise's own function can't fail.
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            }
        });
        let part: Array = JsFuture::from(part).await?.dyn_into()?;
        if part.length() == 0 {
            return Ok(all);
        }
        all.extend(part.iter().map(JsCast::unchecked_into));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let file = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    JsFuture::from(file).await?.dyn_into()
}
