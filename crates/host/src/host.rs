//! One run of one program, from its text to its recording.

use std::{
    cell::{Cell, RefCell},
    mem,
    rc::Rc,
};

use interleave_asyncio::{Library, Stream};
use interleave_machine::Entropy;
use interleave_protocol::{Program, SyntaxError, hash_seed};
use interleave_trace::{Batch, End, Recording};
use rustpython_vm::{
    AsObject, Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine,
    builtins::PyBaseExceptionRef,
};

use crate::{
    environment::interrupted,
    interpreter,
    platform::{Interrupt, Platform},
    run::{self, Run},
    signals::Signals,
};

/// An interpreter with asyncio imported, for one run.
pub struct Host {
    interpreter: Rc<Interpreter>,
    signals: Signals,
    /// What the interpreter finds between runs.
    startup: Rc<Run>,
    /// What the next run's random bytes follow from.
    seed: Cell<u64>,
    /// The run that is under way.
    running: RefCell<Option<Rc<Run>>>,
}

/// Ends a run from another thread of the machine, even one that never comes back to its loop.
#[derive(Clone, Debug)]
pub struct Alarm(Signals);

impl Alarm {
    /// Ends the run at its limit, for the reason given in `text`. A program that
    /// catches every exception can go on; interrupt it again then.
    pub fn end(&self, text: &str) {
        let text = text.to_owned();
        self.0.send(Box::new(move |vm| {
            Err(run::current(vm)?.environment.end(End::Limit, text, vm))
        }));
    }

    /// Interrupts the program as Ctrl+C does, between two of its instructions, if
    /// `is_due` says so then.
    pub fn interrupt(&self, is_due: impl FnOnce() -> bool + Send + 'static) {
        self.0.send(Box::new(move |vm| {
            if is_due() {
                interrupted(Interrupt::Stop, vm)
            } else {
                Ok(())
            }
        }));
    }
}

impl Host {
    /// Starts the interpreter. `seed` decides `random` and, by its [`hash_seed`], the hashes of
    /// texts.
    ///
    /// Only the first host of a process decides the hashes (a rule of RustPython's).
    ///
    /// # Errors
    /// A text, where Python's own library fails to start: our bug.
    pub fn new(seed: u64) -> Result<Self, String> {
        let signals = Signals::default();
        let hashes = hash_seed(seed);
        let startup = Rc::new(Run::before_any(hashes.into(), signals.clone()));
        let _current = run::enter(Rc::clone(&startup));
        let mut settings = Settings::default();
        settings.install_signal_handlers = false;
        settings.hash_seed = Some(hashes.into());
        settings.write_bytecode = false;
        let interpreter = interpreter::interpreter(settings, signals.receiver());
        let started = interpreter.enter(|vm| {
            vm.import("_interleave_main", 0)
                .map(|_| ())
                .map_err(|error| describe(&error, vm))
        });
        started?;
        let host = Self {
            interpreter: Rc::new(interpreter),
            signals,
            startup,
            seed: Cell::new(hashes.into()),
            running: RefCell::default(),
        };
        host.reseed(seed);
        Ok(host)
    }

    /// Lets the next run follow from another seed than the one that the host was made for. They
    /// MUST have the same [`hash_seed`].
    pub fn reseed(&self, seed: u64) {
        if self.seed.replace(seed) != seed {
            let mut machine = self.startup.environment.machine.borrow_mut();
            machine.entropy = Entropy::new(seed);
        }
    }

    /// The alarm of this host's program.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        Alarm(self.signals.clone())
    }

    /// Runs a program to its end.
    pub fn run(&self, program: &Program, platform: Rc<dyn Platform>) -> Recording {
        // Without asyncio's modules everything of theirs would pass for the program's.
        let library = self.interpreter.enter(Library::find).unwrap_or_default();
        let entropy = self.startup.environment.machine.borrow().entropy.clone();
        let run = Rc::new(Run::new(
            program,
            platform,
            entropy,
            library,
            self.signals.clone(),
        ));
        let _current = run::enter(Rc::clone(&run));
        run.environment.begin();
        self.running.replace(Some(Rc::clone(&run)));
        let outcome = self.interpreter.enter(|vm| {
            let outcome = run_main(program, vm);
            if let Err(error) = &outcome
                && run.environment.termination.ended().is_none()
            {
                // What leaves `_interleave_main.run` is our bug, not the program's.
                let text = format!("Interleave failed: {}\n", describe(error, vm));
                run.context.write(Stream::Stderr, &text, 0);
            }
            run.context.forget_arrivals();
            outcome
        });
        if run.context.has_thread_machines() {
            mem::forget(Rc::clone(&self.interpreter));
        }
        self.running.take();
        run.environment.finish(outcome.unwrap_or((End::Raised, 1)))
    }

    /// What the run under way has recorded and nobody has taken yet, where it will
    /// never return. Nothing, where that happened in the midst of recording.
    #[must_use]
    pub fn salvage(&self) -> Option<Batch> {
        let running = self.running.try_borrow().ok()?;
        running.as_ref()?.environment.recorder.salvage()
    }

    /// The first syntax error of a text.
    #[must_use]
    pub fn check(&self, source: &str) -> Option<SyntaxError> {
        let _current = run::enter(Rc::clone(&self.startup));
        self.interpreter.enter(|vm| {
            let module = vm.import("_interleave_main", 0).ok()?;
            let found = vm
                .call_method(&module, "check", (source.to_owned(),))
                .ok()?;
            if vm.is_none(&found) {
                return None;
            }
            let values: Vec<PyObjectRef> = found.try_to_value(vm).ok()?;
            let number = |index: usize| values.get(index)?.try_to_value::<u32>(vm).ok();
            Some(SyntaxError {
                line: number(0)?,
                column: number(1)?,
                end_line: number(2)?,
                end_column: number(3)?,
                message: values.get(4)?.str(vm).ok()?.to_string_lossy().into_owned(),
            })
        })
    }
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
