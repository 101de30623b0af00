//! The spans of a task: why it was in a state, and what followed.

use super::sentence::{Piece, Sentence, SentenceBuilder, say};
use super::time::{duration, moment};
use super::{EVENT_LOOP, Narrator};
use crate::analysis::length;
use crate::chart::{Blocked, Runs, Span, State, Step, Task};
use crate::event::{Micros, ResourceState, TaskId, Wait};
use crate::query::Lane;

impl Narrator<'_> {
    /// A task's state in a span: `running`, `ready`, ``waiting for lock `grinder` ``.
    #[must_use]
    pub fn state(&self, span: &Span) -> Sentence {
        match span.on {
            Some(on) => say("waiting for ").pieces(self.wait(on).0),
            None => say(span.state.name()),
        }
        .phrase()
    }

    /// What a task is doing in a span: `is running`, ``is waiting for lock `grinder` ``.
    #[must_use]
    pub fn activity(&self, span: &Span) -> Sentence {
        say("is ").pieces(self.state(span).0).phrase()
    }

    /// What a task did in a blocked span of the loop, as a sentence whose subject is the
    /// task.
    #[must_use]
    pub fn blocked(&self, blocked: &Blocked) -> Sentence {
        self.blocking(blocked).sentence()
    }

    fn blocking(&self, blocked: &Blocked) -> SentenceBuilder {
        let long = duration(blocked.end.saturating_sub(blocked.start));
        say(format!("blocked the {EVENT_LOOP} for {long} with "))
            .code(self.recording.label(blocked.cause))
            .on_line(blocked.line)
            .text(": no other task could run")
    }

    /// Why a task was in this span, and what followed it.
    pub(super) fn span(&self, task: TaskId, index: usize) -> Vec<Sentence> {
        let Some(task) = self.chart.task(task) else {
            return Vec::new();
        };
        let Some(span) = task.spans.get(index) else {
            return Vec::new();
        };
        let mut sentences = match span.state {
            State::Running => self.running(task, index, span),
            State::Ready => self.ready(task, index, span),
            State::Waiting => self.waiting(task, index, span),
        };
        // A request to cancel comes before its consequence.
        let requests = self.requests_during(task, index);
        let at = sentences.len().min(1);
        sentences.splice(at..at, requests);
        let sentences = sentences.into_iter();
        sentences.map(SentenceBuilder::sentence).collect()
    }

    fn running(&self, task: &Task, index: usize, span: &Span) -> Vec<SentenceBuilder> {
        let verb = match span.end {
            Some(_) => "ran",
            None => "has been running",
        };
        let long = duration(length(self.chart, span));
        let ran = say(format!("{verb} for {long}"));
        let mut sentences = vec![match span.line {
            0 => ran,
            line => ran.text(", starting").on_line(line),
        }];
        let blocked = self.chart.blocked.iter().filter(|blocked| {
            blocked.task == task.id && span.start <= blocked.start && {
                span.end.is_none_or(|end| blocked.end <= end)
            }
        });
        sentences.extend(blocked.map(|blocked| {
            let blocking = self.blocking(blocked).phrase();
            say("it ").pieces(blocking.0)
        }));
        sentences.extend(match (task.spans.get(index + 1), task.ended) {
            (Some(next), _) => Some(match next.on {
                Some(on) => say("then it waited for ")
                    .pieces(self.wait(on).0)
                    .on_line(next.line),
                None => say("then it yielded for one turn and was ready again"),
            }),
            (None, Some((_, how))) => Some(say("then it ").pieces(self.ending(how).0)),
            (None, None) => None,
        });
        sentences
    }

    fn ready(&self, task: &Task, index: usize, span: &Span) -> Vec<SentenceBuilder> {
        let cause = match index.checked_sub(1).and_then(|last| task.spans.get(last)) {
            None => Some(
                say("created by ")
                    .pieces(self.agent(task.parent, task.created_event))
                    .on_line(task.line),
            ),
            Some(before) if before.state == State::Running => {
                Some(say("it yielded for one turn").on_line(span.line))
            }
            Some(_) => self.woken(task, span),
        };
        let verb = match span.end {
            Some(_) => "it was ready and queued",
            None => "it has been ready and queued",
        };
        let long = duration(length(self.chart, span));
        let queued = say(format!("{verb} for {long}"));
        let queued = self.behind(task.id, queued, span);
        cause.into_iter().chain([queued]).collect()
    }

    fn waiting(&self, task: &Task, index: usize, span: &Span) -> Vec<SentenceBuilder> {
        let long = duration(length(self.chart, span));
        let verb = match span.end {
            Some(_) => "waited",
            None => "has waited",
        };
        let waited = say(format!("{verb} {long}"));
        let waited = match span.on {
            Some(on) => waited.text(" for ").pieces(self.wait(on).0),
            None => waited,
        };
        let mut sentences = vec![waited.on_line(span.line)];
        sentences.extend(self.holders(span.on, span.event));
        match task.spans.get(index + 1) {
            Some(ready) if ready.state == State::Ready => {
                sentences.extend(self.woken(task, ready));
                if ready.end.is_none_or(|end| end > ready.start) {
                    let long = duration(length(self.chart, ready));
                    let queued = match ready.end {
                        Some(_) => format!("it then queued for {long}"),
                        None => format!("it has been ready and queued for {long}"),
                    };
                    sentences.push(self.behind(task.id, say(queued), ready));
                }
            }
            _ if span.end.is_some() => {
                sentences.push(say("the run ended before anything woke it"));
            }
            _ => {
                let nothing = say("nothing has woken it yet");
                sentences.push(match span.on.and_then(|on| on.until) {
                    Some(until) => {
                        nothing.text(format!("; its timer is set for {}", moment(until.get())))
                    }
                    None => nothing,
                });
            }
        }
        sentences
    }

    /// Who held what was waited for, before an event.
    pub(super) fn holders(&self, on: Option<Wait>, event: usize) -> Option<SentenceBuilder> {
        let resource = self.chart.resource(on?.object)?;
        if let Some(ResourceState::HeldByThread { by }) = resource.state_after(event) {
            let name = say("thread ").piece(self.at_work(by, event));
            return Some(name.text(" held it at the time"));
        }
        let holders = resource.holders_after(event);
        let holders = (!holders.is_empty()).then_some(holders)?;
        let names = self.agents(SentenceBuilder::default(), &holders, event);
        Some(names.text(" held it at the time"))
    }

    /// ` behind Task-1, which ran line 9`: what ran while a task was ready.
    fn behind(&self, task: TaskId, queued: SentenceBuilder, ready: &Span) -> SentenceBuilder {
        let Some((longest, count)) = self.longest_step(task, ready) else {
            return queued;
        };
        let (name, line) = match longest.runs {
            Runs::Task { task, span } => {
                let spans = self.chart.task(task).map(|task| &task.spans);
                let span_line = spans.and_then(|spans| spans.get(span));
                let line = span_line.map_or(0, |span| span.line);
                (vec![self.link(Lane::Task(task), span)], line)
            }
            Runs::Callback(index) => {
                let callback = self.chart.callbacks.get(index);
                let line = callback.map_or(0, |callback| callback.line);
                (self.callback_name(index), line)
            }
        };
        let mut queued = queued.text(" behind ").pieces(name);
        if line > 0 {
            queued = queued.text(", which ran ").piece(Piece::Line(line));
        }
        match count - 1 {
            0 => queued,
            1 => queued.text(", and 1 other"),
            more => queued.text(format!(", and {more} others")),
        }
    }

    /// Of the steps and callbacks that ran while a task was ready, the longest, and how
    /// many there were.
    fn longest_step(&self, task: TaskId, ready: &Span) -> Option<(&Step, usize)> {
        let until = self.chart.end_of(ready.end);
        let steps = &self.chart.steps;
        let first = steps.partition_point(|step| step.start < ready.start);
        // The step before may still have been running.
        let steps = steps.range(first.saturating_sub(1)..);
        let mut count = 0;
        let mut longest: Option<(Micros, &Step)> = None;
        for step in steps.take_while(|step| step.start < until) {
            let end = self.chart.end_of(self.chart.end_of_step(step));
            let long = end.min(until).saturating_sub(step.start.max(ready.start));
            let own = matches!(step.runs, Runs::Task { task: other, .. } if other == task);
            if own || long == 0 {
                continue;
            }
            count += 1;
            if longest.is_none_or(|(other, _)| other < long) {
                longest = Some((long, step));
            }
        }
        longest.map(|(_, step)| (step, count))
    }
}
