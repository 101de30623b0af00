//! Who asked a task to cancel itself, and who had asked that one, in sentences.

use super::Teller;
use crate::analysis::{cancelled_by, cancelled_with, chain};
use crate::chart::{Cancellation, Task, TaskEnd};
use crate::event::{CancelKind, NO_TASK, TaskId, Waker};
use crate::query::Lane;
use crate::sentence::{Draft, Piece, moment, say};

/// Of a longer chain the rest is counted.
const LONGEST: usize = 6;

impl Teller<'_> {
    /// Why a task was cancelled that was; nothing for another.
    pub(super) fn cancelled(&self, task: &Task) -> Vec<Draft> {
        let requests = cancelled_by(self.chart, task);
        if !requests.is_empty() {
            return self.requests(task.id, &requests);
        }
        let Some(other) = cancelled_with(self.chart, task) else {
            return Vec::new();
        };
        let end = other.ended_event.unwrap_or(0);
        let mut told = vec![
            say("It waited for ")
                .pieces(self.at(other.id, end))
                .text(", which was cancelled itself"),
        ];
        told.extend(self.requests(task.id, &cancelled_by(self.chart, other)));
        told
    }

    /// What a task was asked during a span, with what led to it.
    pub(super) fn asked_in(&self, task: &Task, index: usize) -> Vec<Draft> {
        let Some(span) = task.spans.get(index) else {
            return Vec::new();
        };
        let until = task.spans.get(index + 1).map(|next| next.event);
        let until = until.or(task.ended_event).unwrap_or(usize::MAX);
        let meanwhile = |&&request: &&usize| {
            let request = self.chart.cancellations.get(request);
            request.is_some_and(|request| (span.event..until).contains(&request.event))
        };
        let asked = task.asked.iter().filter(meanwhile).take(LONGEST);
        asked
            .flat_map(|&request| self.requests(task.id, &chain(self.chart, request)))
            .collect()
    }

    /// A chain of requests, of which the first was made of the task `told`, or led to
    /// what befell it.
    fn requests(&self, told: TaskId, requests: &[&Cancellation]) -> Vec<Draft> {
        let named = requests.iter().take(LONGEST);
        let mut drafts: Vec<_> = named.map(|request| self.request(told, request)).collect();
        if requests.len() > LONGEST {
            drafts.push(say(format!(
                "So it went on, {} times",
                requests.len() - LONGEST
            )));
        }
        drafts
    }

    fn request(&self, told: TaskId, request: &Cancellation) -> Draft {
        let whom = match request.task {
            task if task == told => vec![Piece::Text("it".to_owned())],
            task => self.at(task, request.event),
        };
        let when = format!(" at {}", moment(request.time));
        let cause = || self.at(request.cause, request.event);
        let has_cause = request.cause != NO_TASK;
        match request.how {
            CancelKind::Call => {
                let draft = self.asker(request).text(" asked ").pieces(whom);
                let draft = draft
                    .text(" to cancel itself")
                    .text(when)
                    .on_line(request.line);
                match has_cause {
                    true => draft.text(", being cancelled itself"),
                    false => draft,
                }
            }
            CancelKind::Awaiter if has_cause => Draft::default()
                .pieces(cause())
                .text(" waited for ")
                .pieces(whom)
                .text(", and passed its own cancellation on")
                .text(when),
            CancelKind::Gather if has_cause => Draft::default()
                .pieces(cause())
                .text(" waited for the gather that ")
                .pieces(whom)
                .text(" is part of, and passed its own cancellation on")
                .text(when),
            CancelKind::Awaiter | CancelKind::Gather => self
                .asker(request)
                .text(" cancelled the gather that ")
                .pieces(whom)
                .text(format!(" is part of{when}"))
                .on_line(request.line),
            CancelKind::TaskGroup => {
                let draft = say("The task group cancelled ").pieces(whom).text(when);
                let failed = self.chart.task(request.cause).and_then(|cause| cause.ended);
                match failed {
                    Some((_, TaskEnd::Raised(exception)))
                        if request.by.task() == Some(request.cause) =>
                    {
                        draft
                            .text(", because ")
                            .pieces(cause())
                            .text(" had raised ")
                            .code(self.recording.text(exception))
                    }
                    _ if has_cause => draft
                        .text(", because ")
                        .pieces(cause())
                        .text(" was to be cancelled itself"),
                    _ => draft.text(", because its body had failed"),
                }
            }
            CancelKind::Timeout => say("The deadline of a timeout in ")
                .pieces(whom)
                .text(format!(" passed{when}")),
            CancelKind::Run => say("The end of the main task left ")
                .pieces(whom)
                .text(format!(" over, and asyncio.run cancelled it{when}"))
                .on_line(request.line),
            CancelKind::Interrupt => say("Ctrl+C cancelled ").pieces(whom).text(when),
        }
    }

    /// Who was at work when a request was made.
    fn asker(&self, request: &Cancellation) -> Draft {
        match request.by {
            Waker::Task(id) => Draft::default().pieces(self.at(id, request.event)),
            Waker::Timer => say("A timer"),
            Waker::Thread(id) => say("The thread ").text(self.name(Lane::Thread(id))),
            Waker::Loop => say("The program, outside any task,"),
        }
    }
}
