//! An interpreter with asyncio and nothing around it: a clock that jumps, and an
//! observer that keeps a log.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use interleave_asyncio::{
    Activity, Driver, FROZEN_MODULES, Library, Observer, RunContext, enter, native_modules,
};
use interleave_python::{
    Caller, ModuleFile, OutputStream, System, current, interpreter,
    machine::{Machine, Micros},
};
use interleave_stacks::{NoStacks, Stacks};
use rustpython_vm::{
    PyObjectRef, PyResult, Settings, VirtualMachine,
    builtins::PyBaseExceptionRef,
    signal::{UserSignalReceiver, user_signal_channel},
};

use crate::log::Log;

/// A computer whose clock jumps to where somebody waits.
struct Bench {
    machine: RefCell<Machine<Caller>>,
    now: Cell<Micros>,
    context: RefCell<Option<Rc<RunContext>>>,
}

impl Driver for Bench {
    fn now(&self) -> Micros {
        self.now.get()
    }

    fn charge_reading(&self) {}

    fn wait(&self, until: Option<Micros>, _vm: &VirtualMachine) -> PyResult<()> {
        self.now
            .set(until.map_or(self.now.get(), |until| until.max(self.now.get())));
        Ok(())
    }

    fn poll_interrupts(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn check(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn before_job(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn begin_job(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn job_begun(&self) {}

    fn end_job(&self) {
        self.now.set(self.now.get() + 1);
    }

    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::new(NoStacks)
    }

    fn signals(&self) -> UserSignalReceiver {
        user_signal_channel().1
    }

    fn thread_deadlock(&self, why: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_runtime_error(why.to_owned())
    }

    fn deadlock(&self, alive: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_runtime_error(format!("{} tasks wait for nothing", alive.len()))
    }
}

impl Bench {
    fn context(&self) -> Option<Rc<RunContext>> {
        self.context.borrow().clone()
    }
}

impl System for Bench {
    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn caller(&self) -> Caller {
        Caller(0)
    }

    fn now(&self) -> Micros {
        self.context().map_or(0, |context| context.now())
    }

    fn epoch(&self) -> i64 {
        0
    }

    fn read_clock(&self) -> Micros {
        System::now(self)
    }

    fn sleep(&self, length: Micros, vm: &VirtualMachine) -> PyResult<()> {
        self.context()
            .map_or(Ok(()), |context| context.sleep(length, 0, vm))
    }

    fn check(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn exit(&self, _status: u8, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned())
    }

    fn read_input(&self, _max: usize, _vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        Ok(Vec::new())
    }

    fn write(&self, stream: OutputStream, text: &str, _vm: &VirtualMachine) {
        let stream = match stream {
            OutputStream::Stdout => interleave_asyncio::Stream::Stdout,
            OutputStream::Stderr => interleave_asyncio::Stream::Stderr,
        };
        if let Some(context) = self.context() {
            context.write(stream, text, 0);
        }
    }

    fn after_instruction(&self, _then: fn(&VirtualMachine) -> PyResult<()>) {}

    fn note(&self, _text: &str, _vm: &VirtualMachine) {}

    fn find_module(&self, _name: &str) -> Option<ModuleFile> {
        None
    }
}

/// Runs a program, after the imports that every program here needs, and returns the
/// observer's log. An exception that leaves the program is its last line.
pub(crate) fn log_of(program: &str) -> Vec<String> {
    let bench = Rc::new(Bench {
        machine: RefCell::new(Machine::new(0, 0)),
        now: Cell::default(),
        context: RefCell::default(),
    });
    current::replace(Some(Rc::clone(&bench) as Rc<dyn System>));
    let mut settings = Settings::default();
    settings.install_signal_handlers = false;
    settings.write_bytecode = false;
    let (_signals, receiver) = user_signal_channel();
    let interpreter = interpreter(
        settings,
        receiver,
        |context| native_modules(context).to_vec(),
        FROZEN_MODULES,
    );
    let log = Rc::new(Log::default());
    let raised = interpreter.enter(|vm| {
        let run = |text: &str| {
            let scope = vm.new_scope_with_builtins();
            let code = vm.compile(
                text,
                rustpython_vm::compiler::Mode::Exec,
                "main.py".to_owned(),
            );
            let code = code.map_err(|error| vm.new_value_error(format!("{error}")))?;
            vm.run_code_obj(code, scope).map(|_| ())
        };
        run(SET_UP)?;
        let library = Rc::new(Library::find(vm)?);
        let context = Rc::new(RunContext::new(
            Rc::clone(&bench) as Rc<dyn Driver>,
            Some(Rc::clone(&log) as Rc<dyn Observer>),
            Rc::new(Activity::default()),
            library,
        ));
        bench.context.replace(Some(Rc::clone(&context)));
        let _entered = enter(context);
        run(&format!("import asyncio, threading, time\n{program}"))
    });
    let mut lines = log.take();
    if let Err(error) = raised {
        let text = interpreter.enter(|vm| {
            let mut text = String::new();
            let _ = vm.write_exception(&mut text, &error);
            text
        });
        lines.push(text);
    }
    bench.context.take();
    lines
}

/// What a host does before a program runs, as far as these programs need it.
const SET_UP: &str = "\
import _interleave, _interleave_clock, _thread, time
_thread._current = _interleave.current_thread
time.sleep = _interleave_clock.sleep
time.time = _interleave_clock.time
for name in ('monotonic', 'perf_counter'):
    setattr(time, name, _interleave_clock.monotonic)
import asyncio, _interleave_resources
";
