//! The life of a task.

use super::sentence::{Sentence, SentenceBuilder, count, say};
use super::time::{duration, moment};
use super::{MAX_LISTED, Narrator};
use crate::analysis::time_use;
use crate::chart::Task;
use crate::event::{Stream, TaskId};
use crate::query::Lane;

impl Narrator<'_> {
    /// The life of a task: who created it, which tasks it created, what it printed, how
    /// it spent its time, how and why it ended.
    #[must_use]
    pub fn life(&self, task: TaskId) -> Vec<Sentence> {
        let Some(task) = self.chart.task(task) else {
            return Vec::new();
        };
        let mut sentences = vec![self.origin(task), self.time_use(task)];
        sentences.extend(self.children(task));
        sentences.extend(self.printed(task));
        sentences.extend(self.ended(task));
        sentences.extend(self.why_cancelled(task.id));
        sentences
    }

    pub(super) fn task_summary(&self, task: TaskId) -> Vec<Sentence> {
        let Some(task) = self.chart.task(task) else {
            return Vec::new();
        };
        let mut sentences = vec![self.origin(task), self.time_use(task)];
        sentences.extend(self.ended(task));
        sentences
    }

    fn origin(&self, task: &Task) -> Sentence {
        say("created by ")
            .pieces(self.agent(task.parent, task.created_event))
            .on_line(task.line)
            .text(format!(" at {} to run ", moment(task.created)))
            .code(format!("{}()", self.recording.label(task.coro)))
            .sentence()
    }

    fn time_use(&self, task: &Task) -> Sentence {
        let sum = time_use(self.chart, task);
        say(format!(
            "ran for {} in {}, queued for {} and waited for {}",
            duration(sum.running),
            count(sum.steps, "step"),
            duration(sum.ready),
            duration(sum.waiting)
        ))
        .sentence()
    }

    fn children(&self, task: &Task) -> Option<Sentence> {
        let tasks = &self.chart.tasks;
        let children: Vec<_> = tasks.iter().filter(|one| one.parent == task.id).collect();
        let names = children
            .iter()
            .map(|child| [self.link(Lane::Task(child.id), 0)]);
        let sentence = say(format!("created {}: ", count(children.len(), "task")));
        (!children.is_empty()).then(|| sentence.list(names, MAX_LISTED).sentence())
    }

    fn printed(&self, task: &Task) -> Option<Sentence> {
        let outputs = self.chart.outputs.iter();
        let own = outputs.filter(|output| output.task == task.id && output.stream != Stream::Stdin);
        let text: String = own
            .map(|output| self.recording.label(output.text))
            .collect();
        let lines = text.lines().count();
        let listed: Vec<_> = text
            .lines()
            .take(MAX_LISTED)
            .map(|line| format!("“{line}”"))
            .collect();
        let more = if lines > MAX_LISTED { ", …" } else { "" };
        (lines > 0).then(|| {
            let listed = listed.join(", ");
            say(format!("printed {}: {listed}{more}", count(lines, "line"))).sentence()
        })
    }

    /// How and when a task ended.
    #[must_use]
    pub fn ended(&self, task: &Task) -> Option<Sentence> {
        let (time, how) = task.ended?;
        let sentence = SentenceBuilder::default().pieces(self.ending(how).0);
        Some(sentence.text(format!(" at {}", moment(time))).sentence())
    }

    /// What a task that the run left unfinished was doing.
    #[must_use]
    pub fn unfinished(&self, task: &Task) -> Sentence {
        let doing = task.spans.last().map(|span| self.activity(span).0);
        let sentence = say("the run ended before this task, which ");
        let doing = doing.unwrap_or_else(|| say("is ready").phrase().0);
        sentence.pieces(doing).sentence()
    }
}
