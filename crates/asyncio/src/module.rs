//! `_interleave`: what the Python side of asyncio calls.

pub(crate) use _interleave::module_def;

#[rustpython_vm::pymodule]
mod _interleave {
    use interleave_python::user_code;
    use rustpython_vm::{
        AsObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PyListRef, PyStrRef, PyTypeRef},
        class::PyClassImpl,
    };

    use crate::{
        current::current, event_loop::EventLoop, handle::Handle, library_text, native,
        numbers::TaskNumber, observer::Stall, threads::ThreadIdent, timer_handle::TimerHandle,
        watched_attribute::WatchedAttribute, watched_field::WatchedField,
    };

    #[pyattr(name = "EventLoop")]
    fn event_loop(_vm: &VirtualMachine) -> PyTypeRef {
        EventLoop::make_static_type()
    }

    #[pyattr(name = "Handle")]
    fn handle(_vm: &VirtualMachine) -> PyTypeRef {
        Handle::make_static_type()
    }

    #[pyattr(name = "WatchedAttribute")]
    fn watched_attribute(_vm: &VirtualMachine) -> PyTypeRef {
        WatchedAttribute::make_static_type()
    }

    #[pyattr(name = "TimerHandle")]
    fn timer_handle(_vm: &VirtualMachine) -> PyTypeRef {
        // Its base must exist first.
        let _ = Handle::make_static_type();
        TimerHandle::make_static_type()
    }

    /// Lets changes of an attribute of a class's instances become events.
    #[pyfunction]
    fn watch(
        class: PyTypeRef,
        name: PyStrRef,
        field: PyStrRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(field) = WatchedField::named(&field.to_string_lossy()) else {
            return Err(vm.new_value_error("there is no such field"));
        };
        let name = vm.ctx.intern_str(&*name.to_string_lossy());
        let watched = WatchedAttribute {
            name: name.to_owned(),
            field,
        };
        class
            .as_object()
            .set_attr(name, watched.into_ref(&vm.ctx), vm)
    }

    /// A queue was made.
    #[pyfunction]
    fn queue_created(queue: PyObjectRef, vm: &VirtualMachine) {
        current().tell(|observer| observer.queue_created(&queue, vm));
    }

    /// A queue may have got an item, or given one away.
    #[pyfunction]
    fn queue_changed(queue: PyObjectRef, vm: &VirtualMachine) {
        current().tell(|observer| observer.queue_changed(&queue, vm));
    }

    /// The loop's clock in µs, without the price of a reading.
    #[pyfunction]
    fn now() -> u64 {
        current().now()
    }

    /// Calls `callable` when the loop's clock shows `time`; its number.
    #[pyfunction]
    fn call_at(time: u64, thread: ThreadIdent, callable: PyObjectRef) -> u64 {
        let call = move |vm: &VirtualMachine| callable.call((), vm).map(|_| ());
        current().threads.call_at(time, thread, Box::new(call))
    }

    /// Cancels the call at `time` of that number.
    #[pyfunction]
    fn cancel_call(time: u64, number: u64) {
        current().threads.cancel(time, number);
    }

    /// Calls `job` as simulated thread `thread`, whose work `task` submitted.
    /// `running` holds what belongs to that thread of the interpreter: the running
    /// loop, and the two hooks of asynchronous generators.
    /// The time on the thread's clock at the end, and what `job` answered.
    #[pyfunction]
    fn run_in_thread(
        thread: ThreadIdent,
        task: TaskNumber,
        running: PyListRef,
        job: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<(u64, PyObjectRef)> {
        let run = current();
        run.driver.begin_job(vm)?;
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
        let (ended, answer) = run.threads.resume(thread, task, || job.call((), vm));
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
        let run = current();
        let text = |text: PyStrRef| text.to_string_lossy().into_owned();
        run.threads.job_began(text(name), text(job));
    }

    /// The thread at work has ended its job.
    #[pyfunction]
    fn thread_ends() {
        let run = current();
        run.threads.job_ended();
    }

    /// The task at work, 0 for none.
    #[pyfunction]
    fn current_task() -> TaskNumber {
        current().activity.task()
    }

    /// On whose account the thread at work goes on.
    #[pyfunction]
    fn work_for(task: TaskNumber) {
        current().activity.set_task(task);
    }

    /// The simulated thread at work, 0 for the loop's.
    #[pyfunction]
    fn current_thread() -> ThreadIdent {
        current().threads.current()
    }

    /// How far the thread at work is ahead of the loop's clock, in µs.
    #[pyfunction]
    fn ahead() -> u64 {
        current().threads.ahead()
    }

    /// Stands still until the loop's clock shows `time` µs, while threads go on.
    #[pyfunction]
    fn wait_until(time: u64, vm: &VirtualMachine) -> PyResult<()> {
        let stall = Stall {
            cause: "waiting for a thread",
            line: user_code::current_line(vm),
        };
        current().stand_still(time, stall, vm)
    }

    /// When the next thing that threads will do is due, in µs; none: nothing.
    #[pyfunction]
    fn next_arrival() -> Option<u64> {
        let run = current();
        run.threads.next_arrival()
    }

    /// The tasks that are not over.
    #[pyfunction]
    fn alive_tasks(vm: &VirtualMachine) -> PyListRef {
        vm.ctx.new_list(native::alive_tasks())
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

    /// Ends the run, as nothing can go on any more: `why` says what the main thread
    /// waits for.
    #[pyfunction]
    fn deadlock(why: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(current().driver.thread_deadlock(&why.to_string_lossy(), vm))
    }

    /// Holds the program's clock still, or lets it go on, where it is a real one.
    #[pyfunction]
    fn hold_clock(still: bool) {
        current().driver.hold_clock(still);
    }

    /// The text of a module of the library whose functions can be parked.
    #[pyfunction]
    fn library_source(name: PyStrRef) -> Option<&'static str> {
        library_text::text(&name.to_string_lossy())
    }
}
