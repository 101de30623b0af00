//! Simulated threads: which one is at work, how far its clock is ahead of the loop's,
//! and what arrives from them on the loop's side.
//!
//! `python/_thread.py` decides which thread goes on; here is what it takes to run one
//! inside the interpreter: [`Threads::resume`] is the one place where a thread is
//! resumed, and returns when it parks.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use interleave_executor::Micros;
use interleave_python::wake_pollers;
use rustpython_vm::{PyResult, VirtualMachine};

use crate::{
    activity::Activity,
    arrivals::{Arrival, Arrivals, Call},
    cause::Cause,
    driver::Driver,
    lines::Lines,
    numbers::{TaskNumber, ThreadNumber},
    observer::Listener,
    stream::Stream,
    thread_event::ThreadEvent,
};

/// Python's number of a simulated thread, from 1 in the order of their starts.
pub(crate) type ThreadIdent = u32;

/// The simulated thread at work.
#[derive(Clone, Copy, Debug)]
struct ThreadClock {
    thread: ThreadIdent,
    /// How far its clock is ahead of the loop's, in µs, because it slept where it
    /// could not be parked.
    ahead: Micros,
}

/// The simulated threads of a run.
pub(crate) struct Threads {
    driver: Rc<dyn Driver>,
    activity: Rc<Activity>,
    listener: Listener,
    at_work: Cell<Option<ThreadClock>>,
    /// Those that have taken up a job, in the order of their first ones.
    numbered: RefCell<Vec<ThreadIdent>>,
    /// What the thread at work has written.
    lines: RefCell<Lines<Stream>>,
    arrivals: RefCell<Arrivals>,
}

impl Threads {
    pub(crate) fn new(driver: Rc<dyn Driver>, activity: Rc<Activity>, listener: Listener) -> Self {
        Self {
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
        let place = numbered.iter().position(|&known| known == thread);
        place.map_or(0, from_one)
    }

    /// The same for a thread that takes up a job.
    fn give_number(&self, thread: ThreadIdent) -> ThreadNumber {
        match self.number(thread) {
            0 => {
                let mut numbered = self.numbered.borrow_mut();
                numbered.push(thread);
                from_one(numbered.len() - 1)
            }
            number => number,
        }
    }

    /// A thread as the one on whose account something is scheduled.
    fn cause(&self, thread: ThreadIdent) -> Cause {
        match self.number(thread) {
            0 => Cause::Loop,
            number => Cause::Thread(number),
        }
    }

    /// Runs `step` as simulated thread `thread`, on behalf of `task`, until the thread
    /// parks or ends. What its clock shows then, and what `step` returned.
    pub(crate) fn resume<T>(
        &self,
        thread: ThreadIdent,
        task: TaskNumber,
        step: impl FnOnce() -> T,
    ) -> (Micros, T) {
        self.listener.tell(|observer| observer.before_wait());
        let activity = &self.activity;
        let clock = ThreadClock { thread, ahead: 0 };
        let outer = self.at_work.replace(Some(clock));
        let outer_task = activity.set_task(task);
        let outer_turn = activity.turn();
        let outer_cause = activity.set_cause(self.cause(thread));
        let outer_lines = self.lines.take();
        let answer = step();
        let mut lines = self.lines.replace(outer_lines);
        if let Some(piece) = lines.take() {
            self.happens(piece.into());
        }
        self.driver.end_job();
        let parked = self.now();
        self.at_work.set(outer);
        activity.set_task(outer_task);
        activity.set_turn(outer_turn);
        activity.set_cause(outer_cause);
        (parked, answer)
    }

    /// The thread at work takes up a job.
    pub(crate) fn job_began(&self, name: String, job: String) {
        if let Some(ThreadClock { thread, .. }) = self.at_work.get() {
            let number = self.give_number(thread);
            self.activity.set_cause(Cause::Thread(number));
            self.happens(ThreadEvent::JobBegan { name, job });
        }
    }

    /// The thread at work has ended its job.
    pub(crate) fn job_ended(&self) {
        self.happens(ThreadEvent::JobEnded);
    }

    /// The thread at work writes.
    pub(crate) fn write(&self, stream: Stream, text: &str, line: u32) {
        let whole = self.lines.borrow_mut().write(stream, text, line);
        whole.for_each(|piece| self.happens(piece.into()));
    }

    /// What the thread at work does comes about when the loop's clock shows its time.
    fn happens(&self, event: ThreadEvent) {
        let Some(ThreadClock { thread, ahead }) = self.at_work.get() else {
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
