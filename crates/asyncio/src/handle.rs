//! `asyncio.Handle`: the executor's jobs.

use std::{cell::Cell, fmt, rc::Rc};

use interleave_executor::{JobId, Micros};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyStrRef, PyTuple, PyType},
    common::lock::PyMutex,
    pyclass,
    types::{Constructor, Representable},
};

use rustpython_derive::{FromArgs, Traverse};

use crate::{
    cause::Cause,
    convert::deadline,
    current::current,
    native::{Task, copy_context},
};

/// What a handle runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A step of a task.
    Step,
    /// A callback of the program's.
    Callback,
    /// One of the library's own.
    Internal,
}

/// The loop that has made a handle.
pub(crate) trait Owner {
    /// Whether it is in debug mode.
    fn is_debug(&self) -> bool;

    /// Forgets a job.
    fn cancel(&self, job: JobId);
}

/// Handle(callback, args, loop, context=None)
/// --
///
/// `asyncio.events.Handle`: a callback that waits for its turn.
#[pyclass(module = "asyncio.events", name = "Handle", traverse)]
#[derive(PyPayload)]
pub struct Handle {
    pub(crate) callback: PyMutex<Option<PyObjectRef>>,
    /// A tuple, unless Python code made the handle with something else.
    pub(crate) args: PyMutex<Option<PyObjectRef>>,
    pub(crate) context: PyMutex<Option<PyObjectRef>>,
    /// The task whose step this is.
    pub(crate) task: PyMutex<Option<PyRef<Task>>>,
    pub(crate) event_loop: PyObjectRef,
    /// Its loop, where that is of ours and has made it.
    #[pytraverse(skip)]
    pub(crate) owner: Option<Rc<dyn Owner>>,
    /// Where it was made, in debug mode: a list of frames.
    source_traceback: PyMutex<Option<PyObjectRef>>,
    /// What a cancelled handle shows in debug mode: what it would have run.
    shown: PyMutex<Option<PyObjectRef>>,
    /// The deadline as it was given; only a timer has one.
    pub(crate) when_given: Option<PyObjectRef>,
    /// Its loop is running it.
    #[pytraverse(skip)]
    pub(crate) running: Cell<bool>,
    /// Whether a loop written in Python has it among its timers.
    #[pytraverse(skip)]
    pub(crate) scheduled: Cell<bool>,
    #[pytraverse(skip)]
    pub(crate) cancelled: Cell<bool>,
    /// Its job, while a timer is armed for it.
    #[pytraverse(skip)]
    pub(crate) job: Cell<Option<JobId>>,
    #[pytraverse(skip)]
    pub(crate) target: Cell<Target>,
    /// On whose account it runs.
    #[pytraverse(skip)]
    pub(crate) cause: Cell<Cause>,
    /// The deadline in seconds of the loop's clock; only a timer has one, and one that a loop
    /// written in Python made may have none that is a number.
    #[pytraverse(skip)]
    pub(crate) when: Option<f64>,
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("target", &self.target)
            .field("when", &self.when)
            .finish_non_exhaustive()
    }
}

impl Handle {
    /// A handle for the ready queue or, with `when`, for a timer.
    pub(crate) fn new(
        event_loop: PyObjectRef,
        callback: Option<PyObjectRef>,
        args: PyObjectRef,
        context: Option<PyObjectRef>,
        when_given: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> Self {
        let seconds = |when: &PyObjectRef| when.try_float(vm).ok();
        let when = when_given.as_ref().and_then(seconds);
        Self {
            callback: PyMutex::new(callback),
            args: PyMutex::new(Some(args)),
            context: PyMutex::new(context),
            task: PyMutex::new(None),
            event_loop,
            owner: None,
            source_traceback: PyMutex::new(None),
            shown: PyMutex::new(None),
            when_given,
            running: Cell::new(false),
            scheduled: Cell::new(false),
            cancelled: Cell::new(false),
            job: Cell::new(None),
            target: Cell::new(Target::Internal),
            cause: Cell::default(),
            when: when.map(|when| when.to_f64()),
        }
    }

    /// What the callback is called with.
    pub(crate) fn call_args(&self, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let args = self.args.lock().clone();
        match args.as_deref().map(|args| args.downcast_ref::<PyTuple>()) {
            None => Ok(Vec::new()),
            Some(Some(tuple)) => Ok(tuple.as_slice().to_vec()),
            Some(None) => args.map_or_else(|| Ok(Vec::new()), |args| args.try_to_value(vm)),
        }
    }

    /// Keeps in mind where it was made, as debug mode does. CPython counts `own` calls of its loop
    /// among those that it keeps.
    pub(crate) fn trace_source(&self, own: usize, vm: &VirtualMachine) -> PyResult<()> {
        let helper = vm.import("_interleave_loop", 0)?;
        let frames = vm.call_method(&helper, "source_traceback", (own,))?;
        *self.source_traceback.lock() = Some(frames);
        Ok(())
    }

    /// Whether it will run a task's step or a callback of the program's, and none of
    /// the library's own.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.cancelled.get() && self.target.get() != Target::Internal
    }

    /// What it runs; nothing, once it was cancelled.
    #[must_use]
    pub fn callback(&self) -> Option<PyObjectRef> {
        self.callback.lock().clone()
    }

    /// When a timer's handle is due, in µs of the loop's clock.
    #[must_use]
    pub fn deadline(object: &PyObject) -> Option<Micros> {
        object
            .downcast_ref::<Self>()
            .and_then(|handle| handle.when)
            .map(deadline)
    }
}

/// Arguments of `Handle(callback, args, loop, context=None)`.
#[derive(FromArgs)]
pub struct HandleArgs {
    #[pyarg(any)]
    callback: PyObjectRef,
    #[pyarg(any)]
    args: PyObjectRef,
    #[pyarg(any)]
    r#loop: PyObjectRef,
    #[pyarg(any, default)]
    context: Option<PyObjectRef>,
}

impl Handle {
    /// A handle that Python code makes for a loop of its own.
    pub(crate) fn for_python(
        given: HandleArgs,
        when: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        let context = given.context.filter(|context| !vm.is_none(context));
        let context = context.or_else(|| copy_context(vm).ok());
        let callback = Some(given.callback).filter(|callback| !vm.is_none(callback));
        let handle = Self::new(given.r#loop, callback, given.args, context, when, vm);
        let debug = vm.call_method(&handle.event_loop, "get_debug", ())?;
        if debug.try_to_bool(vm)? {
            handle.trace_source(0, vm)?;
        }
        Ok(handle)
    }
}

impl Constructor for Handle {
    type Args = HandleArgs;

    fn py_new(_cls: &Py<PyType>, given: Self::Args, vm: &VirtualMachine) -> PyResult<Self> {
        Self::for_python(given, None, vm)
    }
}

#[pyclass(
    flags(BASETYPE, HAS_DICT, HAS_WEAKREF),
    with(Constructor, Representable)
)]
impl Handle {
    /// `Handle.cancel`: it will not run, and lets go of what it would have run.
    #[pymethod]
    pub(crate) fn cancel(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.cancelled.replace(true) {
            return Ok(());
        }
        let debug = match &zelf.owner {
            Some(owner) => owner.is_debug(),
            None => vm
                .call_method(&zelf.event_loop, "get_debug", ())?
                .try_to_bool(vm)?,
        };
        if debug {
            let shown = zelf.as_object().repr(vm)?;
            *zelf.shown.lock() = Some(shown.into());
        }
        // What is let go may run code of its own, which must find no lock held.
        let callback = zelf.callback.lock().take();
        let args = zelf.args.lock().take();
        drop((callback, args));
        if let (Some(job), Some(owner)) = (zelf.job.take(), &zelf.owner) {
            owner.cancel(job);
        }
        Ok(())
    }

    /// Runs the callback and reports its exception: loops and handles written in Python
    /// call it.
    #[pymethod]
    fn _run(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let helper = vm.import("_interleave_loop", 0)?;
        if zelf.running.get() {
            return vm
                .call_method(&helper, "run", (zelf.to_owned(),))
                .map(|_| ());
        }
        let run = current();
        // It is a job like any other: it counts, and has its price.
        let began = run.begin_job(vm)?;
        let result = vm.call_method(&helper, "run", (zelf.to_owned(),));
        run.end_job(began);
        result.map(|_| ())
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
        zelf.args.lock().clone().unwrap_or_else(|| vm.ctx.none())
    }

    #[pygetset]
    fn _context(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        Self::get_context(zelf, vm)
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
    fn _source_traceback(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let frames = zelf.source_traceback.lock().clone();
        frames.unwrap_or_else(|| vm.ctx.none())
    }

    #[pygetset]
    fn _repr(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        zelf.shown.lock().clone().unwrap_or_else(|| vm.ctx.none())
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
