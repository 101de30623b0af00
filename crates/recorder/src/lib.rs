//! The observer that makes a recording of what a run does: who runs, who is ready,
//! who waits for what, who woke whom, what is stuck.
//!
//! A [`Recorder`] is told everything through
//! [`Observer`](interleave_asyncio::Observer). It knows no socket, no host and no
//! browser.

#![forbid(unsafe_code)]

mod recorder;

pub use recorder::{OutputSink, Recorder};
