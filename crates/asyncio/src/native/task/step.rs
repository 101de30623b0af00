//! A task's steps: `__step` and `__wakeup`, by the rules of CPython 3.13's
//! `_asynciomodule.c`.

use rustpython_derive::Traverse;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCoroutine, PyGenerator},
    class::StaticType,
    function::{FuncArgs, KwArgs},
    protocol::PyIterReturn,
    pyclass,
    types::{Callable, Representable},
};

use super::{
    super::{
        errors,
        future::{Future, State},
        registration, running,
    },
    Task, cancel,
};
use crate::current::current;

/// What a loop calls for a task's next step.
#[pyclass(module = false, name = "TaskStepMethWrapper", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Step {
    task: PyRef<Task>,
    /// What is thrown into the coroutine.
    error: Option<PyBaseExceptionRef>,
    /// Whether this is the first step, inside the task's creation.
    #[pytraverse(skip)]
    is_eager: bool,
}

/// What a future calls that a task waits for.
#[pyclass(module = false, name = "TaskWakeupMethWrapper", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Wakeup {
    task: PyRef<Task>,
}

/// The task whose step a callback runs.
pub(crate) fn task_of(callback: &PyObject) -> Option<PyRef<Task>> {
    let task = match callback.downcast_ref::<Step>() {
        Some(step) => &step.task,
        None => &callback.downcast_ref::<Wakeup>()?.task,
    };
    Some(task.clone())
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable, Representable))]
impl Step {
    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> PyObjectRef {
        zelf.task.clone().into()
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.task.as_object().get_attr("__qualname__", vm)
    }
}

impl Callable for Step {
    type Args = ();

    fn call(zelf: &Py<Self>, (): Self::Args, vm: &VirtualMachine) -> PyResult {
        if zelf.is_eager {
            advance(&zelf.task, None, vm)?;
        } else {
            step(&zelf.task, zelf.error.clone(), vm)?;
        }
        Ok(vm.ctx.none())
    }
}

impl Representable for Step {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<_asyncio.TaskStepMethWrapper object at {:#x}>",
            zelf.as_object().get_id()
        ))
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Callable, Representable))]
impl Wakeup {
    #[pygetset]
    fn __self__(zelf: &Py<Self>) -> PyObjectRef {
        zelf.task.clone().into()
    }

    #[pygetset]
    fn __name__(_zelf: &Py<Self>) -> &'static str {
        "task_wakeup"
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>) -> String {
        format!("{}.task_wakeup", zelf.task.as_object().class().name())
    }
}

impl Callable for Wakeup {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (future,): Self::Args, vm: &VirtualMachine) -> PyResult {
        wake_up(&zelf.task, &future, vm)?;
        Ok(vm.ctx.none())
    }
}

impl Representable for Wakeup {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<built-in method task_wakeup of {} object at {:#x}>",
            zelf.task.as_object().class().name(),
            zelf.task.as_object().get_id()
        ))
    }
}

/// Has the loop run a task's next step, which throws `error`.
pub(in crate::native) fn call_soon(
    task: &Py<Task>,
    error: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let event_loop = task.base.event_loop(vm)?;
    let step = Step {
        task: task.to_owned(),
        error,
        is_eager: false,
    };
    let step = step.into_pyobject(vm);
    running::call_soon(&event_loop, step, Vec::new(), task.context.show(vm), vm)
}

/// Runs the first step of a task that is being made.
pub(in crate::native) fn start_eagerly(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    let event_loop = task.base.event_loop(vm)?;
    let object = task.as_object();
    let before = registration::swap(&event_loop, Some(object.to_owned()));
    let count = registration::register_eager(object);
    let run = current();
    let creator = Task::begin_eagerly(task, &run, vm);
    let step = Step {
        task: task.to_owned(),
        error: None,
        is_eager: true,
    };
    let result = vm.call_method(&task.context.show(vm), "run", (step.into_pyobject(vm),));
    if let Some(creator) = creator {
        Task::end_eager_step(task, &run, creator, vm);
    }
    registration::unregister_eager(object);
    registration::swap(&event_loop, before);
    if task.base.state.get() == State::Pending {
        registration::register_as(count, object, vm)?;
    } else {
        task.coro.set(None);
    }
    result.map(|_| ())
}

/// What the future that a task waited for has come to is sent into its coroutine.
fn wake_up(task: &Py<Task>, future: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if let Some(future) = future.downcast_ref::<Future>() {
        future.awaited_by_discard(task.as_object());
    }
    let result = match exactly(future) {
        Some(future) => {
            let is_cancelled = future.state.get() == State::Cancelled;
            future.outcome(vm).inspect_err(|error| {
                if is_cancelled {
                    errors::set_context(error, vm);
                }
            })
        }
        None => vm.call_method(future, "result", ()),
    };
    step(task, result.err(), vm)
}

fn step(task: &Py<Task>, error: Option<PyBaseExceptionRef>, vm: &VirtualMachine) -> PyResult<()> {
    let event_loop = task.base.event_loop(vm)?;
    registration::enter(&event_loop, task.as_object(), vm)?;
    let result = advance(task, error, vm);
    if result.is_err() {
        task.itself.set(PyObjectRef::from(task.to_owned()));
    }
    let left = registration::leave(&event_loop, task.as_object(), vm);
    result.and(left)
}

/// Lets the coroutine go on to its next `await` that waits, or to its end.
fn advance(
    task: &Py<Task>,
    error: Option<PyBaseExceptionRef>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if task.base.is_done() {
        let shown = task.as_object().repr(vm)?;
        let error = match error {
            Some(error) => error.as_object().repr(vm)?.to_string_lossy().into_owned(),
            None => "''".to_owned(),
        };
        let text = format!(
            "__step(): already done: {} {error}",
            shown.to_string_lossy()
        );
        return Err(errors::invalid_state(&text, vm));
    }
    let error = if task.must_cancel.replace(false) {
        match error {
            Some(error) if errors::is_cancelled(error.as_object(), vm) => Some(error),
            _ => Some(task.base.make_cancelled_error(vm)),
        }
    } else {
        error
    };
    task.waits_for.set(None);
    let Some(coro) = task.coro.get() else {
        return Err(vm.new_runtime_error("uninitialized Task object"));
    };
    let yielded = match (error, coro.downcast_ref::<PyCoroutine>()) {
        (None, Some(native)) => match native.as_coro().send(&coro, vm.ctx.none(), vm) {
            Ok(PyIterReturn::Return(yielded)) => Ok(yielded),
            Ok(PyIterReturn::StopIteration(result)) => return returned(task, result, vm),
            Err(error) => Err(error),
        },
        (None, None) => vm.call_method(&coro, "send", (vm.ctx.none(),)),
        (Some(error), _) => vm.call_method(&coro, "throw", (error,)),
    };
    match yielded {
        Ok(yielded) => wait(task, yielded, vm),
        Err(error) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => {
            returned(task, error.get_arg(0), vm)
        }
        Err(error) => raised(task, error, vm),
    }
}

/// The coroutine has returned; `None` where it has no result.
fn returned(task: &Py<Task>, result: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    registration::unregister(task.as_object());
    if task.must_cancel.replace(false) {
        let message = task.base.cancel_message.get();
        let cancelled = task.base.cancel_as(task.as_object(), message, vm);
        return cancelled.map(|_| ());
    }
    let result = result.unwrap_or_else(|| vm.ctx.none());
    task.base.finish(task.as_object(), result, vm)
}

/// The coroutine has raised.
fn raised(task: &Py<Task>, error: PyBaseExceptionRef, vm: &VirtualMachine) -> PyResult<()> {
    registration::unregister(task.as_object());
    let exceptions = &vm.ctx.exceptions;
    if errors::is_cancelled(error.as_object(), vm) {
        task.base.cancelled_error.set(PyObjectRef::from(error));
        return task.base.cancel_as(task.as_object(), None, vm).map(|_| ());
    }
    let leaves = error.fast_isinstance(exceptions.keyboard_interrupt)
        || error.fast_isinstance(exceptions.system_exit);
    task.base.fail(task.as_object(), error.clone(), vm)?;
    if leaves { Err(error) } else { Ok(()) }
}

/// Waits for what the coroutine has yielded.
fn wait(task: &Py<Task>, yielded: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    if vm.is_none(&yielded) {
        return call_soon(task, None, vm);
    }
    if yielded.is(task.as_object()) {
        return refuse(task, "Task cannot await on itself: {task}", &yielded, vm);
    }
    let blocking = match exactly(&yielded) {
        Some(future) => Some(vm.ctx.new_bool(future.blocking.get()).into()),
        None => vm
            .get_attribute_opt(&yielded, "_asyncio_future_blocking")?
            .filter(|blocking| !vm.is_none(blocking)),
    };
    let Some(blocking) = blocking else {
        let text = if yielded.downcast_ref::<PyGenerator>().is_some() {
            "yield was used instead of yield from for generator in task {task} with {yielded}"
        } else {
            "Task got bad yield: {yielded}"
        };
        return refuse(task, text, &yielded, vm);
    };
    let event_loop = match exactly(&yielded) {
        Some(future) => future.event_loop(vm)?,
        None => match vm.get_attribute_opt(&yielded, "get_loop")? {
            Some(get_loop) => get_loop.call((), vm)?,
            None => yielded.get_attr("_loop", vm)?,
        },
    };
    if !event_loop.is(&task.base.event_loop(vm)?) {
        let text = "Task {task} got Future {yielded} attached to a different loop";
        return refuse(task, text, &yielded, vm);
    }
    if !blocking.try_to_bool(vm)? {
        let text = "yield was used instead of yield from in task {task} with {yielded}";
        return refuse(task, text, &yielded, vm);
    }
    let wakeup = Wakeup {
        task: task.to_owned(),
    };
    let wakeup = wakeup.into_pyobject(vm);
    let context = task.context.show(vm);
    match exactly(&yielded) {
        Some(future) => {
            future.blocking.set(false);
            future.call_when_done(&yielded, wakeup, context, vm)?;
        }
        None => {
            yielded.set_attr("_asyncio_future_blocking", vm.ctx.new_bool(false), vm)?;
            let named = KwArgs::new(std::iter::once(("context".into(), context)).collect());
            let args = FuncArgs::new(vec![wakeup], named);
            vm.call_method(&yielded, "add_done_callback", args)?;
        }
    }
    if let Some(future) = yielded.downcast_ref::<Future>() {
        future.awaited_by_add(task.as_object().to_owned());
    }
    task.waits_for.set(yielded.clone());
    if task.must_cancel.get() {
        let message = task.base.cancel_message.show(vm);
        if cancel(yielded, message, vm)? {
            task.must_cancel.set(false);
        }
    }
    Ok(())
}

/// A future or task of these very classes, no subclass, whose methods nobody has
/// written anew.
fn exactly(object: &PyObject) -> Option<&Py<Future>> {
    let class = object.class();
    (class.is(Future::static_type()) || class.is(Task::static_type()))
        .then(|| object.downcast_ref::<Future>())
        .flatten()
}

/// Throws a `RuntimeError` into the coroutine, in its next step.
fn refuse(task: &Py<Task>, text: &str, yielded: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let shown = |object: &PyObject| Ok(object.repr(vm)?.to_string_lossy().into_owned());
    let text = text
        .replace("{task}", &shown(task.as_object())?)
        .replace("{yielded}", &shown(yielded)?);
    call_soon(task, Some(vm.new_runtime_error(text)), vm)
}
