//! Python's asyncio on the Interleave executor.
//!
//! The library is CPython's own; ours are the event loop's scheduling, the futures
//! and tasks, and the threads that are simulated beside them. A [`Driver`] brings the
//! clock and the limits of a run; an [`Observer`] is told of every decision of the
//! scheduler. A [`RunContext`] holds both, and is made the current one by [`enter`].
//!
//! Nothing here knows a recording, a label or a platform.

#![deny(unsafe_code)]

mod activity;
mod arguments;
mod arrivals;
mod call_soon;
mod cause;
mod context;
pub mod convert;
mod current;
mod driver;
mod event_loop;
mod handle;
mod idle;
mod job;
mod library;
mod library_code;
mod lines;
mod module;
mod native;
mod native_method;
mod numbers;
mod observer;
mod own_method;
mod own_time;
mod queue;
mod registry;
mod selector_wait;
mod stream;
mod thread_event;
mod thread_frames;
mod thread_import;
mod thread_machine;
mod thread_stacks;
mod threads;
mod timer_handle;
mod watched_attribute;
mod watched_field;

pub use activity::Activity;
pub use cause::Cause;
pub use context::RunContext;
pub use current::{Entered, enter};
pub use driver::Driver;
pub use handle::Handle;
pub use interleave_python::user_code;
pub use job::{code_of, function_of};
pub use library::{FROZEN_MODULES, native_modules};
pub use library_code::{Function, KnownFunctions, Library};
pub use lines::{Lines, Piece};
pub use native::{Future, State, Task, alive_tasks, is_being_cancelled};
pub use numbers::{NO_TASK, TaskNumber, ThreadNumber};
pub use observer::{Blocked, Observer, SLOW, Stall, TaskRef, ThreadWait};
pub use stream::Stream;
pub use thread_event::ThreadEvent;
pub use watched_field::WatchedField;
