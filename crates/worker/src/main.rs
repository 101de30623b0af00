//! The wasm binary inside the web worker: Python's host, and the messages to it.
//!
//! `web/worker/worker.js` loads it, hands every message to [`worker::receive`], and
//! calls [`worker::drive`] when a program is to run.

#![cfg_attr(
    target_arch = "wasm32",
    allow(unreachable_pub, reason = "what a wasm module exports is pub")
)]

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod jspi;
#[cfg(target_arch = "wasm32")]
mod post;
#[cfg(target_arch = "wasm32")]
mod stacks;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static COUNTING: interleave_memory::Counting = interleave_memory::Counting;

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::report_panics();
}
