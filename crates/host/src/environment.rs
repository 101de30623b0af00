//! The surroundings of one run: its platform, its limits, its end.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use interleave_asyncio::Driver;
use interleave_executor::Micros;
use interleave_protocol::{CostModel, Limits};
use interleave_python::{Caller, machine::Machine, user_code};
use interleave_recorder::Recorder;
use interleave_stacks::Stacks;
use interleave_trace::{DiagnosticKind, End, Recording, Stream};
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine, builtins::PyBaseExceptionRef, signal::UserSignalReceiver,
};

use crate::{
    limit::Limit,
    platform::{Interrupt, Platform},
    signals::Signals,
    termination::{Termination, run_ended},
};
/// What drives a run's loop: the platform, within the limits.
pub(crate) struct Environment {
    pub(crate) platform: Rc<dyn Platform>,
    pub(crate) recorder: Rc<Recorder>,
    pub(crate) termination: Termination,
    pub(crate) machine: RefCell<Machine<Caller>>,
    costs: CostModel,
    limits: Limits,
    pub(crate) signals: Signals,
    jobs: Cell<u64>,
    /// Bytes of output.
    written: Cell<u64>,
    /// Bytes of memory that were taken when the run began.
    memory_before: u64,
}

impl Environment {
    /// The surroundings of a run.
    pub(crate) fn new(
        platform: Rc<dyn Platform>,
        recorder: Rc<Recorder>,
        machine: Machine<Caller>,
        costs: CostModel,
        limits: Limits,
        signals: Signals,
    ) -> Self {
        let memory_before = platform.memory_used();
        Self {
            platform,
            recorder,
            termination: Termination::default(),
            machine: RefCell::new(machine),
            costs,
            limits,
            signals,
            jobs: Cell::default(),
            written: Cell::default(),
            memory_before,
        }
    }

    /// The run begins: from now on it is recorded.
    pub(crate) fn begin(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        self.recorder
            .begin(Box::new(move |recording, stream, text| {
                if let Some(environment) = weak.upgrade() {
                    environment.output(recording, stream, text);
                }
            }));
    }

    /// The program wrote, and that is recorded.
    fn output(&self, recording: &RefCell<Recording>, stream: Stream, text: &str) {
        let written = self.written.get() + text.len() as u64;
        self.written.set(written);
        self.platform.output(recording, stream, text);
        if written > self.limits.max_output {
            let text =
                format!("The program reached the limit of output: it wrote {written} bytes.");
            self.mark_ended(End::Limit, self.with_remedy(text, Limit::Output), 0);
        }
    }

    /// # Errors
    /// The exception that ends the run, where it takes too much memory.
    pub(crate) fn check_memory(&self, vm: &VirtualMachine) -> PyResult<()> {
        let limit = self.limits.max_memory;
        let taken = self.platform.memory_used();
        if taken.saturating_sub(self.memory_before) <= limit {
            return Ok(());
        }
        let text = format!(
            "The program reached the limit of memory: it took more than {} MB.",
            limit / 1_000_000
        );
        Err(self.end(End::Limit, self.with_remedy(text, Limit::Memory), vm))
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
        self.recorder.diagnose(DiagnosticKind::Limit, line, &text);
        self.termination.set_remark(text);
    }

    fn with_remedy(&self, text: String, limit: Limit) -> String {
        let remedy = self.platform.how_to_raise(limit);
        format!("{text} {remedy}").trim_end().to_owned()
    }

    /// Why a run ended that can't go on, and what its author should know of the network.
    fn hinted(&self, text: String) -> String {
        match self.machine.borrow().network.listening_address() {
            Some(address) => format!(
                "{text} A server listens at {address}, but nobody can connect from outside: start \
                 its clients in the same program."
            ),
            None => text,
        }
    }

    /// Ends the run: the returned exception leaves the program, and so does every
    /// later one of its calls.
    pub(crate) fn end(&self, how: End, text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.recorder.flush();
        self.mark_ended(how, text, 0);
        run_ended(vm)
    }

    /// [`Environment::end`] where diagnostics tell why already.
    fn end_as_told(&self, how: End, text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.termination.end(how, text);
        self.recorder.run_ended();
        run_ended(vm)
    }

    /// Ends the run as `os._exit` does: the program's own cleaning up is not run.
    pub(crate) fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.recorder.flush();
        self.termination.set_exit_status(status);
        self.end_as_told(End::Exited, String::new(), vm)
    }

    /// The program's next call of ours will end it, for what happened in `line`, 0 for none.
    fn mark_ended(&self, how: End, text: String, line: u32) {
        if self.termination.is_ended() {
            return;
        }
        let kind = match how {
            End::Deadlock => DiagnosticKind::Deadlock,
            End::Limit => DiagnosticKind::Limit,
            _ => DiagnosticKind::Note,
        };
        self.recorder.diagnose(kind, line, &text);
        self.termination.end(how, text);
        self.recorder.run_ended();
    }

    /// Closes the recording of a program that ended by itself as `own` says, or was ended.
    pub(crate) fn finish(&self, own: (End, u8)) -> Recording {
        let (how, status, text) = self.termination.verdict(own);
        self.recorder.finish(how, status, &text)
    }
}

impl Driver for Environment {
    fn now(&self) -> Micros {
        self.platform.now()
    }

    fn charge_reading(&self) {
        self.platform.charge(self.costs.reading);
    }

    fn wait(&self, until: Option<Micros>, vm: &VirtualMachine) -> PyResult<()> {
        self.platform.before_wait(self.recorder.recording());
        match (self.limits.max_time, until) {
            (Some(limit), Some(until)) if until > limit => {
                self.platform.wait(Some(limit));
                if self.platform.now() >= limit {
                    #[allow(clippy::cast_precision_loss)]
                    let seconds = limit as f64 / 1e6;
                    let text =
                        format!("The program reached the limit of {seconds} s of its clock.");
                    return Err(self.end(End::Limit, self.with_remedy(text, Limit::Time), vm));
                }
            }
            (_, until) => self.platform.wait(until),
        }
        Ok(())
    }

    fn poll_interrupts(&self, vm: &VirtualMachine) -> PyResult<()> {
        let interrupt = self.platform.take_interrupt();
        interrupt.map_or(Ok(()), |interrupt| interrupted(interrupt, vm))
    }

    fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.termination.is_ended() {
            Err(run_ended(vm))
        } else {
            Ok(())
        }
    }

    fn before_job(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check(vm)?;
        self.platform.before_job(self.recorder.recording());
        self.poll_interrupts(vm)
    }

    fn begin_job(&self, vm: &VirtualMachine) -> PyResult<()> {
        let jobs = self.jobs.get() + 1;
        self.jobs.set(jobs);
        if let Some(limit) = self.limits.max_steps
            && jobs > limit
        {
            let text = format!("The program reached the limit of {limit} steps.");
            return Err(self.end(End::Limit, self.with_remedy(text, Limit::Steps), vm));
        }
        self.check_memory(vm)
    }

    fn job_begun(&self) {
        self.platform.job_begins(self.recorder.recording());
    }

    fn end_job(&self) {
        self.platform.charge(self.costs.job);
    }

    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        self.platform.stacks()
    }

    fn signals(&self) -> UserSignalReceiver {
        self.signals.receiver()
    }

    fn thread_deadlock(&self, why: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let text = self.hinted(format!("Nothing is left that could ever run: {why}."));
        self.recorder.flush();
        self.mark_ended(End::Deadlock, text, user_code::current_line(vm));
        run_ended(vm)
    }

    fn deadlock(&self, alive: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let why = self.recorder.explain_deadlock(alive, vm);
        let Some(why) = why else {
            let text = "Nothing is left that could ever run: the loop has no task, no timer, and \
                        nobody to stop it.";
            return self.end(End::Deadlock, self.hinted(text.to_owned()), vm);
        };
        let threads = stuck_threads(vm).unwrap_or_default();
        let text = format!("Nothing is left that could ever run. {why}{threads}");
        let text = self.hinted(text);
        self.end_as_told(End::Deadlock, text, vm)
    }
}

/// What simulated threads wait for in vain, as a further sentence.
fn stuck_threads(vm: &VirtualMachine) -> PyResult<String> {
    let module = vm.import("_interleave_deadlock", 0)?;
    let told = vm.call_method(&module, "threads", ())?.str(vm)?;
    let told = told.to_string_lossy();
    let mut letters = told.chars();
    Ok(match letters.next() {
        Some(first) => format!(" {}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    })
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
