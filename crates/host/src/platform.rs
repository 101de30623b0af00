//! What a host of programs has to bring: a clock that waits, and a place for output.

use std::{cell::RefCell, rc::Rc, task::Poll};

use interleave_executor::{Micros, Reactor, VirtualClock};
use interleave_python::ModuleFile;
use interleave_stacks::{NoStacks, Stacks};
use interleave_trace::{Recording, Stream};

use crate::limit::Limit;

/// The world outside the program, as seen by the event loop.
///
/// One platform serves one run. Every method takes `&self`, because a platform
/// that suspends the stack in [`wait`](Self::wait) is called by others meanwhile;
/// it MUST NOT hold a `RefCell` borrow across a suspension.
pub trait Platform {
    /// The loop's clock: microseconds since the run began. MUST NOT go back.
    fn now(&self) -> Micros;

    /// Waits until the clock shows `until`. MAY return early; with `None` only
    /// something from outside can end the wait. MUST NOT call into Python.
    fn wait(&self, until: Option<Micros>);

    /// Lets the nominal price of some computing go by, in simulated time. Real
    /// clocks need no price: computing takes its time.
    fn charge(&self, _price: Micros) {}

    /// The stacks on which simulated threads run. Without any, a thread runs to its end
    /// before another one begins.
    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::new(NoStacks)
    }

    /// Called before each job of the loop. May halt here (Pause). `recording`
    /// holds all up to here.
    fn before_job(&self, _recording: &RefCell<Recording>) {}

    /// Called when a job has begun, and is recorded as begun, before it runs.
    fn job_begins(&self, _recording: &RefCell<Recording>) {}

    /// What the user asked for since the last call.
    fn take_interrupt(&self) -> Option<Interrupt> {
        None
    }

    /// Called when the program is about to wait.
    fn before_wait(&self, _recording: &RefCell<Recording>) {}

    /// Asks for the next line of the program's input, with its line end; empty at
    /// the end. `prompt` is the unfinished line of output that the user looks at.
    /// `None`: nobody can be asked. What the user wants of the program meanwhile,
    /// [`take_interrupt`](Self::take_interrupt) tells afterwards.
    fn read_line(&self, _recording: &RefCell<Recording>, _prompt: &str) -> Option<Vec<u8>> {
        None
    }

    /// The text of the module `name` (`package.module`), which is not one of Python's own.
    fn find_module(&self, _name: &str) -> Option<ModuleFile> {
        None
    }

    /// How many bytes of memory the program and all that serves it take now, where
    /// that is known.
    fn memory_used(&self) -> u64 {
        0
    }

    /// A sentence on how to raise a limit; may be empty.
    fn how_to_raise(&self, _limit: Limit) -> &'static str {
        ""
    }

    /// The program wrote `text`, which is recorded.
    fn output(&self, _recording: &RefCell<Recording>, _stream: Stream, _text: &str) {}
}

/// What the user wants of a running program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupt {
    /// Ctrl+C: `KeyboardInterrupt`, as `asyncio.run` handles it.
    Stop,
}

/// Simulated time: computing has a nominal price, and waiting jumps.
#[derive(Debug, Default)]
pub struct Simulated {
    clock: VirtualClock,
}

impl Platform for Simulated {
    fn now(&self) -> Micros {
        self.clock.now()
    }

    fn wait(&self, until: Option<Micros>) {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let waited = self.clock.poll_until(&mut context, until);
        debug_assert!(until.is_none() || waited == Poll::Ready(()));
    }

    fn charge(&self, price: Micros) {
        self.clock.advance(price);
    }
}
