//! Tasks that can't go on or were left over, and locks that were never released.

use super::Narrator;
use super::name::{TOP_LEVEL, UniqueNames};
use crate::analysis::{self, Awaited, Deadlock, Obstacle, StuckTask, wait_of};
use crate::chart::{Chart, State, Task};
use crate::event::{NO_TASK, ResourceState, TaskId, Wait, WaitKind};
use crate::recording::Recording;

/// At most this many tasks of a cycle are listed.
const MAX_CYCLE: usize = 6;

/// A fact about tasks in a sentence without its full stop, for Problems and the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The tasks that it is about.
    pub tasks: Vec<TaskId>,
    /// Where they wait, without repetitions.
    pub lines: Vec<u32>,
    /// Such as ``Task-1 waits for lock `a`, which it holds itself``.
    pub text: String,
}

/// The causes of a deadlock. Tasks that wait for those in a cause are left out.
#[must_use]
pub fn deadlock(chart: &Chart, recording: &Recording, awaited: &Awaited) -> Vec<Cause> {
    let reporter = Reporter::new(chart, recording, awaited);
    let deadlocks = analysis::deadlocks(chart, awaited);
    let causes = deadlocks.iter().map(|deadlock| {
        let text = match deadlock {
            Deadlock::Cycle(tasks) => reporter.cycle(tasks),
            Deadlock::Abandoned(tasks) => reporter.abandoned(tasks),
        };
        let tasks = deadlock.tasks().iter().map(|stuck| stuck.task);
        reporter.cause(tasks.collect(), text)
    });
    causes.collect()
}

/// The tasks that are not done, with what each of them is doing.
#[must_use]
pub fn pending(chart: &Chart, recording: &Recording, awaited: &Awaited) -> Vec<Cause> {
    let reporter = Reporter::new(chart, recording, awaited);
    let alive = chart.tasks.iter().filter(|task| task.ended.is_none());
    alive
        .map(|task| reporter.cause(vec![task.id], reporter.pending(task)))
        .collect()
}

/// The locks that tasks held when they ended, and never released.
#[must_use]
pub fn unreleased(chart: &Chart, recording: &Recording) -> Vec<Cause> {
    let awaited = Awaited::new();
    let reporter = Reporter::new(chart, recording, &awaited);
    let causes = analysis::unreleased(chart).into_iter().map(|lock| Cause {
        tasks: vec![lock.holder],
        lines: Vec::new(),
        text: format!(
            "{} ended without releasing {}",
            reporter.names.task(lock.holder),
            reporter.narrator.resource_name(lock.resource)
        ),
    });
    causes.collect()
}

struct Reporter<'a> {
    chart: &'a Chart,
    narrator: Narrator<'a>,
    names: UniqueNames<'a>,
    awaited: &'a Awaited,
}

impl<'a> Reporter<'a> {
    fn new(chart: &'a Chart, recording: &'a Recording, awaited: &'a Awaited) -> Self {
        Self {
            chart,
            narrator: Narrator::new(chart, recording),
            names: UniqueNames::new(chart, recording),
            awaited,
        }
    }

    fn pending(&self, task: &Task) -> String {
        let name = self.names.task(task.id);
        match wait_of(task) {
            Some(on) => format!("{name} was still waiting {}", self.wait(task.id, on)),
            None if task.spans.iter().all(|span| span.state == State::Ready) => {
                format!("{name} had not started")
            }
            None => format!("{name} was still ready to run"),
        }
    }

    /// What a task waits for: ``for lock `a` ``, ``in `gather` for Task-2 and Task-3``.
    fn wait(&self, task: TaskId, on: Wait) -> String {
        match (on.kind, self.awaited.get(&task)) {
            (WaitKind::Sleep, _) => format!("for the end of {}", self.narrator.wait(on)),
            (kind, Some(others)) if !others.is_empty() => {
                format!("{}for {}", awaited_in(kind), self.names.tasks(others))
            }
            _ => format!("for {}", self.narrator.wait(on)),
        }
    }

    /// ``Task-1 waits for lock `a`, held by Task-2, which waits for lock `b`, held by Task-1``
    fn cycle(&self, cycle: &[StuckTask]) -> String {
        let Some(first) = cycle.first() else {
            return String::new();
        };
        if let ([own], Obstacle::HeldBy(_)) = (cycle, &first.obstacle) {
            return format!(
                "{} waits {}, which it holds itself",
                self.names.task(own.task),
                self.wait(own.task, own.on)
            );
        }
        // The middle of a long cycle is left out.
        let omitted = match cycle.len() > MAX_CYCLE {
            true => MAX_CYCLE / 2..cycle.len() - 1,
            false => 0..0,
        };
        let mut text = String::new();
        for (index, stuck) in cycle.iter().enumerate() {
            let name = self.names.task(stuck.task);
            if omitted.contains(&index) {
                if index == omitted.start {
                    let count = omitted.len();
                    text.push_str(&format!("{name}, and so on through {count} tasks to "));
                }
                continue;
            }
            let which = if index == 0 { "" } else { ", which" };
            text.push_str(&format!("{name}{which} waits {}", self.link(stuck)));
        }
        text + &self.names.task(first.task)
    }

    /// What a task in a cycle waits for, up to the name of the next task.
    fn link(&self, stuck: &StuckTask) -> String {
        match stuck.obstacle {
            Obstacle::Awaits(_) => format!("{}for ", awaited_in(stuck.on.kind)),
            _ => format!("{}, held by ", self.wait(stuck.task, stuck.on)),
        }
    }

    /// Several tasks that wait for the same thing, which nobody is left to do.
    fn abandoned(&self, tasks: &[StuckTask]) -> String {
        let Some(first) = tasks.first() else {
            return String::new();
        };
        let ids: Vec<TaskId> = tasks.iter().map(|stuck| stuck.task).collect();
        let verb = if ids.len() == 1 { "waits" } else { "wait" };
        let (names, wait) = (self.names.tasks(&ids), self.wait(first.task, first.on));
        format!("{names} {verb} {wait}{}", self.obstacle(first))
    }

    /// Why a wait can't end, as what follows its object in a sentence.
    fn obstacle(&self, stuck: &StuckTask) -> String {
        let on = stuck.on;
        match &stuck.obstacle {
            // Those are done, or the task would not be here.
            Obstacle::Awaits(_) => String::new(),
            Obstacle::HeldBy(tasks) => format!(", held by {}", self.names.tasks(tasks)),
            Obstacle::NeverReleased(tasks) if **tasks == [NO_TASK] => {
                format!(", which {TOP_LEVEL} took and never released")
            }
            Obstacle::NeverReleased(tasks) => {
                format!(
                    ", which {} took and never released",
                    self.names.tasks(tasks)
                )
            }
            Obstacle::Nobody => self.nobody(on),
        }
    }

    fn nobody(&self, on: Wait) -> String {
        let resource = self.chart.resource(on.object);
        let state = resource.and_then(|resource| resource.state_after(self.chart.events));
        let left_to = |what: &str| format!(", and nobody is left to {what}");
        match (on.kind, state) {
            (WaitKind::Event, Some(ResourceState::Items { length, unfinished })) => {
                join(length, unfinished.saturating_sub(length))
            }
            (WaitKind::QueuePut, Some(ResourceState::Items { length, .. })) => {
                format!(
                    ": the queue is full ({}), and nobody is left to take one",
                    items(length)
                )
            }
            (WaitKind::Barrier, Some(ResourceState::Parties { inside, .. })) => {
                let parties = resource.map_or(0, |resource| resource.limit);
                format!(": {inside} of {parties} tasks have arrived, and nobody else is left")
            }
            (WaitKind::Lock | WaitKind::Semaphore, _) => left_to("release it"),
            (WaitKind::Event, _) => left_to("set it"),
            (WaitKind::Condition, _) => left_to("notify it"),
            (WaitKind::QueueGet, _) => left_to("put an item"),
            (WaitKind::QueuePut, _) => left_to("take an item"),
            (WaitKind::Barrier, _) => left_to("arrive"),
            (WaitKind::Stream, _) => left_to("send data"),
            (WaitKind::Future, _) => left_to("set its result"),
            (WaitKind::Task | WaitKind::Gather | WaitKind::Wait | WaitKind::TaskGroup, _) => {
                left_to("finish it")
            }
            (WaitKind::Thread | WaitKind::Join | WaitKind::Loop, _) => {
                ", which can't go on".to_owned()
            }
            (WaitKind::Sleep | WaitKind::Timeout, _) => ", which never comes".to_owned(),
        }
    }

    fn cause(&self, tasks: Vec<TaskId>, text: String) -> Cause {
        let mut lines = Vec::new();
        for &id in &tasks {
            let span = self.chart.task(id).and_then(|task| task.spans.last());
            let line = span.map_or(0, |span| span.line);
            if line != 0 && !lines.contains(&line) {
                lines.push(line);
            }
        }
        Cause { tasks, lines, text }
    }
}

/// How a task awaits others, before their names.
const fn awaited_in(kind: WaitKind) -> &'static str {
    match kind {
        WaitKind::Gather => "in `gather` ",
        WaitKind::Wait => "in `wait` ",
        WaitKind::TaskGroup => "in its task group ",
        _ => "",
    }
}

/// Why `Queue.join` does not return.
fn join(length: u32, open: u32) -> String {
    let left = match length {
        1 => "1 item was never taken".to_owned(),
        length => format!("{length} items were never taken"),
    };
    let open_items = format!("`task_done()` was not called for {}", items(open));
    match (length, open) {
        (0, _) => format!(": {open_items}"),
        (_, 0) => format!(": {left}"),
        _ => format!(": {left}, and {open_items}"),
    }
}

fn items(count: u32) -> String {
    match count {
        1 => "1 item".to_owned(),
        count => format!("{count} items"),
    }
}
