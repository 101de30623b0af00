//! A browser as a program's platform: the clock, Pause, Step, Stop, input, and the
//! batches in which its recording is sent to the page.

use std::{
    cell::{Cell, RefCell},
    iter,
    rc::Rc,
};

use interleave_executor::{BrowserTimers, Micros, Reactor};
use interleave_host::{Interrupt, Limit, Platform, Simulated};
use interleave_protocol::{Clock, Report};
use interleave_stacks::Stacks;
use interleave_trace::{Recording, Stream};

use crate::{
    jspi,
    post::{post, post_batch},
    stacks::WasmStacks,
};

/// The longest time between two turns of the worker's event loop, and between two
/// batches (ms).
const YIELD_INTERVAL: f64 = 16.0;

/// Where the page's user raises a limit.
pub(crate) const HOW_TO_RAISE: &str = "Raise it under Run settings, beside the clock.";

/// Batches that may be sent within [`YIELD_INTERVAL`]: a step is reported before it
/// runs, unless very many run.
const MAX_BURST: u32 = 16;

/// A browser as the platform of one run.
pub(crate) struct Browser {
    clock: RunningClock,
    paused: Cell<bool>,
    /// Jobs that may still run while paused.
    steps: Cell<u32>,
    stop: Cell<bool>,
    /// The rest of the input that the run was started with.
    input: RefCell<Option<String>>,
    /// The user's answer to the last `input()`.
    answer: RefCell<Option<Answer>>,
    can_suspend: bool,
    stacks: Rc<WasmStacks>,
    /// When the worker's event loop last had a turn, in real ms.
    yielded: Cell<f64>,
    /// When a batch was last sent, in real ms.
    sent: Cell<f64>,
    /// Batches that may still be sent within this interval.
    burst: Cell<u32>,
}

/// A line without its end, or None at the end of input.
type Answer = Option<String>;

enum RunningClock {
    Live(BrowserTimers),
    Simulated(Simulated),
}

impl Browser {
    pub(crate) fn new(clock: Clock, speed: f64, paused: bool, input: Option<String>) -> Self {
        let can_suspend = jspi::can_suspend();
        let clock = match clock {
            Clock::Live if can_suspend => {
                let timers = BrowserTimers::new();
                timers.set_speed(speed);
                if paused {
                    timers.pause();
                }
                RunningClock::Live(timers)
            }
            _ => RunningClock::Simulated(Simulated::default()),
        };
        Self {
            clock,
            paused: Cell::new(paused && can_suspend),
            steps: Cell::new(0),
            stop: Cell::new(false),
            input: RefCell::new(input),
            answer: RefCell::default(),
            can_suspend,
            stacks: Rc::default(),
            yielded: Cell::new(real_now()),
            sent: Cell::new(0.0),
            burst: Cell::new(MAX_BURST),
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        matches!(self.clock, RunningClock::Live(_))
    }

    pub(crate) fn pause(&self) {
        self.paused.set(true);
        if let RunningClock::Live(timers) = &self.clock {
            timers.pause();
        }
        self.report_paused();
    }

    pub(crate) fn resume(&self) {
        self.paused.set(false);
        self.steps.set(0);
        if let RunningClock::Live(timers) = &self.clock {
            timers.resume();
        }
        self.report_paused();
        jspi::wake();
    }

    pub(crate) fn step(&self) {
        if self.paused.get() {
            self.steps.set(self.steps.get() + 1);
            jspi::wake();
        }
    }

    pub(crate) fn set_speed(&self, speed: f64) {
        if let RunningClock::Live(timers) = &self.clock {
            timers.set_speed(speed);
        }
    }

    pub(crate) fn stop(&self) {
        self.stop.set(true);
        if self.paused.get() {
            self.resume();
        }
        jspi::wake();
    }

    pub(crate) fn answer(&self, line: Answer) {
        *self.answer.borrow_mut() = Some(line);
        jspi::wake();
    }

    /// The next line of the input that the run was started with; empty at its end.
    fn next_given_line(&self) -> Option<Vec<u8>> {
        let mut input = self.input.borrow_mut();
        let rest = input.as_mut()?;
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(rest.drain(..end).collect::<String>().into_bytes())
    }

    fn report_paused(&self) {
        post(&Report::Paused {
            paused: self.paused.get(),
            now: self.now(),
        });
    }

    /// Sends what was recorded and was not sent yet.
    fn send(&self, recording: &RefCell<Recording>) {
        let mut batches = iter::from_fn(|| recording.borrow_mut().take_batch()).peekable();
        while let Some(batch) = batches.next() {
            let last = batches.peek().is_none().then(|| self.now());
            post_batch(batch, last);
        }
        self.sent.set(real_now());
    }

    /// Sends a batch if one is due, or if few were sent within this interval.
    fn send_soon(&self, recording: &RefCell<Recording>) {
        let real = real_now();
        if real - self.sent.get() >= YIELD_INTERVAL {
            self.burst.set(MAX_BURST);
            self.send(recording);
        } else if self.burst.get() > 0 {
            self.burst.set(self.burst.get() - 1);
            self.send(recording);
        }
    }

    /// Suspends while the run is paused and no step is allowed.
    fn wait_while_paused(&self, recording: &RefCell<Recording>) {
        while self.paused.get() && self.steps.get() == 0 && !self.stop.get() {
            self.send(recording);
            jspi::suspend();
            self.yielded.set(real_now());
        }
    }
}

impl Platform for Browser {
    fn now(&self) -> Micros {
        match &self.clock {
            RunningClock::Live(timers) => timers.now(),
            RunningClock::Simulated(clock) => clock.now(),
        }
    }

    fn wait(&self, until: Option<Micros>) {
        let RunningClock::Live(timers) = &self.clock else {
            if let RunningClock::Simulated(clock) = &self.clock {
                clock.wait(until);
            }
            return;
        };
        // Stepping to a job that is not due yet lets time run until then.
        let stepping = self.paused.get() && self.steps.get() > 0;
        if stepping {
            timers.resume();
        }
        while !self.stop.get() && jspi::poll(|cx| timers.poll_until(cx, until)).is_pending() {
            jspi::suspend();
            if self.paused.get() && self.steps.get() > 0 {
                break;
            }
        }
        if stepping {
            timers.pause();
        }
        self.yielded.set(real_now());
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::clone(&self.stacks) as Rc<dyn Stacks>
    }

    fn charge(&self, price: Micros) {
        if let RunningClock::Simulated(clock) = &self.clock {
            clock.charge(price);
        }
    }

    fn before_job(&self, recording: &RefCell<Recording>) {
        if !self.can_suspend {
            return;
        }
        if real_now() - self.yielded.get() >= YIELD_INTERVAL {
            self.send(recording);
            jspi::yield_to_host();
            self.yielded.set(real_now());
        }
        self.wait_while_paused(recording);
        if self.paused.get() {
            self.steps.set(self.steps.get().saturating_sub(1));
        }
    }

    fn job_begins(&self, recording: &RefCell<Recording>) {
        self.send_soon(recording);
    }

    fn before_wait(&self, recording: &RefCell<Recording>) {
        if self.is_live() {
            self.send(recording);
        }
    }

    fn read_line(&self, recording: &RefCell<Recording>, prompt: &str) -> Option<Vec<u8>> {
        let given = self.next_given_line();
        if given.is_some() || !self.can_suspend {
            return given;
        }
        self.answer.take();
        self.send(recording);
        post(&Report::Asks {
            prompt: prompt.to_owned(),
            now: self.now(),
        });
        let answer = loop {
            if let Some(answer) = self.answer.take() {
                break answer;
            }
            if self.stop.get() {
                break None;
            }
            jspi::suspend();
        };
        self.yielded.set(real_now());
        let line = answer.map(|line| line + "\n").unwrap_or_default();
        Some(line.into_bytes())
    }

    fn output(&self, recording: &RefCell<Recording>, _stream: Stream, _text: &str) {
        // What is printed just before an endless step must not be lost with it.
        self.send_soon(recording);
    }

    fn memory_used(&self) -> u64 {
        interleave_memory::used()
    }

    fn how_to_raise(&self, _limit: Limit) -> &'static str {
        HOW_TO_RAISE
    }

    fn take_interrupt(&self) -> Option<Interrupt> {
        self.stop.take().then_some(Interrupt::Stop)
    }
}

/// Real milliseconds, by a monotonic clock.
pub(crate) fn real_now() -> f64 {
    use wasm_bindgen::JsCast;
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    scope
        .performance()
        .map_or(0.0, |performance| performance.now())
}
