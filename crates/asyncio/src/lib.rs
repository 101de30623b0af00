//! Python's asyncio on the Interleave executor, through RustPython.
//!
//! The library is CPython's own; ours is the event loop's scheduling, the
//! clock that everything reads, and what stands in for an operating system.
//! A [`Host`] runs one [`Program`] on a [`Platform`] and returns its recording:
//!
//! ```
//! use interleave_asyncio::{Host, Program, Simulated};
//!
//! let program = Program::new("import asyncio\nasyncio.run(asyncio.sleep(1))");
//! let recording = Host::new(0)?.run(&program, std::rc::Rc::new(Simulated::default()));
//! assert!(recording.events().last().is_some_and(|event| event.time >= 1_000_000));
//! # Ok::<(), String>(())
//! ```

#![forbid(unsafe_code)]

mod arrivals;
mod awaits;
mod caller;
mod cancel;
mod eager;
mod event_loop;
mod handle;
mod input;
mod job;
mod library;
mod lines;
mod module;
mod names;
mod native;
mod platform;
mod program;
mod resources;
mod source;
mod stuck;
mod tasks;
mod timer_handle;
mod world;

pub use interleave_python::ModuleFile;
pub use platform::{Interrupt, Limit, Platform, Simulated};
pub use program::{Alarm, DEFAULT_START, File, Host, Limits, Program, SyntaxError, salvage};
pub use source::MAIN;
pub use world::Prices;
