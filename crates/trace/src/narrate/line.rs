//! What happened at a line of the program.

use super::Narrator;
use super::sentence::count;
use super::time::moment;
use crate::analysis::{AtLine, LineVisit};
use crate::event::Stream;

/// At most so much of what was printed is told.
const MAX_LETTERS: usize = 60;

impl Narrator<'_> {
    /// What a task did at a line, and when: `brew at 0.944 s, running for 10 µs`.
    #[must_use]
    pub fn line_visit(&self, visit: &LineVisit) -> String {
        if let AtLine::Resumed(index) | AtLine::Waited(index) = visit.what
            && let Some(task) = self.chart.task(visit.task)
            && let Some(span) = task.spans.get(index)
        {
            return self.occurrence(task, span);
        }
        let time = self.recording.events().get(visit.event);
        let time = time.map_or(0, |event| event.time);
        let what = match visit.what {
            AtLine::Ended(how) => self.ending(how).to_string(),
            AtLine::Printed(index) => self.at_line(index),
            AtLine::Yielded | AtLine::Resumed(_) | AtLine::Waited(_) => "yielded".to_owned(),
        };
        let name = self.agent_name(visit.task, visit.event);
        format!("{name} at {}, {what}", moment(time))
    }

    /// What was printed or read: `printed “tea”`.
    fn at_line(&self, index: usize) -> String {
        let Some(output) = self.chart.outputs.get(index) else {
            return String::new();
        };
        let verb = match output.stream {
            Stream::Stdin => "read",
            Stream::Stdout | Stream::Stderr => "printed",
        };
        let text = self.recording.label(output.text).trim_end();
        let mut letters = text.lines().next().unwrap_or_default().chars();
        let start: String = letters.by_ref().take(MAX_LETTERS).collect();
        let is_cut = letters.next().is_some() || text.lines().nth(1).is_some();
        format!("{verb} “{start}{}”", if is_cut { "…" } else { "" })
    }
}

/// How often what happened at a line: `3 prints, 1 wait`.
#[must_use]
pub fn line_summary(visits: &[LineVisit]) -> String {
    let counted = ["print", "start", "wait", "yield", "end"]
        .into_iter()
        .filter_map(|kind| {
            let many = visits.iter().filter(|visit| noun(visit.what) == kind);
            let many = many.count();
            (many > 0).then(|| count(many, kind))
        });
    counted.collect::<Vec<_>>().join(", ")
}

const fn noun(what: AtLine) -> &'static str {
    match what {
        AtLine::Printed(_) => "print",
        AtLine::Resumed(_) => "start",
        AtLine::Waited(_) => "wait",
        AtLine::Yielded => "yield",
        AtLine::Ended(_) => "end",
    }
}
