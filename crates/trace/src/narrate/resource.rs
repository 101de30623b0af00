//! The states of locks, queues and their like.

use super::Narrator;
use super::sentence::{Sentence, SentenceBuilder, count, say};
use super::time::{duration, moment};
use crate::chart::Resource;
use crate::event::{NO_TASK, ResourceId, ResourceKind, ResourceState, TaskId};

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
        let waiters = self.chart.waiters_after(id, events);
        if !waiters.is_empty() {
            let verb = is_or_are(waiters.len());
            sentence = self.agents(sentence.text("; "), &waiters, events);
            sentence = sentence.text(format!(" {verb} waiting"));
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
            let names = self.agents(SentenceBuilder::default(), &waiters, last);
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

    /// The tasks that waited for a resource between two events.
    fn waiters_between(&self, resource: &Resource, first: usize, last: usize) -> Vec<TaskId> {
        let waited = |&(task, span): &(TaskId, usize)| {
            let spans = &self.chart.task(task)?.spans;
            let begins = spans.get(span)?.event;
            let ends = spans.get(span + 1).map_or(usize::MAX, |next| next.event);
            (begins < last && ends > first).then_some(task)
        };
        resource.waits.iter().filter_map(waited).collect()
    }
}

const fn is_or_are(number: usize) -> &'static str {
    match number {
        1 => "is",
        _ => "are",
    }
}
