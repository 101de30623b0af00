//! The run that native functions find.
//!
//! RustPython's native functions and slots are plain `fn`s: they capture nothing, and
//! the interpreter has no room for data of ours. What they need of the run they find
//! here; everything else is handed what it needs.

use std::{cell::RefCell, rc::Rc};

use crate::context::RunContext;

thread_local! {
    static CURRENT: RefCell<Option<Rc<RunContext>>> = const { RefCell::new(None) };
}

/// The run of this thread. While there is none, one in which nothing happens.
pub(crate) fn current() -> Rc<RunContext> {
    CURRENT
        .with_borrow(|current| current.clone())
        .unwrap_or_default()
}

/// Makes a run the current one until the guard is dropped.
#[must_use = "the run is current only as long as the guard lives"]
pub fn enter(run: Rc<RunContext>) -> Entered {
    Entered(CURRENT.replace(Some(run)))
}

/// Restores the run that was current before.
pub struct Entered(Option<Rc<RunContext>>);

impl Drop for Entered {
    fn drop(&mut self) {
        let before = self.0.take();
        // What goes may run code of Python's, which must find no borrow.
        drop(CURRENT.replace(before));
    }
}
