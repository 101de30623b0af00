//! The jobs of simulated threads.

use super::Narrator;
use super::sentence::{Sentence, count, say};
use super::time::duration;
use crate::chart::ThreadJob;
use crate::event::{Micros, ThreadId};

impl Narrator<'_> {
    /// What a thread ran in a job, for whom, and for how long.
    pub(super) fn job(&self, id: ThreadId, index: usize) -> Vec<Sentence> {
        let thread = self.chart.thread(id);
        let Some(job) = thread.and_then(|thread| thread.jobs.get(index)) else {
            return Vec::new();
        };
        let long = self.chart.end_of(job.end).saturating_sub(job.start);
        let sentence = say("Ran ")
            .code(self.recording.label(job.job))
            .text(" on behalf of ")
            .pieces(self.agent(job.task, job.event))
            .text(format!(" for {}", duration(long)));
        vec![sentence.sentence()]
    }

    /// What a thread is doing: ``running `grind` ``, or `idle` where it has no job.
    #[must_use]
    pub fn thread_state(&self, job: Option<&ThreadJob>) -> Sentence {
        match job {
            Some(job) => say("running ").code(self.recording.label(job.job)),
            None => say("idle"),
        }
        .phrase()
    }

    pub(super) fn thread_summary(&self, id: ThreadId) -> Vec<Sentence> {
        let Some(thread) = self.chart.thread(id) else {
            return Vec::new();
        };
        let busy = thread
            .jobs
            .iter()
            .map(|job| self.chart.end_of(job.end).saturating_sub(job.start));
        let (count, long) = (
            count(thread.jobs.len(), "job"),
            duration(busy.sum::<Micros>()),
        );
        vec![say(format!("Ran {count}, {long} in total")).sentence()]
    }
}
