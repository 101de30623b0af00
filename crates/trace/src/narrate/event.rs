//! Single events.

use super::recorded::{diagnostic, reason};
use super::sentence::{Piece, Sentence, SentenceBuilder, count, say};
use super::time::{duration, moment};
use super::{EVENT_LOOP, Narrator};
use crate::event::{
    CancelKind, Event, Kind, NO_TASK, Outcome, ResourceId, ResourceState, Sym, TaskId, Wait, Waker,
};
use crate::query::Lane;

impl Narrator<'_> {
    /// The event at this index of the recording, as a phrase whose subject is its task:
    /// ``waits for lock `grinder` on line 4``.
    #[must_use]
    pub fn event(&self, index: usize) -> Sentence {
        let events = self.recording.events();
        let event = events.get(index).map(|event| self.predicate(event, index));
        event.unwrap_or_default().phrase()
    }

    /// The event at this index with its subject, as what happens next: `At 0.944 s, next:
    /// Task-1 runs on line 3.`
    #[must_use]
    pub fn next_event(&self, index: usize) -> Sentence {
        let Some(event) = self.recording.events().get(index) else {
            return Sentence::default();
        };
        let subject = match event.task {
            NO_TASK => EVENT_LOOP,
            task => self.task(task),
        };
        say(format!("at {}, next: {subject} ", moment(event.time)))
            .pieces(self.event(index).0)
            .sentence()
    }

    fn predicate(&self, event: &Event, index: usize) -> SentenceBuilder {
        let text = |sym: Sym| self.recording.label(sym);
        match event.kind {
            Kind::TaskCreated {
                coro, parent, line, ..
            } => say("is created by ")
                .pieces(self.agent(parent, index))
                .on_line(line)
                .text(" to run ")
                .code(format!("{}()", text(coro))),
            Kind::Renamed { name } => say(format!("is renamed to {}", text(name))),
            Kind::Scheduled { by } => match by {
                Waker::Task(id) if id == event.task => say("is ready again"),
                by => say("is made ready by ").pieces(self.waker_at(by, event.task, index)),
            },
            Kind::StepBegins { line } => say("runs").on_line(line),
            Kind::StepEnds { line, outcome } => match outcome {
                Outcome::Waits(on) => say("waits for ").pieces(self.wait(on).0),
                Outcome::Yielded => say("yields for one turn"),
                Outcome::Returned => say("returns"),
                Outcome::Raised { exception } => say("raises ").code(text(exception)),
                Outcome::Cancelled => say("is cancelled"),
            }
            .on_line(line),
            Kind::CancelRequested { by, how, line, .. } => {
                let by = self.waker_at(by, event.task, index);
                let requested = say("cancellation requested by ").pieces(by).on_line(line);
                match how {
                    CancelKind::Call => requested,
                    how => requested.text(format!(" ({})", how.name())),
                }
            }
            Kind::CallbackBegins { name, line } => say("callback ")
                .code(text(name))
                .text(" runs")
                .on_line(line),
            Kind::CallbackEnds => say("the callback ends"),
            Kind::Output {
                stream, text: what, ..
            } => say(format!("writes {:?} to {}", text(what), stream.name())),
            Kind::Blocked { start, line, cause } => {
                let long = duration(event.time.saturating_sub(start));
                say(format!("blocked the {EVENT_LOOP} for {long} with "))
                    .code(text(cause))
                    .on_line(line)
            }
            Kind::ThreadBegins { name, job, .. } => {
                say(format!("thread {} starts ", text(name))).code(text(job))
            }
            Kind::ThreadWaits {
                thread,
                line,
                kind,
                label,
                object,
            } => {
                let thread = self.lane(Lane::Thread(thread));
                let on = Wait::endless(kind, label, object);
                say(format!("thread {thread} waits for "))
                    .pieces(self.wait(on).0)
                    .on_line(line)
            }
            Kind::ThreadResumes { thread } => say(format!(
                "thread {} goes on",
                self.lane(Lane::Thread(thread))
            )),
            Kind::ThreadEnds { thread } => say(format!(
                "thread {} is done",
                self.lane(Lane::Thread(thread))
            )),
            Kind::ResourceCreated {
                kind, label, line, ..
            } => say(format!("creates {} ", kind.name()))
                .code(text(label))
                .on_line(line),
            Kind::ResourceNamed { resource, label } => {
                let kind = self.chart.resource(resource);
                let kind = kind.map_or("resource", |resource| resource.kind.name());
                say(format!("names a {kind} ")).code(text(label))
            }
            Kind::ResourceChanged { resource, state } => self.changed(resource, state),
            Kind::Diagnostic {
                kind,
                line,
                text: what,
                ..
            } => SentenceBuilder::default()
                .pieces(diagnostic(kind, text(what)).0)
                .on_line(line),
            Kind::Ended { how, text: why, .. } => {
                let why = text(why);
                let colon = if why.is_empty() { "" } else { ": " };
                say(format!("the run ended ({}){colon}", how.name())).pieces(reason(how, why).0)
            }
        }
    }

    fn changed(&self, id: ResourceId, state: ResourceState) -> SentenceBuilder {
        let name = self.resource_name(id).0;
        let (verb, rest) = match state {
            ResourceState::Held { .. } | ResourceState::HeldByThread { .. } => {
                ("takes ", String::new())
            }
            ResourceState::Free => ("releases ", String::new()),
            ResourceState::Permits(left) => (
                "changes ",
                format!(": {} left", count(left as usize, "permit")),
            ),
            ResourceState::Set(true) => ("sets ", String::new()),
            ResourceState::Set(false) => ("clears ", String::new()),
            ResourceState::Items { length, unfinished } => (
                "changes ",
                format!(
                    ": {}, {unfinished} unfinished",
                    count(length as usize, "item")
                ),
            ),
            ResourceState::Parties { inside, phase } => (
                "changes ",
                format!(
                    ": {} arrived ({})",
                    count(inside as usize, "task"),
                    phase.name()
                ),
            ),
        };
        say(verb).pieces(name).text(rest)
    }

    /// Who woke a task with an event, or requested its cancellation: the callback where
    /// one was running.
    fn waker_at(&self, by: Waker, task: TaskId, event: usize) -> Vec<Piece> {
        match (by, self.callback_during(event)) {
            (Waker::Loop, Some(callback)) => self.callback_name(callback),
            (by, _) => vec![Piece::Text(self.waker(by, task))],
        }
    }
}
