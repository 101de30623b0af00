//! Tooltips: what there is to say about the element at a point of the timeline.

use std::fmt;

use interleave_trace::narrate::time::{exact_moment, exact_range, extent};
use interleave_trace::narrate::{Heading, Piece, Sentence};
use interleave_trace::{Lane, Micros, Stream, Task};

use super::hit::Hit;
use super::selection::Selection;
use super::tiles::MANY;
use super::track::Track;
use crate::trace::Trace;

/// At most this many lines of output are shown.
const MAX_LINES: usize = 4;
/// At most this many characters of each.
const MAX_CHARACTERS: usize = 80;

/// A heading and sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tooltip {
    /// The lane: `brew`.
    pub(crate) title: String,
    /// The item in it: `waiting`.
    pub(crate) subtitle: String,
    /// What there is to say about it.
    pub(crate) sentences: Vec<Sentence>,
}

impl fmt::Display for Tooltip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}.", self.title, self.subtitle)?;
        let mut sentences = self.sentences.iter();
        sentences.try_for_each(|sentence| write!(f, " {}", sentence.label()))
    }
}

impl Tooltip {
    fn new(heading: Heading<'_>, sentences: Vec<Sentence>) -> Self {
        Self {
            title: heading.title.to_owned(),
            subtitle: heading.subtitle.to_owned(),
            sentences,
        }
    }
}

/// The tooltip of the element at a point; `None` where there is nothing to say.
pub(crate) fn tooltip(run: &Trace, now: Micros, hit: Hit) -> Option<Tooltip> {
    match hit {
        Hit::End(Lane::Task(id)) => run.chart.task(id).map(|task| of_end(run, task)),
        Hit::End(_) | Hit::Axis | Hit::Expander(_) | Hit::Nothing => None,
        Hit::Span(selection, merged) => of_item(run, now, selection, merged),
        Hit::Name(lane) => Some(of_lane(run, lane)),
        Hit::Blocked(index) => of_block(run, index),
        Hit::Print(index) => of_print(run, index),
    }
}

fn of_item(run: &Trace, now: Micros, selection: Selection, merged: usize) -> Option<Tooltip> {
    let Selection { lane, index } = selection;
    let track = Track::of(&run.chart, lane).filter(|track| index < track.len())?;
    let narrator = run.narrator();
    let start = track.start(index);
    if merged >= MANY {
        let last = (index + merged).min(track.len()) - 1;
        let end = track.end(last).unwrap_or(now);
        return Some(Tooltip {
            title: narrator.lane(lane).to_owned(),
            subtitle: format!("{merged} spans"),
            sentences: vec![
                text(exact_range(start, end)),
                text("Zoom in to see each one."),
            ],
        });
    }
    let mut sentences = narrator.item(lane, index);
    sentences.push(text(extent(start, track.end(index), now)));
    if merged > 1 {
        sentences.push(text(format!(
            "{merged} spans are drawn as one. Zoom in to see each one."
        )));
    }
    Some(Tooltip::new(narrator.heading(lane, index)?, sentences))
}

fn of_lane(run: &Trace, lane: Lane) -> Tooltip {
    let narrator = run.narrator();
    Tooltip::new(narrator.lane_heading(lane), narrator.lane_summary(lane))
}

fn of_end(run: &Trace, task: &Task) -> Tooltip {
    let narrator = run.narrator();
    let ended = narrator.ended(task);
    Tooltip {
        title: narrator.task(task.id).to_owned(),
        subtitle: String::new(),
        sentences: vec![ended.unwrap_or_else(|| narrator.unfinished(task))],
    }
}

fn of_block(run: &Trace, index: usize) -> Option<Tooltip> {
    let block = run.chart.blocked.get(index)?;
    let narrator = run.narrator();
    Some(Tooltip {
        title: narrator.agent_name(block.task, block.event),
        subtitle: "blocks the event loop".to_owned(),
        sentences: vec![
            narrator.blocked(block),
            text(extent(block.start, Some(block.end), block.end)),
            text("Click to select the step that blocked."),
        ],
    })
}

fn of_print(run: &Trace, index: usize) -> Option<Tooltip> {
    let output = run.chart.outputs.get(index)?;
    let narrator = run.narrator();
    let printed = run.recording.text(output.text);
    let mut sentences: Vec<Sentence> = printed
        .lines()
        .take(MAX_LINES)
        .map(|line| text(shortened(line)))
        .collect();
    if printed.lines().count() > MAX_LINES {
        sentences.push(text("…"));
    }
    let at = exact_moment(output.time);
    Some(Tooltip {
        title: match output.thread {
            0 => narrator.agent_name(output.task, output.event),
            thread => narrator.lane(Lane::Thread(thread)).to_owned(),
        },
        subtitle: match output.stream {
            Stream::Stdin => format!("reads at {at}"),
            Stream::Stdout | Stream::Stderr => format!("prints at {at}"),
        },
        sentences,
    })
}

fn text(text: impl Into<String>) -> Sentence {
    Sentence(vec![Piece::Text(text.into())])
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{WaitKind, Waker};

    use super::super::fixtures::{Script, task};
    use super::*;

    fn script() -> Script {
        let script = task().ready(0).runs(10).prints(12, "tea?\n");
        let script = script.waits_on(20, WaitKind::Lock, "grinder");
        script
            .woken(1_000_020, Waker::Loop)
            .runs(1_500_000)
            .raises(1_500_010, "ValueError: no beans")
    }

    fn said(script: &Script, hit: Hit) -> (String, Vec<String>) {
        let tooltip = tooltip(&script.run, script.run.chart.now, hit).expect("something to say");
        let lines = tooltip.sentences.iter().map(ToString::to_string).collect();
        (format!("{} {}", tooltip.title, tooltip.subtitle), lines)
    }

    fn span(index: usize) -> Hit {
        let lane = Lane::Task(1);
        Hit::Span(Selection { lane, index }, 1)
    }

    #[test]
    fn of_each_state() {
        let script = script();
        let (title, lines) = said(&script, span(0));
        assert_eq!(title, "main ready");
        assert_eq!(lines[0], "Created by top-level code on line 9.");
        let (title, lines) = said(&script, span(1));
        assert_eq!(title, "main running");
        assert_eq!(
            lines,
            [
                "Ran for 10 µs, starting on line 3.",
                "Then it waited for lock `grinder` on line 4.",
                "0.000010–0.000020 s: 10 µs",
            ]
        );
        let (title, lines) = said(&script, span(2));
        assert_eq!(title, "main waiting");
        assert_eq!(
            lines[..2],
            [
                "Waited 1 s for lock `grinder` on line 4.",
                "The event loop woke it at 1.000 s."
            ]
        );
        assert_eq!(
            said(&script, span(4)).1[1],
            "Then it raised `ValueError: no beans`."
        );
    }

    #[test]
    fn of_what_lasts() {
        let script = task().ready(0).runs(10).waits(1_000).until(251_000);
        let (_, lines) = said(&script, span(2));
        assert_eq!(
            lines,
            [
                "Has waited 0.25 s for `sleep(1.0)` on line 4.",
                "Nothing has woken it yet.",
                "Since 0.001 s: 0.25 s so far"
            ]
        );
    }

    #[test]
    fn of_ends_and_lanes_and_prints() {
        let script = script();
        let lane = Lane::Task(1);
        assert_eq!(
            said(&script, Hit::End(lane)).1[0],
            "Raised `ValueError: no beans` at 1.500 s."
        );
        assert_eq!(
            said(&script, Hit::Print(0)),
            ("main prints at 0.000012 s".into(), vec!["tea?".into()])
        );
        let (title, lines) = said(&script, Hit::Name(lane));
        assert_eq!(title, "main brew");
        assert!(
            lines[1].starts_with("Ran for 20 µs in 2 steps, queued for"),
            "{lines:?}"
        );
    }

    #[test]
    fn of_a_blocked_loop() {
        let script = task().ready(0).runs(0).blocked(0, 1_000_000);
        let (title, lines) = said(&script, Hit::Blocked(0));
        assert_eq!(title, "main blocks the event loop");
        assert_eq!(
            lines[0],
            "Blocked the event loop for 1 s with `time.sleep` on line 5: no other task could run."
        );
    }

    #[test]
    fn of_what_is_merged() {
        let script = script();
        let lane = Lane::Task(1);
        let merged = |count| said(&script, Hit::Span(Selection { lane, index: 1 }, count));
        assert_eq!(
            merged(3).1[3],
            "3 spans are drawn as one. Zoom in to see each one."
        );
        let (title, lines) = merged(40);
        assert_eq!(title, "main 40 spans");
        assert_eq!(lines[0], "0.000010–1.500010 s");
    }
}
