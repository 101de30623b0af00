//! Real time in a browser: a window or a web worker.

use std::cell::RefCell;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

use crate::{Micros, PacedClock, Reactor};

/// Browsers keep a timeout's delay in a signed 32-bit number of milliseconds
/// and take a longer one for zero.
const LONGEST: f64 = 2_147_483_647.0;

/// `performance.now()` and `setTimeout`, at a speed.
///
/// The speed may change while a wait is under way, and the clock can be paused;
/// neither makes it jump. Browsers fire timeouts late by some milliseconds, at
/// least 4 ms apart once they are nested deeply, and rarely in hidden windows
/// (not in workers).
#[derive(Debug)]
pub struct BrowserTimers {
    clock: RefCell<PacedClock>,
    waiting: RefCell<Option<Waiting>>,
}

/// The wait that is under way.
#[derive(Debug)]
struct Waiting {
    waker: Waker,
    /// None while the clock is paused and where there is no deadline.
    _timeout: Option<Timeout>,
}

impl Default for BrowserTimers {
    fn default() -> Self {
        Self::new()
    }
}

impl BrowserTimers {
    /// A clock at zero, running at speed 1.
    #[must_use]
    pub fn new() -> Self {
        Self {
            clock: RefCell::new(PacedClock::new(real_now())),
            waiting: RefCell::default(),
        }
    }

    /// Loop's seconds per real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.clock.borrow().speed()
    }

    /// Changes the speed from now on. One that is not a positive, finite number
    /// changes nothing.
    pub fn set_speed(&self, speed: f64) {
        self.clock.borrow_mut().set_speed(real_now(), speed);
        self.rearm();
    }

    /// Whether the clock stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.clock.borrow().is_paused()
    }

    /// Stops the clock: no deadline comes until [`BrowserTimers::resume`].
    pub fn pause(&self) {
        self.clock.borrow_mut().pause(real_now());
        self.rearm();
    }

    /// Lets the clock run on from where it stopped.
    pub fn resume(&self) {
        self.clock.borrow_mut().resume(real_now());
        self.rearm();
    }

    /// Drops a timeout whose delay holds no more, and wakes the caller, which
    /// polls again and so arms another one.
    fn rearm(&self) {
        // The borrow ends before the waker runs code that isn't ours.
        let waiting = self.waiting.take();
        if let Some(Waiting { waker, .. }) = waiting {
            waker.wake();
        }
    }
}

impl Reactor for BrowserTimers {
    fn now(&self) -> Micros {
        self.clock.borrow().now(real_now())
    }

    /// Arms a timeout that wakes the caller; it replaces that of the call before.
    fn poll_until(&self, cx: &mut Context<'_>, deadline: Option<Micros>) -> Poll<()> {
        let delay = deadline.and_then(|deadline| self.clock.borrow().delay(real_now(), deadline));
        if delay == Some(0.0) {
            self.waiting.take();
            return Poll::Ready(());
        }
        let timeout = delay.map(|delay| Timeout::new(cx.waker().clone(), delay));
        self.waiting.replace(Some(Waiting {
            waker: cx.waker().clone(),
            _timeout: timeout,
        }));
        Poll::Pending
    }
}

/// An armed `setTimeout`.
#[derive(Debug)]
#[must_use = "dropping it clears the timeout"]
struct Timeout {
    id: JsValue,
    /// The function that the browser calls: it lives as long as the timeout.
    _callback: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Wakes `waker` in `delay` real milliseconds, rounded up; earlier where
    /// that is longer than browsers can wait.
    fn new(waker: Waker, delay: f64) -> Self {
        let callback = Closure::<dyn FnMut()>::new(move || waker.wake_by_ref());
        let id = set_timeout(callback.as_ref(), delay.ceil().min(LONGEST));
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn real_now() -> f64;
    // Imports rather than `web-sys`, which knows them of windows and of workers
    // apart. The id is a number in browsers and an object elsewhere.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, delay: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}
