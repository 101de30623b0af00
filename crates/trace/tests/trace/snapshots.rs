//! The texts and files of a small recording, as a whole. To accept a change,
//! run the tests with `UPDATE=1` and review the difference.

use std::{env, fs, path::Path};

use crate::small::breakfast;
use interleave_trace::{Chart, chrome_json, tiling_errors, timeline, trace_json, transcript};

fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/trace/snapshots")
        .join(name);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, found).expect("the snapshot can be written");
    }
    let expected = fs::read_to_string(&path).expect("there is a snapshot");
    assert!(found == expected, "{name} has changed; it is now:\n{found}");
}

#[test]
fn the_recording_is_valid() {
    assert_eq!(tiling_errors(&Chart::of(&breakfast())), [""; 0]);
}

#[test]
fn trace_file() {
    let recording = breakfast();
    let json = trace_json(&Chart::of(&recording), &recording);
    serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    check("trace.json", &json);
}

#[test]
fn chrome_trace_file() {
    let recording = breakfast();
    let json = chrome_json(&Chart::of(&recording), &recording);
    serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    check("chrome.json", &json);
}

#[test]
fn timeline_for_terminals() {
    let recording = breakfast();
    check(
        "timeline.txt",
        &timeline(&Chart::of(&recording), &recording, 80),
    );
}

#[test]
fn transcript_for_tests() {
    let recording = breakfast();
    check(
        "transcript.txt",
        &transcript(&Chart::of(&recording), &recording),
    );
}
