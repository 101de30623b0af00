//! What the workers report.

use gloo_timers::callback::Interval;
use interleave_protocol::Report;
use interleave_trace::{Event, Kind, Recording};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::Control;
use crate::browser;
use crate::run::{OnEnd, Phase, Run, Stall};
use crate::slices::trace_object;
use crate::state::{Action, Panel, ProgramAction, Python, SessionAction, ShellAction, ViewAction};
use crate::worker::{Role, WorkerPool};

/// How long a step may be silent before the page says so, in ms.
const MAX_SILENCE: f64 = 1_000.0;
/// A report with events and texts of more bytes is shown at once.
const MUCH: usize = 500_000;
/// How often that is looked at, in ms.
const WATCH: u32 = 250;

impl Control {
    /// A worker reports something.
    pub(super) fn on_report(&self, number: u32, report: Report) {
        let role = self.with_workers(|workers| workers.role(number));
        let Some(role) = role.flatten() else { return };
        let real = browser::now();
        match (role, report) {
            (_, Report::Ready { can_suspend }) => {
                self.act(SessionAction::Python(Python::Ready { can_suspend }));
            }
            (_, Report::Checked { id, error }) => {
                self.with_workers(|workers| workers.checked(number));
                let revision = id;
                self.act(ProgramAction::Checked { revision, error });
            }
            (Role::Standby, Report::Fault { text }) => {
                self.with_workers(WorkerPool::discard);
                match self.state().session.python {
                    Python::Loading => self.fail(&text),
                    _ => self.fault(&text),
                }
            }
            (Role::Active, Report::Fault { text }) => {
                if !self.run_elsewhere() {
                    self.end(Phase::Broken);
                    self.fault(&text);
                }
            }
            (Role::Active, Report::Ended) => self.end(Phase::Over),
            (Role::Active, Report::Lost { text, limit }) => {
                if !self.run_elsewhere() {
                    let text = text.into();
                    self.show_soon(SessionAction::Lose { text, limit });
                    self.end(Phase::Over);
                }
            }
            // A text that can't even be compiled: running it will tell why.
            (Role::Standby, Report::Lost { .. }) => {
                self.with_workers(WorkerPool::discard);
                self.prepare();
            }
            (Role::Active, Report::Recorded { batch, now }) => {
                let texts: usize = batch.texts.iter().map(|text| text.len()).sum();
                let size = texts + size_of_val(batch.events.as_slice());
                self.show_soon(SessionAction::Record { batch, now, real });
                // Much is not gathered for a frame: the recording may be full.
                if size > MUCH {
                    self.show_reports();
                }
            }
            (Role::Active, Report::Paused { paused, now }) => {
                let phase = if paused {
                    Phase::Paused
                } else {
                    Phase::Running
                };
                let now = Some(now);
                self.show_soon(SessionAction::Enter { phase, now, real });
            }
            (Role::Active, Report::Asks { prompt, now }) => {
                let phase = self.state().session.phase().unwrap_or(Phase::Running);
                let now = Some(now);
                self.show_soon(SessionAction::Enter { phase, now, real });
                self.show_soon(Action::Ask(prompt.into()));
            }
            (Role::Standby, _) => {}
        }
    }

    /// Ends a run whose recording has grown beyond its limit.
    pub(super) fn bound_recording(&self) {
        let state = self.state();
        let run = state.session.run.as_ref().filter(|run| run.is_on());
        if let Some(text) = run.and_then(Run::overflow) {
            let text = text.into();
            self.act(SessionAction::Lose { text, limit: true });
            self.end(Phase::Over);
        }
    }

    /// The run is over; its worker ends, and another one stands by.
    pub(super) fn end(&self, phase: Phase) {
        self.show_reports();
        *self.0.run_timer.borrow_mut() = None;
        let state = self.state();
        let Some(run) = state.session.run.as_ref().filter(|run| run.is_on()) else {
            return;
        };
        self.with_workers(WorkerPool::dismiss);
        self.act(SessionAction::Enter {
            phase,
            now: None,
            real: browser::now(),
        });
        self.answer_waiting();
        match run.on_end {
            OnEnd::Show => self.show_failure(),
            OnEnd::Play => self.play(),
            OnEnd::Rewind => {
                self.act(ViewAction::SeekEvents(0));
                self.act(ViewAction::Stepping);
            }
        }
        if let Some(at) = self.state().shell.frame.at {
            self.seek(at);
        }
        self.prepare();
    }

    /// Gives the trace to those who wait for the run's end.
    fn answer_waiting(&self) {
        let waiting = self.0.waiting.take();
        let state = self.state();
        let Some(run) = state.session.run.as_ref().filter(|_| !waiting.is_empty()) else {
            return;
        };
        let snapshot = run.snapshot.clone();
        spawn_local(async move {
            let trace = trace_object(&snapshot).await;
            for (resolve, _) in waiting {
                // It is a promise's own function: it does not throw.
                let _ = resolve.call1(&JsValue::NULL, &trace);
            }
        });
    }

    /// Leaves the axis of steps when a run that was stepped through is over, and opens
    /// Problems once when it failed. Scripts and embedding pages arrange panels themselves,
    /// and on a narrow screen the status leads there.
    fn show_failure(&self) {
        let state = self.state();
        if state.view.stepping.is_some() && state.view.follows() {
            self.act(ViewAction::Stepping);
        }
        let is_scripted = state.session.run.as_ref().is_some_and(|run| run.scripted);
        if state.has_failed() && !is_scripted && !state.shell.embed && !browser::is_narrow() {
            self.act(ShellAction::Panel(Panel::Problems));
        }
    }

    /// Looks after steps that are silent for long, until the page is left.
    pub(crate) fn watch(&self) {
        let control = self.clone();
        Interval::new(WATCH, move || {
            control.show_reports();
            let stall = control.stall();
            if control.state().session.stall != stall {
                control.act(SessionAction::Stall(stall));
            }
        })
        .forget();
    }

    fn stall(&self) -> Option<Stall> {
        let state = self.state();
        let session = &state.session;
        let run = session.run.as_ref();
        let run = run.filter(|run| run.phase == Phase::Running)?;
        let silent = browser::now() - run.heard;
        if silent < MAX_SILENCE || session.python == Python::Loading || session.prompt.is_some() {
            return None;
        }
        run.stall(browser::now())
    }

    /// Whether the event loop waits, as far as is known.
    pub(super) fn is_loop_waiting(&self) -> bool {
        let state = self.state();
        let Some(run) = &state.session.run else {
            return true;
        };
        let trace = run.snapshot.trace();
        latest_step(&trace.recording)
            .is_some_and(|step| matches!(step.kind, Kind::StepEnds { .. } | Kind::CallbackEnds))
    }
}

/// The latest beginning or end of a step. What a step does while it runs tells
/// nothing about its end.
fn latest_step(recording: &Recording) -> Option<&Event> {
    recording.events().iter().rev().find(|event| {
        matches!(
            event.kind,
            Kind::StepBegins { .. }
                | Kind::StepEnds { .. }
                | Kind::CallbackBegins { .. }
                | Kind::CallbackEnds
        )
    })
}
