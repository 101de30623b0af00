//! What follows from several slices of the state together.

use interleave_trace::End;

use super::{Python, State};
use crate::run::{Phase, Run};

/// How it goes, in one word: the value of `data-state` of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageStatus {
    Loading,
    Idle,
    Running,
    Paused,
    Finished,
    Failed,
    Stopped,
}

impl PageStatus {
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

impl State {
    /// In one word.
    pub(crate) fn status(&self) -> PageStatus {
        let python = self.session.python;
        let Some(run) = &self.session.run else {
            return match python {
                Python::Loading => PageStatus::Loading,
                Python::Asleep | Python::Ready { .. } => PageStatus::Idle,
                Python::Missing => PageStatus::Failed,
            };
        };
        match run.phase {
            _ if self.session.queued.is_some() => PageStatus::Loading,
            Phase::Running if python == Python::Loading && run.events() == 0 => PageStatus::Loading,
            Phase::Running => PageStatus::Running,
            Phase::Paused => PageStatus::Paused,
            Phase::Killed => PageStatus::Stopped,
            Phase::Broken => PageStatus::Failed,
            Phase::Over => match run.end() {
                Some((End::Finished, _) | (End::Exited, 0)) => PageStatus::Finished,
                Some((End::Stopped, _)) => PageStatus::Stopped,
                _ => PageStatus::Failed,
            },
        }
    }

    /// Whether the run ended in a way that Problems explains.
    pub(crate) fn has_failed(&self) -> bool {
        let end = self.session.run.as_ref().and_then(Run::end);
        matches!(end, Some((End::Raised | End::Limit | End::Deadlock, _)))
    }

    /// Whether time alone changes what is shown, so that each frame is drawn anew.
    pub(crate) fn is_animated(&self) -> bool {
        let run = self.session.run.as_ref();
        self.view.playback.is_some() || run.is_some_and(Run::is_clock_running)
    }

    /// Whether the cursor moves without the user's doing.
    pub(crate) fn is_cursor_moving(&self) -> bool {
        let is_running = self.session.phase() == Some(Phase::Running);
        self.view.playback.is_some() || (self.view.follows() && is_running)
    }

    /// What Stop can end.
    pub(crate) fn can_stop(&self) -> bool {
        self.session.queued.is_some() || self.can_pause()
    }

    /// What Pause can halt.
    pub(crate) fn can_pause(&self) -> bool {
        self.session.is_on() || self.view.playback.is_some()
    }

    /// Whether the program's text is that of the run.
    pub(crate) const fn is_text_of_run(&self) -> bool {
        self.lines.is_same()
    }

    /// Whether the recording is of another text than the editor's.
    pub(crate) const fn is_stale(&self) -> bool {
        self.lines.is_other()
    }

    /// The line of the run's `main.py` whose spans are shown.
    pub(crate) fn recorded_line(&self) -> Option<u32> {
        self.lines.recorded(self.program.line?)
    }

    /// Whether Step has something to do: a run to begin, or a decision ahead.
    pub(crate) fn can_step(&self) -> bool {
        let is_opened = self.session.opened_file().is_some();
        (self.session.python != Python::Missing || is_opened)
            && (self.session.is_on()
                || !self.view.follows()
                || !(self.is_text_of_run() || is_opened))
    }

    /// Whether Step back has a decision behind it.
    pub(crate) fn can_step_back(&self) -> bool {
        let run = self.session.run.as_ref();
        run.is_some_and(|run| self.view.cursor.events(&run.snapshot.trace().chart) > 0)
    }
}
