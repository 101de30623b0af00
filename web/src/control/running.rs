//! Running programs: run, pause, step, stop, and playback.

use gloo_timers::callback::Timeout;
use interleave_protocol::{Clock, Command, Launch, Limits, Program};
use interleave_trace::Micros;
use js_sys::Function;

use super::Control;
use crate::browser;
use crate::files::File;
use crate::run::{OnEnd, Phase, Run, RunRequest};
use crate::state::{Action, Python, RunSettings, Seed, SessionAction, ViewAction};
use crate::store;
use crate::worker::WorkerPool;

/// For how long a step may be silent after Stop or Pause, in ms.
const MAX_SILENCE: f64 = 500.0;
/// For how long the program may clean up after Stop, in ms.
const MAX_CLEAN_UP: f64 = 3_000.0;

/// For how long a worker that is to run a program may check a text before, in ms.
const MAX_CHECK: u32 = 1_000;

impl Control {
    /// Runs the program, and ends the run before.
    pub(crate) fn run(&self, request: RunRequest) {
        self.wake();
        let settings = self.state().session.settings.clone();
        let clock = request.clock.unwrap_or(settings.clock);
        let speed = request.speed.unwrap_or(settings.speed);
        if request.clock.is_some() {
            self.act(SessionAction::SetClock(clock));
        }
        if request.speed.is_some() {
            let real = browser::now();
            self.act(Action::SetSpeed { speed, real });
        }
        self.end(Phase::Killed);
        let state = self.state();
        if self.0.workers.borrow().is_none() {
            let is_loading = state.session.python == Python::Loading;
            self.act(SessionAction::Queue(is_loading.then_some(request)));
            if let Some(why) = &state.session.failure {
                self.refuse(why);
            }
            return;
        }
        let simulated = clock == Clock::Simulated || state.session.lacks_live();
        let texts = &state.program.texts;
        let program = Program {
            files: texts.files.iter().map(wire).collect(),
            arguments: request
                .arguments
                .unwrap_or_else(|| settings.arguments.to_vec()),
            start: settings.start,
            latency: request.latency.unwrap_or(settings.latency),
            limits: match request.limits.unwrap_or(settings.limits) {
                limits if simulated => limits,
                // What waits for real is stopped by whoever waits for it.
                limits => Limits {
                    max_time: None,
                    max_steps: None,
                    ..limits
                },
            },
            ..Program::new(&*texts.main)
        };
        let launch = Launch {
            program,
            input: request.input,
            clock: if simulated {
                Clock::Simulated
            } else {
                Clock::Live
            },
            speed,
            seed: request.seed.unwrap_or_else(|| self.seed(clock)),
            paused: request.paused && !simulated,
        };
        let mut run = Run::new(launch.clone(), browser::now());
        run.on_end = match (clock, request.paused) {
            (Clock::Live, false) if simulated => OnEnd::Play,
            (_, true) if simulated => OnEnd::Rewind,
            _ => OnEnd::Show,
        };
        run.scripted = request.scripted;
        run.most = request.recording.unwrap_or(settings.recording);
        self.act(Action::Start(run));
        if request.paused {
            self.act(ViewAction::Stepping);
        }
        let run = self.with_workers(|workers| workers.run(launch));
        self.report_failure(run.unwrap_or(Ok(())));
        if self.with_workers(|workers| workers.is_checking()) == Some(true) {
            let control = self.clone();
            let look = Timeout::new(MAX_CHECK, move || {
                control.run_elsewhere();
            });
            *self.0.run_timer.borrow_mut() = Some(look);
        }
    }

    /// Runs the program in another worker, where the active one has not come to it: the text
    /// that it was checking is too much for it. Whether that was so.
    pub(super) fn run_elsewhere(&self) -> bool {
        let ran = self.with_workers(WorkerPool::run_elsewhere);
        match ran {
            Some(Ok(ran)) => ran,
            Some(Err(error)) => {
                self.report_failure(Err(error));
                false
            }
            None => false,
        }
    }

    /// Runs the program for a script: calls `resolve` with the trace when the run is over, or
    /// `reject` with the reason why there is none.
    pub(crate) fn run_for(&self, request: RunRequest, resolve: Function, reject: Function) {
        // Not before: the run that goes on has its own.
        self.leave_run();
        self.0.waiting.borrow_mut().push((resolve, reject));
        self.run(request);
    }

    /// A run that was asked for before Python was there is no longer wanted.
    fn forget_queued(&self) {
        if self.state().session.queued.is_some() {
            self.act(SessionAction::Queue(None));
            self.refuse("The run was called off before Python was there.");
        }
    }

    /// Halts the run, or playback.
    pub(crate) fn pause(&self) {
        if self.state().view.playback.is_some() {
            self.act(ViewAction::StopPlayback);
        } else {
            self.tell(Command::Pause);
            self.see_it_pause(browser::now());
        }
    }

    /// A step can't be halted in its midst: where one goes on for long since `pressed`, the
    /// page says so.
    fn see_it_pause(&self, pressed: f64) {
        let control = self.clone();
        Timeout::new(MAX_SILENCE as u32, move || {
            control.show_reports();
            let state = control.state();
            let run = state.session.run.as_ref();
            let silent = run.filter(|run| run.phase == Phase::Running && run.heard < pressed);
            if let Some(stall) = silent.and_then(|run| run.stall(browser::now())) {
                control.notice(&stall.narrated().pausing());
            }
        })
        .forget();
    }

    /// Lets a halted run go on, at its latest moment.
    pub(crate) fn resume(&self) {
        if self.state().session.is_on() {
            self.act(ViewAction::Follow);
            self.tell(Command::Resume);
        }
    }

    /// Pause or resume.
    pub(crate) fn pause_or_resume(&self) {
        let state = self.state();
        match state.session.phase() {
            Some(Phase::Paused) if state.view.playback.is_none() => self.resume(),
            _ => self.pause(),
        }
    }

    /// One decision on: in the recording, and at its end in the halted run.
    pub(crate) fn step(&self) {
        let state = self.state();
        match state.session.phase() {
            _ if !state.view.follows() => self.act(ViewAction::StepForward),
            Some(Phase::Paused) => {
                self.act(ViewAction::Stepping);
                self.tell(Command::Step);
            }
            Some(Phase::Running) => self.tell(Command::Pause),
            _ if !state.is_text_of_run() => self.run(RunRequest {
                paused: true,
                ..RunRequest::default()
            }),
            _ => {}
        }
    }

    /// One decision back in the recording.
    pub(crate) fn step_back(&self) {
        if self.state().session.is_on() {
            self.tell(Command::Pause);
        }
        self.act(ViewAction::StepBack);
    }

    /// Ctrl+C, and the end of the worker if that has no effect, or at the second call.
    pub(crate) fn stop(&self) {
        let state = self.state();
        self.forget_queued();
        if state.view.playback.is_some() {
            self.act(ViewAction::StopPlayback);
        }
        if let Some(run) = state.session.run.as_ref().filter(|run| run.is_on()) {
            if run.stopping {
                self.end(Phase::Killed);
                return;
            }
            self.tell(Command::Stop);
            self.act(SessionAction::Stopping);
            self.see_it_stop(browser::now());
        }
    }

    /// Ends the worker when a step has been silent, or the program has gone on, for too
    /// long since Stop.
    fn see_it_stop(&self, stopped: f64) {
        self.show_reports();
        let now = browser::now();
        let heard = self.state().session.run.as_ref().map(|run| run.heard);
        let mut due = stopped + MAX_CLEAN_UP;
        if !self.is_loop_waiting() {
            due = due.min(heard.unwrap_or(stopped).max(stopped) + MAX_SILENCE);
        }
        if now >= due {
            self.end(Phase::Killed);
            return;
        }
        let control = self.clone();
        let look = Timeout::new((due - now).ceil() as u32, move || {
            control.see_it_stop(stopped);
        });
        *self.0.run_timer.borrow_mut() = Some(look);
    }

    /// Moves the cursor.
    pub(crate) fn seek(&self, time: Micros) {
        self.act(ViewAction::Seek(time));
    }

    /// Plays the recording back, or ends that.
    pub(crate) fn play_or_halt(&self) {
        match self.state().view.playback {
            Some(_) => self.act(ViewAction::StopPlayback),
            None => self.play(),
        }
    }

    /// Plays the recording back.
    pub(super) fn play(&self) {
        let speed = self.state().session.settings.speed;
        let real = browser::now();
        self.act(ViewAction::Play { real, speed });
    }

    /// Another speed, from now on.
    pub(crate) fn set_speed(&self, speed: f64) {
        let real = browser::now();
        self.act(Action::SetSpeed { speed, real });
        self.tell(Command::Speed(speed));
    }

    /// Another clock, for the next run.
    pub(crate) fn set_clock(&self, clock: Clock) {
        self.act(SessionAction::SetClock(clock));
        self.prepare();
    }

    /// Other settings, from the next run on, and after a reload.
    pub(crate) fn set_settings(&self, settings: RunSettings) {
        store::keep_settings(&settings);
        self.act(SessionAction::SetSettings(settings));
        // It was readied with another seed.
        self.with_workers(WorkerPool::discard);
        self.prepare();
    }

    /// Ends the run, if one is on: something else will be shown.
    pub(crate) fn leave_run(&self) {
        self.forget_queued();
        self.end(Phase::Killed);
    }

    /// The user's answer to the program; none: there is no more input.
    pub(crate) fn answer(&self, line: Option<String>) {
        self.act(SessionAction::Answered);
        self.tell(Command::Answer(line));
    }

    /// Without another setting, simulated runs are the same every time; live ones are not.
    pub(super) fn seed(&self, clock: Clock) -> u64 {
        match (self.state().session.settings.seed, clock) {
            (Some(Seed::Fixed(seed)), _) => seed,
            (None, Clock::Simulated) => 0,
            (None, Clock::Live) | (Some(Seed::Random), _) => browser::random_seed(),
        }
    }

    fn tell(&self, command: Command) {
        self.with_workers(|workers| workers.tell(command));
    }
}

/// A file as the worker takes it.
fn wire(file: &File) -> interleave_protocol::File {
    interleave_protocol::File {
        name: file.name.to_string(),
        data: file.text.as_bytes().to_vec(),
    }
}
