//! `_asyncio`: futures and tasks, as CPython 3.13 has them in C. RustPython has a
//! module of this name too; where the two differ in a rule, this one follows CPython.

mod errors;
mod future;
mod registration;
mod running;
mod slot;
mod task;

pub(crate) use _asyncio::module_def;
pub use future::Future;
pub use future::State;
pub(crate) use running::copy_context;
pub use task::Task;
pub(crate) use task::destroy;
pub(crate) use task::step::task_of;

use rustpython_vm::{PyObjectRef, PyRef, VirtualMachine};

use crate::{current::current, numbers::NO_TASK};

/// The tasks that are not over and have numbers, in the order of these.
#[must_use]
pub fn alive_tasks() -> Vec<PyObjectRef> {
    let tasks = current().registry.borrow().tasks();
    let tasks = tasks
        .into_iter()
        .filter_map(|task| task.downcast::<Task>().ok());
    let mut alive: Vec<PyRef<Task>> = tasks
        .filter(|task| task.known_number() != NO_TASK)
        .collect();
    alive.sort_unstable_by_key(|task| task.known_number());
    alive.into_iter().map(Into::into).collect()
}

/// Whether the running task was asked to cancel itself, and has not taken it back.
#[must_use]
pub fn is_being_cancelled(vm: &VirtualMachine) -> bool {
    let event_loop = running::running_loop(vm);
    let running = event_loop.and_then(|event_loop| registration::running_task(&event_loop));
    running
        .as_deref()
        .and_then(|task| task.downcast_ref::<Task>())
        .is_some_and(|task| task.is_being_cancelled())
}

#[rustpython_vm::pymodule]
mod _asyncio {
    use rustpython_derive::FromArgs;
    use rustpython_vm::{
        AsObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
        builtins::{PySet, PyTypeRef},
        class::PyClassImpl,
    };

    use crate::current::current;

    use super::{
        future::{Future, iter::FutureIter},
        registration, running,
        task::{
            Task,
            step::{Step, Wakeup},
        },
    };

    #[pyattr(name = "Future")]
    fn future(_vm: &VirtualMachine) -> PyTypeRef {
        // What the others refer to must exist.
        let _ = FutureIter::make_static_type();
        let _ = Step::make_static_type();
        let _ = Wakeup::make_static_type();
        Future::make_static_type()
    }

    #[pyattr(name = "Task")]
    fn task(_vm: &VirtualMachine) -> PyTypeRef {
        let _ = Future::make_static_type();
        Task::make_static_type()
    }

    #[derive(FromArgs)]
    struct LoopArgs {
        #[pyarg(any, default, py_default = "None")]
        r#loop: Option<PyObjectRef>,
    }

    impl LoopArgs {
        fn or_running(self, vm: &VirtualMachine) -> PyResult {
            match self.r#loop {
                Some(event_loop) => Ok(event_loop),
                None => get_running_loop(vm),
            }
        }
    }

    #[derive(FromArgs)]
    struct TaskArgs {
        #[pyarg(any)]
        task: PyObjectRef,
    }

    #[derive(FromArgs)]
    struct LoopTaskArgs {
        #[pyarg(any)]
        r#loop: PyObjectRef,
        #[pyarg(any)]
        task: PyObjectRef,
    }

    #[pyfunction]
    fn _get_running_loop(vm: &VirtualMachine) -> Option<PyObjectRef> {
        running::running_loop(vm)
    }

    #[pyfunction]
    fn _set_running_loop(event_loop: Option<PyObjectRef>, vm: &VirtualMachine) {
        let before = vm.asyncio_running_loop.replace(event_loop);
        drop(before);
    }

    #[pyfunction]
    fn get_running_loop(vm: &VirtualMachine) -> PyResult {
        running::running_loop(vm).ok_or_else(|| vm.new_runtime_error("no running event loop"))
    }

    #[pyfunction]
    fn get_event_loop(vm: &VirtualMachine) -> PyResult {
        running::get_event_loop(vm)
    }

    #[pyfunction]
    fn current_task(args: LoopArgs, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        Ok(registration::running_task(&*args.or_running(vm)?))
    }

    /// The tasks of a loop that are not over.
    #[pyfunction]
    fn all_tasks(args: LoopArgs, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
        let event_loop = args.or_running(vm)?;
        let tasks = PySet::default().into_ref(&vm.ctx);
        let tasks_of_all_loops = current().registry.borrow().tasks();
        for task in tasks_of_all_loops {
            let is_done = vm.call_method(&task, "done", ())?.try_to_bool(vm)?;
            let its_loop = match vm.get_attribute_opt(&task, "get_loop")? {
                Some(get_loop) => get_loop.call((), vm)?,
                None => task.get_attr("_loop", vm)?,
            };
            if !is_done && its_loop.is(&event_loop) {
                tasks.add(task, vm)?;
            }
        }
        Ok(tasks.into())
    }

    #[pyfunction]
    fn _register_task(args: TaskArgs, vm: &VirtualMachine) -> PyResult<()> {
        registration::register(&args.task, vm)
    }

    #[pyfunction]
    fn _unregister_task(args: TaskArgs) {
        registration::unregister(&args.task);
    }

    #[pyfunction]
    fn _register_eager_task(args: TaskArgs) {
        registration::register_eager(&args.task);
    }

    #[pyfunction]
    fn _unregister_eager_task(args: TaskArgs) {
        registration::unregister_eager(&args.task);
    }

    #[pyfunction]
    fn _enter_task(args: LoopTaskArgs, vm: &VirtualMachine) -> PyResult<()> {
        registration::enter(&args.r#loop, &args.task, vm)
    }

    #[pyfunction]
    fn _leave_task(args: LoopTaskArgs, vm: &VirtualMachine) -> PyResult<()> {
        registration::leave(&args.r#loop, &args.task, vm)
    }

    #[pyfunction]
    fn _swap_current_task(args: LoopTaskArgs, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let task = Some(args.task).filter(|task| !vm.is_none(task));
        registration::swap(&args.r#loop, task)
    }

    /// `asyncio.future_add_to_awaited_by`, of 3.14.
    #[pyfunction]
    fn future_add_to_awaited_by(future: PyObjectRef, waiter: PyObjectRef) {
        if let Some(future) = future.downcast_ref::<Future>() {
            future.awaited_by_add(waiter);
        }
    }

    /// `asyncio.future_discard_from_awaited_by`, of 3.14.
    #[pyfunction]
    fn future_discard_from_awaited_by(future: PyObjectRef, waiter: PyObjectRef) {
        if let Some(future) = future.downcast_ref::<Future>() {
            future.awaited_by_discard(&waiter);
        }
    }
}
