//! `_interleave.EventLoop`: the part of asyncio's event loop that schedules.
//! All else is inherited from `asyncio.BaseEventLoop` (`python/asyncio/unix_events.py`).

use std::{cell::Cell, fmt, rc::Rc};

use interleave_executor::{Micros, Wait};
use interleave_python::machine::{self, EpollId};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::PyType, class::StaticType, function::FuncArgs, pyclass, types::Constructor,
};

use crate::{
    arguments::{required, split_context},
    cause::Cause,
    context::RunContext,
    convert::{deadline, list_of, seconds},
    current::current,
    handle::{Handle, Owner},
    job,
    native::{Task, alive_tasks},
    native_method::NativeMethod,
    observer::ThreadWait,
    own_method::is_native,
    own_time::OwnTime,
    queue::Queue,
    selector_wait::selected,
    timer_handle::TimerHandle,
};

/// The scheduling half of an event loop.
#[pyclass(module = "_interleave", name = "EventLoop")]
#[derive(PyPayload, Default)]
pub(crate) struct EventLoop {
    queue: Rc<Queue>,
    stopping: Cell<bool>,
    closed: Cell<bool>,
    /// A notebook's loop ends when nothing is left to run.
    ends_idle: Cell<bool>,
    /// When the wait of this turn ends, where a subclass has a clock of its own.
    wait_ends: Cell<Option<Micros>>,
    /// The epoll instance that watches its sockets.
    epoll: Cell<Option<EpollId>>,
}

impl fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventLoop")
            .field("closed", &self.closed)
            .finish_non_exhaustive()
    }
}

impl Constructor for EventLoop {
    type Args = FuncArgs;

    fn py_new(_cls: &Py<PyType>, _args: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        let run = current();
        run.native_call_soon
            .get_or_init(|| Self::call_soon_natively);
        let call_soon = Self::static_type().get_direct_attr(run.names(vm).call_soon);
        let call_soon = call_soon.as_ref().and_then(|method| method.downcast_ref());
        let code = |method: &Py<NativeMethod>| job::code_of(&method.function, vm);
        if let Some(code) = call_soon.and_then(code) {
            run.shared_code.get_or_init(|| code);
        }
        Ok(Self::default())
    }
}

#[pyclass(flags(BASETYPE, HAS_DICT, HAS_WEAKREF), with(Constructor))]
impl EventLoop {
    /// `loop.time()`: seconds of the loop's clock.
    #[pymethod]
    fn time(_zelf: &Py<Self>) -> f64 {
        seconds(current().read_clock())
    }

    /// `loop.call_soon(callback, *args, context=None)`
    #[pymethod]
    fn call_soon(
        zelf: PyRef<Self>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Handle>> {
        let [callback] = required(&mut args, "call_soon", ["callback"], vm)?;
        let (args, context) = split_context(args, "call_soon", vm)?;
        Self::enqueue(&zelf, callback, args, context, vm)
    }

    /// `loop.call_soon_threadsafe`: from a simulated thread it arrives at that thread's time.
    #[pymethod]
    fn call_soon_threadsafe(
        zelf: PyRef<Self>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Handle>> {
        let [callback] = required(&mut args, "call_soon_threadsafe", ["callback"], vm)?;
        let (args, context) = split_context(args, "call_soon_threadsafe", vm)?;
        Self::admit(&zelf, &callback, "call_soon_threadsafe", vm)?;
        let handle = Self::handle(&zelf, callback, args, context, None, 2, vm)?;
        let handle = handle.into_ref(&vm.ctx);
        let arriving = handle.clone();
        let arrive = move |vm: &VirtualMachine| {
            zelf.schedule(&arriving, vm);
            // It may wait in a thread of its own.
            vm.call_method(zelf.as_object(), "_write_to_self", ())
                .map(|_| ())
        };
        let run = current();
        run.threads.call_on_arrival(Box::new(arrive), vm)?;
        Ok(handle)
    }

    /// Puts the handle of a ready socket on the ready queue.
    #[pymethod]
    fn _add_callback(zelf: &Py<Self>, handle: PyRef<Handle>, vm: &VirtualMachine) {
        if !handle.cancelled.get() {
            zelf.schedule(&handle, vm);
        }
    }

    /// `loop.call_later(delay, callback, *args, context=None)`
    #[pymethod]
    fn call_later(zelf: PyRef<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [delay, callback] = required(&mut args, "call_later", ["delay", "callback"], vm)?;
        if vm.is_none(&delay) {
            return Err(vm.new_type_error("delay must not be None"));
        }
        let run = current();
        let now = match OwnTime::read(zelf.as_object(), &run, vm)? {
            Some(now) => now,
            None => vm.ctx.new_float(seconds(run.read_clock())).into(),
        };
        let when = vm._add(&now, &delay)?;
        if !is_native(zelf.as_object(), current().names(vm).call_at, vm) {
            args.args.splice(0..0, [when, callback]);
            let context = || vm.ctx.none();
            args.kwargs.entry("context".into()).or_insert_with(context);
            return vm.call_method(zelf.as_object(), "call_at", args);
        }
        Self::arm(&zelf, when, callback, args, "call_later", vm).map(Into::into)
    }

    /// `loop.call_at(when, callback, *args, context=None)`
    #[pymethod]
    fn call_at(
        zelf: PyRef<Self>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Handle>> {
        let [when, callback] = required(&mut args, "call_at", ["when", "callback"], vm)?;
        if vm.is_none(&when) {
            return Err(vm.new_type_error("when cannot be None"));
        }
        Self::arm(&zelf, when, callback, args, "call_at", vm)
    }

    /// `loop.stop()`: `run_forever` ends with the running turn.
    #[pymethod]
    fn stop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.stopping.set(true);
        zelf.as_object()
            .set_attr("_stopping", vm.ctx.new_bool(true), vm)
    }

    /// Forgets all handles; `loop.close()` calls it.
    #[pymethod]
    fn _forget_all(zelf: &Py<Self>) {
        zelf.closed.set(true);
        let jobs = zelf.queue.executor.borrow_mut().drain();
        drop(jobs);
    }

    /// The handles that are ready to run, in their order.
    #[pymethod]
    fn _ready_handles(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let handles = zelf.queue.executor.borrow().ready_jobs().cloned().collect();
        list_of(handles, vm)
    }

    /// The handles that wait for their time, in no order.
    #[pymethod]
    fn _timed_handles(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let handles = zelf.queue.executor.borrow().timed_jobs().cloned().collect();
        list_of(handles, vm)
    }

    /// Checks arguments as `BaseEventLoop` does in debug mode.
    #[pymethod]
    fn _checks(zelf: &Py<Self>, debug: bool) {
        zelf.queue.debug.set(debug);
    }

    /// The epoll instance that tells which of the loop's sockets are ready.
    #[pymethod]
    fn _set_epoll(zelf: &Py<Self>, epoll: EpollId) {
        zelf.epoll.set(Some(epoll));
    }

    /// Makes `run_forever` return when nothing is left to run.
    #[pymethod]
    fn _end_when_idle(zelf: &Py<Self>) {
        zelf.ends_idle.set(true);
    }

    /// Waits until something is ready, then runs a turn: what `_run_once` does in CPython.
    #[pymethod]
    fn _run_once(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let run = current();
        let own_time = Self::begin_wait(&zelf, &run, vm)?;
        if Self::wait_for_work(&zelf, &run, vm)? {
            Self::poll_network(&zelf, &run, vm)?;
            let now = own_time.now(zelf.as_object(), &run, vm)?;
            let jobs = {
                let mut executor = zelf.queue.executor.borrow_mut();
                let jobs = executor.begin_turn(now);
                run.activity.set_turn(executor.turn());
                jobs
            };
            for _ in 0..jobs {
                // Nobody sees the library's own jobs: a Step must not halt before one.
                let is_shown = zelf
                    .queue
                    .executor
                    .borrow()
                    .peek_job()
                    .is_some_and(|handle| handle.is_shown());
                if is_shown {
                    run.driver.before_job(vm)?;
                }
                let job = zelf.queue.executor.borrow_mut().next_job();
                let Some((_, handle)) = job else { break };
                handle.job.set(None);
                if !handle.cancelled.get() {
                    job::run(&run, &handle, vm)?;
                }
            }
        } else {
            Self::stop(&zelf, vm)?;
        }
        if zelf.stopping.get() {
            zelf.stopping.set(false);
        }
        Ok(())
    }
}

impl EventLoop {
    /// What every scheduling call checks first.
    fn admit(
        zelf: &Py<Self>,
        callback: &PyObject,
        method: &'static str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if zelf.closed.get() {
            return Err(vm.new_runtime_error("Event loop is closed"));
        }
        current().driver.check(vm)?;
        if zelf.queue.debug.get() {
            // CPython's `call_later` leaves this to `call_at`.
            let checked = if method == "call_later" {
                "call_at"
            } else {
                method
            };
            let helper = vm.import("_interleave_loop", 0)?;
            vm.call_method(
                &helper,
                "check_callback",
                (zelf.to_owned(), callback.to_owned(), checked),
            )?;
        }
        Ok(())
    }

    /// Puts a callback on the ready queue.
    fn enqueue(
        zelf: &PyRef<Self>,
        callback: PyObjectRef,
        args: Vec<PyObjectRef>,
        context: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Handle>> {
        Self::admit(zelf, &callback, "call_soon", vm)?;
        let handle = Self::handle(zelf, callback, args, context, None, 2, vm)?;
        let handle = handle.into_ref(&vm.ctx);
        zelf.schedule(&handle, vm);
        Ok(handle)
    }

    /// `call_soon` for futures and tasks, which need no call of Python's for it.
    fn call_soon_natively(
        event_loop: &PyObject,
        callback: PyObjectRef,
        args: Vec<PyObjectRef>,
        context: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let event_loop = event_loop.to_owned().downcast::<Self>();
        let event_loop = event_loop.map_err(|_| vm.new_type_error("not a loop of this run"))?;
        Self::enqueue(&event_loop, callback, args, Some(context), vm).map(|_| ())
    }

    /// Sets a timer.
    fn arm(
        zelf: &PyRef<Self>,
        when: PyObjectRef,
        callback: PyObjectRef,
        args: FuncArgs,
        method: &'static str,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Handle>> {
        let (args, context) = split_context(args, method, vm)?;
        Self::admit(zelf, &callback, method, vm)?;
        let seconds = when.try_float(vm)?.to_f64();
        let calls = if method == "call_later" { 3 } else { 2 };
        let handle = Self::handle(zelf, callback, args, context, Some(when), calls, vm)?;
        let handle = TimerHandle::make(handle);
        job::prepare(&current(), &handle, vm);
        handle.cause.set(Cause::Timer);
        let job = zelf
            .queue
            .executor
            .borrow_mut()
            .schedule_at(deadline(seconds), handle.clone());
        handle.job.set(Some(job));
        Ok(handle)
    }

    /// A handle of this loop. In CPython making it takes so many `calls` within asyncio.
    fn handle(
        zelf: &PyRef<Self>,
        callback: PyObjectRef,
        args: Vec<PyObjectRef>,
        context: Option<PyObjectRef>,
        when: Option<PyObjectRef>,
        calls: usize,
        vm: &VirtualMachine,
    ) -> PyResult<Handle> {
        let args = vm.ctx.new_tuple(args).into();
        let owner = Rc::clone(&zelf.queue) as Rc<dyn Owner>;
        let event_loop = zelf.clone().into();
        let mut handle = Handle::new(event_loop, Some(callback), args, context, when, vm);
        handle.owner = Some(owner);
        if zelf.queue.debug.get() {
            handle.trace_source(calls, vm)?;
        }
        Ok(handle)
    }

    fn schedule(&self, handle: &PyRef<Handle>, vm: &VirtualMachine) {
        let run = current();
        job::prepare(&run, handle, vm);
        let cause = run.activity.cause();
        handle.cause.set(cause);
        if let Some(task) = &*handle.task.lock() {
            let task = Task::reference(task);
            run.tell(|observer| observer.task_scheduled(task, cause));
        }
        self.queue.executor.borrow_mut().schedule(handle.clone());
    }

    /// Schedules the callbacks of the sockets that are ready: CPython's loop does
    /// so before those of the timers that are due.
    fn poll_network(zelf: &Py<Self>, run: &RunContext, vm: &VirtualMachine) -> PyResult<()> {
        let Some(epoll) = zelf.epoll.get() else {
            return Ok(());
        };
        let now = run.loop_now();
        let machine = run.driver.machine();
        let ready = machine.borrow_mut().network.epoll_wait(epoll, now);
        for socket in ready {
            let cause = match socket.cause {
                machine::Cause::Creation => Cause::Loop,
                machine::Cause::Call(caller) => Cause::of_caller(caller),
                machine::Cause::Arrival => Cause::Timer,
            };
            let before = run.activity.set_cause(cause);
            let of = (socket.descriptor, socket.events);
            let result = vm.call_method(zelf.as_object(), "_ready_socket", of);
            run.activity.set_cause(before);
            result?;
        }
        Ok(())
    }

    fn begin_wait(zelf: &Py<Self>, run: &RunContext, vm: &VirtualMachine) -> PyResult<OwnTime> {
        let wait = zelf.queue.executor.borrow_mut().next_wait();
        let wait = if zelf.stopping.get() { Wait::No } else { wait };
        let own_time = OwnTime::of(zelf.as_object(), run, vm);
        let ends = own_time.wait_ends(wait, zelf.as_object(), run, vm)?;
        zelf.wait_ends.set(ends);
        Ok(own_time)
    }

    /// What the loop waits for, by the clock of the run.
    fn next_wait(&self) -> Wait {
        match self.queue.executor.borrow_mut().next_wait() {
            Wait::Until(due) => Wait::Until(self.wait_ends.get().unwrap_or(due)),
            wait => wait,
        }
    }

    /// When the network has something for this loop, or may have.
    fn next_on_network(&self, run: &RunContext) -> Option<Micros> {
        let epoll = self.epoll.get()?;
        let now = run.loop_now();
        run.driver
            .machine()
            .borrow_mut()
            .network
            .next_poll(epoll, now)
    }

    /// When there is something to run, in µs; none: never, as far as the loop knows.
    fn next_due(&self, run: &RunContext) -> Option<Micros> {
        let now = run.loop_now();
        if self.stopping.get() {
            return Some(now);
        }
        let due = match self.next_wait() {
            Wait::No => return Some(now),
            Wait::Until(deadline) => Some(selected(now, deadline)),
            Wait::Forever => None,
        };
        let arrival = self.next_on_network(run);
        if let Some(epoll) = self.epoll.get() {
            run.driver.machine().borrow_mut().network.arm_wakeup(epoll);
        }
        due.into_iter().chain(arrival).min()
    }

    /// The same in a thread that can park.
    fn park_for_work(zelf: &Py<Self>, run: &RunContext, vm: &VirtualMachine) -> PyResult<()> {
        loop {
            run.driver.check(vm)?;
            let due = zelf.next_due(run);
            if due.is_some_and(|due| due <= run.loop_now()) {
                return Ok(());
            }
            run.park_for(ThreadWait::Work, zelf.to_owned().into(), due, vm)?;
        }
    }

    /// Waits until there is something to run. `false`: there never will be, and
    /// this loop ends then.
    fn wait_for_work(zelf: &Py<Self>, run: &RunContext, vm: &VirtualMachine) -> PyResult<bool> {
        if run.threads.can_park(vm) {
            return Self::park_for_work(zelf, run, vm).map(|()| true);
        }
        loop {
            run.driver.check(vm)?;
            run.threads.deliver(vm)?;
            if zelf.stopping.get() {
                return Ok(true);
            }
            let wait = zelf.next_wait();
            let due = zelf.next_on_network(run);
            let arrival = run.threads.next_arrival().into_iter().chain(due).min();
            let until = match (wait, arrival) {
                (Wait::No, _) => return Ok(true),
                (Wait::Until(deadline), arrival) => {
                    let due = selected(run.loop_now(), deadline);
                    arrival.map_or(due, |arrival| due.min(arrival))
                }
                (Wait::Forever, Some(arrival)) => arrival,
                (Wait::Forever, None) if zelf.ends_idle.get() => return Ok(false),
                (Wait::Forever, None) if run.is_in_thread() => {
                    return Err(vm.new_runtime_error(
                        "this loop would wait forever: its thread runs inside another one that can't go on \
                         meanwhile; run the loop from a function of the program's own",
                    ));
                }
                (Wait::Forever, None) => return Err(run.driver.deadlock(alive_tasks(), vm)),
            };
            if run.loop_now() >= until {
                return Ok(true);
            }
            run.wait(Some(until), vm)?;
            run.driver.poll_interrupts(vm)?;
        }
    }
}
