//! One job of the loop: what a handle runs, how it is run, and what is recorded of it.

use interleave_trace::{Kind, NO_TASK, Outcome, TaskId, Waker};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode, PyFunction},
    function::PosArgs,
};

use crate::{
    awaits,
    event_loop::{EventLoop, copy_context, seconds},
    handle::{Handle, Target},
    native, source,
    tasks::{attribute, text},
    world::World,
};

/// Finds out what a handle runs, and gives it the context to run in.
pub(crate) fn prepare(world: &World, handle: &Handle, vm: &VirtualMachine) {
    let Some(callback) = handle.callback.lock().clone() else {
        return;
    };
    if handle.context.lock().is_none() {
        *handle.context.lock() = copy_context(vm);
    }
    if let Some(task) = native::task_of(&callback) {
        let id = world.task_id(&task, vm);
        // The loop's own housekeeping is not recorded.
        if id != NO_TASK {
            handle.target.set(Target::Step(id));
            *handle.task.lock() = Some(task);
        }
        return;
    }
    let function = innermost(callback, vm);
    let code = attribute(&function, "__code__", vm).and_then(|code| code.downcast::<PyCode>().ok());
    let line = match code {
        Some(code) if source::is_users(&code) => source::first_line(&code),
        Some(_) => return,
        None => 0,
    };
    let name = world.intern(&text(&function, "__qualname__", vm));
    handle.target.set(Target::Callback { name, line });
}

/// The function behind bound methods and `functools.partial`.
fn innermost(mut callback: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    for name in ["func", "__func__"] {
        if callback.downcast_ref::<PyFunction>().is_none()
            && let Some(inner) = attribute(&callback, name, vm)
        {
            callback = inner;
        }
    }
    callback
}

/// Runs a handle's callback as `Handle._run` does, and records it.
pub(crate) fn run(world: &World, handle: &PyRef<Handle>, vm: &VirtualMachine) -> PyResult<()> {
    world.job_begins(vm)?;
    let begin = world.loop_now();
    let Some(callback) = handle.callback.lock().clone() else {
        return Ok(());
    };
    let args = handle.call_args(vm)?;
    let context = handle.context.lock().clone();
    let call = || match context {
        Some(context) => {
            let all = std::iter::once(callback).chain(args).collect::<Vec<_>>();
            vm.call_method(&context, "run", PosArgs::new(all))
        }
        None => callback.call(args, vm),
    };
    let result = match handle.target.get() {
        Target::Step(id) => {
            let task = handle.task.lock().clone();
            let line = task
                .as_deref()
                .map_or(0, |task| world.tasks.borrow_mut().line(task));
            world.task.set(id);
            world.cause.set(Waker::Task(id));
            world.record(id, Kind::StepBegins { line });
            world.announce();
            let result = call();
            world.job_ends(begin, line);
            if let Some(task) = task {
                step_ended(world, id, &task, vm);
            }
            world.task.set(NO_TASK);
            result
        }
        target => {
            if let Target::Callback { name, line } = target {
                world.record(NO_TASK, Kind::CallbackBegins { name, line });
            }
            world.announce();
            world.cause.set(handle.cause.get());
            let result = call();
            world.job_ends(begin, 0);
            if matches!(target, Target::Callback { .. }) {
                world.record(NO_TASK, Kind::CallbackEnds);
            }
            result
        }
    };
    world.cause.set(Waker::Loop);
    result
        .map(|_| ())
        .or_else(|error| failed(handle, error, vm))?;
    if handle
        .event_loop
        .downcast_ref::<EventLoop>()
        .is_some_and(|event_loop| event_loop.debug.get())
    {
        let helper = vm.import("_interleave_loop", 0)?;
        vm.call_method(
            &helper,
            "ran",
            (handle.clone(), seconds(world.loop_now() - begin)),
        )?;
    }
    Ok(())
}

/// Records how a task's step ended.
pub(crate) fn step_ended(world: &World, id: TaskId, task: &PyObject, vm: &VirtualMachine) {
    let coro = attribute(task, "_coro", vm);
    let waiter = attribute(task, "_fut_waiter", vm);
    world.name_new_resources(
        || coro.as_deref().map(awaits::frames).unwrap_or_default(),
        vm,
    );
    let (line, outcome) = match (waiter, coro) {
        (Some(future), Some(coro)) => {
            let stand = awaits::stand(world, task, &coro, &future, vm);
            (stand.line, Outcome::Waits(stand.wait))
        }
        (_, coro) => match text(task, "_state", vm).as_str() {
            "CANCELLED" => (0, Outcome::Cancelled),
            "FINISHED" => (
                0,
                attribute(task, "_exception", vm)
                    .map_or(Outcome::Returned, |error| raised(world, &error, vm)),
            ),
            _ => (coro.map_or(0, |coro| awaits::line(&coro)), Outcome::Yielded),
        },
    };
    world.check_name(task, vm);
    let mut tasks = world.tasks.borrow_mut();
    if outcome.is_end() {
        tasks.forget(task, matches!(outcome, Outcome::Raised { .. }));
    } else {
        tasks.stands(task, line);
    }
    drop(tasks);
    world.record(id, Kind::StepEnds { line, outcome });
}

fn raised(world: &World, error: &PyObject, vm: &VirtualMachine) -> Outcome {
    let class = error.class().name().to_string();
    let message = error.str(vm).map_or_else(
        |_| String::new(),
        |message| message.to_string_lossy().into_owned(),
    );
    let exception = if message.is_empty() {
        class
    } else {
        format!("{class}: {message}")
    };
    Outcome::Raised {
        exception: world.intern(&exception),
    }
}

/// An exception that left a callback: `Handle._run`'s rule.
fn failed(handle: &PyRef<Handle>, error: PyBaseExceptionRef, vm: &VirtualMachine) -> PyResult<()> {
    let exceptions = &vm.ctx.exceptions;
    if error.fast_isinstance(exceptions.system_exit)
        || error.fast_isinstance(exceptions.keyboard_interrupt)
    {
        return Err(error);
    }
    let helper = vm.import("_interleave_loop", 0)?;
    vm.call_method(&helper, "callback_failed", (handle.clone(), error))
        .map(|_| ())
}
