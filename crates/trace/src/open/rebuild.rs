//! From the records of an older file back to events.
//!
//! Such a file tells what each task did, in order, and when; but not what came first
//! where two things happened in the same microsecond. The steps of the loop are the
//! frame: they follow or contain one another, and between two of their beginnings and
//! ends lies a *gap*. Everything else is put in a gap by who did it and in which turn,
//! and in the gap by time.
//!
//! ```text
//!   gap 0   ├─ step 0 ─┤  gap 2   ├─ step 1 … ├─ step 2 ─┤ … ─┤  gap 6
//!               gap 1                 gap 3       gap 4    gap 5
//! ```

use std::collections::HashMap;
use std::num::NonZero;

mod frame;

use super::intake::Intake;
use super::records::{How, Records, SpanRecord, Stage, TaskRecord};
use crate::event::{
    Event, Kind, Micros, NO_RESOURCE, NO_TASK, Outcome, ResourceId, ResourceKind, ResourceState,
    Sym, TaskId, Wait, Waker,
};
use crate::log::By;
use frame::{Frame, Runs};

/// Lets in the events that these records tell of.
///
/// # Errors
/// Why there are no such events.
pub(super) fn rebuild(records: &Records, intake: &mut Intake) -> Result<(), String> {
    let mut lives: Vec<Vec<&SpanRecord>> = vec![Vec::new(); records.tasks.len()];
    for (number, task) in records.tasks.iter().enumerate() {
        if task.id as usize != number + 1 || task.parent as usize > number {
            return Err(format!("task {} is out of order", task.id));
        }
    }
    for span in &records.spans {
        let life = lives.get_mut((span.task as usize).wrapping_sub(1));
        let life = life.ok_or_else(|| format!("there is no task {}", span.task))?;
        life.push(span);
    }
    let frame = Frame::of(records, &lives)?;
    let mut builder = Builder {
        records,
        lives,
        frame,
        intake,
        placed: Vec::new(),
        granted: HashMap::new(),
    };
    builder.callbacks();
    builder.tasks()?;
    builder.resources();
    builder.jobs();
    builder.outputs();
    builder.told();
    builder.placed.sort_by_key(|&(place, _)| place);
    for (_, event) in builder.placed {
        builder.intake.add(event)?;
    }
    let Some(end) = &records.end else {
        return Ok(());
    };
    let text = builder.intake.recording.intern(&end.text);
    let turn = builder.frame.turn(builder.frame.last_gap());
    builder.intake.add(Event {
        time: end.time,
        turn,
        task: NO_TASK,
        kind: Kind::Ended {
            how: end.how,
            status: end.status,
            text,
        },
    })
}

/// Where an event comes: its gap, its time, and among those of the same time its rank
/// and a number; and what follows from it comes next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    gap: usize,
    time: Micros,
    rank: Rank,
    number: usize,
    then: u32,
}

/// What comes first where nothing tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The beginning or end of a step, which begins the gap.
    Boundary,
    Made,
    JobBegins,
    Changed,
    Printed,
    JobEnds,
    Created,
    Woken,
    Told,
}

struct Builder<'a> {
    records: &'a Records,
    lives: Vec<Vec<&'a SpanRecord>>,
    frame: Frame,
    intake: &'a mut Intake,
    placed: Vec<(Place, Event)>,
    /// Who was woken when from a wait for a resource: where that stands.
    granted: HashMap<(TaskId, ResourceId, Micros), Place>,
}

impl Builder<'_> {
    fn sym(&mut self, text: &str) -> Sym {
        self.intake.recording.intern(text)
    }

    fn put(&mut self, place: Place, turn: u32, task: TaskId, kind: Kind) {
        let time = place.time;
        self.placed.push((
            place,
            Event {
                time,
                turn,
                task,
                kind,
            },
        ));
    }

    /// The beginning or the end of a step.
    fn bound(&mut self, gap: usize, task: TaskId, kind: Kind) {
        let (time, turn) = (self.frame.time(gap), self.frame.turn(gap));
        self.put(place(gap, time, Rank::Boundary, 0), turn, task, kind);
    }

    fn callbacks(&mut self) {
        for (index, callback) in self.records.callbacks.iter().enumerate() {
            let (begins, ends) = self.frame.gaps_of(Runs::Callback(index));
            let (name, line) = (self.sym(&callback.name), callback.line);
            self.bound(begins, NO_TASK, Kind::CallbackBegins { name, line });
            self.bound(ends, NO_TASK, Kind::CallbackEnds);
        }
    }

    fn tasks(&mut self) -> Result<(), String> {
        let records = self.records;
        let mut latest = 0;
        for task in &records.tasks {
            let life = std::mem::take(&mut self.lives[task.id as usize - 1]);
            let first = life
                .first()
                .ok_or_else(|| format!("task {} has no spans", task.id))?;
            let born = match first.state {
                // Started eagerly: at once.
                Stage::Running => self.gaps(task.id, 0).0.saturating_sub(1),
                _ => self.gap(task.parent, Some(first.turn), task.created),
            };
            let steps = life.iter().position(|span| span.state == Stage::Running);
            let before = steps.map_or(usize::MAX, |first| self.gaps(task.id, first).0 - 1);
            latest = born.min(before).max(latest);
            let place = place(latest, task.created, Rank::Created, task.id as usize);
            let (name, coro) = (self.sym(&task.name), self.sym(&task.coro));
            let (parent, line) = (task.parent, task.line);
            let created = Kind::TaskCreated {
                name,
                coro,
                parent,
                line,
            };
            self.put(place, first.turn, task.id, created);
            if first.waker.is_some() {
                let by = self.waker(task.id, first)?;
                let after = Place { then: 1, ..place };
                self.put(after, first.turn, task.id, Kind::Scheduled { by });
            }
            for (index, span) in life.iter().enumerate() {
                let before = index.checked_sub(1).map(|last| life[last]);
                match (span.state, before) {
                    (Stage::Running, _) => self.step(task, &life, index)?,
                    (Stage::Ready, Some(before)) if before.state == Stage::Waiting => {
                        self.wake(&life, index)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// A step, and how it ended.
    fn step(
        &mut self,
        task: &TaskRecord,
        life: &[&SpanRecord],
        index: usize,
    ) -> Result<(), String> {
        let (begins, ends) = self.gaps(task.id, index);
        let span = life[index];
        self.bound(begins, task.id, Kind::StepBegins { line: span.line });
        let (line, outcome) = match (life.get(index + 1), &task.ended) {
            (Some(next), _) if next.state == Stage::Waiting => {
                let on = next.on.as_ref();
                let on = on.ok_or_else(|| format!("task {} waits for nothing", task.id))?;
                let wait = Wait {
                    kind: on.kind,
                    label: self.sym(&on.label),
                    object: on.object.unwrap_or(NO_RESOURCE),
                    until: next.until.and_then(NonZero::new),
                };
                (next.line, Outcome::Waits(wait))
            }
            (Some(next), _) => {
                let by = self.waker(task.id, next)?;
                if by != Waker::Task(task.id) {
                    // It gave way, but another had woken it before.
                    let place = place(ends - 1, span.end, Rank::Woken, usize::MAX);
                    self.put(place, span.turn, task.id, Kind::Scheduled { by });
                }
                (next.line, Outcome::Yielded)
            }
            (None, Some(ended)) => {
                let outcome = match ended.how {
                    How::Returned => Outcome::Returned,
                    How::Cancelled => Outcome::Cancelled,
                    How::Raised => Outcome::Raised {
                        exception: self.sym(ended.exception.as_deref().unwrap_or_default()),
                    },
                };
                (0, outcome)
            }
            (None, None) => return Ok(()),
        };
        self.bound(ends, task.id, Kind::StepEnds { line, outcome });
        Ok(())
    }

    /// The end of a wait.
    fn wake(&mut self, life: &[&SpanRecord], index: usize) -> Result<(), String> {
        let (wait, ready) = (life[index - 1], life[index]);
        let task = ready.task;
        let by = self.waker(task, ready)?;
        let mut gap = match by {
            Waker::Task(other) => self.gap(other, Some(ready.turn), ready.start),
            Waker::Timer | Waker::Thread(_) | Waker::Loop => {
                self.frame.between(ready.start, ready.turn)
            }
        };
        // It came due while a step ran: the loop could say so only after its turn.
        if by == Waker::Timer && wait.until == Some(ready.start) && self.frame.runs(gap) {
            gap = self.frame.next_turn(gap, ready.turn);
        }
        let steps = index.checked_sub(2).map(|before| self.gaps(task, before).1);
        let next = life
            .get(index + 1)
            .map(|_| self.gaps(task, index + 1).0 - 1);
        gap = gap.max(steps.unwrap_or(0)).min(next.unwrap_or(usize::MAX));
        // The queue is first in, first out.
        let number = next.unwrap_or(usize::MAX);
        let time = ready.start.max(self.frame.time(gap));
        let place = Place {
            then: 1,
            ..place(gap, time, Rank::Woken, number)
        };
        self.put(place, ready.turn, task, Kind::Scheduled { by });
        if let Some(resource) = wait.on.as_ref().and_then(|on| on.object) {
            self.granted.insert((task, resource, ready.start), place);
        }
        Ok(())
    }

    fn waker(&self, task: TaskId, ready: &SpanRecord) -> Result<Waker, String> {
        let by = match (ready.waker, ready.woken_by) {
            (Some(by), _) => by,
            (None, Some(_)) => By::Task,
            (None, None) => By::Loop,
        };
        let id = match by {
            By::Task => ready.woken_by.unwrap_or(NO_TASK),
            By::Timer | By::Loop => 0,
            By::Thread => self.thread_of(task, ready.start),
        };
        match Waker::of(by, id) {
            Waker::Task(NO_TASK) => Err(format!("no task woke task {task}")),
            Waker::Thread(0) => Err(format!("no thread woke task {task}")),
            by => Ok(by),
        }
    }

    /// The thread whose job, of this task or else of any, was done last by then.
    fn thread_of(&self, task: TaskId, by: Micros) -> u32 {
        let jobs = self.records.jobs.iter();
        let begun = jobs.filter(|job| job.start <= by);
        let latest = begun.max_by_key(|job| (job.end <= by, job.task == task, job.end));
        latest.map_or(0, |job| job.id)
    }

    fn resources(&mut self) {
        let records = self.records;
        let mut first_use: HashMap<ResourceId, usize> = HashMap::new();
        let mut latest: HashMap<ResourceId, Place> = HashMap::new();
        let is_semaphore = |id: ResourceId| {
            let resource = records.resources.get((id as usize).wrapping_sub(1));
            resource.is_some_and(|resource| resource.kind == ResourceKind::Semaphore)
        };
        for (number, change) in records.changes.iter().enumerate() {
            let wakes = self
                .granted
                .get(&(change.task, change.resource, change.time));
            let mut at = match wakes.filter(|_| is_semaphore(change.resource)) {
                // A permit for one that waited: it is woken next.
                Some(&wakes) => Place { then: 0, ..wakes },
                None => {
                    let gap = self.gap(change.task, Some(change.turn), change.time);
                    place(gap, change.time, Rank::Changed, number)
                }
            };
            if let Some(&before) = latest.get(&change.resource).filter(|&&before| before >= at) {
                at = Place {
                    then: before.then + 2,
                    ..before
                };
            }
            latest.insert(change.resource, at);
            first_use.entry(change.resource).or_insert(at.gap);
            let state = ResourceState::of(
                change.state,
                change.count.unwrap_or(0),
                change.unfinished.unwrap_or(0),
                change.task,
            );
            let kind = Kind::ResourceChanged {
                resource: change.resource,
                state,
            };
            self.put(at, change.turn, change.task, kind);
        }
        for span in &records.spans {
            if let Some(resource) = span.on.as_ref().and_then(|on| on.object) {
                let gap = self.frame.between(span.start, span.turn);
                let used = first_use.entry(resource).or_insert(gap);
                *used = gap.min(*used);
            }
        }
        let mut before = usize::MAX;
        for resource in records.resources.iter().rev() {
            let used = first_use.get(&resource.id).copied().unwrap_or(usize::MAX);
            let gap = self.gap(resource.task, None, resource.created);
            before = gap.min(used).min(before);
            let at = place(before, resource.created, Rank::Made, resource.id as usize);
            let made = Kind::ResourceCreated {
                resource: resource.id,
                kind: resource.kind,
                label: self.sym(&resource.label),
                limit: resource.limit,
                line: resource.line,
            };
            self.put(at, self.frame.turn(before), resource.task, made);
        }
    }

    fn jobs(&mut self) {
        let records = self.records;
        let mut latest: HashMap<u32, Place> = HashMap::new();
        for (number, job) in records.jobs.iter().enumerate() {
            let inside = self.frame.inside(job.task, None, job.start);
            let gap = inside.unwrap_or_else(|| self.frame.between(job.start, 0));
            let mut begins = place(gap, job.start, Rank::JobBegins, number);
            if let Some(&before) = latest.get(&job.id).filter(|&&before| before >= begins) {
                begins = Place {
                    then: before.then + 1,
                    ..before
                };
            }
            let gap = self.frame.between(job.end, 0);
            let ends = place(gap, job.end, Rank::JobEnds, number);
            let ends = ends.max(Place {
                then: begins.then + 1,
                ..begins
            });
            latest.insert(job.id, ends);
            let (name, text) = (self.sym(&job.name), self.sym(&job.job));
            let begun = Kind::ThreadBegins {
                thread: job.id,
                name,
                job: text,
            };
            self.put(begins, self.frame.turn(begins.gap), job.task, begun);
            let ended = Kind::ThreadEnds { thread: job.id };
            self.put(ends, self.frame.turn(ends.gap), job.task, ended);
        }
    }

    fn outputs(&mut self) {
        let records = self.records;
        let mut latest = 0;
        for (number, output) in records.outputs.iter().enumerate() {
            let gap = match output.thread {
                0 => self.gap(output.task, Some(output.turn), output.time),
                _ => self.frame.between(output.time, output.turn),
            };
            latest = gap.max(latest);
            let text = self.sym(&output.text);
            let (stream, thread) = (output.stream, output.thread);
            let at = place(latest, output.time, Rank::Printed, number);
            self.put(
                at,
                output.turn,
                output.task,
                Kind::Output {
                    stream,
                    text,
                    thread,
                },
            );
        }
    }

    /// What is told of the run: problems, and stretches for which it was blocked.
    fn told(&mut self) {
        let records = self.records;
        for (number, blocked) in records.blocked.iter().enumerate() {
            let gap = self.gap(blocked.task, None, blocked.start);
            let (start, line, cause) = (blocked.start, blocked.line, self.sym(&blocked.cause));
            let at = place(gap, blocked.end, Rank::Told, number);
            let turn = self.frame.turn(gap);
            self.put(at, turn, blocked.task, Kind::Blocked { start, line, cause });
        }
        let mut latest = 0;
        for (number, told) in records.diagnostics.iter().enumerate() {
            let end = records.end.as_ref().map_or(0, |end| end.time);
            let time = told.time.unwrap_or(end);
            latest = self.gap(told.task, None, time).max(latest);
            let (kind, line, text) = (told.kind, told.line, self.sym(&told.text));
            let at = place(latest, time, Rank::Told, number);
            let turn = self.frame.turn(latest);
            self.put(at, turn, told.task, Kind::Diagnostic { kind, line, text });
        }
    }

    /// The gap for what a task did: in its step, if it had one then.
    fn gap(&self, task: TaskId, turn: Option<u32>, time: Micros) -> usize {
        let inside = self.frame.inside(task, turn, time);
        inside.unwrap_or_else(|| self.frame.between(time, turn.unwrap_or(u32::MAX)))
    }

    /// The gaps that begin with the beginning and the end of a task's step.
    fn gaps(&self, task: TaskId, span: usize) -> (usize, usize) {
        self.frame.gaps_of(Runs::Task { task, span })
    }
}

const fn place(gap: usize, time: Micros, rank: Rank, number: usize) -> Place {
    Place {
        gap,
        time,
        rank,
        number,
        then: 0,
    }
}
