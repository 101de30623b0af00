//! What the interpreter asks of a run.

use std::cell::RefCell;

use interleave_executor::Micros;
use interleave_machine::Machine;
use interleave_python::{Caller, ModuleFile, OutputStream, System};
use interleave_trace::{DiagnosticKind, Stream};
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyBaseExceptionRef};

use super::World;
use crate::{caller::caller, source};

impl System for World {
    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn caller(&self) -> Caller {
        caller(self.cause.get())
    }

    fn now(&self) -> Micros {
        self.now()
    }

    fn epoch(&self) -> i64 {
        self.epoch()
    }

    fn read_clock(&self) -> Micros {
        self.read_clock()
    }

    fn sleep(&self, length: Micros, vm: &VirtualMachine) -> PyResult<()> {
        self.sleep(length, source::current_line(vm), vm)
    }

    fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check(vm)
    }

    fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.exit(status, vm)
    }

    fn read_input(&self, max: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        self.read_bytes(max, vm)
    }

    fn write(&self, stream: OutputStream, text: &str) {
        let stream = match stream {
            OutputStream::Stdout => Stream::Stdout,
            OutputStream::Stderr => Stream::Stderr,
        };
        self.write(stream, text);
    }

    fn note(&self, text: &str, vm: &VirtualMachine) {
        self.diagnose(DiagnosticKind::Note, source::current_line(vm), text);
    }

    fn find_module(&self, name: &str) -> Option<ModuleFile> {
        self.platform().find_module(name)
    }
}
