//! The state of one run that Python code reaches: clock, recording, output,
//! limits, and which task is at work.
//!
//! There is one world a thread of the machine, made before the interpreter.

mod output;
mod system;
mod threads;
mod verdict;
mod waiting;

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use interleave_executor::Micros;
use interleave_machine::{Machine, Nanos};
use interleave_python::Caller;
use interleave_trace::{
    DiagnosticKind, End, Event, Kind, NO_TASK, Recording, Stream, Sym, TaskId, ThreadId, Waker,
};
use rustpython_vm::{PyResult, VirtualMachine, builtins::PyStrInterned};

pub(crate) use self::waiting::interrupted;
use crate::{
    Limits,
    arrivals::Arrivals,
    lines::Lines,
    native::Registry,
    platform::{Platform, Simulated},
    resources::Resources,
    tasks::Tasks,
};

/// A loop blocked for longer than this is worth telling.
const BLOCKED: Micros = 100_000;

/// Nominal prices of computing, in simulated time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// Of a job of the loop, in µs.
    pub job: Micros,
    /// Of a reading of the clock, in µs.
    pub reading: Micros,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            job: 10,
            reading: 1,
        }
    }
}

thread_local! {
    static WORLD: Rc<World> = Rc::new(World::new());
}

/// This thread's world.
pub(crate) fn world() -> Rc<World> {
    WORLD.with(Rc::clone)
}

/// The simulated thread at work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThreadClock {
    pub thread: ThreadId,
    /// How far its clock is ahead of the loop's, because it slept where it
    /// could not be set aside.
    pub ahead: Micros,
}

pub(crate) struct World {
    platform: RefCell<Rc<dyn Platform>>,
    pub recording: RefCell<Recording>,
    pub tasks: RefCell<Tasks>,
    pub registry: RefCell<Registry>,
    pub resources: RefCell<Resources>,
    /// The calls of `Task.cancel` that are at work, the innermost last: the task, and
    /// the caller's frame.
    pub cancelling: RefCell<Vec<(TaskId, usize)>>,
    /// The attributes of a queue that are read at each change of it.
    pub queue_names: OnceCell<[&'static PyStrInterned; 2]>,
    prices: Cell<Prices>,
    limits: Cell<Limits>,
    /// Unix time of the run's start, in µs.
    epoch: Cell<i64>,
    /// Events count only while a program runs.
    running: Cell<bool>,
    pub turn: Cell<u32>,
    /// The task whose step is running.
    pub task: Cell<TaskId>,
    /// On whose account things are scheduled now.
    pub cause: Cell<Waker>,
    pub thread: Cell<Option<ThreadClock>>,
    /// The threads of the recording, in the order of their first jobs.
    lanes: RefCell<Vec<ThreadId>>,
    lines: RefCell<Lines<(Stream, TaskId)>>,
    /// Of the thread at work.
    thread_lines: RefCell<Lines<Stream>>,
    arrivals: RefCell<Arrivals>,
    jobs: Cell<u64>,
    /// How long the running job has stood still, in which line, and why.
    slept: Cell<(Micros, u32, &'static str)>,
    pub machine: RefCell<Machine<Caller>>,
    /// What there is to say of how the program ended by itself.
    pub remark: RefCell<String>,
    /// Set when the run must end: nothing of the program runs any more.
    ended: RefCell<Option<(End, String)>>,
    /// What `os._exit` was given.
    exit_status: Cell<u8>,
    written: Cell<u64>,
    /// Bytes of memory that were taken when the run began.
    memory_before: Cell<u64>,
}

impl World {
    fn new() -> Self {
        Self {
            platform: RefCell::new(Rc::new(Simulated::default())),
            recording: RefCell::default(),
            tasks: RefCell::default(),
            registry: RefCell::default(),
            resources: RefCell::default(),
            cancelling: RefCell::default(),
            queue_names: OnceCell::new(),
            prices: Cell::default(),
            limits: Cell::new(Limits::default()),
            epoch: Cell::new(0),
            running: Cell::new(false),
            turn: Cell::new(0),
            task: Cell::new(NO_TASK),
            cause: Cell::new(Waker::Loop),
            thread: Cell::new(None),
            lanes: RefCell::default(),
            lines: RefCell::default(),
            thread_lines: RefCell::default(),
            arrivals: RefCell::default(),
            jobs: Cell::new(0),
            slept: Cell::new((0, 0, "")),
            machine: RefCell::new(Machine::new(0, 0)),
            remark: RefCell::default(),
            ended: RefCell::default(),
            exit_status: Cell::default(),
            written: Cell::new(0),
            memory_before: Cell::new(0),
        }
    }

    /// Makes everything new for a run. `epoch` is the Unix time of its start in µs.
    pub(crate) fn begin(
        &self,
        platform: Rc<dyn Platform>,
        prices: Prices,
        limits: Limits,
        epoch: i64,
    ) {
        *self.platform.borrow_mut() = platform;
        *self.recording.borrow_mut() = Recording::default();
        *self.tasks.borrow_mut() = Tasks::default();
        self.registry.take();
        self.resources.take();
        self.cancelling.take();
        self.prices.set(prices);
        self.limits.set(limits);
        self.epoch.set(epoch);
        self.turn.set(0);
        self.task.set(NO_TASK);
        self.cause.set(Waker::Loop);
        self.thread.set(None);
        self.lanes.take();
        self.lines.take();
        self.thread_lines.take();
        self.slept.set((0, 0, ""));
        self.remark.take();
        self.ended.take();
        self.jobs.set(0);
        self.written.set(0);
        self.memory_before.set(self.platform().memory_used());
        self.running.set(true);
    }

    /// Ends the run with its last event and hands the recording over.
    pub(crate) fn finish(&self, how: End, status: u8, text: &str) -> Recording {
        self.flush_line();
        let text = self.intern(text);
        self.record(NO_TASK, Kind::Ended { how, status, text });
        self.running.set(false);
        self.recording.take()
    }

    pub(crate) fn platform(&self) -> Rc<dyn Platform> {
        Rc::clone(&self.platform.borrow())
    }

    /// The clock that Python code reads here: the simulated thread's or the loop's.
    pub(crate) fn now(&self) -> Micros {
        self.loop_now().saturating_add(self.ahead())
    }

    /// How far the simulated thread at work is ahead of the loop's clock.
    pub(crate) fn ahead(&self) -> Micros {
        self.thread.get().map_or(0, |thread| thread.ahead)
    }

    pub(crate) fn loop_now(&self) -> Micros {
        self.platform().now()
    }

    /// A reading of the clock by the program, with its price.
    pub(crate) fn read_clock(&self) -> Micros {
        self.charge(self.prices.get().reading);
        self.now()
    }

    /// Unix time in ns, without the price of a reading.
    pub(crate) fn nanos(&self) -> Nanos {
        let micros = self.epoch.get().saturating_add_unsigned(self.now());
        micros.saturating_mul(1000)
    }

    pub(crate) fn epoch(&self) -> i64 {
        self.epoch.get()
    }

    fn charge(&self, price: Micros) {
        if self.running.get() {
            self.platform().charge(price);
        }
    }

    pub(crate) fn intern(&self, text: &str) -> Sym {
        self.recording.borrow_mut().intern(text)
    }

    /// Whether a program runs, and events count.
    pub(crate) fn is_running(&self) -> bool {
        self.running.get()
    }

    /// Records an event at the loop's time.
    pub(crate) fn record(&self, task: TaskId, kind: Kind) {
        if self.running.get() {
            let event = Event {
                time: self.loop_now(),
                turn: self.turn.get(),
                task,
                kind,
            };
            self.recording.borrow_mut().push(event);
        }
    }

    pub(crate) fn diagnose(&self, kind: DiagnosticKind, line: u32, text: &str) {
        let text = self.intern(text);
        self.record(self.task.get(), Kind::Diagnostic { kind, line, text });
    }

    /// The job is recorded as begun and is about to run.
    pub(crate) fn announce(&self) {
        self.platform().job_begins(&self.recording);
    }

    /// A job of the loop begins, if the limits allow it.
    pub(crate) fn job_begins(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.count_job(vm)?;
        self.slept.set((0, 0, ""));
        Ok(())
    }

    /// After a job: its price, its unfinished line, and whether it blocked the loop.
    pub(crate) fn job_ends(&self, begin: Micros, line: u32) {
        self.charge(self.prices.get().job);
        self.flush_line();
        let length = self.loop_now() - begin;
        if length > BLOCKED {
            let (slept, sleeping, why) = self.slept.get();
            let (cause, line) = if slept * 2 >= length {
                (why, sleeping)
            } else {
                ("computing", line)
            };
            let cause = self.intern(cause);
            self.record(
                self.task.get(),
                Kind::Blocked {
                    start: begin,
                    line,
                    cause,
                },
            );
        }
    }
}
