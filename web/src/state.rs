//! All that the page shows: a value that only [`Action`](crate::action::Action)s change.

use std::rc::Rc;

use interleave_protocol::{Clock, Limits, SyntaxError};
use interleave_trace::{End, Micros};

use crate::cursor::Cursor;
use crate::files::{Files, MAIN, Texts};
use crate::program::{Draft, Origin};
use crate::run::{Phase, Run};
use crate::timeline::{Layers, Range, Scale, Selection};

/// The page's state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// Whether programs can be run.
    pub(crate) python: Python,
    /// Run was asked for before Python was there.
    pub(crate) queued: bool,
    /// The latest run.
    pub(crate) run: Option<Run>,
    pub(crate) cursor: Cursor,
    pub(crate) playback: Option<Playback>,
    pub(crate) selection: Option<Selection>,
    /// A stretch of the recording, to be measured.
    pub(crate) range: Option<Range>,
    /// What is drawn over the lanes.
    pub(crate) layers: Layers,
    /// The line of the program whose spans are shown.
    pub(crate) line: Option<u32>,
    /// A line that the editor is to show; the number makes each wish a new one.
    pub(crate) reveal: Option<(u32, u32)>,
    /// The step that has held the loop for too long.
    pub(crate) hold: Option<Hold>,

    /// What the program asks for: its prompt, and the question's number.
    pub(crate) asks: Option<(Rc<str>, u32)>,
    /// How many questions there were.
    pub(crate) asked: u32,

    /// The text of `main.py`.
    pub(crate) text: Rc<str>,
    /// The files beside it.
    pub(crate) files: Files,
    /// Which file the editor shows: 0 is `main.py`.
    pub(crate) shown: usize,
    /// What was open before the recording whose program is.
    pub(crate) before: Option<(Origin, Texts)>,
    /// Counts the texts that did not come out of the editor.
    pub(crate) loads: u32,
    pub(crate) origin: Origin,
    pub(crate) drafts: Rc<[Draft]>,
    pub(crate) syntax: Option<SyntaxError>,
    /// Whether that is of this text, and not of an earlier one.
    pub(crate) checked: bool,
    /// For the next run.
    pub(crate) clock: Clock,
    pub(crate) speed: f64,
    /// Of the program's own network, in µs.
    pub(crate) latency: Micros,
    /// For the next run. Those of time and steps hold in simulated time.
    pub(crate) limits: Limits,

    pub(crate) panel: Panel,
    pub(crate) theme: Theme,
    pub(crate) help: bool,
    /// The place where limits are changed is open.
    pub(crate) shows_limits: bool,
    /// Lanes as a table instead of a drawing.
    pub(crate) table: bool,
    /// What the width of the timeline means.
    pub(crate) scale: Scale,
    /// Editor and timeline only.
    pub(crate) embed: bool,
    /// A sentence that goes away by itself.
    pub(crate) notice: Option<Rc<str>>,
    /// Why a file could not be opened.
    pub(crate) refused: Option<Rc<str>>,
    /// A bug of ours, in words.
    pub(crate) fault: Option<Rc<str>>,
}

/// Whether programs can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Python {
    Loading,
    Ready {
        /// Live runs are possible.
        can_suspend: bool,
    },
    Missing,
}

/// A recording that is played like a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Playback {
    /// Where it began.
    pub(crate) from: Micros,
    /// When, in ms of the page's clock.
    pub(crate) real: f64,
}

/// A step that holds the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) who: String,
    pub(crate) line: u32,
    /// For how many real seconds.
    pub(crate) seconds: u32,
}

/// One panel. On a narrow screen one is shown at a time; on a wide one the
/// first two always, and one of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Program,
    Timeline,
    Output,
    Events,
    Problems,
    Details,
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The value of `data-state` of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Loading,
    Idle,
    Running,
    Paused,
    Finished,
    Failed,
    Stopped,
}

impl Condition {
    /// Its name for scripts and tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Idle => "idle",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

impl Default for State {
    /// An empty program, nothing run, Python not there yet.
    fn default() -> Self {
        Self {
            python: Python::Loading,
            queued: false,
            run: None,
            cursor: Cursor::Follow,
            playback: None,
            selection: None,
            range: None,
            layers: Layers::default(),
            line: None,
            reveal: None,
            hold: None,
            asks: None,
            asked: 0,
            text: Rc::from(""),
            files: Rc::from([]),
            shown: 0,
            before: None,
            loads: 0,
            origin: Origin::Elsewhere,
            drafts: Rc::from([]),
            syntax: None,
            checked: false,
            clock: Clock::Live,
            speed: 1.0,
            latency: 0,
            limits: Limits::default(),
            panel: Panel::Program,
            theme: Theme::System,
            help: false,
            shows_limits: false,
            table: false,
            scale: Scale::Time,
            embed: false,
            notice: None,
            refused: None,
            fault: None,
        }
    }
}

impl State {
    /// In one word.
    pub(crate) fn condition(&self) -> Condition {
        let loading = self.python == Python::Loading;
        let Some(run) = &self.run else {
            return match self.python {
                Python::Loading => Condition::Loading,
                Python::Ready { .. } => Condition::Idle,
                Python::Missing => Condition::Failed,
            };
        };
        match run.phase {
            _ if self.queued => Condition::Loading,
            Phase::Running if loading && run.events() == 0 => Condition::Loading,
            Phase::Running => Condition::Running,
            Phase::Paused => Condition::Paused,
            Phase::Killed => Condition::Stopped,
            Phase::Broken => Condition::Failed,
            Phase::Over => match run.end() {
                Some((End::Finished, _) | (End::Exited, 0)) => Condition::Finished,
                Some((End::Stopped, _)) => Condition::Stopped,
                _ => Condition::Failed,
            },
        }
    }

    /// Whether a run goes on or is halted.
    pub(crate) fn is_on(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_on)
    }

    /// Whether the cursor follows the recording's end.
    pub(crate) fn follows(&self) -> bool {
        self.cursor == Cursor::Follow
    }

    /// Whether the page's clock moves something: frames are wanted.
    pub(crate) fn moves(&self) -> bool {
        self.playback.is_some() || self.run.as_ref().is_some_and(Run::moves)
    }

    /// Whether the next frame will show another moment without anybody's doing.
    pub(crate) fn goes_on(&self) -> bool {
        let runs = |run: &Run| run.phase == Phase::Running;
        self.playback.is_some() || (self.follows() && self.run.as_ref().is_some_and(runs))
    }

    /// Whether Live has to be simulated and played back.
    pub(crate) fn lacks_live(&self) -> bool {
        self.python == Python::Ready { can_suspend: false }
    }

    /// What Stop can end.
    pub(crate) fn can_stop(&self) -> bool {
        self.queued || self.is_on() || self.playback.is_some()
    }

    /// What Pause can halt.
    pub(crate) fn can_pause(&self) -> bool {
        self.is_on() || self.playback.is_some()
    }

    /// The name of the file that the recording on the page was opened from.
    pub(crate) fn opened_file(&self) -> Option<&Rc<str>> {
        self.run.as_ref()?.file.as_ref()
    }

    /// Whether the program's text is that of the run.
    pub(crate) fn is_text_of_run(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| run.is_of(&self.text, &self.files))
    }

    /// The program's files.
    pub(crate) fn texts(&self) -> Texts {
        Texts {
            main: Rc::clone(&self.text),
            files: Rc::clone(&self.files),
        }
    }

    /// The text in the editor.
    pub(crate) fn shown_text(&self) -> Rc<str> {
        let beside = self.shown.checked_sub(1).and_then(|at| self.files.get(at));
        Rc::clone(beside.map_or(&self.text, |file| &file.text))
    }

    /// The name of the file in the editor.
    pub(crate) fn shown_name(&self) -> &str {
        let beside = self.shown.checked_sub(1).and_then(|at| self.files.get(at));
        beside.map_or(MAIN, |file| &file.name)
    }

    /// Whether Step has something to do: a run to begin, or a decision ahead.
    pub(crate) fn can_step(&self) -> bool {
        (self.python != Python::Missing || self.opened_file().is_some())
            && (self.is_on()
                || !self.follows()
                || !(self.is_text_of_run() || self.opened_file().is_some()))
    }

    /// Whether Step back has a decision behind it.
    pub(crate) fn can_step_back(&self) -> bool {
        self.run
            .as_ref()
            .is_some_and(|run| self.cursor.events(&run.source.read().chart) > 0)
    }
}
