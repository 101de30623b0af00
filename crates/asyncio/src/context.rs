//! What belongs to one run of a program, and how its jobs wait.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use interleave_executor::Micros;
use interleave_python::user_code;
use rustpython_vm::{
    PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyCode, PyStrInterned},
    frame::FrameObject,
};

use crate::{
    activity::Activity,
    call_soon::CallSoon,
    driver::Driver,
    library_code::{Function, KnownFunctions, Library},
    numbers::{TaskNumber, ThreadIdent},
    observer::{Blocked, Listener, Observer, SLOW, Stall, ThreadWait},
    registry::Registry,
    stream::Stream,
    threads::{Threads, Wait},
};

/// The coroutines that the library runs by itself, which no user asked for.
const OWN_COROUTINES: &[Function<()>] = &[
    (
        "asyncio.base_events",
        "BaseEventLoop.shutdown_asyncgens",
        (),
    ),
    (
        "asyncio.base_events",
        "BaseEventLoop.shutdown_default_executor",
        (),
    ),
    (
        "asyncio.base_events",
        "BaseEventLoop._create_server_getaddrinfo",
        (),
    ),
    (
        "asyncio.selector_events",
        "BaseSelectorEventLoop._accept_connection2",
        (),
    ),
];

/// One run of a program, as its loops, tasks and threads share it.
pub struct RunContext {
    pub(crate) driver: Rc<dyn Driver>,
    listener: Listener,
    pub(crate) activity: Rc<Activity>,
    pub(crate) registry: RefCell<Registry>,
    pub(crate) threads: Threads,
    /// How long the running job has stood still, in µs, and why it did so last.
    stalled: Cell<(Micros, Option<Stall>)>,
    own_coroutines: KnownFunctions<()>,
    /// Set by the first loop.
    pub(crate) native_call_soon: OnceCell<CallSoon>,
    /// The code of the functions that stand for the loop's native methods.
    pub(crate) shared_code: OnceCell<PyRef<PyCode>>,
    names: OnceCell<Names>,
}

/// Methods that are called often, by their names, and that a program may override.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    pub(crate) run: &'static PyStrInterned,
    pub(crate) call_soon: &'static PyStrInterned,
    pub(crate) call_at: &'static PyStrInterned,
    pub(crate) time: &'static PyStrInterned,
}

impl RunContext {
    /// A run that `driver` drives. `observer` is told of all that happens; `activity`
    /// is what it reads meanwhile; `library` holds asyncio's own modules.
    #[must_use]
    pub fn new(
        driver: Rc<dyn Driver>,
        observer: Option<Rc<dyn Observer>>,
        activity: Rc<Activity>,
        library: Rc<Library>,
    ) -> Self {
        let listener = Listener::new(observer);
        let threads = Threads::new(Rc::clone(&driver), Rc::clone(&activity), listener.clone());
        Self {
            driver,
            listener,
            activity,
            registry: RefCell::default(),
            threads,
            stalled: Cell::default(),
            own_coroutines: KnownFunctions::new(library, OWN_COROUTINES),
            native_call_soon: OnceCell::new(),
            shared_code: OnceCell::new(),
            names: OnceCell::new(),
        }
    }

    pub(crate) fn names(&self, vm: &VirtualMachine) -> Names {
        *self.names.get_or_init(|| Names {
            run: vm.ctx.intern_str("_run"),
            call_soon: vm.ctx.intern_str("call_soon"),
            call_at: vm.ctx.intern_str("call_at"),
            time: vm.ctx.intern_str("time"),
        })
    }

    /// Tells the observer, if there is one.
    pub(crate) fn tell(&self, tell: impl FnOnce(&dyn Observer)) {
        self.listener.tell(tell);
    }

    /// Whether a coroutine is one that the library runs by itself.
    pub(crate) fn is_own_coroutine(&self, frame: &FrameObject) -> bool {
        self.own_coroutines.get(frame).is_some()
    }

    /// The loop's clock, in µs.
    pub(crate) fn loop_now(&self) -> Micros {
        self.driver.now()
    }

    /// The clock that Python code reads here, in µs: that of the simulated thread at
    /// work, or the loop's.
    #[must_use]
    pub fn now(&self) -> Micros {
        self.threads.now()
    }

    /// A reading of the clock by the program, with its price.
    pub fn read_clock(&self) -> Micros {
        self.driver.charge_reading();
        self.now()
    }

    /// A job of the loop begins, if the limits allow it; when it does.
    pub(crate) fn begin_job(&self, vm: &VirtualMachine) -> PyResult<Micros> {
        self.driver.begin_job(vm)?;
        self.stalled.take();
        Ok(self.loop_now())
    }

    /// A job that began at `since` has ended.
    pub(crate) fn end_job(&self, since: Micros) {
        self.driver.end_job();
        let length = self.loop_now() - since;
        let blocked = (length > SLOW).then(|| {
            let (stalled, stall) = self.stalled.get();
            let stall = stall.filter(|_| stalled * 2 >= length);
            Blocked { since, stall }
        });
        self.tell(|observer| observer.job_ended(blocked.as_ref()));
    }

    /// A line of the program writes; 0: an unknown one.
    pub fn write(&self, stream: Stream, text: &str, line: u32) {
        if self.threads.is_at_work() {
            self.threads.write(stream, text, line);
        } else {
            self.tell(|observer| observer.output(stream, text, line));
        }
    }

    /// Waits once, until the loop's clock shows `until` or something else happens.
    pub(crate) fn wait(&self, until: Option<Micros>, vm: &VirtualMachine) -> PyResult<()> {
        self.tell(|observer| observer.before_wait());
        self.driver.wait(until, vm)
    }

    /// What `time.sleep` does: the running job stands still, or the thread, which
    /// gets ahead of the loop's clock.
    ///
    /// # Errors
    /// The exception that ends the run, and what a signal handler raises.
    pub fn sleep(&self, length: Micros, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        let cause = "time.sleep";
        let stall = Stall { cause, line };
        let begin = self.loop_now();
        let until = self.now().saturating_add(length);
        if self.threads.can_park(vm) {
            self.park_for(ThreadWait::Time(length), vm.ctx.none(), Some(until), vm)?;
            self.stood_still(begin, stall);
            return Ok(());
        }
        if self.threads.get_ahead(length) {
            return self.driver.check(vm);
        }
        self.stand_still(until, stall, vm)
    }

    /// Parks the thread at work until what it waits for wakes it, or its clock shows
    /// `until`: whether it can park.
    pub(crate) fn park(
        &self,
        waitable: PyObjectRef,
        until: Option<Micros>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        self.park_for(ThreadWait::Object(&waitable), waitable.clone(), until, vm)
    }

    /// The same, `on` being what the observer is told of.
    pub(crate) fn park_for(
        &self,
        on: ThreadWait<'_>,
        waitable: PyObjectRef,
        until: Option<Micros>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        // A `sleep(0)` only lets others go first.
        let is_seen = !matches!(on, ThreadWait::Time(0));
        let thread = match is_seen && self.threads.can_park(vm) {
            true => self.threads.busy(),
            false => 0,
        };
        let task = self.activity.task();
        if thread > 0 {
            self.tell(|observer| observer.thread_waits(thread, task, on, vm));
        }
        let stalled = self.stalled.take();
        let line = match until {
            Some(_) => 0,
            None => user_code::current_line(vm),
        };
        let parked = self.threads.park((waitable, until, line), vm);
        self.stalled.set(stalled);
        if thread > 0 {
            self.tell(|observer| observer.thread_resumes(thread, task));
            self.driver.job_begun();
        }
        self.driver.check(vm)?;
        Ok(parked)
    }

    /// Runs a thread, on behalf of `task`, until it parks or ends: what it waits for
    /// then, or nothing.
    ///
    /// # Errors
    /// The exception that ends the run, where it reaches a limit.
    pub(crate) fn resume_thread(
        &self,
        thread: ThreadIdent,
        task: TaskNumber,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Wait>> {
        self.driver.begin_job(vm)?;
        let stalled = self.stalled.take();
        let wait = self.threads.resume(thread, task, vm);
        self.stalled.set(stalled);
        Ok(wait)
    }

    /// Lets the running job stand still until the loop's clock shows `until`.
    pub(crate) fn stand_still(
        &self,
        until: Micros,
        stall: Stall,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.tell(|observer| observer.before_wait());
        let (begin, own) = (self.loop_now(), self.now());
        self.block_until(until, vm)?;
        self.threads.set_ahead(own.saturating_sub(self.loop_now()));
        self.stood_still(begin, stall);
        Ok(())
    }

    /// The running job has stood still since `begin`.
    pub fn stood_still(&self, begin: Micros, stall: Stall) {
        let (before, _) = self.stalled.get();
        let length = self.loop_now() - begin;
        self.stalled.set((before + length, Some(stall)));
    }

    /// Blocks until the loop's clock shows `until`, while threads go on.
    fn block_until(&self, until: Micros, vm: &VirtualMachine) -> PyResult<()> {
        loop {
            self.threads.deliver(vm)?;
            self.driver.check(vm)?;
            if self.loop_now() >= until {
                return Ok(());
            }
            let arrival = self.threads.next_arrival();
            let next = arrival.map_or(until, |arrival| arrival.min(until));
            self.wait(Some(next), vm)?;
            self.driver.poll_interrupts(vm)?;
        }
    }

    /// Whether a simulated thread is at work.
    #[must_use]
    pub fn is_in_thread(&self) -> bool {
        self.threads.is_at_work()
    }

    /// Whether machines of simulated threads are left. They know the interpreter, which MUST
    /// outlive them, and they never end.
    pub fn has_thread_machines(&self) -> bool {
        self.threads.have_machines()
    }

    /// Lets go of what will never arrive. Python's objects may run code when they go:
    /// call it inside the interpreter.
    pub fn forget_arrivals(&self) {
        self.threads.forget_arrivals();
    }
}
