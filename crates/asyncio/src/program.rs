//! One run of one program, from its text to its recording.

use std::rc::Rc;

use interleave_machine::{FileSystem, Machine, Network};
use interleave_trace::{Batch, End, Recording};
use rustpython_vm::{
    AsObject, Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine,
    builtins::PyBaseExceptionRef,
    signal::{UserSignalSender, user_signal_channel},
};

use crate::{
    library,
    platform::{Interrupt, Platform},
    source::MAIN,
    world::{Prices, interrupted, world},
};

/// When a run is ended from outside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// µs on the loop's clock.
    pub max_time: Option<u64>,
    /// Jobs of the loop.
    pub max_steps: Option<u64>,
    /// Bytes of output.
    pub max_output: Option<u64>,
    /// Bytes of memory beyond what was taken when the run began.
    pub max_memory: Option<u64>,
    /// Calls within each other: where `sys.setrecursionlimit` begins.
    pub max_recursion: u32,
}

impl Default for Limits {
    /// A simulated hour, a million steps, 10 MB of output, 2 GB of memory, and
    /// Python's own 1,000 calls within each other.
    fn default() -> Self {
        Self {
            max_time: Some(3_600_000_000),
            max_steps: Some(1_000_000),
            max_output: Some(10_000_000),
            max_memory: Some(2_000_000_000),
            max_recursion: 1_000,
        }
    }
}

/// A file of a program's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path within the program's folder: `helper.py`, `package/module.py`.
    pub name: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// A program and how to run it.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of `main.py`.
    pub source: String,
    /// The files beside it.
    pub files: Vec<File>,
    /// `sys.argv` after the program's own name.
    pub arguments: Vec<String>,
    /// Unix time of the run's start, in µs.
    pub start: i64,
    /// Nominal prices of computing.
    pub prices: Prices,
    /// When to end it.
    pub limits: Limits,
    /// How long what it sends to itself is on its way, in µs.
    pub latency: u64,
}

impl Program {
    /// A program with the defaults of a simulated run.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            files: Vec::new(),
            arguments: Vec::new(),
            start: DEFAULT_START,
            prices: Prices::default(),
            limits: Limits::default(),
            latency: 0,
        }
    }
}

/// Where and why a text does not compile. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// First line.
    pub line: u32,
    /// First column, in code points.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last.
    pub end_column: u32,
    /// Python's message.
    pub message: String,
}

/// 2026-01-01 00:00:00 UTC, where simulated runs start, in µs of Unix time.
pub const DEFAULT_START: i64 = 1_767_225_600_000_000;

/// What a run has recorded and nobody has taken yet, where it will never return.
/// Nothing, where that happened in the midst of recording.
#[must_use]
pub fn salvage() -> Option<Batch> {
    world().recording.try_borrow_mut().ok()?.take_batch()
}

/// An interpreter with asyncio imported, for one run.
pub struct Host {
    interpreter: Interpreter,
    signals: UserSignalSender,
}

/// Ends a run from another thread of the machine, even one that never comes back to its loop.
#[derive(Clone, Debug)]
pub struct Alarm(UserSignalSender);

impl Alarm {
    /// Ends the run at its limit, for the reason given in `text`. A program that
    /// catches every exception can go on; ring again then.
    pub fn ring(&self, text: &str) {
        let text = text.to_owned();
        // An error means that the interpreter is gone, and so is its program.
        let _ = self
            .0
            .send(Box::new(move |vm| Err(world().end(End::Limit, text, vm))));
    }

    /// Interrupts the program as Ctrl+C does, between two of its instructions, if
    /// `is_due` says so then.
    pub fn interrupt(&self, is_due: impl FnOnce() -> bool + Send + 'static) {
        // An error means that the interpreter is gone, and so is its program.
        let _ = self.0.send(Box::new(move |vm| {
            if is_due() {
                interrupted(Interrupt::Stop, vm)
            } else {
                Ok(())
            }
        }));
    }
}

impl Host {
    /// Starts the interpreter. `seed` decides the hashes of texts and `random`.
    ///
    /// Only the first host of a process decides the hashes (a rule of RustPython's).
    ///
    /// # Errors
    /// A text, where Python's own library fails to start: our bug.
    pub fn new(seed: u64) -> Result<Self, String> {
        world().machine.replace(Machine::new(seed, 0));
        interleave_python::current::replace(Some(world()));
        let mut settings = Settings::default();
        settings.install_signal_handlers = false;
        settings.hash_seed = Some(u32::try_from(seed & 0xffff_ffff).unwrap_or(0));
        settings.write_bytecode = false;
        let (signals, receiver) = user_signal_channel();
        let interpreter = library::interpreter(settings, receiver);
        let started = interpreter.enter(|vm| {
            vm.import("_interleave_main", 0)
                .map(|_| ())
                .map_err(|error| describe(&error, vm))
        });
        started.map(|()| Self {
            interpreter,
            signals,
        })
    }

    /// The alarm of this host's program.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        Alarm(self.signals.clone())
    }

    /// Runs a program to its end.
    pub fn run(&self, program: &Program, platform: Rc<dyn Platform>) -> Recording {
        let world = world();
        world.begin(platform, program.prices, program.limits, program.start);
        let files = program.files.iter();
        let files = files.map(|file| (file.name.as_str(), file.data.as_slice()));
        let main = (MAIN, program.source.as_bytes());
        let files = FileSystem::new(files.chain([main]), world.nanos());
        world.machine.borrow_mut().files = files;
        world.machine.borrow_mut().network = Network::new(program.latency);
        world.machine.borrow_mut().unread_input.clear();
        let outcome = self.interpreter.enter(|vm| {
            let outcome = run_main(program, vm);
            if let Err(error) = &outcome
                && world.ended().is_none()
            {
                // What leaves `_interleave_main.run` is our bug, not the program's.
                let text = describe(error, vm);
                world.write(
                    interleave_trace::Stream::Stderr,
                    &format!("Interleave failed: {text}\n"),
                );
            }
            world.forget_arrivals();
            outcome
        });
        let (how, status) = outcome.unwrap_or((End::Raised, 1));
        match world.ended() {
            Some((how, text)) => world.finish(how, world.status_of(how), &text),
            None => world.finish(how, status, &world.remark.take()),
        }
    }

    /// The first syntax error of a text.
    #[must_use]
    pub fn check(&self, source: &str) -> Option<SyntaxError> {
        self.interpreter.enter(|vm| {
            let module = vm.import("_interleave_main", 0).ok()?;
            let found = vm
                .call_method(&module, "check", (source.to_owned(),))
                .ok()?;
            if vm.is_none(&found) {
                return None;
            }
            let (line, column, end_line, end_column, message): (u32, u32, u32, u32, String) =
                fields(&found, vm)?;
            Some(SyntaxError {
                line,
                column,
                end_line,
                end_column,
                message,
            })
        })
    }
}

fn fields(found: &PyObjectRef, vm: &VirtualMachine) -> Option<(u32, u32, u32, u32, String)> {
    let values: Vec<PyObjectRef> = found.try_to_value(vm).ok()?;
    let number = |index: usize| values.get(index)?.try_to_value::<u32>(vm).ok();
    let message = values.get(4)?.str(vm).ok()?.to_string_lossy().into_owned();
    Some((number(0)?, number(1)?, number(2)?, number(3)?, message))
}

/// Calls `_interleave_main.run`, which answers how it ended and the exit status.
fn run_main(program: &Program, vm: &VirtualMachine) -> PyResult<(End, u8)> {
    let module = vm.import("_interleave_main", 0)?;
    let arguments = program.arguments.iter();
    let arguments = arguments.map(|argument| vm.ctx.new_str(argument.as_str()).into());
    let arguments = vm.ctx.new_list(arguments.collect());
    let recursion = program.limits.max_recursion;
    let answer = vm.call_method(
        &module,
        "run",
        (program.source.clone(), arguments, recursion),
    )?;
    let values: Vec<PyObjectRef> = answer.try_to_value(vm)?;
    let [how, status] = values.as_slice() else {
        return Err(vm.new_type_error("run() must answer a pair"));
    };
    let how = how.str(vm)?.to_string_lossy().into_owned();
    let how = End::ALL
        .iter()
        .find(|end| end.name() == how)
        .copied()
        .unwrap_or(End::Raised);
    Ok((how, status.try_to_value::<u8>(vm)?))
}

/// An exception with its traceback, as text.
fn describe(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> String {
    let mut text = String::new();
    if vm.write_exception(&mut text, error).is_err() || text.is_empty() {
        text = error.class().name().to_string();
    }
    text
}
