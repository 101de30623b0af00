//! Writing JSON.

use serde::Serialize;

/// Appends a record as JSON.
pub(crate) fn put(json: &mut String, record: &impl Serialize) {
    let record = serde_json::to_string(record);
    json.push_str(&record.expect("numbers, texts and nulls always have a JSON form"));
}
