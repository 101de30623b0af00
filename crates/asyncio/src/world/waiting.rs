//! How time passes: waits, halts, and jobs that stand still.

use interleave_executor::Micros;
use interleave_trace::End;
use rustpython_vm::{PyResult, VirtualMachine};

use super::{ThreadClock, World};
use crate::platform::{Interrupt, Limit};

impl World {
    /// Blocks until the loop's clock shows `until`, while threads go on.
    pub(crate) fn block_until(&self, until: Micros, vm: &VirtualMachine) -> PyResult<()> {
        loop {
            self.deliver(vm)?;
            self.check(vm)?;
            if self.loop_now() >= until {
                return Ok(());
            }
            let arrival = self.next_arrival();
            self.wait(
                Some(arrival.map_or(until, |arrival| arrival.min(until))),
                vm,
            )?;
            self.hear(vm)?;
        }
    }

    /// Waits once, within the limit of time.
    pub(crate) fn wait(&self, until: Option<Micros>, vm: &VirtualMachine) -> PyResult<()> {
        self.flush_line();
        let platform = self.platform();
        platform.before_wait(&self.recording);
        match (self.limits.get().max_time, until) {
            (Some(limit), until) if until.is_none_or(|until| until > limit) && until.is_some() => {
                platform.wait(Some(limit));
                if platform.now() >= limit {
                    #[allow(clippy::cast_precision_loss)]
                    let seconds = limit as f64 / 1e6;
                    let text =
                        format!("The program reached the limit of {seconds} s of its clock.");
                    return Err(self.end(End::Limit, self.with_remedy(text, Limit::Time), vm));
                }
            }
            (_, until) => platform.wait(until),
        }
        Ok(())
    }

    /// Does what the user asked for during a wait.
    pub(crate) fn hear(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.platform()
            .take_interrupt()
            .map_or(Ok(()), |interrupt| interrupted(interrupt, vm))
    }

    /// Before a job of the loop: the platform may halt here.
    pub(crate) fn gate(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check(vm)?;
        self.platform().before_job(&self.recording);
        self.hear(vm)
    }

    /// What `time.sleep` does: the running job stands still, or the thread, which
    /// gets ahead of the loop's clock.
    pub(crate) fn sleep(&self, length: Micros, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(clock) = self.thread.get() {
            let ahead = clock.ahead.saturating_add(length);
            self.thread.set(Some(ThreadClock { ahead, ..clock }));
            return self.check(vm);
        }
        let until = self.loop_now().saturating_add(length);
        self.stand_still(until, line, "time.sleep", vm)
    }

    /// Lets the running job stand still until the loop's clock shows `until`.
    pub(crate) fn stand_still(
        &self,
        until: Micros,
        line: u32,
        cause: &'static str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.flush_line();
        let (begin, own) = (self.loop_now(), self.now());
        self.block_until(until, vm)?;
        if let Some(clock) = self.thread.get() {
            let ahead = own.saturating_sub(self.loop_now());
            self.thread.set(Some(ThreadClock { ahead, ..clock }));
        }
        self.stood_still(cause, begin, line);
        Ok(())
    }

    /// The running job has stood still since `begin`, in `line`.
    pub(crate) fn stood_still(&self, cause: &'static str, begin: Micros, line: u32) {
        let (before, ..) = self.slept.get();
        let length = self.loop_now() - begin;
        self.slept.set((before + length, line, cause));
    }
}

/// Ctrl+C: calls the handler that is set for SIGINT, as the interpreter does.
pub(crate) fn interrupted(interrupt: Interrupt, vm: &VirtualMachine) -> PyResult<()> {
    match interrupt {
        Interrupt::Stop => {
            let signal = vm.import("signal", 0)?;
            vm.call_method(&signal, "raise_signal", (2,)).map(|_| ())
        }
    }
}
