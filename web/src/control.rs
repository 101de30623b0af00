//! What the buttons, the keys and `window.interleave` do: between the state
//! and the workers.

mod reports;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_render::AnimationFrame;
use gloo_timers::callback::Timeout;
use interleave_protocol::{Clock, Command, Limits, Program};
use interleave_trace::Micros;
use js_sys::Function;
use wasm_bindgen::JsValue;
use yew::UseReducerHandle;

use crate::action::Action;
use crate::browser;
use crate::files::{File, Texts};
use crate::program::Origin;
use crate::run::{Phase, Run};
use crate::state::{Python, State};
use crate::worker::{self, Crew};

/// For how long a step may be silent after Stop, in ms.
const GRACE: f64 = 500.0;
/// For how long it may clean up after Stop, in ms.
const PATIENCE: f64 = 3_000.0;
/// For how long a text must rest before it is compiled, in ms.
const REST: u32 = 300;
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
    crew: RefCell<Option<Crew>>,
    /// A run asked for before that.
    queued: RefCell<Option<Order>>,
    /// What to do when the run is over.
    after: Cell<After>,
    /// Reports that the next frame will show.
    inbox: RefCell<Vec<Action>>,
    /// That frame; the timeout is for hidden tabs, which get no frames.
    frame: RefCell<Option<(AnimationFrame, Timeout)>>,
    /// When the running worker was last heard of, in ms of the page's clock.
    heard: Cell<f64>,
    /// Who waits for the end of the run.
    waiting: RefCell<Vec<Function>>,
    /// The number of the latest check.
    checked: Cell<u32>,
    grace: RefCell<Option<Timeout>>,
    rest: RefCell<Option<Timeout>>,
    notice: RefCell<Option<Timeout>>,
}

/// How to run; what is left out is as the page's controls say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub(crate) clock: Option<Clock>,
    pub(crate) speed: Option<f64>,
    pub(crate) seed: Option<u64>,
    /// Of the program's own network, in µs.
    pub(crate) latency: Option<Micros>,
    pub(crate) limits: Option<Limits>,
    /// Step by step, from the beginning.
    pub(crate) paused: bool,
    /// `sys.argv` after the first.
    pub(crate) arguments: Vec<String>,
    /// All that the program will read; else the user is asked.
    pub(crate) input: Option<String>,
}

/// What to do when a run is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum After {
    #[default]
    Show,
    /// Play it: it stands for a live run.
    Play,
    /// Go to its beginning: it is to be stepped through.
    Rewind,
}

impl Control {
    /// A control of this state.
    pub(crate) fn new(state: UseReducerHandle<State>) -> Self {
        Self(Rc::new(Inner {
            state,
            crew: RefCell::default(),
            queued: RefCell::default(),
            after: Cell::default(),
            inbox: RefCell::default(),
            frame: RefCell::default(),
            heard: Cell::default(),
            waiting: RefCell::default(),
            checked: Cell::default(),
            grace: RefCell::default(),
            rest: RefCell::default(),
            notice: RefCell::default(),
        }))
    }

    /// The newest state.
    pub(crate) fn state(&self) -> UseReducerHandle<State> {
        // A fresh handle: an old one would keep every state that it was asked for.
        self.0.state.clone()
    }

    /// Lets something happen.
    pub(crate) fn act(&self, action: Action) {
        self.0.state.dispatch(action);
        if self.0.state.clone().moves() {
            self.want_frame();
        }
    }

    /// Fetches Python, and readies the first worker.
    pub(crate) async fn begin(&self) {
        match worker::load().await {
            Ok(module) => {
                let control = self.clone();
                let crew = Crew::new(module, move |number, report| control.hear(number, report));
                *self.0.crew.borrow_mut() = Some(crew);
                self.prepare();
                let queued = self.0.queued.take();
                if let Some(order) = queued.filter(|_| self.state().queued) {
                    self.run(order);
                }
            }
            Err(error) => {
                self.act(Action::Queue(false));
                self.act(Action::Python(Python::Missing));
                self.fault(&format!(
                    "Python could not be loaded. {}",
                    browser::words(&error)
                ));
            }
        }
    }

    /// Runs the program, and ends the run before.
    pub(crate) fn run(&self, order: Order) {
        let state = self.state();
        let clock = order.clock.unwrap_or(state.clock);
        let speed = order.speed.unwrap_or(state.speed);
        if order.clock.is_some() {
            self.act(Action::Clock(clock));
        }
        if order.speed.is_some() {
            self.act(Action::Speed {
                speed,
                real: browser::now(),
            });
        }
        self.end(Phase::Killed);
        if self.0.crew.borrow().is_none() {
            *self.0.queued.borrow_mut() = Some(order);
            self.act(Action::Queue(state.python == Python::Loading));
            return;
        }
        let simulated = clock == Clock::Simulated || state.lacks_live();
        self.0.after.set(match (clock, order.paused) {
            (Clock::Live, false) if simulated => After::Play,
            (_, true) if simulated => After::Rewind,
            _ => After::Show,
        });
        let program = Program {
            source: state.text.to_string(),
            files: state.files.iter().map(wire).collect(),
            arguments: order.arguments.clone(),
            input: order.input.clone(),
            clock: if simulated {
                Clock::Simulated
            } else {
                Clock::Live
            },
            speed,
            seed: order.seed.unwrap_or_else(|| self.seed(clock)),
            paused: order.paused && !simulated,
            latency: order.latency.unwrap_or(state.latency),
            limits: match order.limits.unwrap_or(state.limits) {
                limits if simulated => limits,
                // What waits for real is stopped by whoever waits for it.
                limits => Limits {
                    max_time: None,
                    max_steps: None,
                    ..limits
                },
            },
        };
        let now = browser::now();
        self.0.heard.set(now);
        self.act(Action::Start(Run::new(program.clone(), now)));
        let run = self
            .0
            .crew
            .borrow_mut()
            .as_mut()
            .map(|crew| crew.run(program));
        self.tried(run.unwrap_or(Ok(())));
    }

    /// Calls `resolve` with the trace when the run is over.
    pub(crate) fn when_over(&self, resolve: Function) {
        self.0.waiting.borrow_mut().push(resolve);
    }

    /// Halts the run, or the film.
    pub(crate) fn pause(&self) {
        if self.state().playback.is_some() {
            self.act(Action::Halt);
        } else {
            self.tell(Command::Pause);
        }
    }

    /// Lets a halted run go on, at its latest moment.
    pub(crate) fn resume(&self) {
        if self.state().is_on() {
            self.act(Action::Follow);
            self.tell(Command::Resume);
        }
    }

    /// Pause or resume.
    pub(crate) fn pause_or_resume(&self) {
        let state = self.state();
        match state.run.as_ref().map(|run| run.phase) {
            Some(Phase::Paused) if state.playback.is_none() => self.resume(),
            _ => self.pause(),
        }
    }

    /// One decision on: in the recording, and at its end in the halted run.
    pub(crate) fn step(&self) {
        let state = self.state();
        let phase = state.run.as_ref().map(|run| run.phase);
        match phase {
            _ if !state.follows() => self.act(Action::StepOn),
            Some(Phase::Paused) => self.tell(Command::Step),
            Some(Phase::Running) => self.tell(Command::Pause),
            _ if !state.is_text_of_run() => self.run(Order {
                paused: true,
                ..Order::default()
            }),
            _ => {}
        }
    }

    /// One decision back in the recording.
    pub(crate) fn step_back(&self) {
        if self.state().is_on() {
            self.tell(Command::Pause);
        }
        self.act(Action::StepBack);
    }

    /// Ctrl+C, and the end of the worker if that has no effect, or at the second call.
    pub(crate) fn stop(&self) {
        let state = self.state();
        if state.queued {
            self.act(Action::Queue(false));
        }
        if state.playback.is_some() {
            self.act(Action::Halt);
        }
        if state.is_on() {
            if self.0.grace.borrow().is_some() {
                self.end(Phase::Killed);
                return;
            }
            self.tell(Command::Stop);
            self.see_it_stop(browser::now());
        }
    }

    /// Ends the worker when a step has been silent, or the program has gone on, for too
    /// long since Stop.
    fn see_it_stop(&self, stopped: f64) {
        let (now, heard) = (browser::now(), self.0.heard.get());
        let patience = stopped + PATIENCE;
        let due = if self.loop_waits() {
            patience
        } else {
            patience.min(heard.max(stopped) + GRACE)
        };
        if now >= due {
            self.end(Phase::Killed);
            return;
        }
        let control = self.clone();
        let look = Timeout::new((due - now).ceil() as u32, move || {
            control.see_it_stop(stopped);
        });
        *self.0.grace.borrow_mut() = Some(look);
    }

    /// Moves the cursor.
    pub(crate) fn seek(&self, time: Micros) {
        self.act(Action::Seek(time));
    }

    /// Plays the recording, or halts that.
    pub(crate) fn play_or_halt(&self) {
        match self.state().playback {
            Some(_) => self.act(Action::Halt),
            None => self.act(Action::Play {
                real: browser::now(),
            }),
        }
    }

    /// Another speed, from now on.
    pub(crate) fn set_speed(&self, speed: f64) {
        self.act(Action::Speed {
            speed,
            real: browser::now(),
        });
        self.tell(Command::Speed(speed));
    }

    /// Another clock, for the next run.
    pub(crate) fn set_clock(&self, clock: Clock) {
        self.act(Action::Clock(clock));
        self.prepare();
    }

    /// Ends the run, if one is on: something else will be shown.
    pub(crate) fn leave_run(&self) {
        if self.state().queued {
            self.act(Action::Queue(false));
        }
        self.end(Phase::Killed);
    }

    /// Opens a text that is not being edited, and closes the run of another one.
    pub(crate) fn load(&self, origin: Origin, texts: Texts) {
        self.end(Phase::Killed);
        self.act(Action::Load { origin, texts });
        self.check_soon();
    }

    /// The user edited the text.
    pub(crate) fn edit(&self, text: String) {
        self.act(Action::Edit {
            text: text.into(),
            id: js_sys::Date::now() as u64,
        });
        self.check_soon();
    }

    /// Shows another file in the editor.
    pub(crate) fn show_file(&self, shown: usize) {
        self.act(Action::ShowFile(shown));
        self.check_soon();
    }

    /// The user added, renamed or deleted a file.
    pub(crate) fn act_on_files(&self, action: Action) {
        self.act(action);
        self.edit(self.state().shown_text().to_string());
    }

    /// The user's answer to the program; none: there is no more input.
    pub(crate) fn answer(&self, line: Option<String>) {
        self.act(Action::Answered);
        self.tell(Command::Answer(line));
    }

    /// Shows a sentence for a while.
    pub(crate) fn notice(&self, text: &str) {
        self.act(Action::Notice(Some(text.into())));
        let control = self.clone();
        let gone = Timeout::new(NOTICE, move || control.act(Action::Notice(None)));
        *self.0.notice.borrow_mut() = Some(gone);
    }

    /// The recording so far as JSON.
    pub(crate) fn trace(&self) -> Option<String> {
        let state = self.state();
        let recorded = state.run.as_ref()?.source.read();
        Some(interleave_trace::trace_json(
            &recorded.chart,
            &recorded.recording,
        ))
    }

    fn fault(&self, text: &str) {
        self.act(Action::Fault(Some(text.into())));
    }

    fn tell(&self, command: Command) {
        if let Some(crew) = &*self.0.crew.borrow() {
            crew.tell(command);
        }
    }

    /// Compiles the text when it has rested.
    pub(crate) fn check_soon(&self) {
        let control = self.clone();
        *self.0.rest.borrow_mut() = Some(Timeout::new(REST, move || control.check()));
    }

    fn check(&self) {
        self.prepare();
        let id = self.0.checked.get() + 1;
        self.0.checked.set(id);
        if let Some(crew) = &*self.0.crew.borrow() {
            crew.check(id, self.state().shown_text().to_string());
        }
    }

    /// Makes sure that a worker stands by for the next run.
    fn prepare(&self) {
        let seed = self.seed(self.state().clock);
        let prepared = self
            .0
            .crew
            .borrow_mut()
            .as_mut()
            .map(|crew| crew.prepare(seed));
        self.tried(prepared.unwrap_or(Ok(())));
    }

    /// Simulated runs are the same every time; live ones are not.
    fn seed(&self, clock: Clock) -> u64 {
        if clock == Clock::Simulated {
            return 0;
        }
        let drawn = self.0.crew.borrow().as_ref().and_then(Crew::seed);
        drawn
            .filter(|&seed| seed != 0)
            .unwrap_or_else(browser::random_seed)
    }

    fn tried(&self, result: Result<(), JsValue>) {
        if let Err(error) = result {
            self.fault(&format!(
                "A worker could not be started. {}",
                browser::words(&error)
            ));
        }
    }
}

/// A file as the worker takes it.
fn wire(file: &File) -> interleave_protocol::File {
    interleave_protocol::File {
        name: file.name.to_string(),
        text: file.text.to_string(),
    }
}
