//! The recording of a run, and all that is derived from it. Plain data and
//! pure functions: nothing here reads a clock, draws, or knows Python.
//!
//! A [`Recording`] holds events. A [`Chart`] is what they mean: tasks, spans,
//! steps, output. All else reads charts: queries ([`Chart::lanes`] and others),
//! [`analysis`] for facts and [`narrate`] for sentences about them, files
//! ([`trace_json`], [`chrome_json`]), texts ([`timeline`], [`transcript`]) and the page.
//!
//! ```
//! use interleave_trace::{Chart, Event, Kind, NO_TASK, Outcome, Recording, State, Waker};
//!
//! let mut recording = Recording::default();
//! let name = recording.intern("main");
//! let (coro, parent, line) = (name, NO_TASK, 9);
//! let events = [
//!     (0, Kind::TaskCreated { name, coro, parent, line }),
//!     (0, Kind::Scheduled { by: Waker::Loop }),
//!     (10, Kind::StepBegins { line: 6 }),
//!     (20, Kind::StepEnds { line: 7, outcome: Outcome::Returned }),
//! ];
//! for (time, kind) in events {
//!     recording.push(Event { time, turn: 1, task: 1, kind });
//! }
//!
//! let chart = Chart::of(&recording);
//! assert_eq!(chart.state_at(1, 5), Some(State::Ready));
//! assert_eq!(chart.state_at(1, 10), Some(State::Running));
//! assert_eq!(chart.state_at(1, 20), None);
//! ```

#![forbid(unsafe_code)]

pub mod analysis;
pub mod chart;
pub mod check;
pub mod chrome;
pub mod critical;
pub mod event;
mod event_codec;
pub mod export;
mod json;
pub mod narrate;
pub mod open;
mod query;
mod recording;
mod shared_vec;
mod text;

pub use chart::{CancelRequest, Change, Chart, Resource, Span, State, Step, Task, TaskEnd};
pub use check::tiling_errors;
pub use chrome::chrome_json;
pub use event::{
    CancelKind, DiagnosticKind, End, Event, Kind, Micros, NO_RESOURCE, NO_TASK, Outcome, Phase,
    ResourceId, ResourceKind, ResourceState, Stream, Sym, TaskId, ThreadId, Wait, WaitKind, Waker,
};
pub use export::{Section, sections, trace_json};
pub use narrate::Narrator;
pub use open::{OpenError, Opened, open};

pub use query::{Lane, Moment};
pub use recording::{Batch, Events, Recording};
pub use shared_vec::SharedVec;
pub use text::{printable, timeline, transcript};
