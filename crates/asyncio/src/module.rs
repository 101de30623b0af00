//! `_interleave`: what the Python side of the host calls.

pub(crate) use _interleave::module_def;

#[rustpython_vm::pymodule]
mod _interleave {
    use interleave_trace::{DiagnosticKind, End, Kind, NO_TASK, Stream, TaskId, ThreadId, Waker};
    use rustpython_vm::{
        AsObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyListRef, PyStrRef, PyTypeRef},
        class::PyClassImpl,
        function::{ArgIntoFloat, FuncArgs, OptionalArg},
    };

    use crate::{
        arrivals::Arrival,
        event_loop::{EventLoop, seconds},
        handle::{Handle, deadline},
        library, native,
        resources::{Part, Watched},
        source, stuck, sum,
        timer_handle::TimerHandle,
        world::{ThreadClock, world},
    };

    #[pyattr(name = "EventLoop")]
    fn event_loop(_vm: &VirtualMachine) -> PyTypeRef {
        EventLoop::make_static_type()
    }

    #[pyattr(name = "Handle")]
    fn handle(_vm: &VirtualMachine) -> PyTypeRef {
        Handle::make_static_type()
    }

    #[pyattr(name = "Watched")]
    fn watched(_vm: &VirtualMachine) -> PyTypeRef {
        Watched::make_static_type()
    }

    #[pyattr(name = "TimerHandle")]
    fn timer_handle(_vm: &VirtualMachine) -> PyTypeRef {
        // Its base must exist first.
        let _ = Handle::make_static_type();
        TimerHandle::make_static_type()
    }

    /// `time.monotonic`, `time.perf_counter`: seconds of the loop's clock.
    #[pyfunction]
    fn monotonic() -> f64 {
        seconds(world().read_clock())
    }

    #[pyfunction]
    fn monotonic_ns() -> u64 {
        world().read_clock().saturating_mul(1000)
    }

    /// `time.time`: Unix time by the same clock.
    #[pyfunction]
    fn time() -> f64 {
        let world = world();
        #[allow(clippy::cast_precision_loss)]
        let epoch = world.epoch() as f64 / 1e6;
        epoch + seconds(world.read_clock())
    }

    #[pyfunction]
    fn time_ns() -> i64 {
        let world = world();
        world
            .epoch()
            .saturating_add_unsigned(world.read_clock())
            .saturating_mul(1000)
    }

    /// `time.sleep`: blocks the loop, or the simulated thread.
    #[pyfunction]
    fn sleep(length: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        /// The longest sleep in seconds: as many nanoseconds fit in 64 bits.
        const LONGEST: f64 = 9_223_372_036.0;
        let class = length.class().name().to_string();
        let length = length
            .try_into_value::<ArgIntoFloat>(vm)
            .map_err(|error| {
                if error.fast_isinstance(vm.ctx.exceptions.type_error) {
                    vm.new_type_error(format!(
                        "'{class}' object cannot be interpreted as an integer"
                    ))
                } else {
                    error
                }
            })?
            .into_float();
        if length.is_nan() {
            return Err(vm.new_value_error("Invalid value NaN (not a number)"));
        }
        if length.abs() > LONGEST {
            return Err(vm.new_overflow_error("timestamp out of range for platform time_t"));
        }
        if length < 0.0 {
            return Err(vm.new_value_error("sleep length must be non-negative"));
        }
        let world = world();
        world.check(vm)?;
        world.sleep(deadline(length), source::current_line(vm), vm)
    }

    /// Writes to `stdout` (1) or `stderr` (2).
    #[pyfunction]
    fn write(stream: u8, text: PyStrRef, vm: &VirtualMachine) -> PyResult<usize> {
        let world = world();
        world.check(vm)?;
        let stream = if stream == 2 {
            Stream::Stderr
        } else {
            Stream::Stdout
        };
        if let Some(plain) = text.to_str() {
            world.write(stream, plain);
        } else {
            // Lone surrogates: stdout is strict, and stderr shows them escaped.
            let errors = if stream == Stream::Stdout {
                "strict"
            } else {
                "backslashreplace"
            };
            let bytes = vm.call_method(text.as_object(), "encode", ("utf-8", errors))?;
            let text = vm.call_method(&bytes, "decode", ("utf-8",))?.str(vm)?;
            world.write(stream, &text.to_string_lossy());
        }
        Ok(text.char_len())
    }

    /// A module that the platform offers: its path, its bytes, whether it is a package.
    #[pyfunction]
    fn find_module(name: PyStrRef, vm: &VirtualMachine) -> PyObjectRef {
        let found = world().platform().find_module(&name.to_string_lossy());
        found.map_or_else(
            || vm.ctx.none(),
            |file| {
                let parts = vec![
                    vm.ctx.new_str(file.path).into(),
                    vm.ctx.new_bytes(file.data).into(),
                    vm.ctx.new_bool(file.is_package).into(),
                ];
                vm.ctx.new_tuple(parts).into()
            },
        )
    }

    /// How many calls lie in each other here.
    #[pyfunction]
    fn depth(vm: &VirtualMachine) -> usize {
        vm.current_recursion_depth()
    }

    /// Tells why an uncaught `RecursionError` came, `depth` calls deep.
    #[pyfunction]
    fn tell_recursion(depth: usize, limit: usize, line: u32) {
        world().recursed(depth, limit, line);
    }

    /// Random bytes from the run's seed.
    #[pyfunction]
    fn entropy() -> u64 {
        world().machine.borrow_mut().entropy.next_u64()
    }

    /// A line in Problems. `kind` is one of `DiagnosticKind`'s names.
    #[pyfunction]
    fn diagnose(kind: PyStrRef, line: u32, text: PyStrRef) {
        let wanted = kind.to_string_lossy();
        let kind = DiagnosticKind::ALL
            .iter()
            .find(|kind| kind.name() == wanted)
            .copied();
        world().diagnose(
            kind.unwrap_or(DiagnosticKind::Note),
            line,
            &text.to_string_lossy(),
        );
    }

    /// Lets changes of an attribute of a class's instances become events.
    #[pyfunction]
    fn watch(
        class: PyTypeRef,
        name: PyStrRef,
        part: PyStrRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(part) = Part::named(&part.to_string_lossy()) else {
            return Err(vm.new_value_error("there is no such part of a resource"));
        };
        let name = vm.ctx.intern_str(&*name.to_string_lossy());
        let watched = Watched {
            name: name.to_owned(),
            part,
        };
        class
            .as_object()
            .set_attr(name, watched.into_ref(&vm.ctx), vm)
    }

    /// A queue was made.
    #[pyfunction]
    fn queue_made(queue: PyObjectRef, vm: &VirtualMachine) {
        world().queue_made(&queue, vm);
    }

    /// A queue may have got an item, or given one away.
    #[pyfunction]
    fn queue_changed(queue: PyObjectRef, vm: &VirtualMachine) {
        world().queue_changed(&queue, vm);
    }

    /// The innermost line of the program that runs; 0 outside it.
    #[pyfunction]
    fn current_line(vm: &VirtualMachine) -> u32 {
        source::current_line(vm)
    }

    /// The exception that the program's innermost frame handles.
    #[pyfunction]
    fn handled(vm: &VirtualMachine) -> Option<PyBaseExceptionRef> {
        vm.current_exception()
    }

    /// That frame handles `error` again; what else it was given.
    #[pyfunction]
    fn handle_again(
        error: Option<PyBaseExceptionRef>,
        value: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> Option<PyObjectRef> {
        vm.set_exception(error);
        value.into_option()
    }

    /// The line that made a task; 0 if unknown.
    #[pyfunction]
    fn line_made(task: PyObjectRef) -> u32 {
        world().tasks.borrow().line_made(&task)
    }

    /// Whether the run has ended: at a limit, or because nothing can go on.
    #[pyfunction]
    fn has_ended() -> bool {
        world().ended().is_some()
    }

    /// The loop's clock in µs, without the price of a reading.
    #[pyfunction]
    fn now() -> u64 {
        world().now()
    }

    /// Calls `callable` when the loop's clock shows `time`; its number.
    #[pyfunction]
    fn call_at(time: u64, thread: ThreadId, callable: PyObjectRef) -> u64 {
        world().call_at(time, thread, callable)
    }

    /// Calls off the call at `time` of that number.
    #[pyfunction]
    fn call_off(time: u64, number: u64) {
        world().call_off(time, number);
    }

    /// Calls `job` as simulated thread `thread`, whose work `task` submitted.
    /// `running` holds what belongs to that thread of the interpreter: the running
    /// loop, and the two hooks of asynchronous generators.
    /// The time on the thread's clock at the end, and what `job` answered.
    #[pyfunction]
    fn run_in_thread(
        thread: ThreadId,
        task: TaskId,
        running: PyListRef,
        job: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<(u64, PyObjectRef)> {
        let world = world();
        world.count_job(vm)?;
        let cells = [
            &vm.asyncio_running_loop,
            &vm.async_gen_firstiter,
            &vm.async_gen_finalizer,
        ];
        let mut of_thread = running
            .borrow_vec()
            .to_vec()
            .into_iter()
            .map(|object| (!vm.is_none(&object)).then_some(object));
        let mut outer = cells
            .map(|cell| cell.replace(of_thread.next().flatten()))
            .into_iter();
        let (ended, answer) = world.in_thread(thread, task, || job.call((), vm));
        let after = cells.map(|cell| {
            cell.replace(outer.next().flatten())
                .unwrap_or_else(|| vm.ctx.none())
        });
        let before = std::mem::replace(&mut *running.borrow_vec_mut(), after.to_vec());
        drop(before);
        Ok((ended, answer?))
    }

    /// The thread at work takes up a job.
    #[pyfunction]
    fn thread_begins(name: PyStrRef, job: PyStrRef) {
        let world = world();
        let name = world.intern(&name.to_string_lossy());
        let job = world.intern(&job.to_string_lossy());
        if let Some(ThreadClock { thread, .. }) = world.thread.get() {
            let thread = world.open_lane(thread);
            world.cause.set(Waker::Thread(thread));
            world.happens(Arrival::Event {
                task: world.task.get(),
                kind: Kind::ThreadBegins { thread, name, job },
            });
        }
    }

    /// The thread at work has ended its job.
    #[pyfunction]
    fn thread_ends() {
        let world = world();
        if let Some(ThreadClock { thread, .. }) = world.thread.get() {
            let thread = world.lane(thread);
            world.happens(Arrival::Event {
                task: world.task.get(),
                kind: Kind::ThreadEnds { thread },
            });
        }
    }

    /// The task at work, 0 for none.
    #[pyfunction]
    fn current_task() -> TaskId {
        world().task.get()
    }

    /// On whose account the thread at work goes on.
    #[pyfunction]
    fn work_for(task: TaskId) {
        world().task.set(task);
    }

    /// The simulated thread at work, 0 for the loop's.
    #[pyfunction]
    fn current_thread() -> ThreadId {
        world().thread.get().map_or(NO_TASK, |thread| thread.thread)
    }

    /// How far the thread at work is ahead of the loop's clock, in µs.
    #[pyfunction]
    fn ahead() -> u64 {
        world().ahead()
    }

    /// Stands still until the loop's clock shows `time` µs, while threads go on.
    #[pyfunction]
    fn wait_until(time: u64, vm: &VirtualMachine) -> PyResult<()> {
        let line = source::current_line(vm);
        world().stand_still(time, line, "waiting for a thread", vm)
    }

    /// When the next thing that threads will do is due, in µs; none: nothing.
    #[pyfunction]
    fn next_arrival() -> Option<u64> {
        world().next_arrival()
    }

    /// Ends the run, as nothing can go on any more.
    #[pyfunction]
    fn deadlock(text: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let world = world();
        let text = stuck::hinted(&world, text.to_string_lossy().into_owned());
        Err(world.end(End::Deadlock, text, vm))
    }

    /// Tells of tasks that are not over.
    #[pyfunction]
    fn tell_pending(tasks: PyListRef, when: PyStrRef, vm: &VirtualMachine) {
        let tasks = tasks.borrow_vec().to_vec();
        stuck::tell_pending(&world(), &tasks, &when.to_string_lossy(), vm);
    }

    /// Tells of locks that nobody can ever get any more.
    #[pyfunction]
    fn tell_unreleased() {
        stuck::tell_unreleased(&world());
    }

    /// The tasks that are not over.
    #[pyfunction]
    fn alive_tasks(vm: &VirtualMachine) -> PyListRef {
        let alive = stuck::alive(&world());
        vm.ctx
            .new_list(alive.into_iter().map(|(_, task)| task).collect())
    }

    /// The futures and tasks among some objects.
    #[pyfunction]
    fn futures_among(objects: PyListRef, vm: &VirtualMachine) -> PyListRef {
        let objects = objects.borrow_vec();
        let is_future = |object: &&PyObjectRef| object.downcast_ref::<native::Future>().is_some();
        vm.ctx
            .new_list(objects.iter().filter(is_future).cloned().collect())
    }

    /// Ends a task as the collector of garbage would.
    #[pyfunction]
    fn destroy(task: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        match task.downcast_ref() {
            Some(task) => native::destroy(task, vm),
            None => Ok(()),
        }
    }

    /// The builtin `compile`, which accepts every text.
    #[pyfunction]
    fn compile(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        crate::compile::compile(args, vm)
    }

    /// The builtin `eval`, which accepts every text.
    #[pyfunction]
    fn eval(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        crate::compile::eval(args, vm)
    }

    /// The builtin `exec`, which accepts every text.
    #[pyfunction]
    fn exec(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        crate::compile::exec(args, vm)
    }

    /// `sum` of CPython, which keeps what rounding would lose.
    #[pyfunction(name = "sum")]
    fn sum_of(args: sum::Args, vm: &VirtualMachine) -> PyResult {
        sum::sum(args, vm)
    }

    /// Holds the program's clock still, or lets it go on, where it is a real one.
    #[pyfunction]
    fn hold_clock(still: bool) {
        world().platform().hold_clock(still);
    }

    /// The text of a module of the library whose functions can be set aside.
    #[pyfunction]
    fn library_source(name: PyStrRef) -> Option<&'static str> {
        library::source(&name.to_string_lossy())
    }
}
