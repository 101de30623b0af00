//! The jobs of simulated threads.

use super::Narrator;
use super::sentence::{Piece, Sentence, count, say};
use super::time::duration;
use crate::chart::{ThreadJob, ThreadSpan};
use crate::event::{Micros, ThreadId, Wait};
use crate::query::Lane;

impl Narrator<'_> {
    /// What a thread ran in a job, for whom, and for how long; or what it waited for.
    pub(super) fn thread_span(&self, id: ThreadId, index: usize) -> Vec<Sentence> {
        let thread = self.chart.thread(id);
        let span = thread.and_then(|thread| thread.spans.get(index));
        let job = span.and_then(|span| thread?.jobs.get(span.job));
        let (Some(span), Some(job)) = (span, job) else {
            return Vec::new();
        };
        match span.on {
            Some(on) => self.thread_waited(span, job, on),
            None => vec![self.thread_ran(span, job)],
        }
    }

    fn thread_ran(&self, span: &ThreadSpan, job: &ThreadJob) -> Sentence {
        let lasted = duration(self.length(span.start, span.end));
        let whole = duration(self.length(job.start, job.end));
        let sentence = say("Ran ")
            .code(self.recording.label(job.job))
            .text(" on behalf of ")
            .pieces(self.agent(job.task, job.event))
            .text(format!(" for {lasted}"));
        match lasted == whole {
            true => sentence,
            false => sentence.text(format!(", of {whole} that the job took")),
        }
        .sentence()
    }

    fn thread_waited(&self, span: &ThreadSpan, job: &ThreadJob, on: Wait) -> Vec<Sentence> {
        let lasted = duration(self.length(span.start, span.end));
        let verb = match span.end {
            Some(_) => "waited",
            None => "has waited",
        };
        let waited = say(format!("{verb} {lasted} for "))
            .pieces(self.wait(on).0)
            .on_line(span.line)
            .text(" in ")
            .code(self.recording.label(job.job));
        let holders = self.holders(Some(on), span.event);
        let sentences = [waited].into_iter().chain(holders);
        sentences.map(|sentence| sentence.sentence()).collect()
    }

    fn length(&self, start: Micros, end: Option<Micros>) -> Micros {
        self.chart.end_of(end).saturating_sub(start)
    }

    /// What a thread is doing in the latest span of its lane: ``running `grind` ``,
    /// ``waiting for lock `grinder` ``, or `idle` where it has no job.
    #[must_use]
    pub fn thread_state(&self, id: ThreadId, span: Option<&ThreadSpan>) -> Sentence {
        let Some(span) = span else {
            return say("idle").phrase();
        };
        match span.on {
            Some(on) => say("waiting for ").pieces(self.wait(on).0),
            None => {
                let jobs = self.chart.thread(id).map(|thread| &thread.jobs);
                let job = jobs.and_then(|jobs| jobs.get(span.job));
                say("running ").code(job.map_or("", |job| self.recording.label(job.job)))
            }
        }
        .phrase()
    }

    pub(super) fn thread_summary(&self, id: ThreadId) -> Vec<Sentence> {
        let Some(thread) = self.chart.thread(id) else {
            return Vec::new();
        };
        let long = |is_wait: bool| -> Micros {
            let spans = thread.spans.iter();
            spans
                .filter(|span| span.on.is_some() == is_wait)
                .map(|span| self.length(span.start, span.end))
                .sum()
        };
        let (count, ran, waited) = (count(thread.jobs.len(), "job"), long(false), long(true));
        let ran = say(format!("Ran {count}, {} in total", duration(ran)));
        vec![
            match waited {
                0 => ran,
                waited => ran.text(format!(", and waited {}", duration(waited))),
            }
            .sentence(),
        ]
    }

    /// A thread's name, as a link to what it did when an event happened.
    pub(super) fn at_work(&self, id: ThreadId, event: usize) -> Piece {
        let spans = self.chart.thread(id).map(|thread| &thread.spans);
        let begun = spans.map_or(0, |spans| spans.partition_point(|span| span.event < event));
        self.link(Lane::Thread(id), begun.saturating_sub(1))
    }
}
