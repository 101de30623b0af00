//! What the buttons, the keys and `window.interleave` do: between the state
//! and the workers.
//!
//! A control holds handles only: of the state, of the workers, of timers and frames. All
//! that it knows it reads from the state.

mod editing;
mod frames;
mod opening;
mod programs;
mod reports;
mod running;
mod saving;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use yew::UseReducerHandle;

use self::frames::Frames;
use crate::browser;
use crate::state::{Action, Python, SessionAction, ShellAction, State};
use crate::timeline::Seen;
use crate::worker::{self, WorkerPool};

/// For how long a notice stays, in ms.
const NOTICE: u32 = 4_000;

/// The page's one hand on everything that is not state. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Control(Rc<Inner>);

impl PartialEq for Control {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    /// Reads the newest state, always.
    state: UseReducerHandle<State>,
    /// `None` until Python is compiled.
    workers: RefCell<Option<WorkerPool>>,
    frames: Frames,
    /// Who waits for the end of the run: both functions of each promise.
    waiting: RefCell<Vec<(Function, Function)>>,
    /// Looks after a run that was told to stop, or that has not begun.
    run_timer: RefCell<Option<Timeout>>,
    /// Checks the text when it has rested.
    check_timer: RefCell<Option<Timeout>>,
    /// Takes the notice off the page.
    notice_timer: RefCell<Option<Timeout>>,
    /// What the timeline shows.
    seen: Seen,
}

impl Control {
    /// A control of this state.
    pub(crate) fn new(state: UseReducerHandle<State>) -> Self {
        Self(Rc::new(Inner {
            state,
            workers: RefCell::default(),
            frames: Frames::default(),
            waiting: RefCell::default(),
            run_timer: RefCell::default(),
            check_timer: RefCell::default(),
            notice_timer: RefCell::default(),
            seen: Seen::default(),
        }))
    }

    /// The newest state.
    pub(crate) fn state(&self) -> UseReducerHandle<State> {
        // A fresh handle: an old one would keep every state that it was asked for.
        self.0.state.clone()
    }

    /// What the timeline shows, as it noted itself.
    pub(crate) fn seen(&self) -> &Seen {
        &self.0.seen
    }

    /// Lets something happen.
    pub(crate) fn act(&self, action: impl Into<Action>) {
        self.0.state.dispatch(action.into());
        if self.state().is_animated() {
            self.request_frame();
        }
    }

    /// Shows a report in the next frame.
    fn show_soon(&self, report: impl Into<Action>) {
        self.0.frames.push(report.into());
        self.request_frame();
    }

    /// Shows the reports that have come in.
    fn show_reports(&self) {
        for report in self.0.frames.take_reports() {
            self.act(report);
        }
        self.bound_recording();
    }

    /// Makes sure that a frame will be drawn.
    fn request_frame(&self) {
        let control = self.clone();
        self.0.frames.request(move || control.draw());
    }

    fn draw(&self) {
        let fired = self.0.frames.take();
        self.show_reports();
        if self.state().is_animated() {
            let real = browser::now();
            self.act(Action::Frame { real });
        }
        drop(fired);
    }

    /// Fetches Python, if that was not begun.
    pub(crate) fn wake(&self) {
        if self.state().session.python == Python::Asleep {
            self.act(SessionAction::Python(Python::Loading));
            let control = self.clone();
            wasm_bindgen_futures::spawn_local(async move { control.begin().await });
        }
    }

    /// Fetches Python, and readies the first worker.
    pub(crate) async fn begin(&self) {
        self.act(SessionAction::Python(Python::Loading));
        let control = self.clone();
        let on_progress = move |progress| control.act(SessionAction::Load(progress));
        match worker::load(on_progress).await {
            Ok(python) => {
                let control = self.clone();
                let workers = WorkerPool::new(python, move |number, report| {
                    control.on_report(number, report)
                });
                *self.0.workers.borrow_mut() = Some(workers);
                self.prepare();
                let queued = self.state().session.queued.clone();
                if let Some(request) = queued {
                    self.run(request);
                }
            }
            Err(why) => self.fail(&why),
        }
    }

    /// Python is missing, for this reason.
    fn fail(&self, why: &str) {
        self.act(SessionAction::Fail(why.into()));
        self.refuse(why);
    }

    /// There will be no run: who waits for its end is told why.
    fn refuse(&self, why: &str) {
        for (_, reject) in self.0.waiting.take() {
            // It is a promise's own function: it does not throw.
            let _ = reject.call1(&JsValue::NULL, &js_sys::Error::new(why));
        }
    }

    /// Shows a sentence for a while.
    pub(crate) fn notice(&self, text: &str) {
        self.act(ShellAction::Notice(Some(text.into())));
        let control = self.clone();
        let clear = Timeout::new(NOTICE, move || control.act(ShellAction::Notice(None)));
        *self.0.notice_timer.borrow_mut() = Some(clear);
    }

    /// The recording so far as JSON.
    pub(crate) fn trace(&self) -> Option<String> {
        let state = self.state();
        let trace = state.session.run.as_ref()?.snapshot.trace();
        Some(interleave_trace::trace_json(&trace.chart, &trace.recording))
    }

    fn fault(&self, text: &str) {
        self.act(ShellAction::Fault(Some(text.into())));
    }

    /// Does something with the workers, once Python is there.
    fn with_workers<T>(&self, act: impl FnOnce(&mut WorkerPool) -> T) -> Option<T> {
        self.0.workers.borrow_mut().as_mut().map(act)
    }

    /// Makes sure that a worker stands by for the next run.
    fn prepare(&self) {
        let seed = self.seed(self.state().session.settings.clock);
        let prepared = self.with_workers(|workers| workers.prepare(seed));
        self.report_failure(prepared.unwrap_or(Ok(())));
    }

    fn report_failure(&self, result: Result<(), JsValue>) {
        if let Err(error) = result {
            self.fault(&format!(
                "Couldn't start a worker. {}",
                browser::words(&error)
            ));
        }
    }
}
