//! Simulated threads: their lanes, their clocks, and what arrives from them.

use interleave_executor::Micros;
use interleave_python::wake_pollers;
use interleave_trace::{TaskId, ThreadId, Waker};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::{ThreadClock, World};
use crate::arrivals::Arrival;

impl World {
    /// The number in the recording of a thread that has taken up a job; 0 for another.
    pub(crate) fn lane(&self, thread: ThreadId) -> ThreadId {
        let lanes = self.lanes.borrow();
        let place = lanes.iter().position(|&known| known == thread);
        place.map_or(0, number)
    }

    /// The same for a thread that takes up a job.
    pub(crate) fn open_lane(&self, thread: ThreadId) -> ThreadId {
        match self.lane(thread) {
            0 => {
                let mut lanes = self.lanes.borrow_mut();
                lanes.push(thread);
                number(lanes.len() - 1)
            }
            lane => lane,
        }
    }

    /// A thread as the one who wakes a task.
    pub(super) fn waker(&self, thread: ThreadId) -> Waker {
        match self.lane(thread) {
            0 => Waker::Loop,
            lane => Waker::Thread(lane),
        }
    }

    /// Runs `job` as simulated thread `thread`, whose job `task` submitted; the
    /// time on its clock when it ended, and what it answered.
    pub(crate) fn in_thread<T>(
        &self,
        thread: ThreadId,
        task: TaskId,
        job: impl FnOnce() -> T,
    ) -> (Micros, T) {
        self.flush_line();
        let clock = ThreadClock { thread, ahead: 0 };
        let outer = self.thread.replace(Some(clock));
        let outer_task = self.task.replace(task);
        let outer_turn = self.turn.get();
        let outer_cause = self.cause.replace(self.waker(thread));
        let outer_lines = self.thread_lines.take();
        let answer = job();
        let mut lines = self.thread_lines.replace(outer_lines);
        if let Some((stream, text)) = lines.take() {
            self.write_from_thread(stream, text);
        }
        self.charge(self.prices.get().job);
        let ended = self.now();
        self.thread.set(outer);
        self.task.set(outer_task);
        self.turn.set(outer_turn);
        self.cause.set(outer_cause);
        (ended, answer)
    }

    /// What the simulated thread at work does comes about now, on its own clock.
    pub(crate) fn happens(&self, arrival: Arrival) {
        if self.ahead() > 0 {
            self.arrivals.borrow_mut().add(self.now(), arrival);
            return;
        }
        if let Some((thread, callable)) = self.tell(arrival) {
            self.call_at(self.now(), thread, callable);
        }
    }

    /// Records what has arrived, or returns the call that is to be made.
    fn tell(&self, arrival: Arrival) -> Option<(ThreadId, PyObjectRef)> {
        match arrival {
            Arrival::Output {
                thread,
                task,
                stream,
                text,
            } => self.emit(stream, task, thread, &text),
            Arrival::Event { task, kind } => self.record(task, kind),
            Arrival::Call { thread, callable } => return Some((thread, callable)),
        }
        None
    }

    /// Calls `callable` on the loop's side when its clock shows `time`; the
    /// number with which it can be called off.
    pub(crate) fn call_at(&self, time: Micros, thread: ThreadId, callable: PyObjectRef) -> u64 {
        let call = Arrival::Call { thread, callable };
        self.arrivals.borrow_mut().add(time, call)
    }

    /// Calls off what [`World::call_at`] announced.
    pub(crate) fn call_off(&self, time: Micros, number: u64) {
        let call = self.arrivals.borrow_mut().remove(time, number);
        drop(call);
    }

    /// When something arrives next, from a thread or on the network.
    pub(crate) fn next_arrival(&self) -> Option<Micros> {
        let packet = self.machine.borrow().network.next_delivery();
        self.arrivals
            .borrow()
            .next()
            .into_iter()
            .chain(packet)
            .min()
    }

    /// Lets arrive what is due, and lets threads go on whose time has come.
    pub(crate) fn deliver(&self, vm: &VirtualMachine) -> PyResult<()> {
        let now = self.loop_now();
        self.machine.borrow_mut().network.deliver(now);
        wake_pollers(vm)?;
        // What is added meanwhile has to wait, or a thread that never does would go on for ever.
        let latest = self.arrivals.borrow().latest();
        let next = || {
            let now = self.loop_now();
            self.arrivals.borrow_mut().take_due(now, latest)
        };
        while let Some(arrival) = next() {
            if let Some((thread, callable)) = self.tell(arrival) {
                let before = self.cause.replace(self.waker(thread));
                let result = callable.call((), vm);
                self.cause.set(before);
                result?;
            }
        }
        Ok(())
    }

    /// Lets go of what will never arrive. Python's objects may run code when
    /// they go: call it inside the interpreter.
    pub(crate) fn forget_arrivals(&self) {
        let arrivals = self.arrivals.take();
        drop(arrivals);
    }
}

/// Threads are numbered from 1.
fn number(place: usize) -> ThreadId {
    ThreadId::try_from(place + 1).unwrap_or(ThreadId::MAX)
}
