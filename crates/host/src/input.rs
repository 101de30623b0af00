//! What the program reads from its keyboard.

use interleave_asyncio::{Driver, Stall, Stream};
use interleave_python::{System, user_code};
use interleave_trace::DiagnosticKind;
use rustpython_vm::{PyResult, VirtualMachine};

use crate::{environment::interrupted, run::Run};

impl Run {
    /// What `read` on the terminal gives: the next line, at most `max` bytes of it;
    /// nothing at the end of the input. The program stands still meanwhile.
    pub(crate) fn read_bytes(&self, max: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        self.check(vm)?;
        let mut line = std::mem::take(&mut self.environment.machine.borrow_mut().unread_input);
        if line.is_empty() {
            line = self.ask(vm)?;
        }
        let rest = line.split_off(max.min(line.len()));
        self.environment.machine.borrow_mut().unread_input = rest;
        Ok(line)
    }

    /// The next line of the input, which is recorded as the terminal shows it.
    fn ask(&self, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let environment = &self.environment;
        let prompt = environment.recorder.take_unfinished().unwrap_or_default();
        let line = user_code::current_line(vm);
        let begin = environment.now();
        let recording = environment.recorder.recording();
        let answer = environment.platform.read_line(recording, &prompt);
        if !self.context.is_in_thread() {
            let cause = "input";
            self.context.stood_still(begin, Stall { cause, line });
        }
        if let Some(interrupt) = environment.platform.take_interrupt() {
            // Ctrl+C ends the reading, also where asyncio's handler only cancels the main task.
            interrupted(interrupt, vm)?;
            let class = vm.ctx.exceptions.keyboard_interrupt.to_owned();
            return Err(vm.new_exception_empty(class));
        }
        let Some(answer) = answer else {
            let note = "Nobody can be asked here, so the program finds its input at an end (EOFError). Give its input before it runs.";
            environment
                .recorder
                .diagnose(DiagnosticKind::Note, line, note);
            return Ok(Vec::new());
        };
        self.context
            .write(Stream::Stdin, &String::from_utf8_lossy(&answer), line);
        environment.recorder.flush();
        Ok(answer)
    }
}
