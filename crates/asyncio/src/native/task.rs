//! `_asyncio.Task`.

pub(super) mod step;

use std::cell::Cell;

use rustpython_derive::{FromArgs, Traverse};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyCoroutine, PyStr, PyType},
    function::{FuncArgs, KwArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Representable},
};

use super::{
    future::{CancelArgs, Future, State},
    registration, running,
    slot::Slot,
};
use interleave_python::with_reserve;

use crate::{
    cause::Cause,
    context::RunContext,
    current::current,
    numbers::{NO_TASK, TaskNumber},
    observer::TaskRef,
};

/// Task(coro, *, loop=None, name=None, context=None, eager_start=False)
/// --
///
/// `asyncio.Task`: a future that runs a coroutine.
#[pyclass(module = "_asyncio", name = "Task", base = Future, traverse)]
#[derive(Debug, Default)]
#[repr(C)]
pub struct Task {
    pub(super) base: Future,
    pub(in crate::native) coro: Slot,
    /// What it waits for.
    pub(super) waits_for: Slot,
    name: Slot,
    pub(super) context: Slot,
    /// The task itself, where its step ended the loop: in CPython the traceback leads
    /// to the handle that ran it, so that only the collector of garbage frees it.
    pub(super) itself: Slot,
    #[pytraverse(skip)]
    identity: Cell<Identity>,
    /// Whether its next step is to be told of its cancellation.
    #[pytraverse(skip)]
    pub(super) must_cancel: Cell<bool>,
    /// How often it was cancelled, less how often that was taken back.
    #[pytraverse(skip)]
    cancels: Cell<i32>,
    /// Whether it is worth a report when it goes while it is pending.
    #[pytraverse(skip)]
    log_destroy_pending: Cell<bool>,
}

/// Whether a task has a number.
#[derive(Clone, Copy, Debug, Default)]
enum Identity {
    /// It was not scheduled yet.
    #[default]
    New,
    Numbered(TaskNumber),
    /// The loop's own, which is shown to nobody.
    Internal,
}

#[derive(FromArgs)]
pub struct TaskArgs {
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
    #[pyarg(named, default, py_default = "None")]
    limit: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct PrintStackArgs {
    #[pyarg(named, default, py_default = "None")]
    limit: Option<PyObjectRef>,
    #[pyarg(named, default, py_default = "None")]
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
            zelf.log_destroy_pending.set(false);
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
        zelf.log_destroy_pending.set(true);
        zelf.coro.set(args.coro);
        zelf.name.set(match args.name {
            Some(name) => as_text(name, vm)?,
            None => {
                let number = current().registry.borrow_mut().next_name();
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
        registration::register(zelf.as_object(), vm)
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
        zelf.base.log_traceback.set(false);
        if zelf.base.is_done() {
            return Ok(false);
        }
        let run = current();
        Self::number(zelf, &run, vm);
        run.tell(|observer| observer.cancel_requested(Self::reference(zelf), vm));
        zelf.cancels.set(zelf.cancels.get() + 1);
        if let Some(future) = zelf.waits_for.get() {
            let message = args.msg.clone().unwrap_or_else(|| vm.ctx.none());
            let passed = cancel(future, message, vm);
            run.tell(|observer| observer.cancel_passed_on());
            if passed? {
                return Ok(true);
            }
        } else {
            run.tell(|observer| observer.cancel_passed_on());
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
        zelf.log_destroy_pending.get()
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
        zelf.log_destroy_pending.set(value);
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

    /// Its number, from 1; [`NO_TASK`] before it was scheduled, and for one of the loop's own.
    #[must_use]
    pub fn known_number(&self) -> TaskNumber {
        match self.identity.get() {
            Identity::Numbered(number) => number,
            Identity::New | Identity::Internal => NO_TASK,
        }
    }

    /// What the observer is shown of it.
    pub(crate) fn reference(zelf: &Py<Self>) -> TaskRef<'_> {
        TaskRef {
            number: zelf.known_number(),
            object: zelf.as_object(),
        }
    }

    /// The same; a new task gets its number, and the observer is told of it.
    pub(crate) fn number(zelf: &Py<Self>, run: &RunContext, vm: &VirtualMachine) -> TaskNumber {
        if !matches!(zelf.identity.get(), Identity::New) {
            return zelf.known_number();
        }
        let frame = zelf.coroutine().and_then(|coro| coro.as_coro().frame_opt());
        if frame.is_some_and(|frame| run.is_own_coroutine(&frame)) {
            zelf.identity.set(Identity::Internal);
            return NO_TASK;
        }
        let number = run.registry.borrow_mut().next_number();
        zelf.identity.set(Identity::Numbered(number));
        run.tell(|observer| observer.task_created(Self::reference(zelf), vm));
        number
    }

    /// Its first step begins, inside the step of its creator, whose number is returned.
    /// `None`: it has a number already, or is one of the loop's own.
    pub(super) fn begin_eagerly(
        zelf: &Py<Self>,
        run: &RunContext,
        vm: &VirtualMachine,
    ) -> Option<TaskNumber> {
        if !matches!(zelf.identity.get(), Identity::New) {
            return None;
        }
        let number = Self::number(zelf, run, vm);
        if number == NO_TASK {
            return None;
        }
        run.tell(|observer| observer.before_step(Self::reference(zelf)));
        run.activity.set_cause(Cause::Task(number));
        Some(run.activity.set_task(number))
    }

    /// That step has ended; `creator` goes on.
    pub(super) fn end_eager_step(
        zelf: &Py<Self>,
        run: &RunContext,
        creator: TaskNumber,
        vm: &VirtualMachine,
    ) {
        run.tell(|observer| observer.after_step(Self::reference(zelf), vm));
        run.activity.set_task(creator);
        run.activity.set_cause(match creator {
            NO_TASK => Cause::Loop,
            creator => Cause::Task(creator),
        });
    }

    /// What it runs, where that is a coroutine of Python's own; nothing once an eager
    /// task is done.
    #[must_use]
    pub fn coroutine(&self) -> Option<PyRef<PyCoroutine>> {
        self.coro.get()?.downcast().ok()
    }

    /// What it runs: a coroutine, or an object that behaves like one.
    #[must_use]
    pub fn coro(&self) -> Option<PyObjectRef> {
        self.coro.get()
    }

    /// What it waits for.
    #[must_use]
    pub fn waits_for(&self) -> Option<PyObjectRef> {
        self.waits_for.get()
    }

    /// The future that it is.
    #[must_use]
    pub fn future(&self) -> &Future {
        &self.base
    }

    /// Its name, as the program has set it last.
    #[must_use]
    pub fn name(&self) -> Option<PyObjectRef> {
        self.name.get()
    }
}

/// Ends a task that the collector of garbage should have found, and did not. It is
/// told of once.
pub(crate) fn destroy(task: &Py<Task>, vm: &VirtualMachine) -> PyResult<()> {
    task.close();
    Task::del(task, vm)?;
    task.log_destroy_pending.set(false);
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
        if zelf.base.state.get() == State::Pending && zelf.log_destroy_pending.get() {
            if registration::is_collected(zelf.as_object()) {
                zelf.close();
            }
            let more = vec![("task", zelf.as_object().to_owned())];
            let text = "Task was destroyed but it is pending!".to_owned();
            zelf.base.report(text, more, vm)?;
        }
        zelf.base.report_unretrieved(zelf.as_object(), vm)
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
