//! The lines that are shown: those that the cursor has passed and the filter lets through.

use std::collections::HashSet;

use interleave_trace::Lane;
use interleave_trace::narrate::time::moment;

use super::copied::{Place, part};
use crate::lines::Line;
use crate::run::Run;

/// What goes with each line of a copied text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// Only what was printed.
    Nothing,
    /// When it was printed, and by whom.
    Names,
}

/// Some lines of a run.
pub(super) struct Shown {
    pub(super) run: Run,
    /// How many events the cursor has behind it.
    pub(super) events: usize,
    /// Which of the run's lines; `None` for the first `count`.
    indices: Option<Vec<usize>>,
    count: usize,
}

impl Shown {
    /// Of the run's first `count` lines, those of some lanes.
    pub(super) fn new(
        run: Run,
        events: usize,
        count: usize,
        lanes: Option<&HashSet<Lane>>,
    ) -> Self {
        let indices = lanes.map(|lanes| {
            let lines = run.lines();
            let is_shown = |&index: &usize| {
                let line = lines.get(index);
                line.is_some_and(|line| lanes.contains(&line.lane))
            };
            (0..count).filter(is_shown).collect()
        });
        Self {
            run,
            events,
            indices,
            count,
        }
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        self.indices.as_ref().map_or(self.count, Vec::len)
    }

    /// The line of a row.
    pub(super) fn line(&self, row: usize) -> Option<&Line> {
        let index = match &self.indices {
            Some(indices) => *indices.get(row)?,
            None => row,
        };
        self.run.lines().get(index)
    }

    /// The visible texts of all rows.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        let lines = (0..self.count()).filter_map(|row| self.line(row));
        lines.map(|line| line.shown_at(self.events).text)
    }

    /// All of it as one text.
    pub(super) fn text(&self, with: With) -> String {
        self.part(((0, 0), (self.count().saturating_sub(1), usize::MAX)), with) + "\n"
    }

    /// Who has printed a line.
    pub(super) fn who(&self, line: &Line) -> &str {
        let narrator = self.run.snapshot.trace().narrator();
        match line.lane {
            Lane::Thread(_) => narrator.lane(line.lane),
            _ => narrator.doer(line.task, line.event),
        }
    }

    /// A part of it: from a place in a row to one in another.
    pub(super) fn part(&self, places: (Place, Place), with: With) -> String {
        let rows = places.0.0..=places.1.0;
        let lines = rows.filter_map(|row| Some((row, self.line(row)?)));
        let copied = lines.map(|(row, line)| {
            let text = line.shown_at(self.events).text;
            let text = &text[part(&text, row, places)];
            match with {
                With::Nothing => text.to_owned(),
                With::Names => {
                    let name = self.who(line);
                    format!("{}\t{name}\t{text}", moment(line.time))
                }
            }
        });
        copied.collect::<Vec<_>>().join("\n")
    }
}
