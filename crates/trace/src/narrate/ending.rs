//! How a task ended.

use super::Narrator;
use super::sentence::{Sentence, say};
use crate::chart::TaskEnd;

impl Narrator<'_> {
    /// How a task ended: `returned`, `was cancelled`, ``raised `ValueError: no` ``.
    #[must_use]
    pub fn ending(&self, how: TaskEnd) -> Sentence {
        match how {
            TaskEnd::Returned => say("returned"),
            TaskEnd::Cancelled => say("was cancelled"),
            TaskEnd::Raised(exception) => say("raised ").code(self.recording.label(exception)),
        }
        .phrase()
    }
}
