//! Totals of a run: how often, how long in all and how long at most each task was in each
//! state, each resource was waited for and held, each line ran and waited, and each kind
//! of wait lasted.

use std::collections::BTreeMap;

use crate::chart::{Chart, Resource, Span, State, Task};
use crate::event::{Micros, NO_TASK, ResourceId, ResourceState, TaskId, WaitKind};
use crate::query::Moment;

/// How often something happened, and how long it took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub count: usize,
    /// How long in all.
    pub total: Micros,
    /// The longest.
    pub longest: Micros,
}

/// How a task spent its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskTotal {
    /// The task.
    pub task: TaskId,
    /// Its steps.
    pub running: Tally,
    /// Its time in the ready queue.
    pub ready: Tally,
    /// Its waits.
    pub waiting: Tally,
}

/// How a lock, a queue or another resource was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceTotal {
    /// The resource.
    pub resource: ResourceId,
    /// The waits for it.
    pub waits: Tally,
    /// For how long a lock, or a permit of a semaphore, was held. `None` for what nobody
    /// holds.
    pub holds: Option<Tally>,
    /// The most items in a queue, permits of a semaphore in use, or tasks at a barrier.
    pub most: Option<u32>,
}

/// What happened at a line: the steps that started there, and the waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTotal {
    /// The line.
    pub line: u32,
    /// The steps that started at it.
    pub running: Tally,
    /// The waits at it.
    pub waiting: Tally,
}

/// The waits of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTotal {
    /// The kind.
    pub kind: WaitKind,
    /// How many tasks waited so.
    pub tasks: usize,
    /// The waits.
    pub waits: Tally,
}

impl Tally {
    /// Counts one more, of this length.
    pub fn add(&mut self, length: Micros) {
        self.count += 1;
        self.total += length;
        self.longest = self.longest.max(length);
    }
}

/// The totals of each task that existed at a moment, up to that moment.
#[must_use]
pub fn task_totals(chart: &Chart, until: Moment) -> Vec<TaskTotal> {
    let tasks = existing(chart, until).map(|task| {
        let mut total = TaskTotal {
            task: task.id,
            running: Tally::default(),
            ready: Tally::default(),
            waiting: Tally::default(),
        };
        for (span, length) in begun(chart, task, until) {
            match span.state {
                State::Running => &mut total.running,
                State::Ready => &mut total.ready,
                State::Waiting => &mut total.waiting,
            }
            .add(length);
        }
        total
    });
    tasks.collect()
}

/// The totals of each resource that was used before a moment, up to that moment.
#[must_use]
pub fn resource_totals(chart: &Chart, until: Moment) -> Vec<ResourceTotal> {
    let resources = chart.resources.iter();
    let used = resources.filter(|resource| {
        let first = resource.changes.first().map(|change| change.event);
        first.is_some_and(|event| event < until.events)
    });
    let total = |resource: &Resource| ResourceTotal {
        resource: resource.id,
        waits: waits_for(chart, resource, until),
        holds: holds(resource, until),
        most: most(resource, until),
    };
    used.map(total).collect()
}

/// The totals of each line at which a step started or waited before a moment, in the order
/// of the lines. What has no line is left out.
#[must_use]
pub fn line_totals(chart: &Chart, until: Moment) -> Vec<LineTotal> {
    let mut lines = BTreeMap::<u32, (Tally, Tally)>::new();
    for task in existing(chart, until) {
        for (span, length) in begun(chart, task, until) {
            if span.line == 0 || span.state == State::Ready {
                continue;
            }
            let (running, waiting) = lines.entry(span.line).or_default();
            match span.state {
                State::Waiting => waiting.add(length),
                _ => running.add(length),
            }
        }
    }
    let total = |(line, (running, waiting))| LineTotal {
        line,
        running,
        waiting,
    };
    lines.into_iter().map(total).collect()
}

/// The totals of each kind of wait that began before a moment, in the order in which they
/// first occurred.
#[must_use]
pub fn wait_totals(chart: &Chart, until: Moment) -> Vec<WaitTotal> {
    let mut totals = Vec::<(WaitTotal, TaskId)>::new();
    for task in existing(chart, until) {
        for (span, length) in begun(chart, task, until) {
            let Some(on) = span.on else { continue };
            let known = totals.iter().position(|(total, _)| total.kind == on.kind);
            let at = known.unwrap_or_else(|| {
                let (kind, waits) = (on.kind, Tally::default());
                let tasks = 0;
                totals.push((WaitTotal { kind, tasks, waits }, NO_TASK));
                totals.len() - 1
            });
            let (total, last) = &mut totals[at];
            total.waits.add(length);
            total.tasks += usize::from(*last != task.id);
            *last = task.id;
        }
    }
    totals.into_iter().map(|(total, _)| total).collect()
}

fn existing(chart: &Chart, until: Moment) -> impl Iterator<Item = &Task> {
    let tasks = chart.tasks.iter();
    tasks.filter(move |task| task.created_event < until.events)
}

/// The spans of a task that have begun at a moment, with their lengths up to it.
fn begun<'a>(
    chart: &'a Chart,
    task: &'a Task,
    until: Moment,
) -> impl Iterator<Item = (&'a Span, Micros)> {
    let begun = move |span: &&Span| {
        // A task whose timer expired while the loop was blocked is ready from its deadline
        // on, although the event that says so comes later.
        let late = span.state == State::Ready && span.start < until.time;
        span.event < until.events || late
    };
    let spans = task.spans.iter().take_while(begun);
    spans.map(move |span| {
        let end = chart.end_of(span.end).min(until.time);
        (span, end.saturating_sub(span.start))
    })
}

fn waits_for(chart: &Chart, resource: &Resource, until: Moment) -> Tally {
    let mut tally = Tally::default();
    for &(task, index) in &resource.waits {
        let span = chart.task(task).and_then(|task| task.spans.get(index));
        let Some(span) = span.filter(|span| span.event < until.events) else {
            continue;
        };
        let end = chart.end_of(span.end).min(until.time);
        tally.add(end.saturating_sub(span.start));
    }
    for &(thread, index) in &resource.thread_waits {
        let span = chart
            .thread(thread)
            .and_then(|thread| thread.spans.get(index));
        let Some(span) = span.filter(|span| span.event < until.events) else {
            continue;
        };
        let end = chart.end_of(span.end).min(until.time);
        tally.add(end.saturating_sub(span.start));
    }
    tally
}

fn changes(resource: &Resource, until: Moment) -> impl Iterator<Item = &crate::chart::Change> {
    let changes = resource.changes.iter();
    changes.take_while(move |change| change.event < until.events)
}

/// For how long each holder of a lock, or of a semaphore's permit, held it. A permit that
/// another task releases counts as the one that was acquired first, as in
/// [`Resource::holders_after`].
fn holds(resource: &Resource, until: Moment) -> Option<Tally> {
    let mut tally = Tally::default();
    let mut holders = Vec::<(TaskId, Micros)>::new();
    let mut left_before = resource.limit;
    for change in changes(resource, until) {
        let is_acquired = match change.state {
            ResourceState::Held { .. } | ResourceState::HeldByThread { .. } => true,
            ResourceState::Free => false,
            ResourceState::Permits(left) => {
                let before = std::mem::replace(&mut left_before, left);
                left < before
            }
            _ => return None,
        };
        if is_acquired {
            holders.push((change.task, change.time));
        } else if !holders.is_empty() {
            let own = holders.iter().position(|&(task, _)| task == change.task);
            let (_, since) = holders.remove(own.unwrap_or(0));
            tally.add(change.time.saturating_sub(since));
        }
    }
    for (_, since) in holders {
        tally.add(until.time.saturating_sub(since));
    }
    Some(tally)
}

fn most(resource: &Resource, until: Moment) -> Option<u32> {
    let amounts = changes(resource, until).map(|change| match change.state {
        ResourceState::Items { length, .. } => Some(length),
        ResourceState::Permits(left) => Some(resource.limit.saturating_sub(left)),
        ResourceState::Parties { inside, .. } => Some(inside),
        ResourceState::Free
        | ResourceState::Held { .. }
        | ResourceState::HeldByThread { .. }
        | ResourceState::Set(_) => None,
    });
    amounts.max().flatten()
}
