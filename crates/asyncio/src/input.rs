//! What the program reads from its keyboard.

use interleave_trace::{DiagnosticKind, Stream};
use rustpython_vm::{PyResult, VirtualMachine};

use crate::{
    source,
    world::{World, interrupted},
};

impl World {
    /// What `read` on the terminal gives: the next line, or `most` bytes of it;
    /// nothing at the end of the input. The program stands still meanwhile.
    pub(crate) fn read_bytes(&self, most: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        self.check(vm)?;
        let mut line = std::mem::take(&mut self.machine.borrow_mut().unread_input);
        if line.is_empty() {
            line = self.ask(vm)?;
        }
        let rest = line.split_off(most.min(line.len()));
        self.machine.borrow_mut().unread_input = rest;
        Ok(line)
    }

    /// The next line of the input, which is recorded as the terminal shows it.
    fn ask(&self, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let prompt = self.put_line_down().unwrap_or_default();
        let line_number = source::current_line(vm);
        let begin = self.loop_now();
        let answer = self.platform().read_line(&self.recording, &prompt);
        if self.thread.get().is_none() {
            self.stood_still("input", begin, line_number);
        }
        if let Some(interrupt) = self.platform().take_interrupt() {
            // Ctrl+C ends the reading, also where asyncio's handler only cancels the main task.
            interrupted(interrupt, vm)?;
            let class = vm.ctx.exceptions.keyboard_interrupt.to_owned();
            return Err(vm.new_exception_empty(class));
        }
        let Some(line) = answer else {
            let note = "Nobody can be asked here, so the program finds its input at an end (EOFError). Give its input before it runs.";
            self.diagnose(DiagnosticKind::Note, line_number, note);
            return Ok(Vec::new());
        };
        self.write(Stream::Stdin, &String::from_utf8_lossy(&line));
        self.flush_line();
        Ok(line)
    }
}
