//! The clock of a loop whose class has a `time` of its own.

use interleave_executor::{Micros, Wait};
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::{context::RunContext, convert::deadline, own_method::is_native};

/// Whether a loop has one.
#[derive(Clone, Copy)]
pub(crate) struct OwnTime(bool);

impl OwnTime {
    pub(crate) fn of(event_loop: &PyObject, run: &RunContext, vm: &VirtualMachine) -> Self {
        Self(!is_native(event_loop, run.names(vm).time, vm))
    }

    /// What its `time` answers; nothing, where that is ours.
    pub(crate) fn read(
        event_loop: &PyObject,
        run: &RunContext,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        match Self::of(event_loop, run, vm) {
            Self(true) => vm.call_method(event_loop, "time", ()).map(Some),
            Self(false) => Ok(None),
        }
    }

    /// The time up to which timers are due.
    pub(crate) fn now(
        self,
        event_loop: &PyObject,
        run: &RunContext,
        vm: &VirtualMachine,
    ) -> PyResult<Micros> {
        if !self.0 {
            return Ok(run.loop_now());
        }
        let now = vm.call_method(event_loop, "time", ())?;
        Ok(deadline(now.try_float(vm)?.to_f64()))
    }

    /// When the wait for the next timer ends by the clock of the run: CPython's loop reads its
    /// own one once, and waits for what is left.
    pub(crate) fn wait_ends(
        self,
        wait: Wait,
        event_loop: &PyObject,
        run: &RunContext,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Micros>> {
        match wait {
            Wait::Until(due) if self.0 => {
                let left = due.saturating_sub(self.now(event_loop, run, vm)?);
                Ok(Some(run.loop_now().saturating_add(left)))
            }
            _ => Ok(None),
        }
    }
}
