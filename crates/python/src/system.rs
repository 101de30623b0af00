//! What the interpreter asks of the program that runs in it.

use std::{any::Any, cell::RefCell};

use interleave_machine::{Machine, Micros};
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyBaseExceptionRef};

/// One run of a program, as the native modules see it: its machine, its clock, its
/// terminal, and whether it may go on.
///
/// # Contract
/// - An implementation MUST NOT hold a borrow of [`machine`](Self::machine) when it
///   calls into Python, waits, or drops a Python object; nor does this crate.
/// - Times MUST never decrease.
/// - Once the run has ended, [`check`](Self::check) MUST fail, always, with an
///   exception that the program can't go on after: native modules call it first.
/// - A method MUST NOT panic, whatever the program does.
pub trait System: Any {
    /// The machine that the program runs on.
    fn machine(&self) -> &RefCell<Machine<Caller>>;

    /// Who makes a system call now.
    fn caller(&self) -> Caller;

    /// The program's clock: µs since the run began. Reading it costs nothing.
    fn now(&self) -> Micros;

    /// The Unix time at which the run began, in µs.
    fn epoch(&self) -> i64;

    /// The program's own reading of its clock, which may cost it time.
    fn read_clock(&self) -> Micros;

    /// `time.sleep`: returns when `length` µs have passed.
    ///
    /// # Errors
    /// The exception that ends the run, or that interrupts the sleep.
    fn sleep(&self, length: Micros, vm: &VirtualMachine) -> PyResult<()>;

    /// Whether the program may go on.
    ///
    /// # Errors
    /// The exception that ends the run, once it has ended.
    fn check(&self, vm: &VirtualMachine) -> PyResult<()>;

    /// `os._exit`: ends the run without the program's own cleaning up. The returned
    /// exception MUST be raised.
    fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef;

    /// Reads standard input: the rest of a line of which a part was read before, or
    /// the next line, and at most `max` bytes of it. None at the end of the input.
    ///
    /// # Errors
    /// The exception that ends the run, or that interrupts the reading.
    fn read_input(&self, max: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>>;

    /// Writes to the terminal.
    fn write(&self, stream: OutputStream, text: &str, vm: &VirtualMachine);

    /// Has `then` called right after the instruction of the program's that runs now.
    fn after_instruction(&self, then: fn(&VirtualMachine) -> PyResult<()>);

    /// Tells the program's author something about the line that runs now.
    fn note(&self, text: &str, vm: &VirtualMachine);

    /// A module from outside the program and the library, where there is one.
    fn find_module(&self, name: &str) -> Option<ModuleFile>;
}

/// An opaque number by which a [`System`] knows who makes a call. The machine gives
/// it back with what the call has caused: [`Cause`](interleave_machine::Cause).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller(pub u64);

/// What the program writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputStream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

impl OutputStream {
    /// The stream of a descriptor: 2 is standard error, all others standard output.
    pub(crate) const fn of_descriptor(descriptor: i32) -> Self {
        match descriptor {
            2 => Self::Stderr,
            _ => Self::Stdout,
        }
    }
}

/// A module that a program imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleFile {
    /// What tracebacks call it, with `/` between the parts.
    pub path: String,
    /// Its text, in the encoding that it declares.
    pub data: Vec<u8>,
    /// Whether it is the `__init__.py` of a package.
    pub is_package: bool,
}
