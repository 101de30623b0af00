//! A cooperative executor, small enough to read in an evening.
//!
//! It schedules *jobs* of any type: it keeps them in order and hands them out,
//! and whoever calls it runs them. It never waits and never reads a clock; it
//! is told the time. So the same code serves a simulated run, a browser and a
//! native thread, and all of it can be tested without any of them.
//!
//! - [`Executor`]: the ready queue, the timers, cancellation, turns.
//! - [`Reactor`]: what differs by platform, telling the time and waiting.
//!   [`VirtualClock`] jumps, `ThreadClock` sleeps, `BrowserTimers` uses
//!   `setTimeout`.
//! - [`run`]: turns and waits until nothing is left.
//!
//! # Turns
//!
//! A turn is `BaseEventLoop._run_once` of Python's asyncio:
//!
//! ```text
//!              schedule                       begin_turn          next_job
//!   job ──────────────────────▶ ready queue ────────────▶ turn ────────────▶ step
//!    │                              ▲        those ready                      │
//!    │  schedule_at                 │        at that moment                   │
//!    └─────────────▶ timers ────────┘                                         │
//!                      begin_turn: those due,            schedule: waits for  │
//!                      by (deadline, sequence)           the next turn  ◀─────┘
//! ```
//!
//! # Example
//!
//! Two bakers, each a chain of jobs on one simulated clock:
//!
//! ```
//! use std::cell::RefCell;
//! use interleave_executor::{Executor, Reactor, VirtualClock, run};
//!
//! let executor: RefCell<Executor<(&str, u32)>> = RefCell::default();
//! let clock = VirtualClock::new();
//! let mut log = Vec::new();
//!
//! executor.borrow_mut().schedule(("bread", 2));
//! executor.borrow_mut().schedule(("cake", 1));
//!
//! let done = run(&executor, &clock, |_, (what, left)| {
//!     log.push((clock.now(), what, left));
//!     if left > 0 {
//!         executor.borrow_mut().schedule_at(clock.now() + 30, (what, left - 1));
//!     }
//! });
//! futures::executor::block_on(done);
//!
//! assert_eq!(log, [
//!     (0, "bread", 2),
//!     (0, "cake", 1),
//!     (30, "bread", 1),
//!     (30, "cake", 0),
//!     (60, "bread", 0),
//! ]);
//! ```

#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod browser_timers;
mod executor;
mod jobs;
mod paced_clock;
mod reactor;
mod run;
#[cfg(not(target_arch = "wasm32"))]
mod thread_clock;
mod timers;
mod virtual_clock;

#[cfg(target_arch = "wasm32")]
pub use browser_timers::BrowserTimers;
pub use executor::{Executor, Wait};
pub use jobs::JobId;
pub use paced_clock::PacedClock;
pub use reactor::Reactor;
pub use run::run;
#[cfg(not(target_arch = "wasm32"))]
pub use thread_clock::ThreadClock;
pub use virtual_clock::VirtualClock;

/// Microseconds on the loop's clock since the run began.
pub type Micros = u64;
