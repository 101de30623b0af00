//! The bottlenecks of a run.

use super::Narrator;
use super::sentence::{Sentence, SentenceBuilder, say};
use super::time::duration;
use crate::chart::State;
use crate::critical::{Bottleneck, Segment, span_of};
use crate::query::Lane;

impl Narrator<'_> {
    /// What would have to be faster for the run to be shorter, and by how much.
    #[must_use]
    pub fn bottleneck(&self, bottleneck: &Bottleneck) -> Sentence {
        let Bottleneck { length, segment } = bottleneck;
        say(format!("{}: ", duration(*length)))
            .pieces(self.segment(segment).0)
            .sentence()
    }

    fn segment(&self, segment: &Segment) -> Sentence {
        let Some(index) = segment.index else {
            return say(
                "nothing of the program ran: its start, its end, and the event loop itself",
            )
            .phrase();
        };
        let own = SentenceBuilder::default();
        let sentence = match segment.lane {
            Lane::Loop | Lane::Resource(_) => own.pieces(self.callback_name(index)).text(" ran"),
            Lane::Thread(id) => {
                let job = self
                    .chart
                    .thread(id)
                    .and_then(|thread| thread.jobs.get(index));
                let job = job.map_or("", |job| self.recording.text(job.job));
                let thread = own.text("thread ").piece(self.link(segment.lane, index));
                thread.text(" ran ").code(job)
            }
            Lane::Task(_) => {
                let task = own.piece(self.link(segment.lane, index));
                let span = span_of(self.chart, segment);
                let line = span.map_or(0, |span| span.line);
                match (segment.state, span.and_then(|span| span.on)) {
                    (State::Running, _) => task.text(" ran").on_line(line),
                    (State::Ready, _) => task.text(" was ready and queued behind others"),
                    (State::Waiting, Some(on)) => task
                        .text(" waited for ")
                        .pieces(self.wait(on).0)
                        .on_line(line),
                    (State::Waiting, None) => task.text(" waited").on_line(line),
                }
            }
        };
        sentence.phrase()
    }
}
