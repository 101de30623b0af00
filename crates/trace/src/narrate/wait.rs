//! What a task waits for.

use std::borrow::Cow;

use super::Narrator;
use super::sentence::{Piece, Sentence, SentenceBuilder, say};
use crate::chart::Resource;
use crate::event::{ResourceKind, Wait, WaitKind};
use crate::query::Lane;
use crate::recording::Recording;

impl Narrator<'_> {
    /// What a task or a thread waits for: ``lock `grinder` ``, `` `sleep(1.0)` ``, `` `jobs.join()` ``.
    #[must_use]
    pub fn wait(&self, on: Wait) -> Sentence {
        let resource = self.chart.resource(on.object);
        let label = match resource {
            Some(resource) => Cow::Borrowed(self.recording.label(resource.label)),
            None => label_of(self.recording, on),
        };
        let label = &*label;
        let phrase = SentenceBuilder::default();
        let code = |kind: &str| match label {
            "" => say(article(kind)),
            label => say(format!("{kind} ")).code(label),
        };
        let method = |name: &str| match label {
            label if is_reference(label) => {
                SentenceBuilder::default().code(format!("{label}.{name}()"))
            }
            "" => SentenceBuilder::default().code(format!("Queue.{name}()")),
            label => SentenceBuilder::default()
                .code(format!("{name}()"))
                .text(" of queue ")
                .code(label),
        };
        let call = |function: &str| match label {
            "" => SentenceBuilder::default().code(function),
            label => SentenceBuilder::default()
                .code(function)
                .text(format!(" of {label}")),
        };
        match on.kind {
            WaitKind::Sleep => phrase.code(format!("sleep({label})")),
            WaitKind::Future => code("future"),
            WaitKind::Task => match label {
                "" => phrase.text("a task"),
                label => phrase.text("task ").piece(self.task_named(label)),
            },
            WaitKind::Gather => call("gather"),
            WaitKind::Wait if label.starts_with("next of ") => {
                phrase.code("as_completed").text(format!(" ({label})"))
            }
            WaitKind::Wait => call("wait"),
            WaitKind::TaskGroup if label.is_empty() => phrase.text("its task group"),
            WaitKind::TaskGroup => phrase.text(format!("its task group ({label})")),
            WaitKind::Lock => match resource.filter(|one| is_condition(one)) {
                Some(condition) => phrase.text("the lock of ").pieces(self.resource(condition)),
                None => code("lock"),
            },
            WaitKind::Event if resource.is_some_and(is_queue) => method("join"),
            WaitKind::Event if resource.is_none() && label.ends_with(".join") => {
                phrase.code(format!("{label}()"))
            }
            WaitKind::Event => code("event"),
            WaitKind::Condition => code("condition"),
            WaitKind::Semaphore => code("semaphore"),
            WaitKind::Barrier => code("barrier"),
            WaitKind::QueueGet => method("get"),
            WaitKind::QueuePut => method("put"),
            WaitKind::Thread => code("thread job"),
            WaitKind::Loop => phrase.text("work for its event loop"),
            WaitKind::Join => match label {
                "" => phrase.text("the end of a thread"),
                label => phrase.text("the end of thread ").code(label),
            },
            WaitKind::Stream => code("stream"),
            WaitKind::Timeout => match label {
                "" => phrase.text("a future within its timeout"),
                label => phrase.code(label).text(" within its timeout"),
            },
        }
        .phrase()
    }

    /// The latest task of this name, with a link.
    fn task_named(&self, name: &str) -> Piece {
        let mut tasks = self.chart.tasks.iter();
        match tasks.rfind(|task| self.recording.label(task.name) == name) {
            Some(task) => Piece::Link(name.to_owned(), Lane::Task(task.id), 0),
            None => Piece::Text(name.to_owned()),
        }
    }
}

/// The label of a wait, as the task refers to its object. The length of a sleep is
/// rounded to the microsecond, which is the resolution of the clock: `0.6` for the
/// `0.6000000000000001` that a sum came to.
pub(crate) fn label_of(recording: &Recording, on: Wait) -> Cow<'_, str> {
    let label = recording.label(on.label);
    if on.kind == WaitKind::Sleep
        && label.contains('.')
        && let Ok(length) = label.parse::<f64>()
        && let Ok(rounded) = format!("{length:.6}").parse::<f64>()
        && rounded > 0.0
        && rounded != length
    {
        return Cow::Owned(format!("{rounded:?}"));
    }
    Cow::Borrowed(label)
}

fn is_queue(resource: &Resource) -> bool {
    resource.kind == ResourceKind::Queue
}

fn is_condition(resource: &Resource) -> bool {
    resource.kind == ResourceKind::Condition
}

/// Whether a label is an expression that refers to an object: `jobs`, `self.queues[2]`.
fn is_reference(label: &str) -> bool {
    let starts = label.starts_with(|first: char| first.is_alphabetic() || first == '_');
    starts && !label.contains(|letter: char| letter == '-' || letter.is_whitespace())
}

fn article(noun: &str) -> String {
    match noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => format!("an {noun}"),
        false => format!("a {noun}"),
    }
}
