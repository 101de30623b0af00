//! Opening trace files: our own, damaged ones, and files of other programs.

use interleave_trace::critical::critical_path;
use interleave_trace::{
    Chart, Lane, Moment, Narrator, Opened, Recording, chrome_json, open, timeline, trace_json,
    transcript,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::model::Model;
use crate::small::breakfast;

fn encoded(recording: &Recording) -> String {
    trace_json(&Chart::of(recording), recording)
}

fn reencoded(opened: &Opened) -> String {
    trace_json(&opened.chart, &opened.recording)
}

/// Why a file is refused.
fn refusal(json: impl AsRef<[u8]>) -> String {
    open(json.as_ref()).expect_err("it is refused").to_string()
}

#[test]
fn a_recording_survives_a_round_trip() {
    let mut recording = breakfast();
    recording.set_source("import asyncio\n");
    let json = encoded(&recording);
    let opened = open(json.as_bytes()).expect("it is a recording");
    assert_eq!(opened.recording.source(), Some("import asyncio\n"));
    assert_eq!(reencoded(&opened), json);
    assert_eq!(
        transcript(&opened.chart, &opened.recording),
        transcript(&Chart::of(&recording), &recording)
    );
}

#[test]
fn a_reformatted_file_opens() {
    let value: Value = serde_json::from_str(&encoded(&breakfast())).expect("it is JSON");
    let spaced = format!(
        "\u{feff} {}",
        serde_json::to_string_pretty(&value).expect("it is")
    );
    let opened = open(spaced.as_bytes()).expect("it is a recording");
    assert_eq!(reencoded(&opened), encoded(&breakfast()));
}

#[test]
fn other_files_are_refused_with_the_reason() {
    for (file, why) in [
        ("", "The file is empty."),
        (" \n", "The file is empty."),
        (
            "import asyncio\n",
            "This is not a recording: a recording is a JSON file that begins with {.",
        ),
        (
            "\u{89}PNG\r\n",
            "This is not a recording: a recording is a JSON file that begins with {.",
        ),
        (
            "{}",
            "This is not a recording of Interleave, but some other JSON file.",
        ),
        (
            "[1, 2]",
            "This is not a recording of Interleave, but some other JSON file.",
        ),
        (
            r#"{"name":"x","version":"1.0.0","tasks":{}}"#,
            "This is not a recording of Interleave, but some other JSON file.",
        ),
        (
            r#"{"version":1,"data":[]}"#,
            "This is not a recording of Interleave, but some other JSON file.",
        ),
        (
            r#"{"displayTimeUnit":"ms","traceEvents":[{"ph":"X"}]}"#,
            "This is a trace for Perfetto or chrome://tracing. To open a recording here, export it \
             as Trace.",
        ),
        (
            r#"{"version":2,"tasks":[],"what":"?"}"#,
            "The recording has format version 2, from a later Interleave; this one reads version 1.",
        ),
        (
            "{\"version\":1,\n\"tasks\":[\n{\"id\":1}]}",
            "The recording is incomplete: it has no `events`.",
        ),
        (
            "{\"version\":1,\n\"events\":[\n[0,1,7,\"runs\",3]]}",
            "Line 3 is not valid in a recording: there is no task 7 yet.",
        ),
        (
            "{\"version\":1,\n\"events\":[[0,1,0,\"dances\"]]}",
            "Line 2 is not valid in a recording: unknown variant `dances`",
        ),
        (
            "{\"version\":1,\n\"tasks\":[\n",
            "The file is incomplete: it ends in the middle of line 3.",
        ),
        (
            "{\"version\":1,,}",
            "The file is damaged: invalid JSON at line 1, column 14.",
        ),
    ] {
        let refusal = refusal(file);
        assert!(refusal.starts_with(why), "{file}: {refusal}");
    }
    assert_eq!(
        refusal(b"{\"version\":1,\"\xff\xfe\":0}"),
        "The file is damaged: invalid JSON at line 1, column 17."
    );
}

#[test]
fn an_inconsistent_recording_is_refused() {
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
            "event 1 is inconsistent with those before it",
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
            "line number 4000000000 is out of range",
        ),
        (
            format!(r#"{born},[99999999999999999,1,1,"runs",4]"#),
            "a time of 99999999999999999 µs is out of range",
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
            "event 1 is inconsistent with those before it",
        ),
        (
            format!(r#"{made},[6,1,0,"ended","finished",0,""],[6,1,0,"called"]"#),
            "there is an event after the end of the run",
        ),
    ] {
        let found = events(&rows);
        assert!(found.contains(why), "{rows}: {found}");
    }
}

/// A file is either opened, and can be shown, or refused; nothing panics.
fn opens_or_is_refused(json: &[u8]) {
    let Ok(Opened { recording, chart }) = open(json) else {
        return;
    };
    let texts = [
        transcript(&chart, &recording),
        trace_json(&chart, &recording),
        chrome_json(&chart, &recording),
        timeline(&chart, &recording, 80),
    ];
    assert!(texts.iter().all(|text| !text.is_empty()));
    let narrator = Narrator::new(&chart, &recording);
    for event in 0..chart.events {
        let _ = narrator.event(event);
    }
    for task in &chart.tasks {
        for span in 0..task.spans.len() {
            let _ = narrator.item(Lane::Task(task.id), span);
        }
        let _ = narrator.life(task.id);
    }
    let path = critical_path(&chart);
    assert!(path.iter().all(|segment| segment.end <= chart.now));
}

/// Cuts a file off, changes one of its bytes, and swaps and drops lines.
fn survives_damage(json: &[u8], cut: Index, byte: u8, from: Index, to: Index) {
    opens_or_is_refused(&json[..cut.index(json.len())]);
    let mut changed = json.to_vec();
    changed[cut.index(json.len())] = byte;
    opens_or_is_refused(&changed);
    // Still JSON, but not what happened.
    let mut lines: Vec<&[u8]> = json.split_inclusive(|&byte| byte == b'\n').collect();
    let (from, to) = (from.index(lines.len()), to.index(lines.len()));
    lines.swap(from, to);
    opens_or_is_refused(&lines.concat());
    lines.remove(from);
    opens_or_is_refused(&lines.concat());
}

fn decisions() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..300)
}

proptest! {
    #[test]
    fn any_recording_survives_a_round_trip(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let json = encoded(&recording);
        let opened = open(json.as_bytes()).expect("it is a recording");
        prop_assert_eq!(reencoded(&opened), json);
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
    fn a_damaged_file_never_panics(
        decisions in decisions(),
        (cut, byte, from, to) in any::<(Index, u8, Index, Index)>(),
    ) {
        let json = encoded(&Model::run(&decisions).writer.recording);
        survives_damage(json.as_bytes(), cut, byte, from, to);
    }
}
