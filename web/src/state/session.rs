//! Python, the latest run, and how the next one is run.

use std::rc::Rc;

use interleave_protocol::{Clock, DEFAULT_START, Limits};
use interleave_trace::{Batch, Micros};

use crate::run::{MAX_RECORDING, Phase, Run, RunRequest, Stall};
use crate::worker::Progress;

/// The slice of the run and its recording.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Session {
    /// Whether programs can be run.
    pub(crate) python: Python,
    /// How much of Python has come, while it is loading.
    pub(crate) progress: Option<Progress>,
    /// Why Python is missing, in a sentence.
    pub(crate) failure: Option<Rc<str>>,
    /// A run that was asked for before Python was there.
    pub(crate) queued: Option<RunRequest>,
    /// The latest run, or the opened recording.
    pub(crate) run: Option<Run>,
    /// The step that has blocked the event loop for long.
    pub(crate) stall: Option<Stall>,
    /// What the program asks its user for.
    pub(crate) prompt: Option<Prompt>,
    /// How many prompts there were.
    pub(crate) prompts: u32,
    /// For the next run.
    pub(crate) settings: RunSettings,
}

/// Whether programs can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Python {
    /// Not asked for: the page is embedded, and untouched.
    Asleep,
    Loading,
    Ready {
        /// Live runs are possible.
        can_suspend: bool,
    },
    Missing,
}

/// How programs are run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RunSettings {
    pub(crate) clock: Clock,
    /// Of live runs and of playback.
    pub(crate) speed: f64,
    /// Of `random` and of hashes; `None`: random for Live, 0 for Simulated.
    pub(crate) seed: Option<Seed>,
    /// Unix time at which simulated runs start, in µs.
    pub(crate) start: i64,
    /// `sys.argv` after the first.
    pub(crate) arguments: Rc<[String]>,
    /// Of the program's own network, in µs.
    pub(crate) latency: Micros,
    /// Those of time and steps hold in simulated time only.
    pub(crate) limits: Limits,
    /// How many bytes a recording may have.
    pub(crate) recording: u64,
}

/// Where random numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    /// Each run draws one.
    Random,
    /// The same for each run.
    Fixed(u64),
}

/// A line of input that the program waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prompt {
    pub(crate) text: Rc<str>,
    /// Tells it from the prompts before.
    pub(crate) number: u32,
}

/// What changes it. Times named `real` are ms of the page's clock.
#[derive(Debug)]
pub(crate) enum SessionAction {
    /// Python is loading, or up.
    Python(Python),
    /// More of Python has come.
    Load(Progress),
    /// Python can't be loaded, for this reason.
    Fail(Rc<str>),
    /// A run was asked for before Python was there, or is no longer wanted.
    Queue(Option<RunRequest>),
    /// A run begins, or a recording is opened.
    Start(Run),
    /// The run is taken off the page.
    CloseRun,
    /// The recording goes on.
    Record {
        batch: Batch,
        now: Micros,
        real: f64,
    },
    /// The run has ended without its last event, for this reason; `limit`: one of the page's.
    Lose {
        text: Rc<str>,
        limit: bool,
    },
    /// The run halts, goes on, or is over.
    Enter {
        phase: Phase,
        now: Option<Micros>,
        real: f64,
    },
    /// The run was told to stop.
    Stopping,
    /// A frame is about to be drawn.
    Frame {
        real: f64,
    },
    /// Nothing was heard of a step for long; or something was.
    Stall(Option<Stall>),
    /// The program waits for an answer to this prompt.
    Ask(Rc<str>),
    /// It no longer does.
    Answered,
    SetClock(Clock),
    SetSpeed {
        speed: f64,
        real: f64,
    },
    /// The clock and the speed stay as they are.
    SetSettings(RunSettings),
}

impl Default for RunSettings {
    fn default() -> Self {
        Self {
            clock: Clock::Live,
            speed: 1.0,
            seed: None,
            start: DEFAULT_START,
            arguments: Rc::from([]),
            latency: 0,
            limits: Limits::page(),
            recording: MAX_RECORDING,
        }
    }
}

impl Default for Session {
    /// Nothing run, Python not there yet.
    fn default() -> Self {
        Self {
            python: Python::Loading,
            progress: None,
            failure: None,
            queued: None,
            run: None,
            stall: None,
            prompt: None,
            prompts: 0,
            settings: RunSettings::default(),
        }
    }
}

impl Session {
    /// The slice after an action.
    pub(super) fn reduce(mut self, action: SessionAction) -> Self {
        match action {
            SessionAction::Python(python) => {
                self.python = python;
                self.progress = None;
                self.failure = None;
            }
            SessionAction::Load(progress) => {
                // The last one may come after Python is up.
                self.progress = Some(progress).filter(|_| self.python == Python::Loading);
            }
            SessionAction::Fail(why) => {
                self.python = Python::Missing;
                self.progress = None;
                self.failure = Some(why);
                self.queued = None;
            }
            SessionAction::Queue(request) => self.queued = request,
            SessionAction::Start(run) => {
                self.run = Some(run);
                self.queued = None;
            }
            SessionAction::CloseRun => {
                self.run = None;
                self.prompt = None;
                self.stall = None;
            }
            SessionAction::Record { batch, now, real } => {
                self.change_run(|run| run.extend(batch, now, real));
            }
            SessionAction::Lose { text, limit } => self.change_run(|run| run.lose(&text, limit)),
            SessionAction::Enter { phase, now, real } => {
                self.stall = None;
                if phase.is_over() {
                    self.prompt = None;
                }
                self.change_run(|run| run.enter(phase, now, real));
            }
            SessionAction::Stopping => self.change_run(|run| run.stopping = true),
            SessionAction::Frame { real } => self.change_run(|run| run.advance_clock(real)),
            SessionAction::Stall(stall) => self.stall = stall,
            SessionAction::Ask(text) => {
                self.prompts += 1;
                let number = self.prompts;
                self.prompt = Some(Prompt { text, number });
            }
            SessionAction::Answered => self.prompt = None,
            SessionAction::SetClock(clock) => self.settings.clock = clock,
            SessionAction::SetSpeed { speed, real } => {
                self.settings.speed = speed;
                self.change_run(|run| run.set_speed(speed, real));
            }
            SessionAction::SetSettings(settings) => {
                let RunSettings { clock, speed, .. } = self.settings;
                self.settings = RunSettings {
                    clock,
                    speed,
                    ..settings
                };
            }
        }
        self
    }

    /// Whether a run goes on or is halted.
    pub(crate) fn is_on(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_on)
    }

    /// How the latest run goes.
    pub(crate) fn phase(&self) -> Option<Phase> {
        self.run.as_ref().map(|run| run.phase)
    }

    /// Whether Live has to be simulated and played back.
    pub(crate) fn lacks_live(&self) -> bool {
        self.python == Python::Ready { can_suspend: false }
    }

    /// The name of the file that the recording on the page was opened from.
    pub(crate) fn opened_file(&self) -> Option<&Rc<str>> {
        self.run.as_ref()?.file.as_ref()
    }

    fn change_run(&mut self, change: impl FnOnce(&mut Run)) {
        if let Some(run) = &mut self.run {
            change(run);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::samples;

    fn after(actions: Vec<SessionAction>) -> Session {
        let reduce = |session: Session, action| session.reduce(action);
        actions.into_iter().fold(Session::default(), reduce)
    }

    fn start() -> SessionAction {
        SessionAction::Start(samples::live_run(2.0))
    }

    fn record() -> SessionAction {
        SessionAction::Record {
            batch: samples::two_steps(),
            now: 1_010,
            real: 100.0,
        }
    }

    fn enter(phase: Phase, now: Option<Micros>, real: f64) -> SessionAction {
        SessionAction::Enter { phase, now, real }
    }

    fn now(session: &Session) -> Option<Micros> {
        session.run.as_ref().map(Run::now)
    }

    #[test]
    fn a_live_clock_goes_on_between_reports_and_never_past_the_end() {
        let session = after(vec![
            start(),
            record(),
            SessionAction::Frame { real: 101.0 },
        ]);
        assert_eq!(now(&session), Some(3_010), "1 ms at double speed");
        let session = session
            .reduce(SessionAction::Record {
                batch: samples::ended(interleave_trace::End::Finished, 0),
                now: 1_020,
                real: 102.0,
            })
            .reduce(enter(Phase::Over, None, 102.0))
            .reduce(SessionAction::Frame { real: 200.0 });
        assert_eq!(now(&session), Some(1_020));
    }

    #[test]
    fn a_pause_halts_the_clock() {
        let session = after(vec![
            start(),
            record(),
            enter(Phase::Paused, Some(1_500), 101.0),
            SessionAction::Frame { real: 500.0 },
        ]);
        assert_eq!(now(&session), Some(1_500));
        assert_eq!(session.phase(), Some(Phase::Paused));
    }

    #[test]
    fn another_speed_holds_from_then_on() {
        let session = after(vec![
            start(),
            record(),
            SessionAction::SetSpeed {
                speed: 10.0,
                real: 101.0,
            },
            SessionAction::Frame { real: 102.0 },
        ]);
        assert_eq!(now(&session), Some(13_010), "1 ms at 2×, and 1 ms at 10×");
    }

    #[test]
    fn a_run_that_is_over_asks_nothing_and_blocks_nothing() {
        let silent = samples::live_run(1.0).stall(5_000.0);
        assert!(silent.is_some());
        let session = after(vec![
            start(),
            SessionAction::Ask("Name? ".into()),
            SessionAction::Stall(silent),
            enter(Phase::Over, None, 1.0),
        ]);
        assert_eq!((session.prompt, session.stall), (None, None));
    }

    #[test]
    fn prompts_are_told_apart() {
        let ask = || SessionAction::Ask("? ".into());
        let session = after(vec![start(), ask(), SessionAction::Answered, ask()]);
        assert_eq!(session.prompt.map(|prompt| prompt.number), Some(2));
    }

    #[test]
    fn progress_ends_with_loading() {
        let come = |received| {
            let total = Some(8);
            SessionAction::Load(Progress { received, total })
        };
        let session = after(vec![come(0), come(3)]);
        assert_eq!(session.progress.map(|progress| progress.received), Some(3));
        let ready = SessionAction::Python(Python::Ready { can_suspend: true });
        let session = session.reduce(ready).reduce(come(8));
        assert_eq!(session.progress, None);
    }

    #[test]
    fn a_failure_has_a_reason_until_it_is_tried_again() {
        let queue = SessionAction::Queue(Some(RunRequest::default()));
        let session = after(vec![queue, SessionAction::Fail("Not found.".into())]);
        assert_eq!(session.python, Python::Missing);
        assert_eq!(session.failure.as_deref(), Some("Not found."));
        assert_eq!(session.queued, None);
        let session = session.reduce(SessionAction::Python(Python::Loading));
        assert_eq!(session.failure, None);
    }

    #[test]
    fn a_start_takes_the_queued_run() {
        let queue = SessionAction::Queue(Some(RunRequest::default()));
        assert_eq!(after(vec![queue, start()]).queued, None);
    }
}
