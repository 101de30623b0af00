//! `asyncio.Handle` and `asyncio.TimerHandle`: the executor's jobs.

use std::{cell::Cell, cmp::Ordering};

use interleave_executor::{JobId, Micros};
use interleave_trace::{Sym, TaskId, Waker};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyStrRef, PyType},
    common::{hash::PyHash, lock::PyMutex},
    function::{FuncArgs, OptionalArg, PyComparisonValue},
    pyclass,
    types::{Comparable, Constructor, Hashable, PyComparisonOp, Representable},
};

use rustpython_derive::Traverse;

use crate::event_loop::EventLoop;

/// What a handle runs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {
    /// A step of a task.
    Step(TaskId),
    /// A callback of the user's, recorded with name and line.
    Callback { name: Sym, line: u32 },
    /// One of the library's own, not worth an event.
    Internal,
}

/// `asyncio.events.Handle`: a callback that waits for its turn.
#[pyclass(module = "asyncio.events", name = "Handle", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Handle {
    pub callback: PyMutex<Option<PyObjectRef>>,
    pub args: PyMutex<Vec<PyObjectRef>>,
    pub context: PyMutex<Option<PyObjectRef>>,
    /// The task whose step this is.
    pub task: PyMutex<Option<PyObjectRef>>,
    pub event_loop: PyObjectRef,
    #[pytraverse(skip)]
    pub cancelled: Cell<bool>,
    /// Its job, while a timer is armed for it.
    #[pytraverse(skip)]
    pub job: Cell<Option<JobId>>,
    #[pytraverse(skip)]
    pub target: Cell<Target>,
    /// On whose account it runs.
    #[pytraverse(skip)]
    pub cause: Cell<Waker>,
    /// The deadline in seconds of the loop's clock; only a timer has one.
    #[pytraverse(skip)]
    pub when: Option<f64>,
}

/// `asyncio.events.TimerHandle`: a callback that waits for its time.
#[pyclass(module = "asyncio.events", name = "TimerHandle", base = Handle, traverse)]
#[derive(Debug)]
#[repr(transparent)]
pub(crate) struct TimerHandle(Handle);

/// The deadline on the executor's clock of a time in seconds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn deadline(when: f64) -> Micros {
    // A cast saturates: a deadline beyond the clock's range is its end.
    (when * 1e6).round().max(0.0) as Micros
}

impl Handle {
    /// A handle for the ready queue or, with `when`, for a timer.
    pub(crate) fn new(
        event_loop: PyObjectRef,
        callback: PyObjectRef,
        args: Vec<PyObjectRef>,
        context: Option<PyObjectRef>,
        when: Option<f64>,
    ) -> Self {
        Self {
            callback: PyMutex::new(Some(callback)),
            args: PyMutex::new(args),
            context: PyMutex::new(context),
            task: PyMutex::new(None),
            event_loop,
            cancelled: Cell::new(false),
            job: Cell::new(None),
            target: Cell::new(Target::Internal),
            cause: Cell::new(Waker::Loop),
            when,
        }
    }

    /// Whether its run is recorded.
    pub(crate) fn is_shown(handle: &PyRef<Self>) -> bool {
        !handle.cancelled.get() && !matches!(handle.target.get(), Target::Internal)
    }

    /// The deadline of a timer's handle.
    pub(crate) fn deadline(object: &PyObject) -> Option<Micros> {
        object
            .downcast_ref::<Self>()
            .and_then(|handle| handle.when)
            .map(deadline)
    }
}

impl TimerHandle {
    /// Makes a timer's handle.
    pub(crate) fn make(handle: Handle) -> PyRef<Handle> {
        PyRef::new_ref(
            Self(handle),
            <Self as rustpython_vm::class::StaticType>::static_type().to_owned(),
            None,
        )
        .upcast()
    }
}

/// The context that was given, by keyword or by position; `None` counts as none.
fn chosen_context(
    keyword: Option<PyObjectRef>,
    positional: OptionalArg,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let given = keyword.or(positional.into_option());
    given.filter(|context| !vm.is_none(context))
}

impl Constructor for Handle {
    type Args = FuncArgs;

    /// `Handle(callback, args, loop, context=None)`
    fn py_new(_cls: &Py<PyType>, mut args: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        let context = args.take_keyword("context");
        let (callback, call_args, event_loop, positional): (
            PyObjectRef,
            Vec<PyObjectRef>,
            PyObjectRef,
            OptionalArg,
        ) = args.bind(vm)?;
        let context = chosen_context(context, positional, vm);
        Ok(Self::new(event_loop, callback, call_args, context, None))
    }
}

impl Constructor for TimerHandle {
    type Args = FuncArgs;

    /// `TimerHandle(when, callback, args, loop, context=None)`
    fn py_new(_cls: &Py<PyType>, mut args: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        let context = args.take_keyword("context");
        let (when, callback, call_args, event_loop, positional): (
            f64,
            PyObjectRef,
            Vec<PyObjectRef>,
            PyObjectRef,
            OptionalArg,
        ) = args.bind(vm)?;
        let context = chosen_context(context, positional, vm);
        Ok(Self(Handle::new(
            event_loop,
            callback,
            call_args,
            context,
            Some(when),
        )))
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Representable)
)]
impl Handle {
    /// `Handle.cancel`: it will not run, and lets go of what it would have run.
    #[pymethod]
    fn cancel(zelf: &Py<Self>) {
        if zelf.cancelled.replace(true) {
            return;
        }
        // What is let go may run code of its own, which must find no lock held.
        let callback = zelf.callback.lock().take();
        let args = std::mem::take(&mut *zelf.args.lock());
        drop((callback, args));
        if let (Some(job), Some(event_loop)) =
            (zelf.job.take(), zelf.event_loop.downcast_ref::<EventLoop>())
        {
            event_loop.forget(job);
        }
    }

    #[pymethod]
    fn cancelled(zelf: &Py<Self>) -> bool {
        zelf.cancelled.get()
    }

    #[pymethod]
    fn get_context(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.context.lock().clone().unwrap_or_else(|| vm.ctx.none())
    }

    #[pygetset]
    fn _callback(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.callback
            .lock()
            .clone()
            .unwrap_or_else(|| vm.ctx.none())
    }

    #[pygetset]
    fn _args(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.new_tuple(zelf.args.lock().clone()).into()
    }

    #[pygetset]
    fn _loop(zelf: &Py<Self>) -> PyObjectRef {
        zelf.event_loop.clone()
    }

    #[pygetset]
    fn _cancelled(zelf: &Py<Self>) -> bool {
        zelf.cancelled.get()
    }

    #[pygetset]
    fn _source_traceback(_zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.none()
    }
}

impl Representable for Handle {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let helper = vm.import("_interleave_loop", 0)?;
        let text: PyStrRef = vm
            .call_method(&helper, "handle_repr", (zelf.to_owned(),))?
            .downcast()
            .map_err(|_| vm.new_type_error("a handle's repr must be a str"))?;
        Ok(text.to_string_lossy().into_owned())
    }
}

impl Comparable for TimerHandle {
    /// Timers are ordered by their deadlines; equal ones also run the same.
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        let Some(other) = other.downcast_ref::<Self>() else {
            return Ok(PyComparisonValue::NotImplemented);
        };
        let order = zelf.0.when.partial_cmp(&other.0.when);
        let equal = order == Some(Ordering::Equal) && zelf.runs_the_same(other, vm)?;
        let holds = match op {
            PyComparisonOp::Eq => equal,
            PyComparisonOp::Ne => !equal,
            PyComparisonOp::Lt => order == Some(Ordering::Less),
            PyComparisonOp::Gt => order == Some(Ordering::Greater),
            PyComparisonOp::Le => equal || order == Some(Ordering::Less),
            PyComparisonOp::Ge => equal || order == Some(Ordering::Greater),
        };
        Ok(PyComparisonValue::Implemented(holds))
    }
}

impl Hashable for TimerHandle {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        vm.ctx
            .new_float(zelf.0.when.unwrap_or(0.0))
            .as_object()
            .hash(vm)
    }
}

impl TimerHandle {
    fn runs_the_same(&self, other: &Self, vm: &VirtualMachine) -> PyResult<bool> {
        let parts = |handle: &Handle| {
            let mut parts: Vec<PyObjectRef> = handle.args.lock().clone();
            parts.extend(handle.callback.lock().clone());
            vm.ctx.new_tuple(parts)
        };
        let (ours, theirs) = (parts(&self.0), parts(&other.0));
        Ok(self.0.cancelled.get() == other.0.cancelled.get()
            && vm.bool_eq(ours.as_object(), theirs.as_object())?)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Comparable, Hashable)
)]
impl TimerHandle {
    /// The deadline in seconds of the loop's clock.
    #[pymethod]
    fn when(zelf: &Py<Self>) -> f64 {
        zelf.0.when.unwrap_or(0.0)
    }

    #[pygetset]
    fn _when(zelf: &Py<Self>) -> f64 {
        zelf.0.when.unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::deadline;

    #[test]
    fn deadlines_are_rounded_and_stay_in_range() {
        assert_eq!(deadline(0.000_001_4), 1);
        assert_eq!(deadline(0.1 + 0.2), 300_000);
        assert_eq!((deadline(-1.0), deadline(f64::NAN)), (0, 0));
        assert_eq!(
            (deadline(f64::INFINITY), deadline(1e300)),
            (u64::MAX, u64::MAX)
        );
    }
}
