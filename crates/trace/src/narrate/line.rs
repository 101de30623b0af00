//! What happened at a line of the program.

use super::Narrator;
use super::sentence::count;
use super::time::moment;
use crate::analysis::{AtLine, LineVisit};

impl Narrator<'_> {
    /// What a task did at a line, and when: `brew at 0.944 s, running for 10 µs`.
    #[must_use]
    pub fn line_visit(&self, visit: &LineVisit) -> String {
        let Some(task) = self.chart.task(visit.task) else {
            return String::new();
        };
        if let AtLine::Resumed(index) | AtLine::Waited(index) = visit.what
            && let Some(span) = task.spans.get(index)
        {
            return self.occurrence(task, span);
        }
        let time = self.recording.events().get(visit.event);
        let time = time.map_or(0, |event| event.time);
        let what = match visit.what {
            AtLine::Ended(how) => self.ending(how).to_string(),
            AtLine::Yielded | AtLine::Resumed(_) | AtLine::Waited(_) => "yielded".to_owned(),
        };
        format!("{} at {}, {what}", self.task(visit.task), moment(time))
    }
}

/// How often what happened at a line: `2 waits, 1 end`.
#[must_use]
pub fn line_summary(visits: &[LineVisit]) -> String {
    let names: [(&str, fn(AtLine) -> bool); 4] = [
        ("start", |what| matches!(what, AtLine::Resumed(_))),
        ("wait", |what| matches!(what, AtLine::Waited(_))),
        ("yield", |what| matches!(what, AtLine::Yielded)),
        ("end", |what| matches!(what, AtLine::Ended(_))),
    ];
    let counted = names.iter().filter_map(|&(name, is)| {
        let many = visits.iter().filter(|visit| is(visit.what)).count();
        (many > 0).then(|| count(many, name))
    });
    counted.collect::<Vec<_>>().join(", ")
}
