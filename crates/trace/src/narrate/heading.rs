//! Headings of Details and tooltips.

use super::Narrator;
use crate::query::Lane;

/// What a few sentences are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading<'a> {
    /// The lane: `brew`.
    pub title: &'a str,
    /// The item in it: `waiting`.
    pub subtitle: &'a str,
}

impl<'a> Narrator<'a> {
    /// The heading of the item at `index` of a lane.
    #[must_use]
    pub fn heading(&self, lane: Lane, index: usize) -> Option<Heading<'a>> {
        let subtitle = match lane {
            Lane::Task(id) => self.chart.task(id)?.spans.get(index)?.state.name(),
            Lane::Thread(id) => {
                let thread = self.chart.thread(id)?;
                let span = thread.spans.get(index)?;
                match span.on {
                    Some(_) => span.state().name(),
                    None => self.recording.label(thread.jobs.get(span.job)?.job),
                }
            }
            Lane::Resource(id) => self.chart.resource(id)?.kind.name(),
            Lane::Loop => self.recording.label(self.chart.callbacks.get(index)?.name),
        };
        let title = self.lane(lane);
        Some(Heading { title, subtitle })
    }

    /// The heading of a whole lane.
    #[must_use]
    pub fn lane_heading(&self, lane: Lane) -> Heading<'a> {
        let subtitle = match lane {
            Lane::Task(id) => {
                let task = self.chart.task(id);
                task.map_or("", |task| self.recording.label(task.coro))
            }
            Lane::Thread(_) => "thread",
            Lane::Resource(id) => {
                let resource = self.chart.resource(id);
                resource.map_or("", |resource| resource.kind.name())
            }
            Lane::Loop => "",
        };
        let title = self.lane(lane);
        Heading { title, subtitle }
    }
}
