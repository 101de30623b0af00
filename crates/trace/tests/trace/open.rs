//! Opening recordings: our own of any version, and what is none.

use std::{fs, path::Path};

use interleave_trace::critical::critical_path;
use interleave_trace::explain::{explain, life};
use interleave_trace::{
    Chart, Lane, Moment, Opened, Recording, chrome_json, open, timeline, trace_json, transcript,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::model::Model;
use crate::small::breakfast;

fn written(recording: &Recording) -> String {
    trace_json(&Chart::of(recording), recording)
}

fn again(opened: &Opened) -> String {
    trace_json(&opened.chart, &opened.recording)
}

/// Why a file is refused.
fn refusal(json: impl AsRef<[u8]>) -> String {
    open(json.as_ref())
        .expect_err("it can't be opened")
        .to_string()
}

/// A trace as version 1 was first written: without the fields that came later.
fn as_first_written(json: &str) -> Value {
    let mut trace: Value = serde_json::from_str(json).expect("it is JSON");
    let fields = trace.as_object_mut().expect("it is an object");
    for later in ["events", "files", "cancellations"] {
        fields.remove(later);
    }
    trace
}

#[test]
fn a_recording_comes_back_as_it_was() {
    let mut recording = breakfast();
    recording.set_source("import asyncio\n");
    let json = written(&recording);
    let opened = open(json.as_bytes()).expect("it is ours");
    assert_eq!(opened.recording.source(), Some("import asyncio\n"));
    assert_eq!(again(&opened), json);
    assert_eq!(
        transcript(&opened.chart, &opened.recording),
        transcript(&Chart::of(&recording), &recording)
    );
}

#[test]
fn a_file_saved_by_another_program_opens_too() {
    let value: Value = serde_json::from_str(&written(&breakfast())).expect("it is JSON");
    let spaced = format!(
        "\u{feff} {}",
        serde_json::to_string_pretty(&value).expect("it is")
    );
    let opened = open(spaced.as_bytes()).expect("it is ours");
    assert_eq!(again(&opened), written(&breakfast()));
}

/// The files of this folder were written by the native command before traces held
/// events, and are never written again.
#[test]
fn files_of_earlier_versions_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trace/recordings/version-1");
    let mut count = 0;
    for file in fs::read_dir(folder).expect("there is a folder") {
        let file = file.expect("it can be read").path();
        let json = fs::read_to_string(&file).expect("it is text");
        let opened =
            open(json.as_bytes()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        assert!(
            as_first_written(&again(&opened)) == as_first_written(&json),
            "{} says something else now",
            file.display()
        );
        let twice = open(json.as_bytes()).expect("it opened before");
        assert_eq!(again(&twice), again(&opened), "the same order each time");
        count += 1;
    }
    assert!(count > 8, "{count} files");
}

#[test]
fn what_is_no_recording_is_refused_with_the_reason() {
    for (file, why) in [
        ("", "The file is empty."),
        (" \n", "The file is empty."),
        (
            "import asyncio\n",
            "It is not a recording: a recording is JSON, and begins with {.",
        ),
        (
            "\u{89}PNG\r\n",
            "It is not a recording: a recording is JSON, and begins with {.",
        ),
        (
            "{}",
            "It is JSON of something else: it is not a recording of Interleave's.",
        ),
        (
            "[1, 2]",
            "It is JSON of something else: it is not a recording of Interleave's.",
        ),
        (
            r#"{"name":"x","version":"1.0.0","tasks":{}}"#,
            "It is JSON of something else: it is not a recording of Interleave's.",
        ),
        (
            r#"{"version":1,"data":[]}"#,
            "It is JSON of something else: it is not a recording of Interleave's.",
        ),
        (
            r#"{"displayTimeUnit":"ms","traceEvents":[{"ph":"X"}]}"#,
            "It is a trace for Perfetto or chrome://tracing. Export the recording as Trace to open \
             it here.",
        ),
        (
            r#"{"version":2,"tasks":[],"what":"?"}"#,
            "It is of version 2, of a later Interleave than this one, which reads version 1.",
        ),
        (
            "{\"version\":1,\n\"tasks\":[\n{\"id\":1}]}",
            "Line 3 can't be part of a recording: missing field `name`.",
        ),
        (
            "{\"version\":1,\n\"events\":[\n[0,1,7,\"runs\",3]]}",
            "Line 3 can't be part of a recording: there is no task 7 yet.",
        ),
        (
            "{\"version\":1,\n\"events\":[[0,1,0,\"dances\"]]}",
            "Line 2 can't be part of a recording: unknown variant `dances`",
        ),
        (
            "{\"version\":1,\n\"tasks\":[\n",
            "The file ends in the middle, in line 3: it was not saved or copied to its end.",
        ),
        (
            "{\"version\":1,,}",
            "The file is damaged: line 1 is not JSON, from column 14 on.",
        ),
    ] {
        let refusal = refusal(file);
        assert!(refusal.starts_with(why), "{file}: {refusal}");
    }
    assert_eq!(
        refusal(b"{\"version\":1,\"\xff\xfe\":0}"),
        "The file is damaged: line 1 is not JSON, from column 17 on."
    );
}

#[test]
fn a_recording_that_contradicts_itself_is_refused() {
    let events = |rows: &str| refusal(format!("{{\"version\":1,\"events\":[{rows}]}}"));
    let born = r#"[5,1,1,"created","main","main",0,9]"#;
    let made = r#"[5,1,0,"makes",1,"queue","q",1,3]"#;
    for (rows, why) in [
        (
            format!(r#"{born},[4,1,1,"ready","loop",0]"#),
            "4 µs comes before 5 µs",
        ),
        (
            format!(r#"{born},[6,1,1,"returned",9]"#),
            "event 1 does not fit those before it",
        ),
        (
            format!(r#"{born},[6,1,1,"ready","task",2]"#),
            "there is no task 2 yet",
        ),
        (
            format!(r#"{born},[6,1,1,"prints","stdout","x",3]"#),
            "there is no thread 3 yet",
        ),
        (
            format!(r#"{born},[6,1,1,"runs",4000000000]"#),
            "no program has a line 4000000000",
        ),
        (
            format!(r#"{born},[99999999999999999,1,1,"runs",4]"#),
            "no run lasts for 99999999999999999 µs",
        ),
        (
            format!(r#"{born},[6,1,1,"blocked",7,3,"input"]"#),
            "the loop is blocked from 7 back to 6 µs",
        ),
        (
            format!(r#"{made},[6,1,0,"changes",1,"items",4,4,0]"#),
            "4 items at 6, of 1 at most",
        ),
        (
            format!(r#"{made},[6,1,0,"changes",1,"held",0,0,0]"#),
            "event 1 does not fit those before it",
        ),
        (
            format!(r#"{made},[6,1,0,"ended","finished",0,""],[6,1,0,"called"]"#),
            "something happens after the end",
        ),
    ] {
        let found = events(&rows);
        assert!(found.contains(why), "{rows}: {found}");
    }
}

/// Whatever is done to a file of ours, it is opened or refused, never more.
fn survives(json: &[u8]) {
    let Ok(Opened { recording, chart }) = open(json) else {
        return;
    };
    let told = [
        transcript(&chart, &recording),
        trace_json(&chart, &recording),
        chrome_json(&chart, &recording),
        timeline(&chart, &recording, 80),
    ];
    assert!(told.iter().all(|text| !text.is_empty()));
    for task in &chart.tasks {
        for span in 0..task.spans.len() {
            let _ = explain(&chart, &recording, Lane::Task(task.id), span);
        }
        let _ = life(&chart, &recording, task.id);
    }
    let path = critical_path(&chart);
    assert!(path.iter().all(|stretch| stretch.end <= chart.now));
}

/// Cuts a file off, changes one of its bytes, and swaps and drops lines.
fn survives_damage(json: &[u8], cut: Index, byte: u8, from: Index, to: Index) {
    survives(&json[..cut.index(json.len())]);
    let mut changed = json.to_vec();
    changed[cut.index(json.len())] = byte;
    survives(&changed);
    // Still JSON, but not what happened.
    let mut lines: Vec<&[u8]> = json.split_inclusive(|&byte| byte == b'\n').collect();
    let (from, to) = (from.index(lines.len()), to.index(lines.len()));
    lines.swap(from, to);
    survives(&lines.concat());
    lines.remove(from);
    survives(&lines.concat());
}

fn decisions() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..300)
}

proptest! {
    #[test]
    fn any_recording_comes_back_as_it_was(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let json = written(&recording);
        let opened = open(json.as_bytes()).expect("it is ours");
        prop_assert_eq!(again(&opened), json);
        let chart = Chart::of(&recording);
        let moments = (0..=chart.events).map(|event| Moment::before(&recording, event));
        for moment in moments {
            prop_assert_eq!(moment, Moment::before(&opened.recording, moment.events));
            for task in 1..=chart.tasks.len() as u32 {
                let state = |chart: &Chart, recording: &Recording| {
                    let span = chart.span_at_moment(recording, task, moment)?;
                    Some((span.state, span.start, span.line, span.event))
                };
                prop_assert_eq!(state(&chart, &recording), state(&opened.chart, &opened.recording));
            }
            for resource in 1..=chart.resources.len() as u32 {
                prop_assert_eq!(
                    chart.resource(resource).map(|one| one.holders_after(moment.events)),
                    opened.chart.resource(resource).map(|one| one.holders_after(moment.events))
                );
            }
        }
    }

    #[test]
    fn an_older_file_tells_the_same_or_is_refused(decisions in decisions()) {
        let json = as_first_written(&written(&Model::run(&decisions).writer.recording));
        if let Ok(opened) = open(json.to_string().as_bytes()) {
            let found = as_first_written(&again(&opened));
            prop_assert_eq!(&found["tasks"], &json["tasks"]);
            prop_assert_eq!(&found["spans"], &json["spans"]);
            prop_assert_eq!(&found["outputs"], &json["outputs"]);
        }
    }

    #[test]
    fn a_damaged_file_breaks_nothing(
        decisions in decisions(),
        (cut, byte, from, to) in any::<(Index, u8, Index, Index)>(),
    ) {
        let json = written(&Model::run(&decisions).writer.recording);
        survives_damage(json.as_bytes(), cut, byte, from, to);
        let old = format!("{:#}", as_first_written(&json));
        survives_damage(old.as_bytes(), cut, byte, from, to);
    }
}
