//! Why tasks can't go on: who waits for whom, and for what nobody is left to do.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::chart::{Chart, Span, State, Task};
use crate::event::{NO_RESOURCE, ResourceId, Sym, TaskId, Wait, WaitKind};

/// The tasks that a task awaits, directly or in a `gather`, a `wait` or a task group. A
/// chart does not know them: an event names only one object that a task waits for.
pub type Awaited = HashMap<TaskId, Vec<TaskId>>;

/// A task that can't go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckTask {
    /// The task.
    pub task: TaskId,
    /// What it waits for.
    pub on: Wait,
    /// Why its wait can't end.
    pub obstacle: Obstacle,
}

/// Why a wait can't end. Tasks that wait for the same share a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The tasks that it awaits are stuck as well.
    Awaits(Arc<[TaskId]>),
    /// The lock or semaphore is held by tasks that are not done.
    HeldBy(Arc<[TaskId]>),
    /// The lock or semaphore was never released by those who held it last: tasks that are
    /// done, or [`NO_TASK`](crate::NO_TASK).
    NeverReleased(Arc<[TaskId]>),
    /// No task is left that could end it.
    Nobody,
}

impl Obstacle {
    /// The tasks that would have to go on for the wait to end.
    #[must_use]
    pub fn tasks(&self) -> &[TaskId] {
        match self {
            Self::Awaits(tasks) | Self::HeldBy(tasks) => tasks,
            Self::NeverReleased(_) | Self::Nobody => &[],
        }
    }
}

/// A cause of a deadlock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deadlock {
    /// Each task waits for the next one, and the last for the first.
    Cycle(Vec<StuckTask>),
    /// All these tasks wait for the same, which nobody is left to do.
    Abandoned(Vec<StuckTask>),
}

impl Deadlock {
    /// The tasks that it is about.
    #[must_use]
    pub fn tasks(&self) -> &[StuckTask] {
        let (Self::Cycle(tasks) | Self::Abandoned(tasks)) = self;
        tasks
    }
}

/// The causes of a deadlock. Tasks that wait for those in a cause are left out.
#[must_use]
pub fn deadlocks(chart: &Chart, awaited: &Awaited) -> Vec<Deadlock> {
    let mut held_known: HashMap<ResourceId, Obstacle> = HashMap::new();
    let stuck: BTreeMap<TaskId, StuckTask> = chart
        .tasks
        .iter()
        .filter_map(|task| {
            let (task, on) = (task.id, wait_of(task)?);
            let obstacle = match on.kind {
                WaitKind::Lock | WaitKind::Semaphore => held_known
                    .entry(on.object)
                    .or_insert_with(|| held(chart, on))
                    .clone(),
                kind => unfinished(kind, awaited.get(&task)),
            };
            Some((task, StuckTask { task, on, obstacle }))
        })
        .collect();
    let mut causes: Vec<Deadlock> = cycles(&stuck)
        .iter()
        .map(|cycle| {
            let tasks = cycle.iter().filter_map(|task| stuck.get(task));
            Deadlock::Cycle(tasks.cloned().collect())
        })
        .collect();
    let mut abandoned: Vec<Vec<StuckTask>> = Vec::new();
    let mut groups: HashMap<Reason<'_>, usize> = HashMap::new();
    for task in stuck.values() {
        let others = task.obstacle.tasks();
        if others.iter().any(|other| stuck.contains_key(other)) {
            continue;
        }
        let group = *groups.entry(reason(task)).or_insert(abandoned.len());
        match abandoned.get_mut(group) {
            Some(group) => group.push(task.clone()),
            None => abandoned.push(vec![task.clone()]),
        }
    }
    causes.extend(abandoned.into_iter().map(Deadlock::Abandoned));
    causes
}

/// What a task waits for at the chart's end; `None` where it doesn't wait.
#[must_use]
pub fn wait_of(task: &Task) -> Option<Wait> {
    let waits = |span: &&Span| task.ended.is_none() && span.state == State::Waiting;
    task.spans.last().filter(waits)?.on
}

/// What a task waits for, and why in vain.
type Reason<'a> = (WaitKind, ResourceId, Option<Sym>, &'a Obstacle);

fn reason(task: &StuckTask) -> Reason<'_> {
    let on = task.on;
    let label = (on.object == NO_RESOURCE).then_some(on.label);
    (on.kind, on.object, label, &task.obstacle)
}

/// Why a wait for something other than a lock can't end.
fn unfinished(kind: WaitKind, awaited: Option<&Vec<TaskId>>) -> Obstacle {
    match (kind, awaited) {
        (
            WaitKind::Task
            | WaitKind::Gather
            | WaitKind::Wait
            | WaitKind::TaskGroup
            | WaitKind::Future,
            Some(tasks),
        ) if !tasks.is_empty() => Obstacle::Awaits(tasks.as_slice().into()),
        _ => Obstacle::Nobody,
    }
}

fn held(chart: &Chart, on: Wait) -> Obstacle {
    let resource = chart.resource(on.object);
    let holders = resource.map_or_else(Vec::new, |one| one.holders_after(chart.events));
    let mut seen = HashSet::new();
    let holders: Vec<TaskId> = holders
        .into_iter()
        .filter(|&holder| seen.insert(holder))
        .collect();
    let is_alive = |id: &&TaskId| chart.task(**id).is_some_and(|task| task.ended.is_none());
    let alive: Vec<TaskId> = holders.iter().filter(is_alive).copied().collect();
    match (alive.is_empty(), holders.is_empty()) {
        (false, _) => Obstacle::HeldBy(alive.into()),
        (true, false) => Obstacle::NeverReleased(holders.into()),
        (true, true) => Obstacle::Nobody,
    }
}

/// Cycles of tasks of which each waits for the next, and the last for the first. No task
/// is in two cycles. Each cycle begins with its lowest number.
fn cycles(stuck: &BTreeMap<TaskId, StuckTask>) -> Vec<Vec<TaskId>> {
    let mut cycles = Vec::new();
    let mut in_cycles = HashSet::new();
    let mut visited = HashSet::new();
    for &start in stuck.keys() {
        // A depth-first search: the tasks on the path, and how many successors of each
        // were visited.
        let mut path: Vec<(TaskId, usize)> = Vec::new();
        if visited.insert(start) {
            path.push((start, 0));
        }
        let mut on_path = HashSet::from([start]);
        while let Some((task, followed)) = path.last_mut() {
            let successors = stuck.get(task).map(|task| task.obstacle.tasks());
            let next = successors.and_then(|tasks| tasks.get(*followed));
            *followed += 1;
            let Some(&next) = next else {
                on_path.remove(task);
                path.pop();
                continue;
            };
            if on_path.contains(&next) {
                let from = path.iter().position(|&(task, _)| task == next);
                let mut cycle: Vec<TaskId> = path[from.unwrap_or(0)..]
                    .iter()
                    .map(|&(task, _)| task)
                    .collect();
                let lowest = (0..cycle.len()).min_by_key(|&index| cycle[index]);
                cycle.rotate_left(lowest.unwrap_or(0));
                if cycle.iter().all(|task| !in_cycles.contains(task)) {
                    in_cycles.extend(cycle.iter().copied());
                    cycles.push(cycle);
                }
            } else if stuck.contains_key(&next) && visited.insert(next) {
                on_path.insert(next);
                path.push((next, 0));
            }
        }
    }
    cycles
}
