//! One job of the loop: what a handle runs, how it is run, and who is told.

use interleave_executor::Micros;
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode, PyFunction},
    function::PosArgs,
};

use crate::{
    cause::Cause,
    context::RunContext,
    convert::{attribute, seconds},
    handle::{Handle, Target},
    native::{self, Task, copy_context},
    numbers::NO_TASK,
    own_method::is_native,
};
use interleave_python::user_code;

/// Finds out what a handle runs, and gives it the context to run in.
pub(crate) fn prepare(run: &RunContext, handle: &Handle, vm: &VirtualMachine) {
    let Some(callback) = handle.callback.lock().clone() else {
        return;
    };
    if handle.context.lock().is_none() {
        *handle.context.lock() = copy_context(vm).ok();
    }
    if let Some(task) = native::task_of(&callback) {
        // The loop's own tasks are shown to nobody.
        if Task::number(&task, run, vm) != NO_TASK {
            handle.target.set(Target::Step);
            *handle.task.lock() = Some(task);
        }
        return;
    }
    let code = code_of(&function_of(callback, vm), vm);
    // `loop.stop` as a callback is the program's, too.
    let is_shared = |code: &PyRef<PyCode>| run.shared_code.get().is_some_and(|own| own.is(code));
    if code.is_none_or(|code| user_code::is_users(&code) || is_shared(&code)) {
        handle.target.set(Target::Callback);
    }
}

/// The function behind bound methods and `functools.partial`.
#[must_use]
pub fn function_of(mut callback: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    for name in ["func", "__func__"] {
        if callback.downcast_ref::<PyFunction>().is_none()
            && let Some(inner) = attribute(&callback, name, vm)
        {
            callback = inner;
        }
    }
    callback
}

/// The code of a function of Python's.
#[must_use]
pub fn code_of(function: &PyObject, vm: &VirtualMachine) -> Option<PyRef<PyCode>> {
    attribute(function, "__code__", vm)?.downcast().ok()
}

/// Runs a handle's callback as `Handle._run` does.
pub(crate) fn run(run: &RunContext, handle: &PyRef<Handle>, vm: &VirtualMachine) -> PyResult<()> {
    let began = run.begin_job(vm)?;
    let Some(callback) = handle.callback.lock().clone() else {
        return Ok(());
    };
    let args = handle.call_args(vm)?;
    let context = handle.context.lock().clone();
    let is_own = !is_native(handle.as_object(), run.names(vm).run, vm);
    let call = || match context {
        // The program's own `_run` calls ours, as a rule.
        _ if is_own => {
            handle.running.set(true);
            let result = vm.call_method(handle.as_object(), "_run", ());
            handle.running.set(false);
            result
        }
        Some(context) => {
            let all = std::iter::once(callback).chain(args).collect::<Vec<_>>();
            vm.call_method(&context, "run", PosArgs::new(all))
        }
        None => callback.call(args, vm),
    };
    let is_debug = handle.owner.as_ref().is_some_and(|owner| owner.is_debug());
    let set_current = |current: PyObjectRef| {
        // The loop's report of an exception says where the handle was made.
        handle.event_loop.set_attr("_current_handle", current, vm)
    };
    if is_debug {
        set_current(handle.clone().into())?;
    }
    let task = handle.task.lock().clone();
    let result = match task {
        Some(task) => run_step(run, &task, began, call, vm),
        None => run_callback(run, handle, began, call, vm),
    };
    if is_debug {
        set_current(vm.ctx.none())?;
    }
    run.activity.set_cause(Cause::Loop);
    result
        .map(|_| ())
        .or_else(|error| failed(handle, error, vm))?;
    if is_debug {
        let helper = vm.import("_interleave_loop", 0)?;
        // As asyncio takes it, of two times of the loop: what is 0.1 s may be a little less then.
        let took = seconds(run.loop_now()) - seconds(began);
        vm.call_method(&helper, "ran", (handle.clone(), took))?;
    }
    Ok(())
}

fn run_step(
    run: &RunContext,
    task: &PyRef<Task>,
    began: Micros,
    call: impl FnOnce() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let number = Task::number(task, run, vm);
    run.activity.set_task(number);
    run.activity.set_cause(Cause::Task(number));
    run.tell(|observer| observer.before_step(Task::reference(task)));
    run.driver.job_begun();
    let result = call();
    run.end_job(began);
    run.tell(|observer| observer.after_step(Task::reference(task), vm));
    run.activity.set_task(NO_TASK);
    result
}

fn run_callback(
    run: &RunContext,
    handle: &PyRef<Handle>,
    began: Micros,
    call: impl FnOnce() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let is_shown = handle.target.get() == Target::Callback;
    if let Some(callback) = handle.callback.lock().clone().filter(|_| is_shown) {
        run.tell(|observer| observer.before_callback(&callback, vm));
    }
    run.driver.job_begun();
    run.activity.set_cause(handle.cause.get());
    let result = call();
    run.end_job(began);
    if is_shown {
        run.tell(|observer| observer.after_callback());
    }
    result
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
