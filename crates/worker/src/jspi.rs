//! Suspending the wasm stack, with JavaScript Promise Integration. The other
//! half is `web/worker/jspi.js`, which wasm-bindgen passes through as it is.
#![allow(unsafe_code, reason = "raw imports of a wasm module have no safe form")]

use std::{
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

mod imports {
    #[link(wasm_import_module = "./jspi.js")]
    unsafe extern "C" {
        pub(super) fn can_suspend() -> i32;
        pub(super) fn suspend();
        pub(super) fn yield_to_host();
        pub(super) fn wake();
    }
}

/// Whether this browser can suspend a wasm stack.
pub(crate) fn can_suspend() -> bool {
    // SAFETY: the import takes nothing and answers a number.
    unsafe { imports::can_suspend() != 0 }
}

/// Suspends the running stack until [`wake`] is called. Hold no borrow across it.
/// Does nothing where stacks can't be suspended.
pub(crate) fn suspend() {
    // SAFETY: called below `worker::drive` only, whose export is wrapped as promising.
    unsafe { imports::suspend() }
}

/// Suspends the running stack for one turn of the worker's own event loop, which
/// delivers messages.
pub(crate) fn yield_to_host() {
    // SAFETY: as in `suspend`.
    unsafe { imports::yield_to_host() }
}

/// Resumes the suspended stack, if there is one.
pub(crate) fn wake() {
    // SAFETY: the import takes and answers nothing, and calls no wasm before it returns.
    unsafe { imports::wake() }
}

/// A waker that resumes the suspended stack.
struct Resume;

impl Wake for Resume {
    fn wake(self: Arc<Self>) {
        wake();
    }
}

/// Polls once, with a waker that ends the suspension.
pub(crate) fn poll<T>(poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
    poll(&mut Context::from_waker(&Waker::from(Arc::new(Resume))))
}
