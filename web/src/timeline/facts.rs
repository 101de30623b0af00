//! What there is to say about a thing in the picture, in sentences.

use std::fmt;

use interleave_trace::analysis::{summary, waker};
use interleave_trace::explain::{explain, resource_at};
use interleave_trace::{Lane, Micros, NO_TASK, Span, State, Stream, Task, TaskEnd, TaskId, Waker};

use super::hit::Hit;
use super::names::name;
use super::selection::Selection;
use super::tiles::MANY;
use super::time::moment;
use super::track::Track;
use crate::time::length;
use crate::trace::Trace as Run;
use crate::words;

/// No more lines of what was printed are shown.
const MAX_LINES: usize = 4;
/// And no more characters of each.
const MAX_CHARACTERS: usize = 80;

/// A heading and sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Whom it is about: `brew A`.
    pub(crate) title: String,
    /// What it is about: `waiting`.
    pub(crate) what: String,
    /// The sentences.
    pub(crate) lines: Vec<String>,
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}. {}", self.title, self.what, self.lines.join(" "))
    }
}

/// The facts of what is at a point; `None` where there is nothing to say.
pub(crate) fn facts(run: &Run, now: Micros, hit: Hit) -> Option<Facts> {
    match hit {
        Hit::Axis | Hit::Expander(_) | Hit::Nothing => None,
        Hit::Stretch(selection, merged) => of_stretch(run, now, selection, merged),
        Hit::Name(lane) => of_lane(run, now, lane),
        Hit::End(Lane::Task(id)) => run.chart.task(id).and_then(|task| of_end(run, task)),
        Hit::End(_) => None,
        Hit::Blocked(index) => of_block(run, index),
        Hit::Print(index) => of_print(run, index),
    }
}

fn of_stretch(run: &Run, now: Micros, selection: Selection, merged: usize) -> Option<Facts> {
    let Selection { lane, index } = selection;
    let track = Track::of(&run.chart, lane)?;
    if index >= track.len() {
        return None;
    }
    if merged >= MANY {
        let end = track
            .end((index + merged).min(track.len()) - 1)
            .unwrap_or(now);
        let start = track.start(index);
        return Some(Facts {
            title: name(run, lane).to_owned(),
            what: format!("{merged} stretches"),
            lines: vec![
                format!("{} – {}", moment(start), moment(end)),
                "Zoom in to tell them apart.".to_owned(),
            ],
        });
    }
    let (start, end) = (track.start(index), track.end(index));
    let (what, mut lines) = match lane {
        Lane::Task(id) => {
            let task = run.chart.task(id)?;
            let span = task.spans.get(index)?;
            (
                span.state.name().to_owned(),
                of_span(run, task, index, span),
            )
        }
        Lane::Thread(id) => {
            let job = run.chart.thread(id)?.jobs.get(index)?;
            let what = run.recording.text(job.job).to_owned();
            (what, vec![format!("A job of {}.", who(run, job.task))])
        }
        Lane::Resource(id) => {
            let resource = run.chart.resource(id)?;
            let told = explain(&run.chart, &run.recording, lane, index);
            let told = told.iter().map(ToString::to_string).collect();
            (resource.kind.name().to_owned(), told)
        }
        Lane::Loop => {
            let callback = run.chart.callbacks.get(index)?;
            let what = run.recording.text(callback.name).to_owned();
            (what, vec![format!("A callback{}.", at_line(callback.line))])
        }
    };
    let long = length(end.unwrap_or(now).saturating_sub(start));
    lines.push(match end {
        Some(end) => format!("{} – {}: {long}", moment(start), moment(end)),
        None => format!("Since {}: {long} so far", moment(start)),
    });
    if merged > 1 {
        lines.push(format!(
            "One of {merged} drawn as one: zoom in to tell them apart."
        ));
    }
    let title = name(run, lane).to_owned();
    Some(Facts { title, what, lines })
}

/// Why the task is in this span, and what came of it.
fn of_span(run: &Run, task: &Task, index: usize, span: &Span) -> Vec<String> {
    let next = task.spans.get(index + 1);
    let mut lines = Vec::new();
    match span.state {
        State::Running => {
            lines.push(match index {
                0 | 1 => format!("Its first step{}.", at_line(span.line)),
                _ => format!("Goes on{}.", at_line(span.line)),
            });
            lines.push(match (next, task.ended) {
                (Some(next), _) => match next.on {
                    Some(on) => {
                        format!(
                            "Then waits for {}{}.",
                            words::wait(on, run),
                            at_line(next.line)
                        )
                    }
                    None => "Then gives way for a turn.".to_owned(),
                },
                (None, Some((_, how))) => format!("Then {}.", ending(run, how)),
                (None, None) => return lines,
            });
        }
        State::Ready => match span.woken_by {
            Some(_) | None if index == 0 => {
                let by = who(run, task.parent);
                lines.push(format!("Created by {by}{}.", at_line(task.line)));
                lines.push("Queues for its first step.".to_owned());
            }
            Some(by) => {
                lines.push(format!("Woken by {}.", waker_name(run, task.id, by)));
                lines.push("Queues for its next step.".to_owned());
            }
            None => {}
        },
        State::Waiting => {
            if let Some(on) = span.on {
                let line = at_line(span.line);
                lines.push(format!("Waits for {}{line}.", words::wait(on, run)));
            }
            if let Some(by) = waker(task, span) {
                lines.push(format!("Woken by {}.", waker_name(run, task.id, by)));
            }
        }
    }
    lines
}

fn of_lane(run: &Run, now: Micros, lane: Lane) -> Option<Facts> {
    let mut facts = Facts {
        title: name(run, lane).to_owned(),
        ..Facts::default()
    };
    match lane {
        Lane::Task(id) => {
            let task = run.chart.task(id)?;
            facts.what = run.recording.text(task.coro).to_owned();
            let (by, line) = (who(run, task.parent), at_line(task.line));
            let created = moment(task.created);
            facts
                .lines
                .push(format!("Created by {by}{line} at {created}."));
            let sum = summary(&run.chart, task);
            let (ran, queued, waited) =
                (length(sum.running), length(sum.ready), length(sum.waiting));
            let steps = sum.steps;
            let plural = if steps == 1 { "" } else { "s" };
            facts.lines.push(format!(
                "Ran for {ran} in {steps} step{plural}, queued for {queued}, waited for {waited}."
            ));
            if let Some((time, how)) = task.ended {
                facts
                    .lines
                    .push(format!("At {} it {}.", moment(time), ending(run, how)));
            }
        }
        Lane::Thread(id) => {
            let jobs = &run.chart.thread(id)?.jobs;
            facts.what = "thread".to_owned();
            let busy = jobs
                .iter()
                .map(|job| job.end.unwrap_or(now).saturating_sub(job.start));
            let (count, busy) = (jobs.len(), length(busy.sum()));
            let plural = if count == 1 { "" } else { "s" };
            facts
                .lines
                .push(format!("Ran {count} job{plural}, for {busy}."));
        }
        Lane::Resource(id) => {
            let resource = run.chart.resource(id)?;
            facts.what = resource.kind.name().to_owned();
            let (by, line) = (who(run, resource.task), at_line(resource.line));
            facts.lines.push(format!("Made by {by}{line}."));
            let state = resource_at(&run.chart, &run.recording, id, run.chart.events);
            facts.lines.extend(state.map(|state| state.to_string()));
        }
        Lane::Loop => {
            facts
                .lines
                .push("Callbacks, and what runs outside any task.".to_owned());
        }
    }
    Some(facts)
}

fn of_end(run: &Run, task: &Task) -> Option<Facts> {
    let lines = match task.ended {
        Some((time, how)) => {
            let mut ending = ending(run, how);
            ending[..1].make_ascii_uppercase();
            vec![format!("{ending}."), format!("At {}.", moment(time))]
        }
        None => {
            let on = task.spans.last().and_then(|span| span.on);
            let on = on.map(|on| format!("It waits for {}.", words::wait(on, run)));
            let over = "The run was over before this task.".to_owned();
            [over].into_iter().chain(on).collect()
        }
    };
    Some(Facts {
        title: run.recording.text(task.name).to_owned(),
        what: String::new(),
        lines,
    })
}

fn of_block(run: &Run, index: usize) -> Option<Facts> {
    let block = run.chart.blocked.get(index)?;
    let (cause, line) = (run.recording.text(block.cause), at_line(block.line));
    let long = length(block.end - block.start);
    Some(Facts {
        title: who(run, block.task),
        what: "blocks the loop".to_owned(),
        lines: vec![
            format!("With {cause}{line}: nothing else could run."),
            format!("{} – {}: {long}", moment(block.start), moment(block.end)),
        ],
    })
}

fn of_print(run: &Run, index: usize) -> Option<Facts> {
    let output = run.chart.outputs.get(index)?;
    let text = run.recording.text(output.text);
    let mut lines: Vec<String> = text.lines().take(MAX_LINES).map(shortened).collect();
    if text.lines().count() > MAX_LINES {
        lines.push("…".to_owned());
    }
    Some(Facts {
        title: match output.thread {
            0 => who(run, output.task),
            thread => name(run, Lane::Thread(thread)).to_owned(),
        },
        what: match output.stream {
            Stream::Stdin => format!("reads at {}", moment(output.time)),
            _ => format!("prints at {}", moment(output.time)),
        },
        lines,
    })
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn ending(run: &Run, how: TaskEnd) -> String {
    match how {
        TaskEnd::Returned => "returned".to_owned(),
        TaskEnd::Raised(exception) => format!("raised {}", run.recording.text(exception)),
        TaskEnd::Cancelled => "was cancelled".to_owned(),
    }
}

fn who(run: &Run, task: TaskId) -> String {
    match task {
        NO_TASK => "the event loop".to_owned(),
        id => name(run, Lane::Task(id)).to_owned(),
    }
}

fn waker_name(run: &Run, woken: TaskId, by: Waker) -> String {
    match by {
        Waker::Task(id) if id == woken => "itself".to_owned(),
        Waker::Task(id) => who(run, id),
        Waker::Timer => "its timer".to_owned(),
        Waker::Thread(id) => format!("thread {}", name(run, Lane::Thread(id))),
        Waker::Loop => "the event loop".to_owned(),
    }
}

fn at_line(line: u32) -> String {
    match line {
        0 => String::new(),
        line => format!(" at line {line}"),
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::WaitKind;

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
        let facts = facts(&script.run, script.run.chart.now, hit).expect("something to say");
        (format!("{} {}", facts.title, facts.what), facts.lines)
    }

    fn span(index: usize) -> Hit {
        let lane = Lane::Task(1);
        Hit::Stretch(Selection { lane, index }, 1)
    }

    #[test]
    fn of_each_state() {
        let script = script();
        let (title, lines) = said(&script, span(0));
        assert_eq!(title, "main ready");
        assert_eq!(lines[0], "Created by the event loop at line 9.");
        let (title, lines) = said(&script, span(1));
        assert_eq!(title, "main running");
        assert_eq!(
            lines,
            [
                "Its first step at line 3.",
                "Then waits for lock grinder at line 4.",
                "0.000010 s – 0.000020 s: 10 µs",
            ]
        );
        let (title, lines) = said(&script, span(2));
        assert_eq!(title, "main waiting");
        assert_eq!(
            lines[..2],
            [
                "Waits for lock grinder at line 4.",
                "Woken by the event loop."
            ]
        );
        assert_eq!(
            said(&script, span(4)).1[1],
            "Then raised ValueError: no beans."
        );
    }

    #[test]
    fn of_what_lasts() {
        let script = task().ready(0).runs(10).waits(1_000).until(251_000);
        let (_, lines) = said(&script, span(2));
        assert_eq!(
            lines,
            [
                "Waits for sleep 1.0 at line 4.",
                "Since 0.001 s: 0.250 s so far"
            ]
        );
    }

    #[test]
    fn of_ends_and_lanes_and_prints() {
        let script = script();
        let lane = Lane::Task(1);
        assert_eq!(
            said(&script, Hit::End(lane)).1[0],
            "Raised ValueError: no beans."
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
        assert_eq!(title, "main blocks the loop");
        assert_eq!(
            lines[0],
            "With time.sleep at line 5: nothing else could run."
        );
    }

    #[test]
    fn of_what_is_merged() {
        let script = script();
        let lane = Lane::Task(1);
        let merged = |count| said(&script, Hit::Stretch(Selection { lane, index: 1 }, count));
        assert_eq!(
            merged(3).1[3],
            "One of 3 drawn as one: zoom in to tell them apart."
        );
        let (title, lines) = merged(40);
        assert_eq!(title, "main 40 stretches");
        assert_eq!(lines[0], "0.000010 s – 1.500010 s");
    }
}
