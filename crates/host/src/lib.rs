//! One run of one program, from its text to its recording.
//!
//! A [`Host`] runs one [`Program`] on a [`Platform`] and returns its recording:
//!
//! ```
//! use interleave_host::{Host, Program, Simulated};
//!
//! let program = Program::new("import asyncio\nasyncio.run(asyncio.sleep(1))");
//! let recording = Host::new(0)?.run(&program, std::rc::Rc::new(Simulated::default()));
//! assert!(recording.events().last().is_some_and(|event| event.time >= 1_000_000));
//! # Ok::<(), String>(())
//! ```

#![forbid(unsafe_code)]

mod environment;
mod host;
mod input;
mod interpreter;
mod limit;
mod module;
mod platform;
mod run;
mod signals;
mod termination;

pub use host::{Alarm, Host};
pub use interleave_protocol::{CostModel, DEFAULT_START, File, Limits, Program, SyntaxError};
pub use interleave_python::{ModuleFile, user_code::MAIN};
pub use limit::Limit;
pub use platform::{Interrupt, Platform, Simulated};
