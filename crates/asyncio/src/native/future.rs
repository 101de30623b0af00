//! `_asyncio.Future`.

pub(super) mod iter;
mod settle;

use std::cell::Cell;

use rustpython_derive::{FromArgs, Traverse};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PyGenericAlias, PySet, PyType, PyTypeRef},
    common::lock::PyMutex,
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{Constructor, Destructor, Initializer, Iterable, Representable},
};

use self::iter::FutureIter;
use super::{errors, running, slot::Slot};

/// What has become of a future.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It has no result yet.
    #[default]
    Pending,
    /// It was cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

impl State {
    /// `Future._state`
    fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Cancelled => "CANCELLED",
            Self::Finished => "FINISHED",
        }
    }
}

/// Future(*, loop=None)
/// --
///
/// `asyncio.Future`: a result that is not there yet.
#[pyclass(module = "_asyncio", name = "Future", traverse)]
#[derive(Debug, Default, PyPayload)]
pub struct Future {
    pub(super) event_loop: Slot,
    /// What is called when it is done, each with its context.
    callbacks: PyMutex<Vec<(PyObjectRef, PyObjectRef)>>,
    result: Slot,
    exception: Slot,
    /// The exception's traceback as it was set: whoever gets the exception raised adds to it.
    exception_traceback: Slot,
    source_traceback: Slot,
    pub(super) cancel_message: Slot,
    /// The error that ended a task; whoever asks first gets it.
    pub(super) cancelled_error: Slot,
    /// The tasks and futures that wait for it, for `asyncio.capture_call_graph`.
    awaited_by: PyMutex<Vec<PyObjectRef>>,
    #[pytraverse(skip)]
    pub(super) state: Cell<State>,
    /// Whether nobody has asked for its exception yet.
    #[pytraverse(skip)]
    pub(super) log_traceback: Cell<bool>,
    /// Set by `await`, and reset by the task that waits.
    #[pytraverse(skip)]
    pub(super) blocking: Cell<bool>,
}

#[derive(FromArgs)]
pub struct FutureArgs {
    #[pyarg(named, default)]
    r#loop: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct CallbackArgs {
    #[pyarg(positional)]
    r#fn: PyObjectRef,
    #[pyarg(named, default)]
    context: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(crate) struct CancelArgs {
    #[pyarg(any, default, py_default = "None")]
    pub(super) msg: Option<PyObjectRef>,
}

impl Constructor for Future {
    type Args = FuncArgs;

    fn py_new(_cls: &Py<PyType>, _args: Self::Args, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Initializer for Future {
    type Args = FutureArgs;

    fn init(zelf: &Py<Self>, args: Self::Args, vm: &VirtualMachine) -> PyResult<()> {
        zelf.begin(args.r#loop, vm)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Initializer, Destructor, Representable, Iterable)
)]
impl Future {
    /// Its result, or its exception raised.
    #[pymethod]
    pub(super) fn result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.outcome(vm)
            .inspect_err(|error| errors::set_context(error, vm))
    }

    #[pymethod]
    fn exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        match zelf.state.get() {
            State::Pending => Err(errors::invalid_state("Exception is not set.", vm)),
            State::Cancelled => Err(zelf.make_cancelled_error(vm)),
            State::Finished => {
                zelf.log_traceback.set(false);
                Ok(zelf.exception.show(vm))
            }
        }
    }

    #[pymethod]
    fn set_result(zelf: &Py<Self>, result: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.event_loop(vm)?;
        zelf.finish(zelf.as_object(), result, vm)
    }

    #[pymethod]
    fn set_exception(zelf: &Py<Self>, exception: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.event_loop(vm)?;
        if zelf.is_done() {
            return Err(errors::invalid_state("invalid state", vm));
        }
        let exception = if exception.fast_isinstance(vm.ctx.types.type_type) {
            exception.call((), vm)?
        } else {
            exception
        };
        let exception = exception
            .downcast::<PyBaseException>()
            .map_err(|_| vm.new_type_error("invalid exception object"))?;
        zelf.fail(zelf.as_object(), exception, vm)
    }

    #[pymethod]
    fn add_done_callback(zelf: &Py<Self>, args: CallbackArgs, vm: &VirtualMachine) -> PyResult<()> {
        let context = match args.context {
            Some(context) => context,
            None => running::copy_context(vm)?,
        };
        zelf.call_when_done(zelf.as_object(), args.r#fn, context, vm)
    }

    /// How many callbacks that equal `function` were removed.
    #[pymethod]
    fn remove_done_callback(
        zelf: &Py<Self>,
        function: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        zelf.event_loop(vm)?;
        // A comparison may change the list, so that each index is looked up anew.
        let mut kept = Vec::new();
        let mut removed = 0;
        let mut index = 0;
        loop {
            let Some(callback) = zelf.callbacks.lock().get(index).cloned() else {
                break;
            };
            if vm.identical_or_equal(&callback.0, &function)? {
                removed += 1;
            } else {
                kept.push(callback);
            }
            index += 1;
        }
        let before = std::mem::replace(&mut *zelf.callbacks.lock(), kept);
        drop(before);
        Ok(removed)
    }

    #[pymethod]
    fn cancel(zelf: &Py<Self>, args: CancelArgs, vm: &VirtualMachine) -> PyResult<bool> {
        zelf.event_loop(vm)?;
        zelf.cancel_as(zelf.as_object(), args.msg, vm)
    }

    #[pymethod]
    fn cancelled(zelf: &Py<Self>) -> bool {
        zelf.state.get() == State::Cancelled
    }

    #[pymethod]
    fn done(zelf: &Py<Self>) -> bool {
        zelf.is_done()
    }

    #[pymethod]
    fn get_loop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.event_loop(vm)
    }

    #[pymethod]
    fn _make_cancelled_error(zelf: &Py<Self>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        zelf.make_cancelled_error(vm)
    }

    #[pygetset]
    fn _state(zelf: &Py<Self>) -> &'static str {
        zelf.state.get().name()
    }

    #[pygetset]
    fn _asyncio_future_blocking(zelf: &Py<Self>) -> bool {
        zelf.blocking.get()
    }

    #[pygetset(setter)]
    fn set__asyncio_future_blocking(
        zelf: &Py<Self>,
        value: PySetterValue<bool>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let PySetterValue::Assign(value) = value else {
            return Err(vm.new_attribute_error("cannot delete attribute"));
        };
        zelf.blocking.set(value);
        Ok(())
    }

    #[pygetset]
    fn _loop(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.event_loop.show(vm)
    }

    /// Pairs of a function and its context; `None` where there are none.
    #[pygetset]
    fn _callbacks(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let callbacks = zelf.callbacks.lock().clone();
        if callbacks.is_empty() {
            return vm.ctx.none();
        }
        let pairs = callbacks
            .into_iter()
            .map(|(function, context)| vm.ctx.new_tuple(vec![function, context]).into());
        vm.ctx.new_list(pairs.collect()).into()
    }

    #[pygetset]
    fn _result(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.result.show(vm)
    }

    #[pygetset]
    fn _exception(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.exception.show(vm)
    }

    #[pygetset]
    fn _log_traceback(zelf: &Py<Self>) -> bool {
        zelf.log_traceback.get()
    }

    #[pygetset(setter)]
    fn set__log_traceback(
        zelf: &Py<Self>,
        value: PySetterValue<bool>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        match value {
            PySetterValue::Assign(false) => {
                zelf.log_traceback.set(false);
                Ok(())
            }
            PySetterValue::Assign(true) => {
                Err(vm.new_value_error("_log_traceback can only be set to False"))
            }
            PySetterValue::Delete => Err(vm.new_attribute_error("cannot delete attribute")),
        }
    }

    #[pygetset]
    fn _source_traceback(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.source_traceback.show(vm)
    }

    #[pygetset]
    fn _cancel_message(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.cancel_message.show(vm)
    }

    #[pygetset(setter)]
    fn set__cancel_message(zelf: &Py<Self>, value: PySetterValue, vm: &VirtualMachine) {
        let message = match value {
            PySetterValue::Assign(message) => Some(message),
            PySetterValue::Delete => None,
        };
        zelf.cancel_message
            .set(message.filter(|message| !vm.is_none(message)));
    }

    #[pygetset]
    fn _asyncio_awaited_by(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
        let waiters = zelf.awaited_by.lock().clone();
        if waiters.is_empty() {
            return Ok(vm.ctx.none());
        }
        let set = PySet::default().into_ref(&vm.ctx);
        for waiter in waiters {
            set.add(waiter, vm)?;
        }
        Ok(set.into())
    }

    #[pymethod]
    fn __await__(zelf: PyRef<Self>) -> FutureIter {
        FutureIter::new(zelf)
    }

    #[pyclassmethod]
    fn __class_getitem__(
        cls: PyTypeRef,
        arguments: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyGenericAlias> {
        PyGenericAlias::from_args(cls, arguments, vm)
    }
}

impl Future {
    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// The exception that ended it.
    #[must_use]
    pub fn raised(&self) -> Option<PyObjectRef> {
        self.exception.get()
    }

    /// The tasks and futures that wait for it.
    #[must_use]
    pub fn awaited_by(&self) -> Vec<PyObjectRef> {
        self.awaited_by.lock().clone()
    }

    /// What is called when it is done.
    #[must_use]
    pub fn done_callbacks(&self) -> Vec<PyObjectRef> {
        let callbacks = self.callbacks.lock();
        callbacks
            .iter()
            .map(|(function, _)| function.clone())
            .collect()
    }
}

impl Destructor for Future {
    fn del(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.report_unretrieved(zelf.as_object(), vm)
    }
}

impl Representable for Future {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        running::repr(zelf.as_object(), "base_futures", "_future_repr", vm)
    }
}

impl Iterable for Future {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        Ok(FutureIter::new(zelf).into_pyobject(vm))
    }
}
