//! Who made a task ready.

use super::Narrator;
use super::name::step_before;
use super::sentence::{Piece, SentenceBuilder, say};
use super::time::moment;
use crate::analysis::waker;
use crate::chart::{Span, Task};
use crate::event::{TaskId, Waker};
use crate::query::Lane;

impl Narrator<'_> {
    /// Who woke the task `woken`: `main`, `itself`, `its timer`, `thread asyncio_0`,
    /// `the event loop`.
    #[must_use]
    pub fn waker(&self, by: Waker, woken: TaskId) -> String {
        match by {
            Waker::Task(id) if id == woken => "itself".to_owned(),
            Waker::Task(id) => self.task(id).to_owned(),
            Waker::Timer => "its timer".to_owned(),
            Waker::Thread(id) => format!("thread {}", self.lane(Lane::Thread(id))),
            Waker::Loop => format!("the {}", super::EVENT_LOOP),
        }
    }

    /// Who made a task ready, and when.
    pub(super) fn woken(&self, task: &Task, ready: &Span) -> Option<SentenceBuilder> {
        let by = ready.woken_by.or_else(|| waker(task, ready))?;
        let when = moment(ready.start);
        Some(match by {
            Waker::Timer => say(format!("its timer fired at {when}")),
            Waker::Task(id) if id == task.id => say(format!("it woke itself at {when}")),
            Waker::Task(id) => {
                let woken = SentenceBuilder::default()
                    .pieces(self.agent(id, ready.event))
                    .text(format!(" woke it at {when}"));
                let waking = self.chart.task(id);
                match waking.and_then(|waking| step_before(waking, ready.event)) {
                    Some((_, step)) if step.line > 0 => {
                        woken.text(" in the step that started").on_line(step.line)
                    }
                    _ => woken,
                }
            }
            Waker::Thread(id) => say("the job on thread ")
                .piece(self.at_work(id, ready.event))
                .text(format!(" ended at {when} and woke it")),
            Waker::Loop => {
                let by = match self.callback_during(ready.event) {
                    Some(index) => self.callback_name(index),
                    None => vec![Piece::Text(format!("the {}", super::EVENT_LOOP))],
                };
                SentenceBuilder::default()
                    .pieces(by)
                    .text(format!(" woke it at {when}"))
            }
        })
    }
}
