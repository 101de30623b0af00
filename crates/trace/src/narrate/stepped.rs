//! What the latest step did, for whoever steps through a recording.

use std::ops::RangeInclusive;

use super::sentence::{Piece, Sentence, SentenceBuilder, count, say};
use super::{EVENT_LOOP, Narrator};
use crate::analysis::{LastStep, last_step, wait_of};
use crate::chart::Task;
use crate::event::{Outcome, ResourceState, TaskId, Wait};
use crate::query::Lane;

/// More tasks that a step created or woke are counted, not named.
const MAX_NAMED: usize = 3;

/// The lines that a step ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// The task, or [`NO_TASK`](crate::NO_TASK) for a callback.
    pub task: TaskId,
    /// The lines: one range where the step stayed in a function and went forwards, else
    /// the two lines at which it began and ended.
    pub lines: Vec<RangeInclusive<u32>>,
}

impl Ran {
    /// The line that the step reached.
    #[must_use]
    pub fn last(&self) -> Option<u32> {
        self.lines.last().map(|lines| *lines.end())
    }
}

impl Narrator<'_> {
    /// The lines of the latest step that began in the recording's first `events` events.
    #[must_use]
    pub fn ran(&self, events: usize) -> Option<Ran> {
        let step = last_step(self.chart, self.recording, events)?;
        let (first, last) = match (step.first, step.last) {
            (0, 0) => return None,
            (0, line) | (line, 0) => (line, line),
            both => both,
        };
        let lines = match first <= last && self.is_one_function(first, last) {
            true => vec![first..=last],
            false => vec![first..=first, last..=last],
        };
        Some(Ran {
            task: step.task,
            lines,
        })
    }

    /// What the latest step did that began in the recording's first `events` events:
    /// ``Jakob ran lines 6–8, printed 2 lines, waits for lock `grinder`, held by Anna.``
    #[must_use]
    pub fn stepped(&self, events: usize) -> Sentence {
        let Some(step) = last_step(self.chart, self.recording, events) else {
            return say("no step has run yet").sentence();
        };
        let mut sentence = self.who_ran(&step, events);
        if !step.created.is_empty() {
            sentence = self.named(sentence.text(", created "), &step.created);
        }
        if step.printed > 0 {
            sentence = sentence.text(format!(", printed {}", count(step.printed, "line")));
        }
        if !step.woken.is_empty() {
            sentence = self.named(sentence.text(", woke "), &step.woken);
        }
        match step.outcome {
            Some(Outcome::Waits(on)) => {
                self.waits(sentence.text(", waits for "), step.task, on, events)
            }
            Some(Outcome::Yielded) => sentence.text(", yielded for one turn"),
            Some(Outcome::Returned) => sentence.text(", returned"),
            Some(Outcome::Raised { exception }) => sentence
                .text(", raised ")
                .code(self.recording.label(exception)),
            Some(Outcome::Cancelled) => sentence.text(", was cancelled"),
            None => sentence,
        }
        .sentence()
    }

    /// What a task waits for when the run is over, as a phrase: ``Jakob waits for lock
    /// `grinder`, held by Anna``. `None` for one that does not wait.
    #[must_use]
    pub fn left_waiting(&self, task: &Task) -> Option<Sentence> {
        let on = wait_of(task)?;
        let events = self.chart.events;
        let who = SentenceBuilder::default().pieces(self.agent(task.id, events));
        let waits = self.waits(who.text(" waits for "), task.id, on, events);
        Some(waits.phrase())
    }

    fn who_ran(&self, step: &LastStep, events: usize) -> SentenceBuilder {
        if let Some(callback) = step.callback {
            let name = self.callback_name(callback);
            return say(format!("the {EVENT_LOOP} ran ")).pieces(name);
        }
        let who = SentenceBuilder::default().pieces(self.agent(step.task, events));
        if step.outcome.is_none() {
            return who.text(" is running").on_line(step.first);
        }
        match (step.first, step.last) {
            (0, 0) => who.text(" ran"),
            (0, line) | (line, 0) => who.text(" ran ").piece(Piece::Line(line)),
            (first, last) if first == last => who.text(" ran ").piece(Piece::Line(last)),
            (first, last) if first < last && self.is_one_function(first, last) => {
                who.text(format!(" ran lines {first}–{last}"))
            }
            (first, last) => who
                .text(" ran from ")
                .piece(Piece::Line(first))
                .text(" to ")
                .piece(Piece::Line(last)),
        }
    }

    /// What a task waits for, and who holds that.
    fn waits(
        &self,
        sentence: SentenceBuilder,
        task: TaskId,
        on: Wait,
        events: usize,
    ) -> SentenceBuilder {
        let sentence = sentence.pieces(self.wait(on).0);
        let resource = self.chart.resource(on.object);
        match resource.and_then(|resource| resource.state_after(events)) {
            Some(ResourceState::Held { by }) if by == task => {
                sentence.text(", which it holds itself")
            }
            Some(ResourceState::Held { by }) => {
                sentence.text(", held by ").pieces(self.agent(by, events))
            }
            Some(ResourceState::HeldByThread { by }) => sentence
                .text(", held by thread ")
                .piece(self.at_work(by, events)),
            _ => sentence,
        }
    }

    /// The names of a few tasks, or how many there are.
    fn named(&self, sentence: SentenceBuilder, tasks: &[TaskId]) -> SentenceBuilder {
        if tasks.len() > MAX_NAMED {
            return sentence.text(count(tasks.len(), "task"));
        }
        let names = tasks.iter().map(|&task| [self.link(Lane::Task(task), 0)]);
        sentence.list(names, MAX_NAMED)
    }

    /// Whether two lines are in the same function, as far as the program's text is known.
    fn is_one_function(&self, first: u32, last: u32) -> bool {
        let source = self.recording.source().unwrap_or_default();
        let lines: Vec<&str> = source.lines().collect();
        let function = |line: u32| function_of(&lines, (line as usize).checked_sub(1)?);
        !lines.is_empty() && function(first) == function(last)
    }
}

/// The index of the line at which the function or class around a line begins; that of a
/// `def` is its own. `None`: it is in no function.
fn function_of(lines: &[&str], line: usize) -> Option<usize> {
    let mut indent = usize::MAX;
    for index in (0..=line.min(lines.len().checked_sub(1)?)).rev() {
        let text = lines[index].trim_start();
        let own = lines[index].len() - text.len();
        if text.is_empty() || text.starts_with(['#', ')', ']', '}', '@']) || own >= indent {
            continue;
        }
        indent = own;
        if ["def ", "async def ", "class "]
            .iter()
            .any(|word| text.starts_with(word))
        {
            return Some(index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::function_of;

    const PROGRAM: &str = "import asyncio

async def brew(lock):
    async with lock:

        # slow
        await asyncio.sleep(1)

async def main():
    def nested():
        pass
    await brew(
        1
    )
asyncio.run(main())";

    #[test]
    fn a_line_belongs_to_the_function_around_it() {
        let lines: Vec<&str> = PROGRAM.lines().collect();
        let function = |line: usize| function_of(&lines, line - 1).map(|index| index + 1);
        assert_eq!(function(1), None);
        assert_eq!(
            (function(3), function(4), function(7)),
            (Some(3), Some(3), Some(3))
        );
        assert_eq!((function(10), function(11)), (Some(10), Some(10)));
        assert_eq!((function(12), function(13)), (Some(9), Some(9)));
        assert_eq!((function(15), function(99)), (None, None));
    }
}
