//! The one slot in which native functions find the program that runs.
//!
//! RustPython's native functions are plain `fn`s: they capture no state, and the
//! virtual machine carries no data of its user's. So what they need of the running
//! program has to lie where a `fn` can reach it, in a variable of the thread that
//! runs the interpreter. Nothing else of this crate is global.

use std::{cell::RefCell, rc::Rc};

use rustpython_vm::{PyResult, VirtualMachine};

use crate::System;

thread_local! {
    static CURRENT: RefCell<Option<Rc<dyn System>>> = const { RefCell::new(None) };
}

/// Makes a system the one that this thread's native functions find, or none. The
/// one before, so that the caller can restore it.
pub fn replace(system: Option<Rc<dyn System>>) -> Option<Rc<dyn System>> {
    CURRENT.replace(system)
}

/// The system of this thread.
///
/// # Errors
/// `RuntimeError`, where no program runs.
pub fn system(vm: &VirtualMachine) -> PyResult<Rc<dyn System>> {
    CURRENT
        .with_borrow(Option::clone)
        .ok_or_else(|| vm.new_runtime_error("no program runs in this interpreter"))
}
