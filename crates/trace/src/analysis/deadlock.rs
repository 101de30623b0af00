//! Why tasks can't go on: who waits for whom, and for what nobody is left to do.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::chart::{Chart, Span, State, Task};
use crate::event::{NO_RESOURCE, TaskId, Wait, WaitKind};

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

/// Why a wait can't end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The tasks that it awaits are stuck as well.
    Awaits(Vec<TaskId>),
    /// The lock or semaphore is held by tasks that are not done.
    HeldBy(Vec<TaskId>),
    /// The lock or semaphore was never released by those who held it last: tasks that are
    /// done, or [`NO_TASK`](crate::NO_TASK).
    NeverReleased(Vec<TaskId>),
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
    let stuck: BTreeMap<TaskId, StuckTask> = chart
        .tasks
        .iter()
        .filter_map(|task| {
            let (task, on) = (task.id, wait_of(task)?);
            let obstacle = obstacle(chart, awaited, task, on);
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
    for task in stuck.values() {
        let others = task.obstacle.tasks();
        if others.iter().any(|other| stuck.contains_key(other)) {
            continue;
        }
        match abandoned.iter_mut().find(|group| is_same(&group[0], task)) {
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

/// Whether two tasks wait for the same thing for the same reason.
fn is_same(one: &StuckTask, other: &StuckTask) -> bool {
    let object = |on: Wait| match on.object {
        NO_RESOURCE => (on.kind, NO_RESOURCE, Some(on.label)),
        object => (on.kind, object, None),
    };
    object(one.on) == object(other.on) && one.obstacle == other.obstacle
}

fn obstacle(chart: &Chart, awaited: &Awaited, task: TaskId, on: Wait) -> Obstacle {
    match on.kind {
        WaitKind::Lock | WaitKind::Semaphore => held(chart, on),
        WaitKind::Task
        | WaitKind::Gather
        | WaitKind::Wait
        | WaitKind::TaskGroup
        | WaitKind::Future => match awaited.get(&task) {
            Some(tasks) if !tasks.is_empty() => Obstacle::Awaits(tasks.clone()),
            _ => Obstacle::Nobody,
        },
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
        (false, _) => Obstacle::HeldBy(alive),
        (true, false) => Obstacle::NeverReleased(holders),
        (true, true) => Obstacle::Nobody,
    }
}

/// Cycles of tasks of which each waits for the next, and the last for the first. No task
/// is in two cycles. Each cycle begins with its lowest number.
fn cycles(stuck: &BTreeMap<TaskId, StuckTask>) -> Vec<Vec<TaskId>> {
    let mut cycles = Vec::new();
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
                let is_new = |task: &TaskId| !cycles.iter().flatten().any(|known| known == task);
                if cycle.iter().all(is_new) {
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
