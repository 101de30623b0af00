//! What the workers report, and frames.

use gloo_render::request_animation_frame;
use gloo_timers::callback::{Interval, Timeout};
use interleave_protocol::Report;
use interleave_trace::{Event, Kind, NO_TASK, Recording};
use wasm_bindgen::JsValue;

use super::{After, Control};
use crate::action::Action;
use crate::browser;
use crate::run::Phase;
use crate::state::{Hold, Python};
use crate::worker::Who;

/// How long a step may be silent before the page says so, in ms.
const SILENCE: f64 = 1_000.0;
/// How often that is looked at, in ms.
const WATCH: u32 = 250;
/// When a hidden tab shows what has come in, in ms.
const HIDDEN: u32 = 250;

impl Control {
    pub(super) fn hear(&self, number: u32, report: Report) {
        let who = self
            .0
            .crew
            .borrow()
            .as_ref()
            .and_then(|crew| crew.who(number));
        let Some(who) = who else { return };
        match (who, report) {
            (_, Report::Ready { can_suspend }) => {
                self.act(Action::Python(Python::Ready { can_suspend }))
            }
            (_, Report::Checked { id, error }) => {
                if id == self.0.checked.get() {
                    self.act(Action::Checked(error));
                }
            }
            (Who::Standby, Report::Fault { text }) => {
                if let Some(crew) = &mut *self.0.crew.borrow_mut() {
                    crew.discard();
                }
                self.fault(&text);
            }
            (Who::Active, Report::Fault { text }) => {
                self.end(Phase::Broken);
                self.fault(&text);
            }
            (Who::Active, Report::Ended) => self.end(Phase::Over),
            (Who::Active, Report::Lost { text, limit }) => {
                self.show_soon(Action::Lose {
                    text: text.into(),
                    limit,
                });
                self.end(Phase::Over);
            }
            // A text that can't even be compiled: running it will tell why.
            (Who::Standby, Report::Lost { .. }) => {
                if let Some(crew) = &mut *self.0.crew.borrow_mut() {
                    crew.discard();
                }
                self.prepare();
            }
            (Who::Active, Report::Recorded { batch, now }) => {
                self.show_soon(Action::Record {
                    batch,
                    now,
                    real: browser::now(),
                });
            }
            (Who::Active, Report::Paused { paused, now }) => {
                let phase = if paused {
                    Phase::Paused
                } else {
                    Phase::Running
                };
                self.show_soon(Action::Enter {
                    phase,
                    now: Some(now),
                    real: browser::now(),
                });
            }
            (Who::Active, Report::Asks { prompt, now }) => {
                let phase = self.state().run.as_ref().map(|run| run.phase);
                self.show_soon(Action::Enter {
                    phase: phase.unwrap_or(Phase::Running),
                    now: Some(now),
                    real: browser::now(),
                });
                self.show_soon(Action::Asks(prompt.into()));
            }
            (Who::Standby, _) => {}
        }
    }

    /// The run is over; its worker goes, and another one stands by.
    pub(super) fn end(&self, phase: Phase) {
        self.show();
        *self.0.grace.borrow_mut() = None;
        if !self.state().is_on() {
            return;
        }
        if let Some(crew) = &mut *self.0.crew.borrow_mut() {
            crew.dismiss();
        }
        self.act(Action::Enter {
            phase,
            now: None,
            real: browser::now(),
        });
        let waiting = self.0.waiting.take();
        if !waiting.is_empty() {
            let trace = JsValue::from(self.trace());
            for resolve in waiting {
                // It is a promise's own function: it does not throw.
                let _ = resolve.call1(&JsValue::NULL, &trace);
            }
        }
        match self.0.after.take() {
            After::Show => {}
            After::Play => self.act(Action::Play {
                real: browser::now(),
            }),
            After::Rewind => self.act(Action::SeekEvents(0)),
        }
        self.prepare();
    }

    fn show_soon(&self, action: Action) {
        self.0.heard.set(browser::now());
        self.0.inbox.borrow_mut().push(action);
        self.want_frame();
    }

    /// Makes sure that a frame will be drawn.
    pub(super) fn want_frame(&self) {
        if self.0.frame.borrow().is_some() {
            return;
        }
        let (drawn, hidden) = (self.clone(), self.clone());
        let frame = request_animation_frame(move |_| drawn.draw());
        let timeout = Timeout::new(HIDDEN, move || hidden.draw());
        *self.0.frame.borrow_mut() = Some((frame, timeout));
    }

    fn draw(&self) {
        // Dropped only now that it has fired, and after the borrow has ended.
        let fired = self.0.frame.take();
        self.show();
        if self.state().moves() {
            self.act(Action::Frame {
                real: browser::now(),
            });
        }
        drop(fired);
    }

    fn show(&self) {
        for action in self.0.inbox.take() {
            self.act(action);
        }
    }

    /// Looks after steps that are silent for long, until the page is left.
    pub(crate) fn watch(&self) {
        let control = self.clone();
        Interval::new(WATCH, move || {
            let hold = control.hold();
            if control.state().hold != hold {
                control.act(Action::Hold(hold));
            }
        })
        .forget();
    }

    fn hold(&self) -> Option<Hold> {
        let state = self.state();
        let run = state
            .run
            .as_ref()
            .filter(|run| run.phase == Phase::Running)?;
        let silent = browser::now() - self.0.heard.get();
        if silent < SILENCE || state.python == Python::Loading || state.asks.is_some() {
            return None;
        }
        let recorded = run.source.read();
        let seconds = (silent / 1_000.0) as u32;
        let Some(step) = latest_step(&recorded.recording) else {
            return Some(Hold {
                who: "The program".to_owned(),
                line: 0,
                seconds,
            });
        };
        let (who, line) = match step.kind {
            Kind::StepBegins { line } => {
                let name = recorded
                    .chart
                    .task(step.task)
                    .map(|task| recorded.recording.text(task.name));
                (name.unwrap_or_default().to_owned(), line)
            }
            Kind::CallbackBegins { name, line } if step.task == NO_TASK => {
                (recorded.recording.text(name).to_owned(), line)
            }
            _ => return None,
        };
        Some(Hold { who, line, seconds })
    }

    /// Whether the loop waits, as far as is known.
    pub(super) fn loop_waits(&self) -> bool {
        let state = self.state();
        let Some(run) = &state.run else { return true };
        let recorded = run.source.read();
        latest_step(&recorded.recording)
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
