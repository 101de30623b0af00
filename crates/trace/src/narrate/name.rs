//! What lanes, tasks and callbacks are called.

use std::collections::HashMap;

use super::Narrator;
use super::sentence::{Piece, Sentence, SentenceBuilder};
use crate::chart::{Chart, Resource, Span, State, Task};
use crate::event::{NO_TASK, Sym, TaskId};
use crate::query::Lane;
use crate::recording::Recording;

/// The name of the loop's lane.
pub const EVENT_LOOP: &str = "event loop";

/// The name of the part of a program that runs outside any task and any callback.
pub const TOP_LEVEL: &str = "top-level code";

impl<'a> Narrator<'a> {
    /// A lane's name.
    #[must_use]
    pub fn lane(&self, lane: Lane) -> &'a str {
        let name = match lane {
            Lane::Loop => return EVENT_LOOP,
            Lane::Task(id) => self.chart.task(id).map(|task| task.name),
            Lane::Thread(id) => self.chart.thread(id).map(|thread| thread.name),
            Lane::Resource(id) => self.chart.resource(id).map(|resource| resource.label),
        };
        name.map_or("", |name| self.recording.label(name))
    }

    /// A task's name; [`TOP_LEVEL`] for what is outside any task.
    #[must_use]
    pub fn task(&self, id: TaskId) -> &'a str {
        match id {
            NO_TASK => TOP_LEVEL,
            id => self.lane(Lane::Task(id)),
        }
    }

    /// Who caused an event: a task, [`EVENT_LOOP`] for its callbacks, else [`TOP_LEVEL`].
    #[must_use]
    pub fn doer(&self, task: TaskId, event: usize) -> &'a str {
        match task {
            NO_TASK if self.callback_during(event).is_some() => EVENT_LOOP,
            task => self.task(task),
        }
    }

    /// A resource with its kind: ``lock `forks[2]` ``.
    pub(super) fn resource(&self, resource: &Resource) -> Vec<Piece> {
        let label = self.recording.label(resource.label).to_owned();
        vec![
            Piece::Text(format!("{} ", resource.kind.name())),
            Piece::Code(label),
        ]
    }

    /// The agent of an event, with a link to the step or callback in which it happened:
    /// a task, a callback, or top-level code.
    pub(super) fn agent(&self, task: TaskId, event: usize) -> Vec<Piece> {
        match self.chart.task(task) {
            Some(of) => {
                let index = step_before(of, event).map_or(0, |(index, _)| index);
                vec![self.link(Lane::Task(task), index)]
            }
            None => match self.callback_during(event) {
                Some(index) => self.callback_name(index),
                None => vec![Piece::Text(TOP_LEVEL.to_owned())],
            },
        }
    }

    /// The agent of an event: a task, a callback, or top-level code.
    #[must_use]
    pub fn agent_name(&self, task: TaskId, event: usize) -> String {
        Sentence(self.agent(task, event)).to_string()
    }

    /// Several tasks: `Anna, Jakob and Lena`, with links to what they did before an event.
    pub(super) fn agents(
        &self,
        sentence: SentenceBuilder,
        tasks: &[TaskId],
        event: usize,
    ) -> SentenceBuilder {
        let names = tasks.iter().map(|&task| self.agent(task, event));
        sentence.list(names, super::MAX_LISTED)
    }

    /// A lane's name as a link to one of its items.
    pub(super) fn link(&self, lane: Lane, index: usize) -> Piece {
        Piece::Link(self.lane(lane).to_owned(), lane, index)
    }

    /// A callback: `callback on_done`.
    pub(super) fn callback_name(&self, index: usize) -> Vec<Piece> {
        let callback = self.chart.callbacks.get(index);
        let name = callback.map_or("", |callback| self.recording.label(callback.name));
        vec![
            Piece::Text("callback ".to_owned()),
            Piece::Link(name.to_owned(), Lane::Loop, index),
        ]
    }

    /// The callback that ran when an event happened.
    pub(super) fn callback_during(&self, event: usize) -> Option<usize> {
        let begun = self
            .chart
            .callbacks
            .partition_point(|callback| callback.event < event);
        let index = begun.checked_sub(1)?;
        let ended = self.chart.callbacks[index].ended_event;
        ended.is_none_or(|ended| event <= ended).then_some(index)
    }
}

/// The last step that a task began before an event, and its index.
pub(super) fn step_before(task: &Task, event: usize) -> Option<(usize, &Span)> {
    let begun = task.spans.partition_point(|span| span.event < event);
    let spans = task.spans.range(..begun).enumerate();
    spans.rev().find(|(_, span)| span.state == State::Running)
}

/// Names of tasks for texts without links: a name that several tasks share is followed
/// by the task's number.
#[derive(Debug)]
pub struct UniqueNames<'a> {
    narrator: Narrator<'a>,
    count: HashMap<Sym, u32>,
}

impl<'a> UniqueNames<'a> {
    /// The names of a chart's tasks.
    #[must_use]
    pub fn new(chart: &'a Chart, recording: &'a Recording) -> Self {
        let mut count = HashMap::new();
        for task in &chart.tasks {
            *count.entry(task.name).or_default() += 1;
        }
        let narrator = Narrator::new(chart, recording);
        Self { narrator, count }
    }

    /// `brew`, or `brew (#3)` where another task is called the same.
    #[must_use]
    pub fn task(&self, id: TaskId) -> String {
        let name = self.narrator.task(id);
        let task = self.narrator.chart.task(id);
        match task.and_then(|task| self.count.get(&task.name)) {
            Some(2..) => format!("{name} (#{id})"),
            _ => name.to_owned(),
        }
    }

    /// `A, B and C`; `A, B, C and 7 others`.
    #[must_use]
    pub fn tasks(&self, ids: &[TaskId]) -> String {
        const MAX: usize = 4;
        let max = if ids.len() > MAX { MAX - 1 } else { MAX };
        let names = ids.iter().map(|&id| [Piece::Text(self.task(id))]);
        let list = SentenceBuilder::default().list(names, max);
        list.phrase().to_string()
    }
}
