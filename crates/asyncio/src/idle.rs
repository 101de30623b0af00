//! The driver where nothing is driven: while the interpreter starts, and after a run.

use std::{cell::RefCell, rc::Rc};

use interleave_executor::Micros;
use interleave_stacks::{NoStacks, Stacks};
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine,
    builtins::PyBaseExceptionRef,
    signal::{UserSignalReceiver, user_signal_channel},
};

use interleave_python::{Caller, machine::Machine};

use crate::{context::RunContext, driver::Driver};

/// Time stands still, and every wait is over at once.
struct Idle {
    machine: RefCell<Machine<Caller>>,
}

impl Driver for Idle {
    fn now(&self) -> Micros {
        0
    }

    fn charge_reading(&self) {}

    fn wait(&self, _until: Option<Micros>, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn poll_interrupts(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn check(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn before_job(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn begin_job(&self, _vm: &VirtualMachine) -> PyResult<()> {
        Ok(())
    }

    fn job_begun(&self) {}

    fn end_job(&self) {}

    fn machine(&self) -> &RefCell<Machine<Caller>> {
        &self.machine
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::new(NoStacks)
    }

    fn signals(&self) -> UserSignalReceiver {
        user_signal_channel().1
    }

    fn thread_deadlock(&self, why: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_runtime_error(format!("no program runs, and {why}"))
    }

    fn deadlock(&self, _alive: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_runtime_error("no program runs, so that nothing can wake this loop")
    }
}

impl Default for RunContext {
    /// A run in which nothing happens.
    fn default() -> Self {
        let idle = Idle {
            machine: RefCell::new(Machine::new(0, 0)),
        };
        Self::new(Rc::new(idle), None, Rc::default(), Rc::default())
    }
}
