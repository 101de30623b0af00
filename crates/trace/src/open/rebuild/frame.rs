//! The steps of the loop in order, and the gaps between their beginnings and ends.

use std::collections::HashMap;

use super::super::records::{Records, SpanRecord, Stage};
use crate::event::{Micros, NO_TASK, TaskId};

/// A step of a task, or a callback.
struct Step {
    start: Micros,
    end: Micros,
    turn: u32,
    runs: Runs,
    /// Which of those that begin at the same time in the same turn comes first.
    order: (Class, Micros, TaskId),
    /// The task that this one was started inside of, eagerly, or `NO_TASK`.
    inside: TaskId,
    /// The gaps that its beginning and its end begin.
    gaps: (usize, usize),
}

/// What runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Runs {
    /// The step at this index of a task's spans.
    Task { task: TaskId, span: usize },
    /// The callback of this index.
    Callback(usize),
}

/// See [`Step::order`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Started eagerly by a step that had begun before.
    Within,
    /// Taken from the queue.
    Queued,
    /// Started eagerly by one of the latter.
    Nested,
}

/// The beginning or end of a step.
struct Boundary {
    time: Micros,
    turn: u32,
    begins: bool,
    /// The steps that are open behind it.
    depth: usize,
}

/// The steps, and what lies between them. A gap of number `n` begins with boundary
/// `n - 1`, and gap 0 with the run.
pub(super) struct Frame {
    steps: Vec<Step>,
    boundaries: Vec<Boundary>,
    /// The steps of each task, in order; those of task `n` at index `n - 1`.
    of_task: Vec<Vec<usize>>,
    numbers: HashMap<Runs, usize>,
}

impl Frame {
    /// The frame of these records; `lives` are the spans of each task.
    ///
    /// # Errors
    /// Where two steps overlap.
    pub(super) fn of(records: &Records, lives: &[Vec<&SpanRecord>]) -> Result<Self, String> {
        let mut steps = Vec::new();
        for (task, life) in records.tasks.iter().zip(lives) {
            for (span, of) in life.iter().enumerate() {
                if of.state != Stage::Running {
                    continue;
                }
                let since = span.checked_sub(1).map(|last| life[last].start);
                let outer = lives.get((task.parent as usize).wrapping_sub(1));
                let within = |outer: &Vec<&SpanRecord>| {
                    let begun = outer.partition_point(|other| other.start < of.start);
                    let mut begun = outer[..begun].iter().rev();
                    let last = begun.find(|other| other.state == Stage::Running);
                    last.is_some_and(|last| last.turn == of.turn && of.end <= last.end)
                };
                let class = match since {
                    Some(_) => Class::Queued,
                    None if outer.is_some_and(within) => Class::Within,
                    None => Class::Nested,
                };
                steps.push(Step {
                    start: of.start,
                    end: of.end,
                    turn: of.turn,
                    runs: Runs::Task {
                        task: task.id,
                        span,
                    },
                    order: (class, since.unwrap_or(0), task.id),
                    inside: if since.is_none() {
                        task.parent
                    } else {
                        NO_TASK
                    },
                    gaps: (0, 0),
                });
            }
        }
        steps.extend(
            records
                .callbacks
                .iter()
                .enumerate()
                .map(|(index, callback)| Step {
                    start: callback.start,
                    end: callback.end,
                    turn: callback.turn,
                    runs: Runs::Callback(index),
                    order: (Class::Queued, callback.start, NO_TASK),
                    inside: NO_TASK,
                    gaps: (0, 0),
                }),
        );
        steps.sort_by_key(|step| (step.start, step.turn, step.order));
        let mut frame = Self {
            boundaries: Vec::with_capacity(2 * steps.len()),
            of_task: vec![Vec::new(); lives.len()],
            numbers: HashMap::with_capacity(steps.len()),
            steps,
        };
        frame.bound()?;
        Ok(frame)
    }

    /// Finds what contains what.
    fn bound(&mut self) -> Result<(), String> {
        let mut open: Vec<usize> = Vec::new();
        for number in 0..self.steps.len() {
            let Step {
                start,
                end,
                turn,
                runs,
                inside,
                ..
            } = self.steps[number];
            if end < start {
                return Err(format!("a step goes from {start} back to {end}"));
            }
            while let Some(&last) = open.last() {
                let outer = &self.steps[last];
                let eager = inside != NO_TASK
                    && matches!(outer.runs, Runs::Task { task, .. } if task == inside)
                    && outer.turn == turn;
                if outer.end > start || (eager && outer.end == start) {
                    if end > outer.end {
                        return Err(format!("two steps run at {start}"));
                    }
                    break;
                }
                open.pop();
                self.end(last, open.len());
            }
            open.push(number);
            self.boundaries.push(Boundary {
                time: start,
                turn,
                begins: true,
                depth: open.len(),
            });
            self.steps[number].gaps.0 = self.boundaries.len();
            self.numbers.insert(runs, number);
            if let Runs::Task { task, .. } = runs {
                self.of_task[task as usize - 1].push(number);
            }
        }
        while let Some(last) = open.pop() {
            self.end(last, open.len());
        }
        Ok(())
    }

    fn end(&mut self, step: usize, depth: usize) {
        let step = &mut self.steps[step];
        let (time, turn) = (step.end, step.turn);
        self.boundaries.push(Boundary {
            time,
            turn,
            begins: false,
            depth,
        });
        step.gaps.1 = self.boundaries.len();
    }

    /// When a gap begins.
    pub(super) fn time(&self, gap: usize) -> Micros {
        self.begins(gap).map_or(0, |boundary| boundary.time)
    }

    /// The turn of a gap.
    pub(super) fn turn(&self, gap: usize) -> u32 {
        self.begins(gap).map_or(0, |boundary| boundary.turn)
    }

    /// Whether a step runs in a gap.
    pub(super) fn runs(&self, gap: usize) -> bool {
        self.begins(gap).is_some_and(|boundary| boundary.depth > 0)
    }

    fn begins(&self, gap: usize) -> Option<&Boundary> {
        self.boundaries.get(gap.checked_sub(1)?)
    }

    /// The gap behind everything.
    pub(super) fn last_gap(&self) -> usize {
        self.boundaries.len()
    }

    /// The gaps that a step's beginning and end begin.
    pub(super) fn gaps_of(&self, runs: Runs) -> (usize, usize) {
        let step = self
            .numbers
            .get(&runs)
            .and_then(|&number| self.steps.get(number));
        step.map_or((self.last_gap(), self.last_gap()), |step| step.gaps)
    }

    /// The gap behind all that this turn does at or before a time.
    pub(super) fn between(&self, time: Micros, turn: u32) -> usize {
        let mut gap = self
            .boundaries
            .partition_point(|boundary| boundary.time < time);
        while let Some(next) = self.boundaries.get(gap)
            && next.time == time
        {
            // A second `asyncio.run` counts from 1 again.
            let before = self.turn(gap);
            let anew = next.turn < before && turn >= before;
            if next.begins && (next.turn > turn || anew) {
                break;
            }
            gap += 1;
        }
        gap
    }

    /// The gap before the first step of a later turn.
    pub(super) fn next_turn(&self, gap: usize, turn: u32) -> usize {
        let later = |boundary: &Boundary| boundary.begins && boundary.turn > turn;
        let next = self.boundaries[gap..].iter().position(later);
        next.map_or(self.last_gap(), |next| gap + next)
    }

    /// The gap in a task's step at a time; of two steps the one in this turn, or the
    /// later. `None` where it had none.
    pub(super) fn inside(&self, task: TaskId, turn: Option<u32>, time: Micros) -> Option<usize> {
        let steps = self.of_task.get((task as usize).checked_sub(1)?)?;
        let begun = steps.partition_point(|&step| self.steps[step].start <= time);
        let steps = steps[..begun].iter().rev().map(|&step| &self.steps[step]);
        let mut found = steps.take_while(|step| step.end >= time).peekable();
        let latest = found.peek().copied()?;
        let step = found.find(|step| turn.is_none_or(|turn| step.turn == turn));
        let (begins, ends) = step.unwrap_or(latest).gaps;
        // Others may have run inside of it.
        let depth = self.begins(begins)?.depth;
        let within = &self.boundaries[begins..ends.saturating_sub(1).max(begins)];
        let begun = begins + within.partition_point(|boundary| boundary.time <= time);
        let own = |&gap: &usize| self.begins(gap).is_some_and(|begins| begins.depth == depth);
        Some((begins..=begun).rev().find(own).unwrap_or(begins))
    }
}
