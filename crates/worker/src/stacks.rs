//! Simulated threads' stacks: suspended wasm stacks. The other half is
//! `web/worker/stacks.js`, which wasm-bindgen passes through as it is.
#![allow(
    unsafe_code,
    reason = "raw imports and exports of a wasm module have no safe form"
)]

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};

use interleave_stacks::{Body, Outcome, StackId, Stacks};

use crate::jspi;

mod imports {
    #[link(wasm_import_module = "./stacks.js")]
    unsafe extern "C" {
        pub(super) fn resume_stack(id: u32) -> u32;
        pub(super) fn park_stack();
    }
}

thread_local! {
    /// The bodies of stacks that have not begun.
    static BODIES: RefCell<HashMap<StackId, Body>> = RefCell::default();
}

/// Wasm stacks, where the browser can suspend them.
#[derive(Debug, Default)]
pub(crate) struct WasmStacks {
    created: Cell<u32>,
}

impl Stacks for WasmStacks {
    fn are_there(&self) -> bool {
        jspi::can_suspend()
    }

    fn create(&self, body: Body) -> Result<StackId, Body> {
        if !self.are_there() {
            return Err(body);
        }
        let id = StackId(self.created.get());
        self.created.set(id.0 + 1);
        BODIES.with_borrow_mut(|bodies| bodies.insert(id, body));
        Ok(id)
    }

    fn resume(&self, stack: StackId) -> Outcome {
        // SAFETY: called below `worker::drive` or `run_stack` only, whose exports are
        // wrapped as promising.
        match unsafe { imports::resume_stack(stack.0) } {
            0 => Outcome::Ended,
            _ => Outcome::Parked,
        }
    }

    fn park(&self) {
        // SAFETY: called below `run_stack` only.
        unsafe { imports::park_stack() }
    }
}

/// Runs a body on the stack of its own that JavaScript calls this on.
#[unsafe(no_mangle)]
pub extern "C" fn run_stack(id: u32) {
    let body = BODIES.with_borrow_mut(|bodies| bodies.remove(&StackId(id)));
    if let Some(body) = body {
        body();
    }
}
