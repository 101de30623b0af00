//! How a future ends, and who is told.

use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyBaseException, PyBaseExceptionRef, PyTraceback},
};

use super::{
    super::{errors, running},
    Future, State,
};

impl Future {
    pub(in crate::native) fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// Its result or exception. Nobody has raised that yet.
    pub(in crate::native) fn outcome(&self, vm: &VirtualMachine) -> PyResult {
        match self.state.get() {
            State::Pending => Err(errors::invalid_state("Result is not set.", vm)),
            State::Cancelled => Err(self.make_cancelled_error(vm)),
            State::Finished => {
                self.log_traceback.set(false);
                let Some(exception) = self.exception.get() else {
                    return Ok(self.result.show(vm));
                };
                let exception = exception.downcast::<PyBaseException>();
                let exception = exception.map_err(|_| vm.new_type_error("no exception"))?;
                let traceback = self.exception_traceback.take();
                exception.set_traceback(
                    traceback.and_then(|traceback| traceback.downcast::<PyTraceback>().ok()),
                );
                Err(exception)
            }
        }
    }

    /// The error that tells of its cancellation.
    pub(in crate::native) fn make_cancelled_error(
        &self,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        let made = self.cancelled_error.take();
        if let Some(Ok(error)) = made.map(PyObjectRef::downcast::<PyBaseException>) {
            return error;
        }
        errors::cancelled(self.cancel_message.get(), vm)
    }

    /// The loop it belongs to.
    ///
    /// # Errors
    /// `RuntimeError`, where `__init__` was never called.
    pub(in crate::native) fn event_loop(&self, vm: &VirtualMachine) -> PyResult {
        self.event_loop
            .get()
            .ok_or_else(|| vm.new_runtime_error("Future object is not initialized."))
    }

    pub(in crate::native) fn awaited_by_add(&self, waiter: PyObjectRef) {
        let mut waiters = self.awaited_by.lock();
        if !waiters.iter().any(|known| known.is(&waiter)) {
            waiters.push(waiter);
        }
    }

    pub(in crate::native) fn awaited_by_discard(&self, waiter: &PyObject) {
        let mut waiters = self.awaited_by.lock();
        let place = waiters.iter().position(|known| known.is(waiter));
        let waiter = place.map(|place| waiters.remove(place));
        drop(waiters);
        drop(waiter);
    }

    /// `Future.__init__`: the current loop where none is given.
    pub(in crate::native) fn begin(
        &self,
        event_loop: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.reset();
        let event_loop = match event_loop {
            Some(event_loop) => event_loop,
            None => running::get_event_loop(vm)?,
        };
        self.event_loop.set(event_loop.clone());
        let debug = vm.call_method(&event_loop, "get_debug", ())?;
        if debug.try_to_bool(vm)? {
            let module = vm.import("_interleave_loop", 0)?;
            let frames = vm.call_method(&module, "future_traceback", ())?;
            self.source_traceback.set(frames);
        }
        Ok(())
    }

    /// Becomes as new.
    fn reset(&self) {
        for slot in [
            &self.event_loop,
            &self.result,
            &self.exception,
            &self.exception_traceback,
            &self.source_traceback,
            &self.cancel_message,
            &self.cancelled_error,
        ] {
            slot.set(None);
        }
        let callbacks = std::mem::take(&mut *self.callbacks.lock());
        drop(callbacks);
        self.state.set(State::Pending);
        self.log_traceback.set(false);
        self.blocking.set(false);
    }

    pub(in crate::native) fn call_when_done(
        &self,
        object: &PyObject,
        function: PyObjectRef,
        context: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let event_loop = self.event_loop(vm)?;
        if self.is_done() {
            let future = object.to_owned();
            return running::call_soon(&event_loop, function, vec![future], context, vm);
        }
        self.callbacks.lock().push((function, context));
        Ok(())
    }

    fn schedule_callbacks(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let callbacks = std::mem::take(&mut *self.callbacks.lock());
        if callbacks.is_empty() {
            return Ok(());
        }
        let event_loop = self.event_loop(vm)?;
        for (function, context) in callbacks {
            let future = object.to_owned();
            running::call_soon(&event_loop, function, vec![future], context, vm)?;
        }
        Ok(())
    }

    /// Ends it with a result.
    pub(in crate::native) fn finish(
        &self,
        object: &PyObject,
        result: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if self.is_done() {
            return Err(errors::invalid_state("invalid state", vm));
        }
        self.result.set(result);
        self.state.set(State::Finished);
        self.schedule_callbacks(object, vm)
    }

    /// Ends it with an exception.
    pub(in crate::native) fn fail(
        &self,
        object: &PyObject,
        exception: PyBaseExceptionRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if self.is_done() {
            return Err(errors::invalid_state("invalid state", vm));
        }
        let exception = if exception.fast_isinstance(vm.ctx.exceptions.stop_iteration) {
            let error = vm.new_runtime_error(
                "StopIteration interacts badly with generators and cannot be raised into a Future",
            );
            error.set_cause(Some(exception.clone()));
            error.set_context(Some(exception));
            error
        } else {
            exception
        };
        self.exception_traceback
            .set(exception.traceback().map(PyObjectRef::from));
        self.exception.set(PyObjectRef::from(exception));
        self.state.set(State::Finished);
        self.schedule_callbacks(object, vm)?;
        self.log_traceback.set(true);
        Ok(())
    }

    /// Ends it as cancelled; `false` where it has ended already.
    pub(in crate::native) fn cancel_as(
        &self,
        object: &PyObject,
        message: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<bool> {
        self.log_traceback.set(false);
        if self.is_done() {
            return Ok(false);
        }
        self.state.set(State::Cancelled);
        self.cancel_message.set(message);
        self.schedule_callbacks(object, vm)?;
        Ok(true)
    }

    /// Tells of an exception that nobody has asked for.
    pub(in crate::native) fn report_unretrieved(
        &self,
        object: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if !self.log_traceback.replace(false) {
            return Ok(());
        }
        let class = object.class().name().to_string();
        let more = vec![
            ("exception", self.exception.show(vm)),
            ("future", object.to_owned()),
        ];
        self.report(format!("{class} exception was never retrieved"), more, vm)
    }

    /// Tells the loop of what went wrong with it.
    pub(in crate::native) fn report(
        &self,
        message: String,
        more: Vec<(&'static str, PyObjectRef)>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(event_loop) = self.event_loop.get() else {
            return Ok(());
        };
        let context = vm.ctx.new_dict();
        context.set_item("message", vm.ctx.new_str(message).into(), vm)?;
        for (name, value) in more {
            context.set_item(name, value, vm)?;
        }
        if let Some(frames) = self.source_traceback.get() {
            context.set_item("source_traceback", frames, vm)?;
        }
        vm.call_method(&event_loop, "call_exception_handler", (context,))
            .map(|_| ())
    }
}
