//! `_interleave`: what the Python side of asyncio calls.

pub(crate) use _interleave::module_def;

#[rustpython_vm::pymodule]
mod _interleave {
    use interleave_python::user_code;
    use rustpython_vm::{
        AsObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyListRef, PyStrRef, PyTypeRef},
        class::PyClassImpl,
        convert::ToPyObject,
        frame::FrameObject,
        types::PyTypeFlags,
    };

    use crate::{
        current::current,
        event_loop::EventLoop,
        handle::Handle,
        native,
        native_method::NativeMethod,
        numbers::{TaskNumber, ThreadIdent},
        observer::Stall,
        thread_import,
        timer_handle::TimerHandle,
        watched_attribute::WatchedAttribute,
        watched_field::WatchedField,
    };

    #[pyattr(name = "EventLoop")]
    fn event_loop(_vm: &VirtualMachine) -> PyTypeRef {
        EventLoop::make_static_type()
    }

    #[pyattr(name = "Handle")]
    fn handle(_vm: &VirtualMachine) -> PyTypeRef {
        mutable(Handle::make_static_type())
    }

    #[pyattr(name = "WatchedAttribute")]
    fn watched_attribute(_vm: &VirtualMachine) -> PyTypeRef {
        WatchedAttribute::make_static_type()
    }

    #[pyattr(name = "NativeMethod")]
    fn native_method_class(_vm: &VirtualMachine) -> PyTypeRef {
        NativeMethod::make_static_type()
    }

    #[pyattr(name = "TimerHandle")]
    fn timer_handle(_vm: &VirtualMachine) -> PyTypeRef {
        // Its base must exist first.
        let _ = Handle::make_static_type();
        mutable(TimerHandle::make_static_type())
    }

    /// A class whose methods the program may replace, as it may those of classes that are
    /// written in Python.
    fn mutable(class: PyTypeRef) -> PyTypeRef {
        class.slots.flags.remove(PyTypeFlags::IMMUTABLETYPE);
        class
    }

    /// Puts the loop's own method of this name in front of `function`, which `behind` has.
    #[pyfunction]
    fn put_in_front(
        name: PyStrRef,
        behind: PyTypeRef,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let event_loop = EventLoop::make_static_type();
        let name = vm.ctx.intern_str(&*name.to_string_lossy());
        let native = native_method(name.to_owned(), vm)?;
        let method = NativeMethod {
            name,
            native,
            behind,
            function,
        };
        event_loop.set_attr(name, method.into_ref(&vm.ctx).into());
        Ok(())
    }

    /// The loop's method of this name, as Rust wrote it.
    #[pyfunction]
    fn native_method(name: PyStrRef, vm: &VirtualMachine) -> PyResult {
        let method = EventLoop::make_static_type().lookup_ref(&name, vm);
        let method = method.ok_or_else(|| vm.new_attribute_error("no method of this name"))?;
        Ok(match method.downcast_ref::<NativeMethod>() {
            Some(shared) => shared.native.clone(),
            None => method,
        })
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

    /// `builtins.__import__` that serves threads, too; `original` serves the main one.
    #[pyfunction]
    fn importer(original: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
        thread_import::importer(original, vm)
    }

    /// Whether threads get stacks of their own, and can park.
    #[pyfunction]
    fn has_stacks() -> bool {
        current().threads.has_stacks()
    }

    /// Makes simulated thread `thread`, which calls `function` and begins when it is
    /// first resumed.
    #[pyfunction]
    fn create_thread(thread: ThreadIdent, function: PyObjectRef, vm: &VirtualMachine) {
        current().threads.create(thread, function, vm);
    }

    /// Runs a thread, whose work `task` submitted, until it parks or ends: what it waits
    /// for, until when, and in which line; or nothing.
    #[pyfunction]
    fn resume_thread(
        thread: ThreadIdent,
        task: TaskNumber,
        vm: &VirtualMachine,
    ) -> PyResult<Option<(PyObjectRef, Option<u64>, u32)>> {
        current().resume_thread(thread, task, vm)
    }

    /// Parks the thread at work until it is woken, or the clock shows `until` µs; `false`:
    /// it can't park, or none is at work.
    #[pyfunction]
    fn park(waitable: PyObjectRef, until: Option<u64>, vm: &VirtualMachine) -> PyResult<bool> {
        current().park(waitable, until, vm)
    }

    /// The innermost frames of the threads that are not at work, by their numbers; 0 is
    /// the main one's.
    #[pyfunction]
    fn frames_aside(vm: &VirtualMachine) -> PyListRef {
        let frames = current().threads.frames().into_iter();
        let pair =
            |(thread, frame): (ThreadIdent, PyRef<FrameObject>)| (thread, frame).to_pyobject(vm);
        vm.ctx.new_list(frames.map(pair).collect())
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

    /// The line of the program that runs, 0 if unknown.
    #[pyfunction]
    fn current_line(vm: &VirtualMachine) -> u32 {
        user_code::current_line(vm)
    }

    /// Ends the run, as nothing can go on any more: `why` says what the main thread
    /// waits for.
    #[pyfunction]
    fn deadlock(why: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(current().driver.thread_deadlock(&why.to_string_lossy(), vm))
    }
}
