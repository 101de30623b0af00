//! One run: what its parts share, and the parts themselves.

use std::{any::Any, cell::RefCell, rc::Rc};

use interleave_asyncio::{
    self as asyncio, Activity, Driver, Library, Observer, RunContext, Stream,
};
use interleave_executor::Micros;
use interleave_machine::{Entropy, FileSystem, Machine};
use interleave_protocol::{CostModel, Limits, Program};
use interleave_python::{self as python, Caller, ModuleFile, OutputStream, System, user_code};
use interleave_recorder::Recorder;
use interleave_trace::DiagnosticKind;
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyBaseExceptionRef};

use crate::{
    environment::Environment,
    platform::{Platform, Simulated},
    signals::Signals,
};

/// One run of one program: a value that is made, run and dropped.
pub(crate) struct Run {
    pub(crate) environment: Rc<Environment>,
    pub(crate) context: Rc<RunContext>,
    activity: Rc<Activity>,
    /// Unix time of the run's start, in µs.
    epoch: i64,
}

impl Run {
    /// The run of `program`, in an interpreter where `library` holds asyncio's modules.
    pub(crate) fn new(
        program: &Program,
        platform: Rc<dyn Platform>,
        entropy: Entropy,
        library: Library,
        signals: Signals,
    ) -> Self {
        let mut machine = Machine::new(0, program.latency);
        machine.entropy = entropy;
        let files = program.files.iter();
        let files = files.map(|file| (file.name.as_str(), file.data.as_slice()));
        let main = (user_code::MAIN, program.source.as_bytes());
        let now = program.start.saturating_add_unsigned(platform.now());
        machine.files = FileSystem::new(files.chain([main]), now.saturating_mul(1000));
        let (costs, limits) = (program.costs, program.limits);
        let run = Self::assemble(platform, machine, costs, limits, library, signals);
        Self {
            epoch: program.start,
            ..run
        }
    }

    /// What the interpreter finds while it starts, and between runs: nothing happens,
    /// and nothing is recorded.
    pub(crate) fn before_any(seed: u64, signals: Signals) -> Self {
        Self::assemble(
            Rc::new(Simulated::default()),
            Machine::new(seed, 0),
            CostModel::FREE,
            Limits::terminal(),
            Library::default(),
            signals,
        )
    }

    fn assemble(
        platform: Rc<dyn Platform>,
        machine: Machine<Caller>,
        costs: CostModel,
        limits: Limits,
        library: Library,
        signals: Signals,
    ) -> Self {
        let library = Rc::new(library);
        let activity = Rc::new(Activity::default());
        let clock = Rc::clone(&platform);
        let recorder = Rc::new(Recorder::new(
            Rc::clone(&activity),
            Box::new(move || clock.now()),
            &library,
        ));
        let observer = Rc::clone(&recorder) as Rc<dyn Observer>;
        let environment = Environment::new(platform, recorder, machine, costs, limits, signals);
        let environment = Rc::new(environment);
        let driver = Rc::clone(&environment) as Rc<dyn Driver>;
        let context = RunContext::new(driver, Some(observer), Rc::clone(&activity), library);
        Self {
            environment,
            context: Rc::new(context),
            activity,
            epoch: 0,
        }
    }
}

impl System for Run {
    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.environment.machine
    }

    fn caller(&self) -> Caller {
        self.activity.cause().caller()
    }

    fn now(&self) -> Micros {
        self.context.now()
    }

    fn epoch(&self) -> i64 {
        self.epoch
    }

    fn read_clock(&self) -> Micros {
        self.context.read_clock()
    }

    fn sleep(&self, length: Micros, vm: &VirtualMachine) -> PyResult<()> {
        self.context.sleep(length, user_code::current_line(vm), vm)
    }

    fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.environment.check(vm)
    }

    fn exit(&self, status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.environment.exit(status, vm)
    }

    fn read_input(&self, max: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        self.read_bytes(max, vm)
    }

    fn write(&self, stream: OutputStream, text: &str, vm: &VirtualMachine) {
        let stream = match stream {
            OutputStream::Stdout => Stream::Stdout,
            OutputStream::Stderr => Stream::Stderr,
        };
        self.context
            .write(stream, text, user_code::current_line(vm));
    }

    fn after_instruction(&self, then: fn(&VirtualMachine) -> PyResult<()>) {
        self.environment.signals.send(Box::new(then));
    }

    fn note(&self, text: &str, vm: &VirtualMachine) {
        let line = user_code::current_line(vm);
        self.environment
            .recorder
            .diagnose(DiagnosticKind::Note, line, text);
    }

    fn find_module(&self, name: &str) -> Option<ModuleFile> {
        self.environment.platform.find_module(name)
    }
}

/// The run of this thread.
///
/// # Errors
/// `RuntimeError`, where there is none.
pub(crate) fn current(vm: &VirtualMachine) -> PyResult<Rc<Run>> {
    let system: Rc<dyn Any> = python::current::system(vm)?;
    system
        .downcast()
        .map_err(|_| vm.new_runtime_error("no program runs in this interpreter"))
}

/// Makes a run the current one until the guard is dropped.
#[must_use = "the run is current only as long as the guard lives"]
pub(crate) fn enter(run: Rc<Run>) -> Entered {
    let context = asyncio::enter(Rc::clone(&run.context));
    Entered {
        before: python::current::replace(Some(run)),
        _context: context,
    }
}

/// Restores the run that was current before.
pub(crate) struct Entered {
    before: Option<Rc<dyn System>>,
    _context: asyncio::Entered,
}

impl Drop for Entered {
    fn drop(&mut self) {
        // What goes may run code of Python's, which must find no borrow.
        drop(python::current::replace(self.before.take()));
    }
}
