//! The recording of a run, and all that is worked out from it. Plain data and
//! pure functions: nothing here reads a clock, draws, or knows Python.

#![forbid(unsafe_code)]

pub mod chart;
pub mod event;
mod query;
mod recording;

pub use chart::{Chart, Span, State, Step, Task, TaskEnd};
pub use event::{
    DiagnosticKind, End, Event, Kind, Micros, NO_TASK, Outcome, Stream, Sym, TaskId, ThreadId,
    Wait, WaitKind, Waker,
};
pub use query::Lane;
pub use recording::{Batch, Recording};
