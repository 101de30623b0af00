//! The loop's callbacks.

use super::Narrator;
use super::sentence::{Sentence, count, say};
use super::time::duration;
use crate::event::Micros;

impl Narrator<'_> {
    /// What the loop ran in a callback, and for how long.
    pub(super) fn callback(&self, index: usize) -> Vec<Sentence> {
        let Some(callback) = self.chart.callbacks.get(index) else {
            return Vec::new();
        };
        let end = self.chart.end_of(callback.end);
        let long = duration(end.saturating_sub(callback.start));
        let sentence = say("The event loop ran callback ")
            .code(self.recording.label(callback.name))
            .on_line(callback.line)
            .text(format!(
                " for {long}, in loop turn {}, outside any task",
                callback.turn
            ));
        vec![sentence.sentence()]
    }

    pub(super) fn loop_summary(&self) -> Vec<Sentence> {
        let callbacks = &self.chart.callbacks;
        let busy = callbacks.iter().map(|callback| {
            let end = self.chart.end_of(callback.end);
            end.saturating_sub(callback.start)
        });
        let (count, long) = (
            count(callbacks.len(), "callback"),
            duration(busy.sum::<Micros>()),
        );
        let sentence = say(format!("Ran {count} outside any task, {long} in total"));
        vec![sentence.sentence()]
    }
}
