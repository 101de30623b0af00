//! Why tasks that wait can't go on: who waits for whom, in sentences.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::chart::{Chart, Resource, Span, State, Task};
use crate::event::{NO_TASK, ResourceKind, ResourceState, Sym, TaskId, Wait, WaitKind};
use crate::explain::own_label;
use crate::recording::Recording;

/// Which tasks a task waits for in a `gather`, a `wait` or a task group, or by
/// awaiting them. A chart does not know it: events tell of one thing waited for.
pub type Awaited = HashMap<TaskId, Vec<TaskId>>;

/// A reason for which tasks can't go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The tasks that it is about.
    pub tasks: Vec<TaskId>,
    /// Where they wait, without repetitions.
    pub lines: Vec<u32>,
    /// The reason, such as ``Task-1 waits for lock `a`, which it holds itself``.
    pub text: String,
}

/// The causes of a deadlock: the cycles of tasks that wait for each other, and
/// the tasks that wait for what nobody is left to do. Whoever waits behind these
/// is not told of.
#[must_use]
pub fn deadlock(chart: &Chart, recording: &Recording, awaited: &Awaited) -> Vec<Cause> {
    let view = View::new(chart, recording, awaited);
    let stuck: BTreeMap<TaskId, Reason> = chart
        .tasks
        .iter()
        .filter_map(|task| Some((task.id, view.reason(task.id, waiting(task)?.on?))))
        .collect();
    let mut causes: Vec<Cause> = cycles(&stuck)
        .iter()
        .map(|cycle| view.cycle(cycle, &stuck))
        .collect();
    let mut ends: Vec<(&str, Vec<TaskId>)> = Vec::new();
    for (&task, reason) in &stuck {
        if reason.tasks.iter().any(|other| stuck.contains_key(other)) {
            continue;
        }
        match ends.iter_mut().find(|(text, _)| *text == reason.text) {
            Some((_, tasks)) => tasks.push(task),
            None => ends.push((&reason.text, vec![task])),
        }
    }
    for (text, tasks) in ends {
        let verb = if tasks.len() == 1 { "waits" } else { "wait" };
        let text = format!("{} {verb} {text}", view.names(&tasks));
        causes.push(view.cause(tasks, text));
    }
    causes
}

/// The tasks that are not over, with what each of them does.
#[must_use]
pub fn pending(chart: &Chart, recording: &Recording, awaited: &Awaited) -> Vec<Cause> {
    let view = View::new(chart, recording, awaited);
    let alive = chart.tasks.iter().filter(|task| task.ended.is_none());
    alive
        .map(|task| {
            let name = view.name(task.id);
            let text = match waiting(task).and_then(|span| span.on) {
                Some(on) => format!("{name} was still waiting {}", view.what(task.id, on)),
                None if task.spans.iter().all(|span| span.state == State::Ready) => {
                    format!("{name} had not begun")
                }
                None => format!("{name} was still ready to run"),
            };
            view.cause(vec![task.id], text)
        })
        .collect()
}

/// The locks that tasks held when they ended, and never released.
#[must_use]
pub fn kept(chart: &Chart, recording: &Recording) -> Vec<Cause> {
    let awaited = Awaited::default();
    let view = View::new(chart, recording, &awaited);
    let held = |resource: &Resource| {
        let holder = *resource.holders_after(chart.events).first()?;
        let is_lock = matches!(resource.kind, ResourceKind::Lock | ResourceKind::Condition);
        chart
            .task(holder)
            .filter(|task| is_lock && task.ended.is_some())?;
        let text = format!(
            "{} ended without releasing {}",
            view.name(holder),
            view.called(resource)
        );
        Some(Cause {
            tasks: vec![holder],
            lines: Vec::new(),
            text,
        })
    };
    chart.resources.iter().filter_map(held).collect()
}

/// What a task waits for.
struct Reason {
    /// The tasks that could end the wait, if they went on.
    tasks: Vec<TaskId>,
    /// ``for lock `a`, held by``; where there are no such tasks, the whole reason:
    /// ``for an item of queue `jobs`, and nobody is left to put one``.
    text: String,
}

struct View<'a> {
    chart: &'a Chart,
    recording: &'a Recording,
    awaited: &'a Awaited,
    /// How many tasks are called so.
    called: HashMap<Sym, u32>,
}

impl<'a> View<'a> {
    fn new(chart: &'a Chart, recording: &'a Recording, awaited: &'a Awaited) -> Self {
        let mut called = HashMap::new();
        for task in &chart.tasks {
            *called.entry(task.name).or_default() += 1;
        }
        Self {
            chart,
            recording,
            awaited,
            called,
        }
    }

    /// A task's name, with its number where another one is called the same.
    fn name(&self, id: TaskId) -> String {
        match self.chart.task(id) {
            Some(task) if self.called.get(&task.name).is_some_and(|&count| count > 1) => {
                format!("{} (#{id})", self.recording.text(task.name))
            }
            Some(task) => self.recording.text(task.name).to_owned(),
            None => "the top level".to_owned(),
        }
    }

    /// `A, B and C`, `A, B, C and 7 others`.
    fn names(&self, tasks: &[TaskId]) -> String {
        const MOST: usize = 4;
        let shown = if tasks.len() > MOST {
            MOST - 1
        } else {
            tasks.len()
        };
        let mut names: Vec<String> = tasks[..shown].iter().map(|&id| self.name(id)).collect();
        if shown < tasks.len() {
            names.push(format!("{} others", tasks.len() - shown));
        }
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            last
        } else {
            format!("{} and {last}", names.join(", "))
        }
    }

    /// ``lock `forks[2]` ``.
    fn called(&self, resource: &Resource) -> String {
        let label = self.recording.text(resource.label);
        format!("{} `{label}`", resource.kind.name())
    }

    /// What is waited for, as the resource or the waiter calls it.
    fn object(&self, on: Wait, kind: &str) -> String {
        if let Some(resource) = self.chart.resource(on.object) {
            return self.called(resource);
        }
        match self.recording.text(on.label) {
            "" => format!("a {kind}"),
            label => format!("{kind} `{label}`"),
        }
    }

    /// What a task waits for: ``for lock `a` ``, `at barrier`, `in gather for Task-2`.
    fn what(&self, task: TaskId, on: Wait) -> String {
        let none = Vec::new();
        let others = self.awaited.get(&task).unwrap_or(&none);
        let others = match (others.is_empty(), self.recording.text(on.label)) {
            (false, _) => self.names(others),
            (true, "") => "others".to_owned(),
            (true, label) => label.to_owned(),
        };
        match on.kind {
            WaitKind::Sleep => format!("for the end of sleep({})", own_label(self.recording, on)),
            WaitKind::Future if others == "others" => "for a future".to_owned(),
            WaitKind::Future if !self.awaited.contains_key(&task) => {
                format!("for future `{others}`")
            }
            WaitKind::Future | WaitKind::Task => format!("for {others}"),
            WaitKind::Gather => format!("in `gather` for {others}"),
            WaitKind::Wait if others.starts_with("next of ") => {
                format!("in `as_completed` for the {others}")
            }
            WaitKind::Wait => format!("in `wait` for {others}"),
            WaitKind::TaskGroup => format!("in its task group for {others}"),
            WaitKind::Lock => match self.chart.resource(on.object) {
                Some(resource) if resource.kind == ResourceKind::Condition => {
                    format!("for the lock of {}", self.called(resource))
                }
                _ => format!("for {}", self.object(on, "lock")),
            },
            WaitKind::Event => match self.chart.resource(on.object) {
                Some(queue) if queue.kind == ResourceKind::Queue => {
                    format!("in `join()` of {}", self.called(queue))
                }
                _ => format!("for {}", self.object(on, "event")),
            },
            WaitKind::Condition => {
                format!("to be notified on {}", self.object(on, "condition"))
            }
            WaitKind::Semaphore => format!("for {}", self.object(on, "semaphore")),
            WaitKind::Barrier => format!("at {}", self.object(on, "barrier")),
            WaitKind::QueueGet => format!("for an item of {}", self.object(on, "queue")),
            WaitKind::QueuePut => format!("for room in {}", self.object(on, "queue")),
            WaitKind::Thread => {
                format!("for the thread that runs {}", self.recording.text(on.label))
            }
            WaitKind::Stream => "for data on a stream".to_owned(),
            WaitKind::Timeout => "for a timeout".to_owned(),
        }
    }

    fn reason(&self, task: TaskId, on: Wait) -> Reason {
        let what = self.what(task, on);
        let resource = self.chart.resource(on.object);
        let state = resource.and_then(|resource| resource.state_after(self.chart.events));
        let nobody = |rest: String| Reason {
            tasks: Vec::new(),
            text: format!("{what}{rest}"),
        };
        let nobody_to = |what: &str| nobody(format!(", and nobody is left to {what}"));
        match (on.kind, state) {
            (WaitKind::Lock | WaitKind::Semaphore, _) => {
                let events = self.chart.events;
                let holders =
                    resource.map_or_else(Vec::new, |resource| resource.holders_after(events));
                self.held(what, &holders)
            }
            (WaitKind::Event, Some(ResourceState::Items { length, unfinished })) => {
                let taken = unfinished.saturating_sub(length);
                let left = format!("{} never taken from it", items(length, "was", "were"));
                let open = format!("`task_done()` was not called for {}", items(taken, "", ""));
                nobody(match (length, taken) {
                    (0, _) => format!(": {}", open.trim_end()),
                    (_, 0) => format!(": {left}"),
                    _ => format!(": {left}, and {}", open.trim_end()),
                })
            }
            (WaitKind::QueuePut, Some(ResourceState::Items { length, .. })) => nobody(format!(
                ", which holds {length} and takes no more, and nobody is left to get one"
            )),
            (WaitKind::Barrier, Some(ResourceState::Parties { inside, .. })) => {
                let parties = resource.map_or(0, |resource| resource.limit);
                nobody(format!(
                    ": {inside} of {parties} have come, and nobody else is left to"
                ))
            }
            (WaitKind::Event, _) => nobody_to("set it"),
            (WaitKind::Condition, _) => nobody_to("do it"),
            (WaitKind::QueueGet, _) => nobody_to("put one"),
            (WaitKind::QueuePut, _) => nobody_to("get one"),
            (WaitKind::Barrier, _) => nobody_to("come"),
            (WaitKind::Stream, _) => nobody_to("send any"),
            (
                WaitKind::Task
                | WaitKind::Gather
                | WaitKind::Wait
                | WaitKind::TaskGroup
                | WaitKind::Future,
                _,
            ) => match self.awaited.get(&task) {
                Some(tasks) if !tasks.is_empty() => {
                    let prefix = match on.kind {
                        WaitKind::Gather => "in `gather` for",
                        WaitKind::Wait => "in `wait` for",
                        WaitKind::TaskGroup => "in its task group for",
                        _ => "for",
                    };
                    Reason {
                        tasks: tasks.clone(),
                        text: prefix.to_owned(),
                    }
                }
                _ if on.kind == WaitKind::Future => nobody_to("set its result"),
                _ => nobody_to("end that"),
            },
            (WaitKind::Thread, _) => nobody(", which can't go on".to_owned()),
            (WaitKind::Sleep | WaitKind::Timeout, _) => nobody(", which never comes".to_owned()),
        }
    }

    /// A wait for something that these tasks hold, of which some may be over.
    fn held(&self, what: String, holders: &[TaskId]) -> Reason {
        let alive = |id: &TaskId| {
            self.chart
                .task(*id)
                .is_some_and(|task| task.ended.is_none())
        };
        let mut seen = HashSet::new();
        let holders: Vec<TaskId> = holders
            .iter()
            .copied()
            .filter(|&holder| seen.insert(holder))
            .collect();
        let living: Vec<TaskId> = holders.iter().copied().filter(alive).collect();
        if !living.is_empty() {
            return Reason {
                tasks: living,
                text: format!("{what}, held by"),
            };
        }
        let text = match holders.as_slice() {
            [] => format!("{what}, and nobody is left to release it"),
            [NO_TASK] => format!("{what}, which was taken outside any task and never released"),
            _ => format!(
                "{what}, which {} took and never released",
                self.names(&holders)
            ),
        };
        Reason {
            tasks: Vec::new(),
            text,
        }
    }

    /// ``A waits for lock `a`, held by B, which waits for lock `b`, held by A``
    fn cycle(&self, cycle: &[TaskId], stuck: &BTreeMap<TaskId, Reason>) -> Cause {
        /// Of a longer one, the middle is left out.
        const MOST: usize = 6;
        let waits = |task: &TaskId| stuck.get(task).map_or("", |reason| reason.text.as_str());
        let text = match cycle {
            [own] if waits(own).ends_with(", held by") => {
                let what = waits(own).trim_end_matches(", held by");
                format!("{} waits {what}, which it holds itself", self.name(*own))
            }
            _ => {
                let mut text = String::new();
                for (index, task) in cycle.iter().enumerate() {
                    let (from, to) = (MOST / 2, cycle.len() - 1);
                    if cycle.len() > MOST && (from..to).contains(&index) {
                        if index == from {
                            let left = to - from;
                            text.push_str(&format!(
                                "{}, and so on through {left} tasks to ",
                                self.name(*task)
                            ));
                        }
                        continue;
                    }
                    text.push_str(&self.name(*task));
                    text.push_str(if index == 0 {
                        " waits "
                    } else {
                        ", which waits "
                    });
                    text.push_str(waits(task));
                    text.push(' ');
                }
                text + &cycle
                    .first()
                    .map_or_else(String::new, |first| self.name(*first))
            }
        };
        self.cause(cycle.to_vec(), text)
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

fn items(count: u32, one: &str, more: &str) -> String {
    match count {
        1 => format!("1 item {one}"),
        _ => format!("{count} items {more}"),
    }
    .trim_end()
    .to_owned()
}

/// The waiting span that a task is in.
fn waiting(task: &Task) -> Option<&Span> {
    task.spans
        .last()
        .filter(|span| task.ended.is_none() && span.state == State::Waiting)
}

/// Cycles of tasks of which each waits for the next, the last for the first; no
/// task is in two. Each begins with its lowest number.
fn cycles(stuck: &BTreeMap<TaskId, Reason>) -> Vec<Vec<TaskId>> {
    let mut cycles = Vec::new();
    let mut done = HashSet::new();
    for &start in stuck.keys() {
        // The tasks from the start to here, and how many of what each waits for
        // has been followed.
        let mut path: Vec<(TaskId, usize)> = Vec::new();
        if done.insert(start) {
            path.push((start, 0));
        }
        let mut on_path = HashSet::from([start]);
        while let Some((task, followed)) = path.last_mut() {
            let next = stuck
                .get(task)
                .and_then(|reason| reason.tasks.get(*followed));
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
            } else if stuck.contains_key(&next) && done.insert(next) {
                on_path.insert(next);
                path.push((next, 0));
            }
        }
    }
    cycles
}
