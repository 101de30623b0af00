//! Limits, and how a run is ended.

use interleave_trace::{DiagnosticKind, End};
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyBaseExceptionRef};

use super::World;
use crate::platform::Limit;

impl World {
    /// # Errors
    /// The exception that ends the run, where it takes too much memory.
    pub(crate) fn check_memory(&self, vm: &VirtualMachine) -> PyResult<()> {
        let Some(limit) = self.limits.get().max_memory else {
            return Ok(());
        };
        let taken = self.platform().memory_used();
        if taken.saturating_sub(self.memory_before.get()) <= limit {
            return Ok(());
        }
        let text = format!(
            "The program reached the limit of memory: it took more than {} MB.",
            limit / 1_000_000
        );
        Err(self.end(End::Limit, self.with_remedy(text, Limit::Memory), vm))
    }

    /// One more job of the loop, or of a thread that goes on, if the limits allow it.
    pub(crate) fn count_job(&self, vm: &VirtualMachine) -> PyResult<()> {
        let jobs = self.jobs.get() + 1;
        self.jobs.set(jobs);
        if let Some(limit) = self.limits.get().max_steps
            && jobs > limit
        {
            let text = format!("The program reached the limit of {limit} steps.");
            return Err(self.end(End::Limit, self.with_remedy(text, Limit::Steps), vm));
        }
        self.check_memory(vm)
    }

    /// The program ended by a `RecursionError` that nobody caught, `depth` calls
    /// deep, 0 for the compiler's own, with `limit` calls allowed.
    pub(crate) fn recursed(&self, depth: usize, limit: usize, line: u32) {
        // Near enough: what stands on the stack below the program is counted too.
        let text = if depth == 0 {
            "The text of the program is nested more deeply than it can be compiled here.".to_owned()
        } else if depth.saturating_mul(10) >= limit.saturating_mul(9) {
            // The same words everywhere: they stand in recordings of programs that go on.
            format!(
                "The program reached the limit of recursion: {limit} calls in each other. Raise it \
                 by sys.setrecursionlimit, by --max-recursion, or under the page's Limits."
            )
        } else {
            format!(
                "The program went as deep as the stack allows here, {depth} calls in each other; \
                 the limit of recursion, {limit}, was not reached."
            )
        };
        self.diagnose(DiagnosticKind::Limit, line, &text);
        *self.remark.borrow_mut() = text;
    }

    pub(super) fn with_remedy(&self, text: String, limit: Limit) -> String {
        let remedy = self.platform().how_to_raise(limit);
        format!("{text} {remedy}").trim_end().to_owned()
    }

    /// Ends the run: the returned exception leaves the program, and so does
    /// every later one of its calls.
    pub(crate) fn end(&self, how: End, text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.flush_line();
        self.mark_ended(how, text);
        run_ended(vm)
    }

    /// [`World::end`] where diagnostics tell why already.
    pub(crate) fn end_as_told(
        &self,
        how: End,
        text: String,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        self.ended.borrow_mut().get_or_insert((how, text));
        run_ended(vm)
    }

    /// Ends the run as `os._exit` does: the program's own cleaning up is not run.
    pub(crate) fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.flush_line();
        self.exit_status.set(status);
        self.end_as_told(End::Exited, String::new(), vm)
    }

    /// The exit status of a run that was ended so.
    pub(crate) fn status_of(&self, how: End) -> u8 {
        match how {
            End::Exited => self.exit_status.get(),
            End::Deadlock => 4,
            _ => 3,
        }
    }

    /// The program's next call of ours will end it.
    pub(super) fn mark_ended(&self, how: End, text: String) {
        if self.ended.borrow().is_some() {
            return;
        }
        let kind = match how {
            End::Deadlock => DiagnosticKind::Deadlock,
            End::Limit => DiagnosticKind::Limit,
            _ => DiagnosticKind::Note,
        };
        self.diagnose(kind, 0, &text);
        *self.ended.borrow_mut() = Some((how, text));
    }

    pub(crate) fn ended(&self) -> Option<(End, String)> {
        self.ended.borrow().clone()
    }

    /// # Errors
    /// The exception that ends a run, once it has ended.
    pub(crate) fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.ended.borrow().is_some() {
            Err(run_ended(vm))
        } else {
            Ok(())
        }
    }
}

/// `_interleave.RunEnded`, a `SystemExit`, so that asyncio passes it on.
fn run_ended(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(
        vm.ctx.exceptions.system_exit.to_owned(),
        "the run has ended".into(),
    )
}
