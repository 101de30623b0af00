//! Simulated threads: which one is at work, how far its clock is ahead of the loop's,
//! and what arrives from them on the loop's side.
//!
//! `python/_thread.py` decides which thread goes on. [`Threads::resume`] is the one
//! place where a thread is resumed, and returns when it parks.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use interleave_executor::Micros;
use interleave_python::wake_pollers;
use interleave_stacks::Outcome;
use rustpython_vm::{Py, PyObjectRef, PyRef, PyResult, VirtualMachine, frame::FrameObject};

use crate::{
    activity::{Activity, AtWork},
    arrivals::{Arrival, Arrivals, Call},
    cause::Cause,
    driver::Driver,
    lines::Lines,
    numbers::{TaskNumber, ThreadIdent, ThreadNumber},
    observer::Listener,
    stream::Stream,
    thread_event::ThreadEvent,
    thread_stacks::ThreadStacks,
};

/// The simulated thread at work.
#[derive(Clone, Copy, Debug)]
struct ThreadClock {
    thread: ThreadIdent,
    /// How far its clock is ahead of the loop's, in µs, because it slept where it
    /// could not be parked.
    ahead: Micros,
    /// The turn in which it was resumed.
    turn: u32,
}

/// A thread that has taken up a job.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    thread: ThreadIdent,
    /// Whether it has a job now.
    is_busy: bool,
}

/// The simulated threads of a run.
pub(crate) struct Threads {
    driver: Rc<dyn Driver>,
    activity: Rc<Activity>,
    listener: Listener,
    at_work: Cell<Option<ThreadClock>>,
    /// Those that have taken up a job, in the order of their first ones.
    numbered: RefCell<Vec<Numbered>>,
    /// What the thread at work has written.
    lines: RefCell<Lines<Stream>>,
    arrivals: RefCell<Arrivals>,
    stacks: ThreadStacks,
    /// What the thread that has just parked waits for.
    parked: RefCell<Option<Wait>>,
}

/// What a thread waits for, as `_thread` knows it; until when, in µs: for ever, where there
/// is no time; and the program's line that waits for ever, 0 if unknown.
pub(crate) type Wait = (PyObjectRef, Option<Micros>, u32);

impl Threads {
    pub(crate) fn new(driver: Rc<dyn Driver>, activity: Rc<Activity>, listener: Listener) -> Self {
        Self {
            stacks: ThreadStacks::new(Rc::clone(&driver)),
            parked: RefCell::default(),
            driver,
            activity,
            listener,
            at_work: Cell::default(),
            numbered: RefCell::default(),
            lines: RefCell::default(),
            arrivals: RefCell::default(),
        }
    }

    /// Whether one is at work.
    pub(crate) fn is_at_work(&self) -> bool {
        self.at_work.get().is_some()
    }

    /// The one at work; 0 for the loop's own thread.
    pub(crate) fn current(&self) -> ThreadIdent {
        self.at_work.get().map_or(0, |clock| clock.thread)
    }

    /// How far the one at work is ahead of the loop's clock, in µs.
    pub(crate) fn ahead(&self) -> Micros {
        self.at_work.get().map_or(0, |clock| clock.ahead)
    }

    /// The clock of the one at work, or the loop's, in µs.
    pub(crate) fn now(&self) -> Micros {
        self.driver.now().saturating_add(self.ahead())
    }

    /// Sets how far the one at work is ahead.
    pub(crate) fn set_ahead(&self, ahead: Micros) {
        if let Some(clock) = self.at_work.get() {
            self.at_work.set(Some(ThreadClock { ahead, ..clock }));
        }
    }

    /// Puts the clock of the thread at work ahead; `false`: none is at work.
    pub(crate) fn get_ahead(&self, length: Micros) -> bool {
        self.set_ahead(self.ahead().saturating_add(length));
        self.is_at_work()
    }

    /// The number of a thread that has taken up a job; 0 for another.
    fn number(&self, thread: ThreadIdent) -> ThreadNumber {
        let numbered = self.numbered.borrow();
        let place = numbered.iter().position(|known| known.thread == thread);
        place.map_or(0, from_one)
    }

    /// The same for a thread that takes up a job.
    fn give_number(&self, thread: ThreadIdent) -> ThreadNumber {
        match self.number(thread) {
            0 => {
                let mut numbered = self.numbered.borrow_mut();
                let is_busy = true;
                numbered.push(Numbered { thread, is_busy });
                from_one(numbered.len() - 1)
            }
            number => number,
        }
    }

    /// Notes whether a thread has a job.
    fn set_busy(&self, thread: ThreadIdent, is_busy: bool) {
        let mut numbered = self.numbered.borrow_mut();
        if let Some(known) = numbered.iter_mut().find(|known| known.thread == thread) {
            known.is_busy = is_busy;
        }
    }

    /// The number of the thread at work, where it has a job; else 0.
    pub(crate) fn busy(&self) -> ThreadNumber {
        let (thread, numbered) = (self.current(), self.numbered.borrow());
        let is_it = |known: &Numbered| known.thread == thread && known.is_busy;
        numbered.iter().position(is_it).map_or(0, from_one)
    }

    /// A thread as the one on whose account something is scheduled.
    fn cause(&self, thread: ThreadIdent) -> Cause {
        match self.number(thread) {
            0 => Cause::Loop,
            number => Cause::Thread(number),
        }
    }

    /// Whether threads get stacks of their own.
    pub(crate) fn has_stacks(&self) -> bool {
        self.driver.stacks().are_there()
    }

    /// Whether machines of threads are left, which know the interpreter's main one.
    pub(crate) fn have_machines(&self) -> bool {
        self.stacks.has_carriers()
    }

    /// Makes a simulated thread that calls `function`, which handles its exceptions. It
    /// begins when it is first resumed.
    pub(crate) fn create(&self, thread: ThreadIdent, function: PyObjectRef, vm: &VirtualMachine) {
        self.stacks.create(thread, function, vm);
    }

    /// Whether a thread is at work that can park, and calls from `vm`.
    pub(crate) fn can_park(&self, vm: &VirtualMachine) -> bool {
        self.is_at_work() && self.stacks.can_park(self.current(), vm)
    }

    /// Runs a thread, on behalf of `task`, until it parks or ends: what it waits for
    /// then, or nothing. Where its clock is ahead at its end, it waits for the loop's.
    pub(crate) fn resume(
        &self,
        thread: ThreadIdent,
        task: TaskNumber,
        vm: &VirtualMachine,
    ) -> Option<Wait> {
        self.listener.tell(|observer| observer.before_wait());
        let turn = self.activity.turn();
        let clock = ThreadClock {
            thread,
            ahead: 0,
            turn,
        };
        let by = self.current();
        let outer = self.at_work.replace(Some(clock));
        let outer_activity = self.activity.replace(AtWork {
            task,
            turn,
            cause: self.cause(thread),
            thread: self.number(thread),
        });
        let outer_lines = self.lines.take();
        let outcome = self.stacks.resume(thread, by, vm);
        let mut lines = self.lines.replace(outer_lines);
        if let Some(piece) = lines.take() {
            self.happens(piece.into());
        }
        self.driver.end_job();
        let end = (self.ahead() > 0).then(|| (vm.ctx.none(), Some(self.now()), 0));
        self.at_work.set(outer);
        self.activity.replace(outer_activity);
        match outcome {
            Outcome::Parked => self.parked.take(),
            Outcome::Ended => end,
        }
    }

    /// Parks the thread at work until it is resumed, if it can: whether it did.
    pub(crate) fn park(&self, wait: Wait, vm: &VirtualMachine) -> bool {
        if !self.can_park(vm) {
            return false;
        }
        let activity = self.activity.at_work();
        // That of a loop which the thread runs, if it runs one.
        let own_turn = activity.turn != self.at_work.get().map_or(0, |clock| clock.turn);
        self.parked.replace(Some(wait));
        self.stacks.park(self.current(), vm);
        let turn = match own_turn {
            true => activity.turn,
            false => self.activity.turn(),
        };
        self.activity.replace(AtWork { turn, ..activity });
        true
    }

    /// The innermost frames of the threads that are not at work; 0 is the loop's.
    pub(crate) fn frames(&self) -> Vec<(ThreadIdent, PyRef<FrameObject>)> {
        self.stacks.frames()
    }

    /// The frame that has called `frame`, where that is one of a thread that is not at work.
    pub(crate) fn caller(
        &self,
        frame: &Py<FrameObject>,
        vm: &VirtualMachine,
    ) -> Option<PyRef<FrameObject>> {
        self.stacks.caller(frame, vm)
    }

    /// The thread at work takes up a job.
    pub(crate) fn job_began(&self, name: String, job: String) {
        if let Some(ThreadClock { thread, .. }) = self.at_work.get() {
            let number = self.give_number(thread);
            self.set_busy(thread, true);
            self.activity.set_cause(Cause::Thread(number));
            self.activity.set_thread(number);
            self.happens(ThreadEvent::JobBegan { name, job });
        }
    }

    /// The thread at work has ended its job.
    pub(crate) fn job_ended(&self) {
        self.set_busy(self.current(), false);
        self.happens(ThreadEvent::JobEnded);
    }

    /// The thread at work writes.
    pub(crate) fn write(&self, stream: Stream, text: &str, line: u32) {
        let whole = self.lines.borrow_mut().write(stream, text, line);
        whole.for_each(|piece| self.happens(piece.into()));
    }

    /// What the thread at work does comes about when the loop's clock shows its time.
    fn happens(&self, event: ThreadEvent) {
        let Some(ThreadClock { thread, ahead, .. }) = self.at_work.get() else {
            return;
        };
        let (thread, task) = (self.number(thread), self.activity.task());
        if ahead > 0 {
            let arrival = Arrival::Event {
                thread,
                task,
                event,
            };
            self.arrivals.borrow_mut().add(self.now(), arrival);
        } else {
            self.listener
                .tell(|observer| observer.thread_event(thread, task, &event));
        }
    }

    /// Does `call` on the loop's side at the time of the thread at work; now, where
    /// that is the loop's.
    pub(crate) fn call_on_arrival(&self, call: Call, vm: &VirtualMachine) -> PyResult<()> {
        match self.at_work.get() {
            Some(ThreadClock {
                thread, ahead: 1.., ..
            }) => {
                self.call_at(self.now(), thread, call);
                Ok(())
            }
            _ => call(vm),
        }
    }

    /// Does `call` on the loop's side when its clock shows `time`; the number with
    /// which it can be cancelled.
    pub(crate) fn call_at(&self, time: Micros, thread: ThreadIdent, call: Call) -> u64 {
        let call = Arrival::Call { thread, call };
        self.arrivals.borrow_mut().add(time, call)
    }

    /// Cancels what [`Threads::call_at`] announced.
    pub(crate) fn cancel(&self, time: Micros, number: u64) {
        let call = self.arrivals.borrow_mut().remove(time, number);
        drop(call);
    }

    /// When something arrives next, from a thread or on the network.
    pub(crate) fn next_arrival(&self) -> Option<Micros> {
        let packet = self.driver.machine().borrow().network.next_delivery();
        let own = self.arrivals.borrow().next();
        own.into_iter().chain(packet).min()
    }

    /// Lets arrive what is due; parked threads resume in the order of their deadlines.
    pub(crate) fn deliver(&self, vm: &VirtualMachine) -> PyResult<()> {
        let now = self.driver.now();
        self.driver.machine().borrow_mut().network.deliver(now);
        wake_pollers(vm)?;
        // What is added meanwhile has to wait, or a thread that never does would go on for ever.
        let latest = self.arrivals.borrow().latest();
        let next = || {
            self.arrivals
                .borrow_mut()
                .take_due(self.driver.now(), latest)
        };
        while let Some(arrival) = next() {
            match arrival {
                Arrival::Event {
                    thread,
                    task,
                    event,
                } => {
                    self.listener
                        .tell(|observer| observer.thread_event(thread, task, &event));
                }
                Arrival::Call { thread, call } => {
                    let before = self.activity.set_cause(self.cause(thread));
                    let result = call(vm);
                    self.activity.set_cause(before);
                    result?;
                }
            }
        }
        Ok(())
    }

    /// Lets go of what will never arrive.
    pub(crate) fn forget_arrivals(&self) {
        let arrivals = self.arrivals.take();
        drop(arrivals);
    }
}

fn from_one(place: usize) -> ThreadNumber {
    ThreadNumber::try_from(place + 1).unwrap_or(ThreadNumber::MAX)
}
