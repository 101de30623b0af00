//! What people read about a run: every sentence, every name and every formatted time,
//! for the page and the terminal alike.
//!
//! [`analysis`](crate::analysis) finds facts; this module puts them into words. A
//! [`Narrator`] says them as [`Sentence`]s of pieces, which the page renders with links
//! and the terminal as plain text.
//!
//! What happens outside any task (task 0 of the recording) has two names: the *event
//! loop*, whose lane holds its callbacks and which wakes tasks, and *top-level code*,
//! which is the part of the program that calls `asyncio.run`. A fact that belongs to a
//! callback names the callback.

mod bottleneck;
mod callback;
mod cancellation;
mod cursor;
mod ending;
mod event;
mod heading;
mod line;
mod name;
mod recorded;
mod resource;
mod sentence;
mod span;
mod stall;
mod stepped;
mod stuck;
mod task;
mod thread;
pub mod time;
mod wait;
mod waker;

pub use self::heading::Heading;
pub use self::line::line_summary;
pub use self::name::{EVENT_LOOP, TOP_LEVEL, UniqueNames};
pub use self::recorded::{diagnostic, reason};
pub use self::sentence::{Piece, Sentence};
pub use self::stall::Stall;
pub use self::stepped::Ran;
pub use self::stuck::{Cause, deadlock, pending, unreleased};
pub(crate) use self::wait::label_of;

use crate::chart::Chart;
use crate::query::Lane;
use crate::recording::Recording;

/// At most this many names, or lines of output, are listed; the rest are counted.
const MAX_LISTED: usize = 8;

/// Puts a recording into words.
#[derive(Clone, Copy, Debug)]
pub struct Narrator<'a> {
    chart: &'a Chart,
    recording: &'a Recording,
}

impl<'a> Narrator<'a> {
    /// A narrator of this recording and its chart.
    #[must_use]
    pub const fn new(chart: &'a Chart, recording: &'a Recording) -> Self {
        Self { chart, recording }
    }

    /// Why the item at `index` of a lane is there, and what followed it. The items of a
    /// task are its spans, those of a thread
    /// those of its jobs, those of the loop its callbacks,
    /// and those of a resource its changes. Empty where there is no such item.
    #[must_use]
    pub fn item(&self, lane: Lane, index: usize) -> Vec<Sentence> {
        match lane {
            Lane::Task(id) => self.span(id, index),
            Lane::Thread(id) => self.thread_span(id, index),
            Lane::Loop => self.callback(index),
            Lane::Resource(id) => self.change(id, index),
        }
    }

    /// A lane in a few sentences.
    #[must_use]
    pub fn lane_summary(&self, lane: Lane) -> Vec<Sentence> {
        match lane {
            Lane::Task(id) => self.task_summary(id),
            Lane::Thread(id) => self.thread_summary(id),
            Lane::Loop => self.loop_summary(),
            Lane::Resource(id) => self.resource_summary(id),
        }
    }
}
