//! The state of one run that Python code reaches: clock, recording, output,
//! limits, and which task is at work.
//!
//! There is one world a thread of the machine, made before the interpreter.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use interleave_executor::Micros;
use interleave_trace::{
    DiagnosticKind, End, Event, Kind, NO_TASK, Recording, Stream, Sym, TaskId, ThreadId, Waker,
};
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyStrInterned},
};

use crate::{
    Limits,
    arrivals::{Arrival, Arrivals},
    disk::{Disk, Nanos},
    lines::Lines,
    network::Network,
    platform::{Interrupt, Limit, Platform, Simulated},
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
    pub resources: RefCell<Resources>,
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
    pub network: RefCell<Network>,
    jobs: Cell<u64>,
    /// How long the running job has stood still, in which line, and why.
    slept: Cell<(Micros, u32, &'static str)>,
    pub disk: RefCell<Disk>,
    /// What is left of a line that `os.read` took a part of.
    pub unread: RefCell<Vec<u8>>,
    /// Set when the run must end: nothing of the program runs any more.
    ended: RefCell<Option<(End, String)>>,
    /// The seeded generator behind `os.urandom` (SplitMix64's state).
    entropy: Cell<u64>,
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
            resources: RefCell::default(),
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
            network: RefCell::default(),
            jobs: Cell::new(0),
            slept: Cell::new((0, 0, "")),
            disk: RefCell::default(),
            unread: RefCell::default(),
            ended: RefCell::default(),
            entropy: Cell::new(0),
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
        self.resources.take();
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
        self.unread.take();
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

    /// The number in the recording of a thread that has taken up a job; 0 for another.
    pub(crate) fn lane(&self, thread: ThreadId) -> ThreadId {
        let lanes = self.lanes.borrow();
        let place = lanes.iter().position(|&known| known == thread);
        place.map_or(0, number)
    }

    /// The same for a thread that takes up a job.
    pub(crate) fn open_lane(&self, thread: ThreadId) -> ThreadId {
        match self.lane(thread) {
            0 => {
                let mut lanes = self.lanes.borrow_mut();
                lanes.push(thread);
                number(lanes.len() - 1)
            }
            lane => lane,
        }
    }

    /// Lets go of what will never arrive. Python's objects may run code when
    /// they go: call it inside the interpreter.
    pub(crate) fn forget_arrivals(&self) {
        let arrivals = self.arrivals.take();
        drop(arrivals);
    }

    pub(crate) fn seed(&self, seed: u64) {
        self.entropy.set(seed);
    }

    /// The next 64 bits of the seeded generator.
    pub(crate) fn entropy(&self) -> u64 {
        let state = self.entropy.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.entropy.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
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

    /// The program writes. Whole lines become events; the rest waits for its
    /// line end, or for the end of the step.
    pub(crate) fn write(&self, stream: Stream, text: &str) {
        if self.thread.get().is_some() {
            for (stream, text) in self.thread_lines.borrow_mut().write(stream, text) {
                self.write_from_thread(stream, text);
            }
            return;
        }
        let writer = (stream, self.task.get());
        for ((stream, task), text) in self.lines.borrow_mut().write(writer, text) {
            self.emit(stream, task, 0, &text);
        }
    }

    fn write_from_thread(&self, stream: Stream, text: String) {
        if let Some(ThreadClock { thread, .. }) = self.thread.get() {
            let task = self.task.get();
            self.happens(Arrival::Output {
                thread: self.lane(thread),
                task,
                stream,
                text,
            });
        }
    }

    /// A thread as the one who wakes a task.
    fn waker(&self, thread: ThreadId) -> Waker {
        match self.lane(thread) {
            0 => Waker::Loop,
            lane => Waker::Thread(lane),
        }
    }

    /// Runs `job` as simulated thread `thread`, whose job `task` submitted; the
    /// time on its clock when it ended, and what it answered.
    pub(crate) fn in_thread<T>(
        &self,
        thread: ThreadId,
        task: TaskId,
        job: impl FnOnce() -> T,
    ) -> (Micros, T) {
        self.flush_line();
        let clock = ThreadClock { thread, ahead: 0 };
        let outer = self.thread.replace(Some(clock));
        let outer_task = self.task.replace(task);
        let outer_turn = self.turn.get();
        let outer_cause = self.cause.replace(self.waker(thread));
        let outer_lines = self.thread_lines.take();
        let answer = job();
        let mut lines = self.thread_lines.replace(outer_lines);
        if let Some((stream, text)) = lines.take() {
            self.write_from_thread(stream, text);
        }
        self.charge(self.prices.get().job);
        let ended = self.now();
        self.thread.set(outer);
        self.task.set(outer_task);
        self.turn.set(outer_turn);
        self.cause.set(outer_cause);
        (ended, answer)
    }

    /// Puts down what was written without a line end.
    pub(crate) fn flush_line(&self) {
        self.put_line_down();
    }

    /// The same; the unfinished line, where there was one.
    pub(crate) fn put_line_down(&self) -> Option<String> {
        let ((stream, task), text) = self.lines.borrow_mut().take()?;
        self.emit(stream, task, 0, &text);
        Some(text)
    }

    fn emit(&self, stream: Stream, task: TaskId, thread: ThreadId, text: &str) {
        if !self.running.get() {
            return;
        }
        let written = self.written.get() + text.len() as u64;
        self.written.set(written);
        let sym = self.intern(text);
        self.record(
            task,
            Kind::Output {
                stream,
                text: sym,
                thread,
            },
        );
        self.platform().output(&self.recording, stream, text);
        if self
            .limits
            .get()
            .max_output
            .is_some_and(|limit| written > limit)
        {
            let text =
                format!("The program reached the limit of output: it wrote {written} bytes.");
            self.mark_ended(End::Limit, self.with_remedy(text, Limit::Output));
        }
    }

    /// What the simulated thread at work does comes about now, on its own clock.
    pub(crate) fn happens(&self, arrival: Arrival) {
        if self.ahead() > 0 {
            self.arrivals.borrow_mut().add(self.now(), arrival);
            return;
        }
        match arrival {
            Arrival::Output {
                thread,
                task,
                stream,
                text,
            } => self.emit(stream, task, thread, &text),
            Arrival::Event { task, kind } => self.record(task, kind),
            call @ Arrival::Call { .. } => {
                self.arrivals.borrow_mut().add(self.now(), call);
            }
        }
    }

    /// Calls `callable` on the loop's side when its clock shows `time`; the
    /// number with which it can be called off.
    pub(crate) fn call_at(&self, time: Micros, thread: ThreadId, callable: PyObjectRef) -> u64 {
        let call = Arrival::Call { thread, callable };
        self.arrivals.borrow_mut().add(time, call)
    }

    /// Calls off what [`World::call_at`] announced.
    pub(crate) fn call_off(&self, time: Micros, number: u64) {
        let call = self.arrivals.borrow_mut().remove(time, number);
        drop(call);
    }

    /// When the next arrival is due.
    pub(crate) fn next_arrival(&self) -> Option<Micros> {
        self.arrivals.borrow().next()
    }

    /// Lets arrive what is due, and lets threads go on whose time has come.
    pub(crate) fn deliver(&self, vm: &VirtualMachine) -> PyResult<()> {
        // What is added meanwhile has to wait, or a thread that never does would go on for ever.
        let latest = self.arrivals.borrow().latest();
        let next = || {
            let now = self.loop_now();
            self.arrivals.borrow_mut().take_due(now, latest)
        };
        while let Some(arrival) = next() {
            match arrival {
                Arrival::Output {
                    thread,
                    task,
                    stream,
                    text,
                } => self.emit(stream, task, thread, &text),
                Arrival::Event { task, kind } => self.record(task, kind),
                Arrival::Call { thread, callable } => {
                    let before = self.cause.replace(self.waker(thread));
                    let result = callable.call((), vm);
                    self.cause.set(before);
                    result?;
                }
            }
        }
        Ok(())
    }

    /// Blocks until the loop's clock shows `until`, while threads go on.
    pub(crate) fn block_until(&self, until: Micros, vm: &VirtualMachine) -> PyResult<()> {
        loop {
            self.deliver(vm)?;
            self.check(vm)?;
            if self.loop_now() >= until {
                return Ok(());
            }
            let arrival = self.next_arrival();
            self.wait(
                Some(arrival.map_or(until, |arrival| arrival.min(until))),
                vm,
            )?;
            self.hear(vm)?;
        }
    }

    /// Waits once, within the limit of time.
    pub(crate) fn wait(&self, until: Option<Micros>, vm: &VirtualMachine) -> PyResult<()> {
        self.flush_line();
        let platform = self.platform();
        platform.before_wait(&self.recording);
        match (self.limits.get().max_time, until) {
            (Some(limit), until) if until.is_none_or(|until| until > limit) && until.is_some() => {
                platform.wait(Some(limit));
                if platform.now() >= limit {
                    #[allow(clippy::cast_precision_loss)]
                    let seconds = limit as f64 / 1e6;
                    let text =
                        format!("The program reached the limit of {seconds} s of its clock.");
                    return Err(self.end(End::Limit, self.with_remedy(text, Limit::Time), vm));
                }
            }
            (_, until) => platform.wait(until),
        }
        Ok(())
    }

    /// Does what the user asked for during a wait.
    pub(crate) fn hear(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.platform()
            .take_interrupt()
            .map_or(Ok(()), |interrupt| interrupted(interrupt, vm))
    }

    /// Before a job of the loop: the platform may halt here.
    pub(crate) fn gate(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.check(vm)?;
        self.platform().before_job(&self.recording);
        self.hear(vm)
    }

    /// What `time.sleep` does: the running job stands still, or the thread, which
    /// gets ahead of the loop's clock.
    pub(crate) fn sleep(&self, length: Micros, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(clock) = self.thread.get() {
            let ahead = clock.ahead.saturating_add(length);
            self.thread.set(Some(ThreadClock { ahead, ..clock }));
            return self.check(vm);
        }
        let until = self.loop_now().saturating_add(length);
        self.stand_still(until, line, "time.sleep", vm)
    }

    /// Lets the running job stand still until the loop's clock shows `until`.
    pub(crate) fn stand_still(
        &self,
        until: Micros,
        line: u32,
        cause: &'static str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.flush_line();
        let (begin, own) = (self.loop_now(), self.now());
        self.block_until(until, vm)?;
        if let Some(clock) = self.thread.get() {
            let ahead = own.saturating_sub(self.loop_now());
            self.thread.set(Some(ThreadClock { ahead, ..clock }));
        }
        self.stood_still(cause, begin, line);
        Ok(())
    }

    /// The running job has stood still since `begin`, in `line`.
    pub(crate) fn stood_still(&self, cause: &'static str, begin: Micros, line: u32) {
        let (before, ..) = self.slept.get();
        let length = self.loop_now() - begin;
        self.slept.set((before + length, line, cause));
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

    /// One more job of the loop, or of a thread that goes on, if the limits allow it.
    pub(crate) fn count_job(&self, vm: &VirtualMachine) -> PyResult<()> {
        let jobs = self.jobs.get() + 1;
        self.jobs.set(jobs);
        if let Some(limit) = self.limits.get().max_steps
            && jobs > limit
        {
            let text = format!("The program reached the limit of {limit} steps.");
            return Err(self.end(End::Limit, self.with_remedy(text, Limit::Steps), vm));
        }
        self.check_memory(vm)
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

    /// # Errors
    /// The exception that ends the run, where it takes too much memory.
    pub(crate) fn check_memory(&self, vm: &VirtualMachine) -> PyResult<()> {
        let Some(limit) = self.limits.get().max_memory else {
            return Ok(());
        };
        let taken = self.platform().memory_used();
        if taken.saturating_sub(self.memory_before.get()) <= limit {
            return Ok(());
        }
        let text = format!(
            "The program reached the limit of memory: it took more than {} MB.",
            limit / 1_000_000
        );
        Err(self.end(End::Limit, self.with_remedy(text, Limit::Memory), vm))
    }

    fn with_remedy(&self, text: String, limit: Limit) -> String {
        let remedy = self.platform().how_to_raise(limit);
        format!("{text} {remedy}").trim_end().to_owned()
    }

    /// Ends the run: the returned exception leaves the program, and so does
    /// every later one of its calls.
    pub(crate) fn end(&self, how: End, text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        self.flush_line();
        self.mark_ended(how, text);
        run_ended(vm)
    }

    /// [`World::end`] where diagnostics tell why already.
    pub(crate) fn end_as_told(
        &self,
        how: End,
        text: String,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        self.ended.borrow_mut().get_or_insert((how, text));
        run_ended(vm)
    }

    /// The program's next call of ours will end it.
    fn mark_ended(&self, how: End, text: String) {
        if self.ended.borrow().is_some() {
            return;
        }
        let kind = match how {
            End::Deadlock => DiagnosticKind::Deadlock,
            End::Limit => DiagnosticKind::Limit,
            _ => DiagnosticKind::Note,
        };
        self.diagnose(kind, 0, &text);
        *self.ended.borrow_mut() = Some((how, text));
    }

    pub(crate) fn ended(&self) -> Option<(End, String)> {
        self.ended.borrow().clone()
    }

    /// # Errors
    /// The exception that ends a run, once it has ended.
    pub(crate) fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.ended.borrow().is_some() {
            Err(run_ended(vm))
        } else {
            Ok(())
        }
    }
}

/// Threads are numbered from 1.
fn number(place: usize) -> ThreadId {
    ThreadId::try_from(place + 1).unwrap_or(ThreadId::MAX)
}

/// `_interleave.RunEnded`, a `SystemExit`, so that asyncio passes it on.
fn run_ended(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(
        vm.ctx.exceptions.system_exit.to_owned(),
        "the run has ended".into(),
    )
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
