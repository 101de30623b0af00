//! Why something stands where it stands on the timeline, in sentences.

mod cancelled;
mod thing;

pub use self::thing::label;
pub(crate) use self::thing::{own_label, thing};
use crate::analysis::{length, summary, waker, woken_from};
use crate::chart::{Chart, Resource, Runs, Span, State, Step, Task, TaskEnd};
use crate::event::{
    Micros, NO_TASK, ResourceId, ResourceKind, ResourceState, Stream, TaskId, Waker,
};
use crate::query::Lane;
use crate::recording::Recording;
use crate::sentence::{Draft, Piece, Sentence, count, duration, moment, say};

/// More children, and more lines of output, are counted and not named.
const MOST_NAMED: usize = 8;

/// Why the stretch at `index` of a lane is there, and what came of it; nothing
/// where there is no such stretch. See [`Lane`]: the stretches of a task are its
/// spans, those of a thread its jobs, those of the loop its callbacks, those of a
/// resource its changes.
#[must_use]
pub fn explain(chart: &Chart, recording: &Recording, lane: Lane, index: usize) -> Vec<Sentence> {
    let teller = Teller { chart, recording };
    match lane {
        Lane::Task(id) => chart.task(id).map(|task| teller.span(task, index)),
        Lane::Thread(_) => teller.job(lane, index).map(|sentence| vec![sentence]),
        Lane::Loop => teller.callback(index).map(|sentence| vec![sentence]),
        Lane::Resource(id) => teller.resource(id, index),
    }
    .unwrap_or_default()
}

/// The life of a task: who created it, whom it created, what it printed, how it
/// spent its time, and how it ended.
#[must_use]
pub fn life(chart: &Chart, recording: &Recording, task: TaskId) -> Vec<Sentence> {
    let teller = Teller { chart, recording };
    chart
        .task(task)
        .map(|task| teller.life(task))
        .unwrap_or_default()
}

/// Why a task was cancelled: who asked it to cancel itself, who had asked that one, and
/// so on. Nothing where it was not cancelled, or nobody knows.
#[must_use]
pub fn why_cancelled(chart: &Chart, recording: &Recording, task: TaskId) -> Vec<Sentence> {
    let teller = Teller { chart, recording };
    let told = chart.task(task).map(|task| teller.cancelled(task));
    told.into_iter().flatten().map(Draft::done).collect()
}

/// How a resource stands after the recording's first `events` events: its state,
/// and who waits for it. Nothing where it was not made yet.
#[must_use]
pub fn resource_at(
    chart: &Chart,
    recording: &Recording,
    id: ResourceId,
    events: usize,
) -> Option<Sentence> {
    let teller = Teller { chart, recording };
    let resource = chart.resource(id)?;
    let state = resource.state_after(events)?;
    let mut draft = teller.resource_state(Draft::default(), resource, state);
    let holders = resource.holders_after(events);
    if resource.kind == ResourceKind::Semaphore && !holders.is_empty() {
        draft = teller.names(draft.text("; acquired by "), &holders, events);
    }
    let waiters = chart.waiters_after(id, events);
    Some(match waiters.len() {
        0 => draft.done(),
        count => {
            let verb = if count == 1 { " waits" } else { " wait" };
            teller
                .names(draft.text("; "), &waiters, events)
                .text(verb)
                .done()
        }
    })
}

struct Teller<'a> {
    chart: &'a Chart,
    recording: &'a Recording,
}

impl Teller<'_> {
    fn span(&self, task: &Task, index: usize) -> Vec<Sentence> {
        let Some(span) = task.spans.get(index) else {
            return Vec::new();
        };
        let mut told = match span.state {
            State::Running => self.ran(task, index, span),
            State::Ready => self.queued(task, index, span),
            State::Waiting => self.waited(task, index, span),
        };
        // What it was asked meanwhile comes before what came of it.
        let asked = self.asked_in(task, index);
        let asked: Vec<_> = asked.into_iter().map(Draft::done).collect();
        let at = told.len().min(1);
        told.splice(at..at, asked);
        told
    }

    fn ran(&self, task: &Task, index: usize, span: &Span) -> Vec<Sentence> {
        let verb = if span.end.is_some() { "Ran" } else { "Has run" };
        let long = duration(length(self.chart, span));
        let mut told = vec![say(format!("{verb} for {long}")).on_line(span.line)];
        let blocked = self.chart.blocked.iter().filter(|blocked| {
            blocked.task == task.id && span.start <= blocked.start && {
                span.end.is_none_or(|end| blocked.end <= end)
            }
        });
        for blocked in blocked {
            let long = duration(blocked.end - blocked.start);
            let cause = self.recording.text(blocked.cause);
            told.push(
                say(format!("It blocked the loop for {long} with "))
                    .code(cause)
                    .on_line(blocked.line)
                    .text(": nobody else could run"),
            );
        }
        let next = task.spans.get(index + 1);
        told.extend(match (next, task.ended) {
            (Some(next), _) => Some(match next.on {
                Some(on) => say("Then it waited for ")
                    .pieces(thing(self.chart, self.recording, on))
                    .on_line(next.line),
                None => say("Then it gave way for a turn, and was ready again"),
            }),
            (None, Some((_, how))) => Some(self.ending("Then it ", how)),
            (None, None) => None,
        });
        told.into_iter().map(Draft::done).collect()
    }

    fn queued(&self, task: &Task, index: usize, span: &Span) -> Vec<Sentence> {
        let mut told = Vec::new();
        let cause = match index.checked_sub(1).and_then(|last| task.spans.get(last)) {
            None => Some(
                say("Created by ")
                    .pieces(self.at(task.parent, task.created_event))
                    .on_line(task.line),
            ),
            Some(before) if before.state == State::Running => {
                Some(say("It gave way for a turn").on_line(span.line))
            }
            Some(_) => self.woken(task, span),
        };
        told.extend(cause);
        let verb = if span.end.is_some() {
            "It was ready, and queued"
        } else {
            "It is ready, and has queued"
        };
        let long = duration(length(self.chart, span));
        told.push(self.behind(task.id, say(format!("{verb} for {long}")), span));
        told.into_iter().map(Draft::done).collect()
    }

    fn waited(&self, task: &Task, index: usize, span: &Span) -> Vec<Sentence> {
        let long = duration(length(self.chart, span));
        let verb = if span.end.is_some() {
            "Waited"
        } else {
            "Has waited"
        };
        let mut draft = say(format!("{verb} {long} for "));
        draft = match span.on {
            Some(on) => draft.pieces(thing(self.chart, self.recording, on)),
            None => draft.text("something"),
        };
        let mut told = vec![draft.on_line(span.line)];
        told.extend(self.holders(span));
        let next = task.spans.get(index + 1);
        match next.filter(|next| next.state == State::Ready) {
            Some(ready) => {
                told.extend(self.woken(task, ready));
                if ready.end.is_none_or(|end| end > ready.start) {
                    let long = duration(length(self.chart, ready));
                    let queued = match ready.end {
                        Some(_) => say(format!("It then queued {long}")),
                        None => say(format!("It has been ready since, for {long}")),
                    };
                    told.push(self.behind(task.id, queued, ready));
                }
            }
            None if span.end.is_some() => {
                told.push(say("The run was over before anything woke it"));
            }
            None => told.push(match span.on.and_then(|on| on.until) {
                Some(until) => say(format!(
                    "Nothing has woken it yet; its timer is set to {}",
                    moment(until.get())
                )),
                None => say("Nothing has woken it yet"),
            }),
        }
        told.into_iter().map(Draft::done).collect()
    }

    /// Who held what the task waited for, when it began to.
    fn holders(&self, span: &Span) -> Option<Draft> {
        let resource = self.chart.resource(span.on?.object)?;
        let holders = resource.holders_after(span.event);
        if holders.is_empty() {
            return None;
        }
        let draft = self.names(Draft::default(), &holders, span.event);
        Some(draft.text(" held it then"))
    }

    /// Who made a task ready, and when.
    fn woken(&self, task: &Task, ready: &Span) -> Option<Draft> {
        let by = ready.woken_by.or_else(|| waker(task, ready))?;
        let when = moment(ready.start);
        Some(match by {
            Waker::Timer => say(format!("Its timer fired at {when}")),
            Waker::Task(id) if id == task.id => say(format!("It woke itself at {when}")),
            Waker::Task(id) => {
                let line = self
                    .chart
                    .task(id)
                    .and_then(|task| running_before(task, ready.event))
                    .map_or(0, |(_, step)| step.line);
                Draft::default()
                    .pieces(self.at(id, ready.event))
                    .text(format!(" woke it at {when}, in the step that began"))
                    .on_line(line)
            }
            Waker::Thread(id) => {
                let lane = Lane::Thread(id);
                let jobs = self.chart.thread(id).map(|thread| &thread.jobs);
                let job = jobs.and_then(|jobs| {
                    jobs.partition_point(|job| job.event < ready.event)
                        .checked_sub(1)
                });
                say("The job on ")
                    .piece(Piece::Link(self.name(lane), lane, job.unwrap_or(0)))
                    .text(format!(" was done at {when}, and woke it"))
            }
            Waker::Loop => match woken_from(self.chart, ready) {
                Some(source) => {
                    let callbacks = &self.chart.callbacks;
                    let at = callbacks.partition_point(|callback| callback.event < ready.event);
                    let at = at.saturating_sub(1);
                    debug_assert_eq!(source.lane, Lane::Loop);
                    let name = callbacks
                        .get(at)
                        .map_or("", |one| self.recording.text(one.name));
                    say("The callback ")
                        .piece(Piece::Link(name.to_owned(), Lane::Loop, at))
                        .text(format!(" woke it at {when}"))
                }
                None => say(format!("The loop woke it at {when}")),
            },
        })
    }

    /// ` behind Task-1, which ran line 9`: who ran while a task was ready.
    fn behind(&self, task: TaskId, draft: Draft, ready: &Span) -> Draft {
        let until = self.chart.end_of(ready.end);
        let first = self
            .chart
            .steps
            .partition_point(|step| step.start < ready.start);
        // The step before may have gone on into it.
        let steps = self.chart.steps.range(first.saturating_sub(1)..);
        let steps = steps.take_while(|step| step.start < until);
        let mut count = 0;
        let mut longest: Option<(Micros, &Step)> = None;
        for step in steps {
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
        let Some((_, step)) = longest else {
            return draft;
        };
        let (lane, index, line) = match step.runs {
            Runs::Task { task, span } => {
                let spans = self.chart.task(task).map(|task| &task.spans);
                let line = spans
                    .and_then(|spans| spans.get(span))
                    .map(|span| span.line);
                (Lane::Task(task), span, line.unwrap_or(0))
            }
            Runs::Callback(index) => {
                let line = self
                    .chart
                    .callbacks
                    .get(index)
                    .map(|callback| callback.line);
                (Lane::Loop, index, line.unwrap_or(0))
            }
        };
        let name = match step.runs {
            Runs::Callback(index) => {
                let callback = self.chart.callbacks.get(index);
                let name = callback.map_or("", |callback| self.recording.text(callback.name));
                format!("the callback {name}")
            }
            Runs::Task { .. } => self.name(lane),
        };
        let mut draft = draft.text(" behind ").piece(Piece::Link(name, lane, index));
        if line > 0 {
            draft = draft.text(", which ran ").piece(Piece::Line(line));
        }
        match count - 1 {
            0 => draft,
            1 => draft.text(", and one other"),
            more => draft.text(format!(", and {more} others")),
        }
    }

    /// How a resource stood from one change to the next, and who waited meanwhile.
    fn resource(&self, id: ResourceId, index: usize) -> Option<Vec<Sentence>> {
        let resource = self.chart.resource(id)?;
        let change = resource.changes.get(index)?;
        let next = resource.changes.get(index + 1);
        let end = next.map_or(self.chart.now, |next| next.time);
        let long = duration(end.saturating_sub(change.time));
        let draft = self.resource_state(Draft::default(), resource, change.state);
        let lasts = if next.is_some() { "for" } else { "since, for" };
        let mut told = vec![draft.text(format!(", {lasts} {long}"))];
        if change.task != NO_TASK {
            let by = say("Changed by ").pieces(self.at(change.task, change.event));
            told.push(by.text(format!(" at {}", moment(change.time))));
        }
        let last = next.map_or(self.chart.events, |next| next.event);
        let meanwhile = |&(task, span): &(TaskId, usize)| {
            let spans = &self.chart.task(task)?.spans;
            let begins = spans.get(span)?.event;
            let ends = spans.get(span + 1).map_or(usize::MAX, |next| next.event);
            (begins < last && ends > change.event).then_some(task)
        };
        let waiters: Vec<TaskId> = resource.waits.iter().filter_map(meanwhile).collect();
        if !waiters.is_empty() {
            let verb = if waiters.len() == 1 {
                "waited"
            } else {
                "queued"
            };
            let draft = say(format!("Meanwhile {verb} for it: "));
            told.push(self.names(draft, &waiters, last));
        }
        Some(told.into_iter().map(Draft::done).collect())
    }

    /// `Held by Anna`, `3 of at most 5 items`.
    fn resource_state(&self, draft: Draft, resource: &Resource, state: ResourceState) -> Draft {
        let limit = resource.limit;
        match state {
            ResourceState::Free => draft.text("Free"),
            ResourceState::Held { by } => {
                let held = draft.text("Held by ");
                held.pieces(self.at(by, resource.changes.last().map_or(0, |last| last.event)))
            }
            ResourceState::Permits(left) => draft.text(format!("{left} of {limit} permits left")),
            ResourceState::Set(true) => draft.text("Set"),
            ResourceState::Set(false) => draft.text("Not set"),
            ResourceState::Items { length, .. } => {
                let items = count(length as usize, "item");
                match limit {
                    0 => draft.text(format!("{items} in it")),
                    limit => draft.text(format!("{items} in it, of at most {limit}")),
                }
            }
            ResourceState::Parties { inside, phase } => {
                draft.text(format!("{inside} of {limit} at it, {}", phase.name()))
            }
        }
    }

    /// `Anna, Jakob and Lena`, with links to what they did before this event.
    fn names(&self, mut draft: Draft, tasks: &[TaskId], event: usize) -> Draft {
        let named = tasks.len().min(MOST_NAMED);
        for (number, &task) in tasks[..named].iter().enumerate() {
            draft = match number {
                0 => draft,
                last if last + 1 == tasks.len() => draft.text(" and "),
                _ => draft.text(", "),
            };
            draft = draft.pieces(self.at(task, event));
        }
        match tasks.len() - named {
            0 => draft,
            more => draft.text(format!(" and {more} others")),
        }
    }

    fn job(&self, lane: Lane, index: usize) -> Option<Sentence> {
        let Lane::Thread(id) = lane else { return None };
        let job = self.chart.thread(id)?.jobs.get(index)?;
        let long = duration(self.chart.end_of(job.end).saturating_sub(job.start));
        let draft = say("Ran ").code(self.recording.text(job.job)).text(" for ");
        let draft = draft.pieces(self.at(job.task, job.event));
        Some(draft.text(format!(", {long} long")).done())
    }

    fn callback(&self, index: usize) -> Option<Sentence> {
        let callback = self.chart.callbacks.get(index)?;
        let long = duration(
            self.chart
                .end_of(callback.end)
                .saturating_sub(callback.start),
        );
        let draft = say("The loop ran ").code(self.recording.text(callback.name));
        let draft = draft.on_line(callback.line);
        let turn = callback.turn;
        Some(
            draft
                .text(format!(" for {long}, in turn {turn}: no task's step"))
                .done(),
        )
    }

    fn life(&self, task: &Task) -> Vec<Sentence> {
        let mut told = vec![
            say("Runs ")
                .code(format!("{}()", self.recording.text(task.coro)))
                .text("; created by ")
                .pieces(self.at(task.parent, task.created_event))
                .on_line(task.line)
                .text(format!(" at {}", moment(task.created))),
        ];
        let sum = summary(self.chart, task);
        let steps = count(sum.steps, "step");
        told.push(say(format!(
            "In {steps} it ran for {}, queued for {} and waited for {}",
            duration(sum.running),
            duration(sum.ready),
            duration(sum.waiting)
        )));
        let tasks = &self.chart.tasks;
        let children: Vec<_> = tasks.iter().filter(|one| one.parent == task.id).collect();
        if !children.is_empty() {
            let mut draft = say(format!("Created {}: ", count(children.len(), "task")));
            for (number, child) in children.iter().take(MOST_NAMED).enumerate() {
                let comma = if number == 0 { "" } else { ", " };
                let lane = Lane::Task(child.id);
                draft = draft
                    .text(comma)
                    .piece(Piece::Link(self.name(lane), lane, 0));
            }
            if children.len() > MOST_NAMED {
                draft = draft.text(", …");
            }
            told.push(draft);
        }
        let outputs = self.chart.outputs.iter();
        let printed =
            outputs.filter(|output| output.task == task.id && output.stream != Stream::Stdin);
        let text: String = printed
            .map(|output| self.recording.text(output.text))
            .collect();
        let lines = text.lines().count();
        if lines > 0 {
            let first: Vec<_> = text.lines().take(MOST_NAMED).collect();
            let more = if lines > MOST_NAMED { ", …" } else { "" };
            let first = first.iter().map(|line| format!("“{line}”"));
            let first = first.collect::<Vec<_>>().join(", ");
            told.push(say(format!(
                "Printed {}: {first}{more}",
                count(lines, "line")
            )));
        }
        if let Some((time, how)) = task.ended {
            told.push(self.ending(&format!("At {} it ", moment(time)), how));
            told.extend(self.cancelled(task));
        }
        told.into_iter().map(Draft::done).collect()
    }

    fn ending(&self, before: &str, how: TaskEnd) -> Draft {
        match how {
            TaskEnd::Returned => say(format!("{before}returned")),
            TaskEnd::Cancelled => say(format!("{before}was cancelled")),
            TaskEnd::Raised(exception) => {
                say(format!("{before}raised ")).code(self.recording.text(exception))
            }
        }
    }

    /// A task, with a link to what it did when this event happened.
    fn at(&self, task: TaskId, event: usize) -> Vec<Piece> {
        let Some(of) = self.chart.task(task) else {
            return vec![Piece::Text(
                match task {
                    NO_TASK => "the program's top level",
                    _ => "a task",
                }
                .to_owned(),
            )];
        };
        let lane = Lane::Task(task);
        let index = running_before(of, event).map_or(0, |(index, _)| index);
        vec![Piece::Link(self.name(lane), lane, index)]
    }

    fn name(&self, lane: Lane) -> String {
        let name = match lane {
            Lane::Task(id) => self.chart.task(id).map(|task| task.name),
            Lane::Thread(id) => self.chart.thread(id).map(|thread| thread.name),
            Lane::Resource(id) => self.chart.resource(id).map(|resource| resource.label),
            Lane::Loop => return "the event loop".to_owned(),
        };
        name.map_or_else(String::new, |name| self.recording.text(name).to_owned())
    }
}

/// The last step that a task began before this event, and its index.
fn running_before(task: &Task, event: usize) -> Option<(usize, &Span)> {
    let begun = task.spans.partition_point(|span| span.event < event);
    let spans = task.spans.range(..begun).enumerate();
    spans.rev().find(|(_, span)| span.state == State::Running)
}
