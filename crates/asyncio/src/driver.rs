//! What the loop needs of whoever hosts it.

use std::{cell::RefCell, rc::Rc};

use interleave_executor::Micros;
use interleave_stacks::Stacks;
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine, builtins::PyBaseExceptionRef, signal::UserSignalReceiver,
};

use interleave_python::{Caller, machine::Machine};

/// The loop's clock, its waits, and the limits of the run.
///
/// One driver serves one run. It takes `&self` everywhere, because a driver that
/// suspends the stack in [`wait`](Self::wait) is called by others meanwhile. It MUST
/// NOT hold a `RefCell` borrow across a suspension or a call into Python.
pub trait Driver {
    /// The loop's clock: µs since the run began. MUST NOT go back.
    fn now(&self) -> Micros;

    /// The program reads the clock, which has its price in simulated time.
    fn charge_reading(&self);

    /// Waits until the clock shows `until`. MAY return early; with `None` only
    /// something from outside can end the wait.
    ///
    /// # Errors
    /// The exception that ends the run, where it reaches its limit of time.
    fn wait(&self, until: Option<Micros>, vm: &VirtualMachine) -> PyResult<()>;

    /// Does what the user asked for during a wait, such as an interrupt.
    ///
    /// # Errors
    /// What the program's signal handler raises.
    fn poll_interrupts(&self, vm: &VirtualMachine) -> PyResult<()>;

    /// Whether the program may go on.
    ///
    /// # Errors
    /// The exception that ends the run, once it has ended.
    fn check(&self, vm: &VirtualMachine) -> PyResult<()>;

    /// Called before a job that an observer shows. It may halt here (Pause).
    ///
    /// # Errors
    /// As [`check`](Self::check) and [`poll_interrupts`](Self::poll_interrupts).
    fn before_job(&self, vm: &VirtualMachine) -> PyResult<()>;

    /// Counts one more job of the loop, or of a thread that goes on.
    ///
    /// # Errors
    /// The exception that ends the run, where it reaches a limit.
    fn begin_job(&self, vm: &VirtualMachine) -> PyResult<()>;

    /// The observer was told of the job; it is about to run.
    fn job_begun(&self);

    /// A job has ended: its price goes by, in simulated time.
    fn end_job(&self);

    /// The computer that the program runs on. Hold no borrow of it across a call into
    /// Python.
    fn machine(&self) -> &RefCell<Machine<Caller>>;

    /// Nothing is ready, no timer is set, and nobody outside can change that. `alive`
    /// are the tasks that are not over, in the order of their numbers.
    fn deadlock(&self, alive: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyBaseExceptionRef;

    /// The main thread waits for what no other thread will do, as `why` says.
    fn thread_deadlock(&self, why: &str, vm: &VirtualMachine) -> PyBaseExceptionRef;

    /// The stacks on which simulated threads run.
    fn stacks(&self) -> Rc<dyn Stacks>;

    /// What is sent to the program, for one more machine of its interpreter.
    fn signals(&self) -> UserSignalReceiver;
}
