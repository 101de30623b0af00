//! `_interleave`: what the Python side of the host calls.

pub(crate) use _interleave::module_def;

#[rustpython_vm::pymodule]
mod _interleave {
    use interleave_trace::{DiagnosticKind, End, Kind, NO_TASK, TaskId, ThreadId, Waker};
    use rustpython_vm::{
        AsObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyListRef, PyStrRef, PyTypeRef},
        class::PyClassImpl,
    };

    use crate::{
        arrivals::Arrival,
        event_loop::EventLoop,
        handle::Handle,
        library, native,
        resources::{Part, Watched},
        source, stuck,
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

    /// Tells why an uncaught `RecursionError` came, `depth` calls deep.
    #[pyfunction]
    fn tell_recursion(depth: usize, limit: usize, line: u32) {
        world().recursed(depth, limit, line);
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

    /// Holds the program's clock still, or lets it go on, where it is a real one.
    #[pyfunction]
    fn hold_clock(still: bool) {
        world().platform().hold_clock(still);
    }

    /// The text of a module of the library whose functions can be set aside.
    #[pyfunction]
    fn library_source(name: PyStrRef) -> Option<&'static str> {
        library::text(&name.to_string_lossy())
    }
}
