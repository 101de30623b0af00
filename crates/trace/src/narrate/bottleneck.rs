//! The bottlenecks of a run.

use std::collections::HashSet;

use super::Narrator;
use super::sentence::{Piece, Sentence, SentenceBuilder, say};
use super::time::{duration, moment};
use crate::chart::State;
use crate::critical::{Bottleneck, Segment, span_of};
use crate::query::Lane;

/// At most this many tasks or threads are listed; the rest are counted.
const MAX_NAMES: usize = 3;

impl Narrator<'_> {
    /// What would have to be faster for the run to be shorter, by how much, and how often it
    /// happened: ``2 s, 10 times: A and B waited for `sleep(0.2)` on line 87.``
    #[must_use]
    pub fn bottleneck(&self, bottleneck: &Bottleneck) -> Sentence {
        let Bottleneck { length, segments } = bottleneck;
        let long = duration(*length);
        let sentence = match segments.len() {
            0 | 1 => say(format!("{long}: ")),
            many => say(format!("{long}, {many} times: ")),
        };
        sentence.pieces(self.segments(segments)).sentence()
    }

    /// A segment of the critical path: ``0.2 s at 1.300 s: A waited for `sleep(0.2)` on line 87.``
    #[must_use]
    pub fn segment(&self, segment: &Segment) -> Sentence {
        let long = duration(segment.end.saturating_sub(segment.start));
        say(format!("{long} at {}: ", moment(segment.start)))
            .pieces(self.segments(std::slice::from_ref(segment)))
            .sentence()
    }

    /// What happened in segments with the same cause.
    fn segments(&self, segments: &[Segment]) -> Vec<Piece> {
        let Some(first) = segments.first() else {
            return Vec::new();
        };
        let Some(index) = first.index else {
            let idle = "no task was running: start-up, shutdown and the event loop itself";
            return say(idle).phrase().0;
        };
        let (lanes, names) = self.lanes_of(segments);
        let sentence = match first.lane {
            Lane::Loop | Lane::Resource(_) => {
                let name = SentenceBuilder::default().pieces(self.callback_name(index));
                name.text(" ran")
            }
            Lane::Thread(id) => {
                let thread = self.chart.thread(id);
                let span = thread.and_then(|thread| thread.spans.get(index));
                let threads = say(if lanes == 1 { "thread " } else { "threads " }).pieces(names);
                match span.and_then(|span| span.on) {
                    Some(on) => {
                        let line = span.map_or(0, |span| span.line);
                        let waited = threads.text(" waited for ").pieces(self.wait(on).0);
                        waited.on_line(line)
                    }
                    None => {
                        let job = span.and_then(|span| thread?.jobs.get(span.job));
                        let job = job.map_or("", |job| self.recording.label(job.job));
                        threads.text(" ran ").code(job)
                    }
                }
            }
            Lane::Task(_) => {
                let tasks = SentenceBuilder::default().pieces(names);
                let span = span_of(self.chart, first);
                let line = span.map_or(0, |span| span.line);
                match (first.state, span.and_then(|span| span.on)) {
                    (State::Running, _) => tasks.text(" ran").on_line(line),
                    (State::Ready, _) => {
                        let verb = if lanes == 1 { "was" } else { "were" };
                        tasks.text(format!(" {verb} ready and queued behind others"))
                    }
                    (State::Waiting, Some(on)) => tasks
                        .text(" waited for ")
                        .pieces(self.wait(on).0)
                        .on_line(line),
                    (State::Waiting, None) => tasks.text(" waited").on_line(line),
                }
            }
        };
        sentence.phrase().0
    }

    /// How many lanes segments are in, and the lanes' names, each with a link to its first
    /// segment.
    fn lanes_of(&self, segments: &[Segment]) -> (usize, Vec<Piece>) {
        let mut known = HashSet::new();
        let firsts: Vec<_> = segments
            .iter()
            .filter(|segment| known.insert(segment.lane))
            .map(|segment| [self.link(segment.lane, segment.index.unwrap_or(0))])
            .collect();
        let count = firsts.len();
        let names = SentenceBuilder::default().list(firsts.into_iter(), MAX_NAMES);
        (count, names.phrase().0)
    }
}
