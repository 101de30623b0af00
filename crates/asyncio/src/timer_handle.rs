//! `asyncio.TimerHandle`: a handle with a deadline.

use rustpython_derive::{FromArgs, Traverse};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::PyType,
    class::StaticType,
    common::hash::PyHash,
    function::PyComparisonValue,
    pyclass,
    types::{Comparable, Constructor, Hashable, PyComparisonOp},
};

use crate::handle::{Handle, HandleArgs};

/// TimerHandle(when, callback, args, loop, context=None)
/// --
///
/// `asyncio.events.TimerHandle`: a callback that waits for its time.
#[pyclass(module = "asyncio.events", name = "TimerHandle", base = Handle, traverse)]
#[derive(Debug)]
#[repr(transparent)]
pub(crate) struct TimerHandle(Handle);

/// Arguments of `TimerHandle(when, callback, args, loop, context=None)`.
#[derive(FromArgs)]
pub(crate) struct TimerHandleArgs {
    #[pyarg(any)]
    when: PyObjectRef,
    #[pyarg(flatten)]
    handle: HandleArgs,
}

impl TimerHandle {
    /// Makes a timer's handle.
    pub(crate) fn make(handle: Handle) -> PyRef<Handle> {
        let class = Self::static_type().to_owned();
        PyRef::new_ref(Self(handle), class, None).upcast()
    }

    /// `_when`, as it was given.
    fn given(&self, vm: &VirtualMachine) -> PyObjectRef {
        let when = self.0.when_given.clone();
        when.unwrap_or_else(|| vm.ctx.none())
    }

    fn runs_the_same(&self, other: &Self, vm: &VirtualMachine) -> PyResult<bool> {
        let parts = |handle: &Handle| {
            let parts = [handle.callback.lock().clone(), handle.args.lock().clone()];
            vm.ctx.new_tuple(parts.into_iter().flatten().collect())
        };
        let (ours, theirs) = (parts(&self.0), parts(&other.0));
        Ok(self.0.cancelled.get() == other.0.cancelled.get()
            && vm.bool_eq(ours.as_object(), theirs.as_object())?)
    }
}

impl Constructor for TimerHandle {
    type Args = TimerHandleArgs;

    fn py_new(_cls: &Py<PyType>, given: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        Handle::for_python(given.handle, Some(given.when), vm).map(Self)
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
        let (ours, theirs) = (zelf.given(vm), other.given(vm));
        let is = |op| ours.rich_compare_bool(&theirs, op, vm);
        let is_equal = || Ok(is(PyComparisonOp::Eq)? && zelf.runs_the_same(other, vm)?);
        let holds = match op {
            PyComparisonOp::Eq => is_equal()?,
            PyComparisonOp::Ne => !is_equal()?,
            PyComparisonOp::Lt | PyComparisonOp::Gt => is(op)?,
            PyComparisonOp::Le => is(PyComparisonOp::Lt)? || is_equal()?,
            PyComparisonOp::Ge => is(PyComparisonOp::Gt)? || is_equal()?,
        };
        Ok(PyComparisonValue::Implemented(holds))
    }
}

impl Hashable for TimerHandle {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        zelf.given(vm).hash(vm)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Comparable, Hashable)
)]
impl TimerHandle {
    /// The deadline in seconds of the loop's clock.
    #[pymethod]
    fn when(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.given(vm)
    }

    #[pygetset]
    fn _when(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Self::when(zelf, vm)
    }

    /// Whether a loop written in Python has it among its timers.
    #[pygetset]
    fn _scheduled(zelf: &Py<Self>) -> bool {
        zelf.0.scheduled.get()
    }

    #[pygetset(setter)]
    fn set__scheduled(zelf: &Py<Self>, scheduled: bool) {
        zelf.0.scheduled.set(scheduled);
    }

    /// `TimerHandle.cancel`: loops written in Python count their cancelled timers.
    #[pymethod]
    fn cancel(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if !zelf.0.cancelled.get() && zelf.0.owner.is_none() {
            let event_loop = &zelf.0.event_loop;
            vm.call_method(event_loop, "_timer_handle_cancelled", (zelf.to_owned(),))?;
        }
        Handle::cancel(zelf.upcast_ref(), vm)
    }
}
