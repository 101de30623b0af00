//! Why a task was cancelled.

use super::Narrator;
use super::name::TOP_LEVEL;
use super::sentence::{Piece, Sentence, SentenceBuilder, say};
use super::time::moment;
use crate::analysis::{cancelled_by, cancelled_with, request_chain};
use crate::chart::{CancelRequest, Task, TaskEnd};
use crate::event::{CancelKind, NO_TASK, TaskId, Waker};
use crate::query::Lane;

/// At most this many requests of a chain are listed; the rest are counted.
const MAX_CHAIN: usize = 6;

impl Narrator<'_> {
    /// Why a task was cancelled: who requested it, who had requested the cancellation of
    /// that one, and so on. Empty where it was not cancelled, or nothing is known.
    #[must_use]
    pub fn why_cancelled(&self, task: TaskId) -> Vec<Sentence> {
        let Some(task) = self.chart.task(task) else {
            return Vec::new();
        };
        let requests = cancelled_by(self.chart, task);
        let sentences = match cancelled_with(self.chart, task) {
            _ if !requests.is_empty() => self.requests(task.id, &requests),
            None => Vec::new(),
            Some(other) => {
                let end = other.ended_event.unwrap_or(0);
                let awaited = say("it awaited ")
                    .pieces(self.agent(other.id, end))
                    .text(", which was cancelled");
                let requests = self.requests(task.id, &cancelled_by(self.chart, other));
                [awaited].into_iter().chain(requests).collect()
            }
        };
        let sentences = sentences.into_iter();
        sentences.map(SentenceBuilder::sentence).collect()
    }

    /// The requests to cancel a task that were made during a span, each with those that
    /// led to it.
    pub(super) fn requests_during(&self, task: &Task, index: usize) -> Vec<SentenceBuilder> {
        let Some(span) = task.spans.get(index) else {
            return Vec::new();
        };
        let until = task.spans.get(index + 1).map(|next| next.event);
        let until = until.or(task.ended_event).unwrap_or(usize::MAX);
        let during = |&&request: &&usize| {
            let request = self.chart.cancel_requests.get(request);
            request.is_some_and(|request| (span.event..until).contains(&request.event))
        };
        let requests = task.cancel_requests.iter().filter(during).take(MAX_CHAIN);
        requests
            .flat_map(|&request| self.requests(task.id, &request_chain(self.chart, request)))
            .collect()
    }

    /// A chain of requests in sentences about a task.
    fn requests(&self, subject: TaskId, requests: &[&CancelRequest]) -> Vec<SentenceBuilder> {
        let listed = requests.iter().take(MAX_CHAIN);
        let mut sentences: Vec<_> = listed
            .map(|request| self.request(subject, request))
            .collect();
        match requests.len().saturating_sub(MAX_CHAIN) {
            0 => {}
            1 => sentences.push(say("1 more request led to this")),
            more => sentences.push(say(format!("{more} more requests led to this"))),
        }
        sentences
    }

    fn request(&self, subject: TaskId, request: &CancelRequest) -> SentenceBuilder {
        let target = match request.task {
            task if task == subject => vec![Piece::Text("it".to_owned())],
            task => self.agent(task, request.event),
        };
        // `its cancellation`, `cancellation of inner`.
        let of_target = |noun: SentenceBuilder| match request.task == subject {
            true => say("its ").pieces(noun.phrase().0),
            false => noun
                .text(" of ")
                .pieces(self.agent(request.task, request.event)),
        };
        let gather = || {
            of_target(SentenceBuilder::default().code("gather"))
                .phrase()
                .0
        };
        let when = format!(" at {}", moment(request.time));
        let cause = || self.agent(request.cause, request.event);
        let has_cause = request.cause != NO_TASK;
        match request.how {
            CancelKind::Call => {
                let sentence = self
                    .requester(request)
                    .text(" requested ")
                    .pieces(of_target(say("cancellation")).phrase().0)
                    .text(when)
                    .on_line(request.line);
                match has_cause {
                    true => sentence.text(", being cancelled itself"),
                    false => sentence,
                }
            }
            CancelKind::Awaiter if has_cause => SentenceBuilder::default()
                .pieces(cause())
                .text(" awaited ")
                .pieces(target)
                .text(" and passed on its own cancellation")
                .text(when),
            CancelKind::Gather if has_cause => SentenceBuilder::default()
                .pieces(cause())
                .text(" awaited ")
                .pieces(gather())
                .text(" and passed on its own cancellation")
                .text(when),
            CancelKind::Awaiter | CancelKind::Gather => self
                .requester(request)
                .text(" cancelled ")
                .pieces(gather())
                .text(when)
                .on_line(request.line),
            CancelKind::TaskGroup => {
                let sentence = say("its task group cancelled ");
                let sentence = sentence.pieces(target).text(when).text(", because ");
                let failed = self.chart.task(request.cause).and_then(|cause| cause.ended);
                match failed {
                    Some((_, TaskEnd::Raised(exception)))
                        if request.by.task() == Some(request.cause) =>
                    {
                        sentence
                            .pieces(cause())
                            .text(" raised ")
                            .code(self.recording.label(exception))
                    }
                    _ if has_cause => sentence.pieces(cause()).text(" was being cancelled"),
                    _ => sentence.text("its body failed"),
                }
            }
            CancelKind::Timeout => say("a timeout in ")
                .pieces(target)
                .text(" expired")
                .text(when),
            CancelKind::Run => SentenceBuilder::default()
                .code("asyncio.run")
                .text(" cancelled ")
                .pieces(target)
                .text(when)
                .on_line(request.line)
                .text(", as the main task had ended"),
            CancelKind::Interrupt => say("Ctrl+C cancelled ").pieces(target).text(when),
        }
    }

    /// Who was running when a request was made.
    fn requester(&self, request: &CancelRequest) -> SentenceBuilder {
        match request.by {
            Waker::Task(id) => SentenceBuilder::default().pieces(self.agent(id, request.event)),
            Waker::Timer => say("a timer"),
            Waker::Thread(id) => say("thread ").text(self.lane(Lane::Thread(id))),
            Waker::Loop => match self.callback_during(request.event) {
                Some(index) => SentenceBuilder::default().pieces(self.callback_name(index)),
                None => say(TOP_LEVEL),
            },
        }
    }
}
