//! `_asyncio.Task`.

use std::cell::Cell;

use rustpython_derive::{FromArgs, Traverse};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyCoroutine, PyStr, PyType},
    function::{FuncArgs, KwArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Representable},
};

use super::{
    future::{CancelArgs, Future, State},
    registry, running,
    slot::Slot,
    step,
};
use interleave_python::with_reserve;

use crate::world::world;

/// `asyncio.Task`: a future that runs a coroutine.
#[pyclass(module = "_asyncio", name = "Task", base = Future, traverse)]
#[derive(Debug, Default)]
#[repr(C)]
pub(crate) struct Task {
    pub(super) base: Future,
    pub(super) coro: Slot,
    /// What it waits for.
    pub(super) waits_for: Slot,
    name: Slot,
    pub(super) context: Slot,
    /// The task itself, where its step ended the loop: in CPython the traceback leads
    /// to the handle that ran it, so that only the collector of garbage frees it.
    pub(super) itself: Slot,
    /// Whether its next step is to be told of its cancellation.
    #[pytraverse(skip)]
    pub(super) must_cancel: Cell<bool>,
    /// How often it was cancelled, less how often that was taken back.
    #[pytraverse(skip)]
    cancels: Cell<i32>,
    /// Whether it is worth a report when it goes while it is pending.
    #[pytraverse(skip)]
    is_missed: Cell<bool>,
}

#[derive(FromArgs)]
pub(crate) struct TaskArgs {
    #[pyarg(any)]
    coro: PyObjectRef,
    #[pyarg(named, default)]
    r#loop: Option<PyObjectRef>,
    #[pyarg(named, default)]
    name: Option<PyObjectRef>,
    #[pyarg(named, default)]
    context: Option<PyObjectRef>,
    #[pyarg(named, default)]
    eager_start: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct StackArgs {
    #[pyarg(named, default)]
    limit: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct PrintStackArgs {
    #[pyarg(named, default)]
    limit: Option<PyObjectRef>,
    #[pyarg(named, default)]
    file: Option<PyObjectRef>,
}

impl Constructor for Task {
    type Args = FuncArgs;

    fn py_new(_cls: &Py<PyType>, _args: Self::Args, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Initializer for Task {
    type Args = TaskArgs;

    fn init(zelf: &Py<Self>, args: Self::Args, vm: &VirtualMachine) -> PyResult<()> {
        zelf.base.begin(args.r#loop, vm)?;
        if !is_coroutine(&args.coro, vm)? {
            zelf.is_missed.set(false);
            let shown = args.coro.repr(vm)?;
            return Err(vm.new_type_error(format!(
                "a coroutine was expected, got {}",
                shown.to_string_lossy()
            )));
        }
        zelf.context.set(match args.context {
            Some(context) => context,
            None => running::copy_context(vm)?,
        });
        zelf.waits_for.set(None);
        zelf.must_cancel.set(false);
        zelf.cancels.set(0);
        zelf.is_missed.set(true);
        zelf.coro.set(args.coro);
        zelf.name.set(match args.name {
            Some(name) => as_text(name, vm)?,
            None => {
                let number = world().registry.borrow_mut().next_name();
                vm.ctx.new_str(format!("Task-{number}")).into()
            }
        });
        let event_loop = zelf.base.event_loop(vm)?;
        let is_eager = match args.eager_start {
            Some(eager) => eager.try_to_bool(vm)?,
            None => false,
        };
        if is_eager
            && vm
                .call_method(&event_loop, "is_running", ())?
                .try_to_bool(vm)?
        {
            return step::start_eagerly(zelf, vm);
        }
        step::call_soon(zelf, None, vm)?;
        registry::register(zelf.as_object(), vm)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable)
)]
impl Task {
    #[pymethod]
    fn set_result(_zelf: &Py<Self>, _result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_result operation"))
    }

    #[pymethod]
    fn set_exception(
        _zelf: &Py<Self>,
        _exception: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_runtime_error("Task does not support set_exception operation"))
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: CancelArgs, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.base.is_unheard.set(false);
        if zelf.base.is_done() {
            return Ok(false);
        }
        let world = world();
        world.cancel_asked(zelf.as_object(), vm);
        zelf.cancels.set(zelf.cancels.get() + 1);
        if let Some(future) = zelf.waits_for.get() {
            let message = args.msg.clone().unwrap_or_else(|| vm.ctx.none());
            let passed = cancel(future, message, vm);
            world.cancel_passed_on();
            if passed? {
                return Ok(true);
            }
        } else {
            world.cancel_passed_on();
        }
        zelf.must_cancel.set(true);
        zelf.base.cancel_message.set(args.msg);
        Ok(true)
    }

    #[pymethod]
    fn cancelling(zelf: &Py<Self>) -> i32 {
        zelf.cancels.get()
    }

    #[pymethod]
    fn uncancel(zelf: &Py<Self>) -> i32 {
        let cancels = zelf.cancels.get();
        if cancels > 0 {
            zelf.cancels.set(cancels - 1);
            if cancels == 1 {
                zelf.must_cancel.set(false);
            }
        }
        zelf.cancels.get()
    }

    #[pymethod]
    fn get_coro(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.coro.show(vm)
    }

    #[pymethod]
    fn get_context(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.context.show(vm)
    }

    #[pymethod]
    fn get_name(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.name.show(vm)
    }

    #[pymethod]
    fn set_name(zelf: &Py<Self>, name: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.name.set(as_text(name, vm)?);
        Ok(())
    }

    #[pymethod]
    fn get_stack(zelf: &Py<Self>, args: StackArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.limit.unwrap_or_else(|| vm.ctx.none());
        vm.call_method(
            &*base_tasks(vm)?,
            "_task_get_stack",
            (zelf.to_owned(), limit),
        )
    }

    #[pymethod]
    fn print_stack(zelf: &Py<Self>, args: PrintStackArgs, vm: &VirtualMachine) -> PyResult {
        let limit = args.limit.unwrap_or_else(|| vm.ctx.none());
        let file = args.file.unwrap_or_else(|| vm.ctx.none());
        vm.call_method(
            &*base_tasks(vm)?,
            "_task_print_stack",
            (zelf.to_owned(), limit, file),
        )
    }

    #[pygetset]
    fn _log_destroy_pending(zelf: &Py<Self>) -> bool {
        zelf.is_missed.get()
    }

    #[pygetset(setter)]
    fn set__log_destroy_pending(
        zelf: &Py<Self>,
        value: PySetterValue<bool>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let PySetterValue::Assign(value) = value else {
            return Err(vm.new_attribute_error("can't delete attribute"));
        };
        zelf.is_missed.set(value);
        Ok(())
    }

    #[pygetset]
    fn _must_cancel(zelf: &Py<Self>) -> bool {
        zelf.must_cancel.get()
    }

    #[pygetset]
    fn _coro(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.coro.show(vm)
    }

    #[pygetset]
    fn _fut_waiter(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.waits_for.show(vm)
    }
}

impl Task {
    /// Whether it was asked to cancel itself, and has not taken it back.
    pub(super) fn is_being_cancelled(&self) -> bool {
        self.cancels.get() > 0
    }
}

/// Ends a task that the collector of garbage should have found, and did not. It is
/// told of once.
pub(crate) fn destroy(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    task.close();
    Task::del(task, vm)?;
    task.is_missed.set(false);
    Ok(())
}

impl Task {
    /// CPython's collector goes by age: it has closed the coroutine before it comes
    /// to its task.
    fn close(&self) {
        if let Some(coro) = self.coro.get() {
            coro.try_call_finalizer();
        }
    }
}

impl Destructor for Task {
    /// A task that goes while it is pending is told of.
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.base.state.get() == State::Pending && zelf.is_missed.get() {
            if registry::is_collected(zelf.as_object()) {
                zelf.close();
            }
            let more = vec![("task", zelf.as_object().to_owned())];
            let text = "Task was destroyed but it is pending!".to_owned();
            zelf.base.report(text, more, vm)?;
        }
        zelf.base.tell_unheard(zelf.as_object(), vm)
    }
}

impl Representable for Task {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        running::repr(zelf.as_object(), "base_tasks", "_task_repr", vm)
    }
}

/// `future.cancel(msg=message)`
///
/// # Errors
/// `RecursionError`, where tasks wait for each other in a ring: each asks the next one.
pub(super) fn cancel(
    future: PyObjectRef,
    message: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<bool> {
    let named = KwArgs::new(std::iter::once(("msg".into(), message)).collect());
    let args = FuncArgs::new(vec![], named);
    vm.with_recursion("while calling a Python object", || {
        with_reserve(|| vm.call_method(&future, "cancel", args))
    })?
    .try_to_bool(vm)
}

fn base_tasks(vm: &VirtualMachine) -> PyResult {
    vm.import("asyncio.base_tasks", 0)?
        .get_attr("base_tasks", vm)
}

fn as_text(name: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if name.downcast_ref::<PyStr>().is_some() {
        return Ok(name);
    }
    name.str(vm).map(Into::into)
}

fn is_coroutine(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
    if object.downcast_ref::<PyCoroutine>().is_some() {
        return Ok(true);
    }
    let coroutines = vm
        .import("asyncio.coroutines", 0)?
        .get_attr("coroutines", vm)?;
    vm.call_method(&coroutines, "iscoroutine", (object.clone(),))?
        .try_to_bool(vm)
}
