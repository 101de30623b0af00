//! The states of locks, queues and their like.

use super::Narrator;
use super::sentence::{Piece, Sentence, SentenceBuilder, count, say};
use super::time::{duration, moment};
use crate::chart::Resource;
use crate::event::{NO_TASK, ResourceId, ResourceKind, ResourceState, TaskId, ThreadId};
use crate::query::Lane;

impl Narrator<'_> {
    /// A resource with its kind, as a phrase: ``lock `forks[2]` ``.
    #[must_use]
    pub fn resource_name(&self, id: ResourceId) -> Sentence {
        let resource = self.chart.resource(id);
        let name = resource.map(|resource| self.resource(resource));
        Sentence(name.unwrap_or_default())
    }

    /// The state of a resource after the recording's first `events` events, and who
    /// waits for it. `None` before it was made.
    #[must_use]
    pub fn resource_at(&self, id: ResourceId, events: usize) -> Option<Sentence> {
        let resource = self.chart.resource(id)?;
        let state = resource.state_after(events)?;
        let mut sentence = self.resource_state(resource, state, events);
        let holders = resource.holders_after(events);
        if resource.kind == ResourceKind::Semaphore && !holders.is_empty() {
            sentence = self.agents(sentence.text("; acquired by "), &holders, events);
        }
        let tasks = self.chart.waiters_after(id, events);
        let threads = self.chart.waiting_threads_after(id, events);
        let waiters = tasks.len() + threads.len();
        if waiters > 0 {
            let tasks = tasks.iter().map(|&task| self.agent(task, events));
            let threads = threads
                .iter()
                .map(|&thread| vec![self.at_work(thread, events)]);
            let names: Vec<_> = tasks.chain(threads).collect();
            sentence = sentence
                .text("; ")
                .list(names.into_iter(), super::MAX_LISTED);
            sentence = sentence.text(format!(" {} waiting", is_or_are(waiters)));
        }
        Some(sentence.sentence())
    }

    /// The state of a resource from one change to the next, and who waited meanwhile.
    pub(super) fn change(&self, id: ResourceId, index: usize) -> Vec<Sentence> {
        let Some(resource) = self.chart.resource(id) else {
            return Vec::new();
        };
        let Some(change) = resource.changes.get(index) else {
            return Vec::new();
        };
        let next = resource.changes.get(index + 1);
        let end = next.map_or(self.chart.now, |next| next.time);
        let long = duration(end.saturating_sub(change.time));
        let lasts = match next {
            Some(_) => format!(" for {long}"),
            None => format!(" for the last {long}"),
        };
        let state = self.resource_state(resource, change.state, change.event);
        let mut sentences = vec![state.text(lasts).sentence()];
        if change.task != NO_TASK {
            let by = say("changed by ").pieces(self.agent(change.task, change.event));
            sentences.push(by.text(format!(" at {}", moment(change.time))).sentence());
        }
        let last = next.map_or(self.chart.events, |next| next.event);
        let waiters = self.waiters_between(resource, change.event, last);
        if !waiters.is_empty() {
            let names = SentenceBuilder::default().list(waiters.into_iter(), super::MAX_LISTED);
            sentences.push(names.text(" waited for it meanwhile").sentence());
        }
        sentences
    }

    pub(super) fn resource_summary(&self, id: ResourceId) -> Vec<Sentence> {
        let Some(resource) = self.chart.resource(id) else {
            return Vec::new();
        };
        let made = say("created by ")
            .pieces(self.agent(resource.task, resource.created_event))
            .on_line(resource.line)
            .text(format!(" at {}", moment(resource.created)))
            .sentence();
        let state = self.resource_at(id, self.chart.events);
        [made].into_iter().chain(state).collect()
    }

    /// A resource's state: `held by Anna`, `3 of at most 5 items`.
    fn resource_state(
        &self,
        resource: &Resource,
        state: ResourceState,
        event: usize,
    ) -> SentenceBuilder {
        let limit = resource.limit;
        match state {
            ResourceState::Free => say("free"),
            ResourceState::Held { by } => say("held by ").pieces(self.agent(by, event)),
            ResourceState::HeldByThread { by } => {
                say("held by thread ").piece(self.at_work(by, event))
            }
            ResourceState::Permits(left) => say(format!("{left} of {limit} permits left")),
            ResourceState::Set(true) => say("set"),
            ResourceState::Set(false) => say("not set"),
            ResourceState::Items { length, .. } => say(match limit {
                0 => count(length as usize, "item"),
                limit => format!("{length} of at most {}", count(limit as usize, "item")),
            }),
            ResourceState::Parties { inside, phase } => {
                let phase = phase.name();
                say(format!("{inside} of {limit} tasks arrived ({phase})"))
            }
        }
    }

    /// The tasks and threads that waited for a resource between two events.
    fn waiters_between(&self, resource: &Resource, first: usize, last: usize) -> Vec<Vec<Piece>> {
        let task = |&(task, span): &(TaskId, usize)| {
            let spans = &self.chart.task(task)?.spans;
            let begins = spans.get(span)?.event;
            let ends = spans.get(span + 1).map_or(usize::MAX, |next| next.event);
            (begins < last && ends > first).then(|| self.agent(task, last))
        };
        let thread = |&(thread, span): &(ThreadId, usize)| {
            let waits = self.chart.thread(thread)?.spans.get(span)?;
            let ends = waits.ended_event.unwrap_or(usize::MAX);
            let link = || vec![self.link(Lane::Thread(thread), span)];
            (waits.event < last && ends > first).then(link)
        };
        let tasks = resource.waits.iter().filter_map(task);
        tasks
            .chain(resource.thread_waits.iter().filter_map(thread))
            .collect()
    }
}

const fn is_or_are(number: usize) -> &'static str {
    match number {
        1 => "is",
        _ => "are",
    }
}
