//! How a run is ended, and why.

use std::cell::{Cell, RefCell};

use interleave_trace::End;
use rustpython_vm::{VirtualMachine, builtins::PyBaseExceptionRef};

/// Whether a run was ended, and what there is to say of its end.
#[derive(Debug, Default)]
pub(crate) struct Termination {
    /// Set when the run must end: nothing of the program runs any more.
    ended: RefCell<Option<(End, String)>>,
    /// What `os._exit` was given.
    exit_status: Cell<u8>,
    /// What there is to say of a program that ended by itself.
    remark: RefCell<String>,
}

impl Termination {
    /// How and why the run was ended, once it was.
    pub(crate) fn ended(&self) -> Option<(End, String)> {
        self.ended.borrow().clone()
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.ended.borrow().is_some()
    }

    /// The run has to end; the first reason stands.
    pub(crate) fn end(&self, how: End, text: String) {
        self.ended.borrow_mut().get_or_insert((how, text));
    }

    /// The exit status of `os._exit`.
    pub(crate) fn set_exit_status(&self, status: u8) {
        self.exit_status.set(status);
    }

    /// What there is to say of a program that ends by itself.
    pub(crate) fn set_remark(&self, text: String) {
        self.remark.replace(text);
    }

    /// How the run has ended, its exit status, and what there is to say. `own` is how
    /// the program ended by itself.
    pub(crate) fn verdict(&self, own: (End, u8)) -> (End, u8, String) {
        match self.ended() {
            Some((how, text)) => {
                let status = match how {
                    End::Exited => self.exit_status.get(),
                    End::Deadlock => 4,
                    _ => 3,
                };
                (how, status, text)
            }
            None => (own.0, own.1, self.remark.take()),
        }
    }
}

/// A `SystemExit`, so that asyncio passes it on.
pub(crate) fn run_ended(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(
        vm.ctx.exceptions.system_exit.to_owned(),
        "the run has ended".into(),
    )
}
