//! Lanes at the cursor.

use super::Narrator;
use super::sentence::{Piece, Sentence, say};
use super::time::{duration, moment};
use crate::analysis::length;
use crate::chart::{Span, Task};
use crate::event::ResourceId;
use crate::query::{Lane, Moment};

impl Narrator<'_> {
    /// What a task is doing at the cursor: in its span at `index`, or in none, before its
    /// creation or after its end.
    #[must_use]
    pub fn task_at_cursor(&self, task: &Task, cursor: Moment, index: Option<usize>) -> Sentence {
        let sentence = say(format!("at the cursor, {}, it ", moment(cursor.time)));
        let span = index.and_then(|index| Some((index, task.spans.get(index)?)));
        let Some((index, span)) = span else {
            return match task.created_event < cursor.events {
                true => sentence.text("has ended"),
                false => sentence.text("does not exist yet"),
            }
            .sentence();
        };
        // The verb links to the span.
        let mut activity = self.activity(span).0.into_iter();
        let verb = activity
            .next()
            .map_or_else(String::new, |verb| verb.to_string());
        let words = verb.trim_end();
        let space = &verb[words.len()..];
        sentence
            .piece(Piece::Link(words.to_owned(), Lane::Task(task.id), index))
            .text(space)
            .pieces(activity)
            .sentence()
    }

    /// The state of a resource at the cursor. `None` before it was created.
    #[must_use]
    pub fn resource_at_cursor(&self, id: ResourceId, cursor: Moment) -> Option<Sentence> {
        let state = self.resource_at(id, cursor.events)?;
        let at = say(format!("At the cursor, {}: ", moment(cursor.time)));
        Some(at.pieces(state.0).phrase())
    }

    /// When a task was in a span, and for how long: `brew at 0.944 s, running for 10 µs`.
    #[must_use]
    pub fn occurrence(&self, task: &Task, span: &Span) -> String {
        format!(
            "{} at {}, {} for {}",
            self.task(task.id),
            moment(span.start),
            span.state.name(),
            duration(length(self.chart, span))
        )
    }
}
