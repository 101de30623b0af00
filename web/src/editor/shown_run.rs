//! What the editor shows of the run at the cursor.

use interleave_trace::{Moment, Narrator};

use super::marks::{self, Mark};
use super::messages::{self, Message};
use crate::files::MAIN;
use crate::hue::hue;
use crate::run_lines::RunLines;
use crate::state::State;
use crate::trace::Snapshot;

/// All that it depends on: while that is the same, nothing is computed again.
#[derive(Clone, PartialEq)]
pub(super) struct ShownRun {
    snapshot: Option<Snapshot>,
    /// The name of the file in the editor.
    file: String,
    moment: Moment,
    /// The cursor is at the latest moment, and stays there.
    follows: bool,
    /// A step brought the cursor here.
    stepped: bool,
    lines: RunLines,
}

/// What is shown.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Where the tasks stand.
    pub(super) marks: Vec<Mark>,
    /// What went wrong.
    pub(super) messages: Vec<Message>,
    /// What the latest step ran, while one steps.
    pub(super) ran: Option<RanLines>,
    /// The lines to scroll into view, from the first to the last.
    pub(super) follow: Option<(u32, u32)>,
}

/// The lines that a step ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RanLines {
    pub(super) lines: Vec<u32>,
    pub(super) hue: u32,
}

impl ShownRun {
    pub(super) fn of(state: &State) -> Self {
        let run = state.session.run.as_ref();
        let chart = run.map(|run| &run.snapshot.trace().chart);
        Self {
            moment: chart.map_or_else(Moment::default, |chart| state.view.cursor.moment(chart)),
            snapshot: run.map(|run| run.snapshot.clone()),
            file: state.program.shown_name().to_owned(),
            follows: state.view.follows(),
            stepped: state.view.stepped,
            lines: state.lines.clone(),
        }
    }

    pub(super) fn notes(&self) -> Notes {
        let Some(snapshot) = &self.snapshot else {
            return Notes::default();
        };
        let run = snapshot.trace();
        let messages = messages::messages(run, self.moment.events, &self.file, &self.lines);
        // Where the tasks of another text stand is no line of this one; lines of events are
        // lines of `main.py`.
        if !self.lines.is_same() || self.file != MAIN {
            return Notes {
                messages,
                ..Notes::default()
            };
        }
        let is_over = run.chart.end.is_some() && self.moment.events == run.chart.events;
        let ran = self.ran(run.narrator());
        Notes {
            marks: match is_over {
                true => Vec::new(),
                false => marks::marks(run, self.moment),
            },
            messages,
            follow: ran.as_ref().and_then(RanLines::extent),
            ran: ran.filter(|_| self.stepped),
        }
    }

    /// The lines of the latest step, where somebody looks at a moment.
    fn ran(&self, narrator: Narrator<'_>) -> Option<RanLines> {
        if self.follows && !self.stepped {
            return None;
        }
        let ran = narrator.ran(self.moment.events)?;
        Some(RanLines {
            lines: ran.lines.into_iter().flatten().collect(),
            hue: hue(ran.task),
        })
    }
}

impl RanLines {
    /// From the line where it began to the one that it reached.
    fn extent(&self) -> Option<(u32, u32)> {
        Some((*self.lines.first()?, *self.lines.last()?))
    }
}
