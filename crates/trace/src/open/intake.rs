//! Letting events in, one by one, where they can follow those before.

use super::Opened;
use crate::chart::Chart;
use crate::event::{
    Event, Kind, Micros, NO_RESOURCE, NO_TASK, Outcome, ResourceId, ResourceState, TaskId,
    ThreadId, Waker,
};
use crate::recording::Recording;

/// The latest time that is taken for one, in µs: 285 years. JavaScript's numbers
/// hold it exactly.
const MOST_TIME: Micros = 1 << 53;

/// The longest program that is taken for one, in lines.
const MOST_LINES: u32 = 100_000_000;

/// A recording that grows by events that are not trusted.
#[derive(Default)]
pub(super) struct Intake {
    pub(super) recording: Recording,
    chart: Chart,
}

impl Intake {
    /// Appends an event.
    ///
    /// # Errors
    /// Why it can't be the next one.
    pub(super) fn add(&mut self, event: Event) -> Result<(), String> {
        self.fits(&event)?;
        self.recording.push(event);
        self.chart.apply(&event);
        match self.chart.misfits.last() {
            Some(misfit) => Err(format!("event {misfit} does not fit those before it")),
            None => Ok(()),
        }
    }

    /// All that was let in, up to `now`.
    ///
    /// # Errors
    /// Where `now` is no time.
    pub(super) fn done(self, now: Micros) -> Result<Opened, String> {
        if now > MOST_TIME {
            return Err(format!("no run lasts for {now} µs"));
        }
        let Self {
            recording,
            mut chart,
        } = self;
        if chart.end.is_none() {
            chart.advance(now);
        }
        Ok(Opened { recording, chart })
    }

    fn fits(&self, event: &Event) -> Result<(), String> {
        let Event { time, task, .. } = *event;
        if time < self.chart.now {
            return Err(format!("{time} µs comes before {} µs", self.chart.now));
        }
        if time > MOST_TIME {
            return Err(format!("no run lasts for {time} µs"));
        }
        if self.chart.end.is_some() {
            return Err("something happens after the end".to_owned());
        }
        // The one that is created comes next.
        if !matches!(event.kind, Kind::TaskCreated { .. }) {
            self.is_task(task)?;
        }
        let line = match event.kind {
            Kind::TaskCreated { parent, line, .. } => {
                self.is_task(parent)?;
                line
            }
            Kind::Scheduled { by } => {
                self.is_waker(by)?;
                0
            }
            Kind::CancelRequested {
                by, cause, line, ..
            } => {
                self.is_waker(by)?;
                self.is_task(cause)?;
                line
            }
            Kind::StepEnds { line, outcome } => {
                if let Outcome::Waits(wait) = outcome {
                    self.is_resource(wait.object)?;
                }
                line
            }
            Kind::Output { thread, .. } => {
                self.is_thread(thread)?;
                0
            }
            Kind::Blocked { start, line, .. } => {
                if start > time {
                    return Err(format!(
                        "the loop is blocked from {start} back to {time} µs"
                    ));
                }
                line
            }
            Kind::ResourceChanged { resource, state } => {
                self.is_resource(resource)?;
                if let ResourceState::Held { by } = state {
                    self.is_task(by)?;
                }
                0
            }
            Kind::StepBegins { line }
            | Kind::CallbackBegins { line, .. }
            | Kind::ResourceCreated { line, .. }
            | Kind::Diagnostic { line, .. } => line,
            Kind::Renamed { .. }
            | Kind::CallbackEnds
            | Kind::ThreadBegins { .. }
            | Kind::ThreadEnds { .. }
            | Kind::ResourceNamed { .. }
            | Kind::Ended { .. } => 0,
        };
        match line {
            0..=MOST_LINES => Ok(()),
            line => Err(format!("no program has a line {line}")),
        }
    }

    fn is_task(&self, id: TaskId) -> Result<(), String> {
        match id == NO_TASK || self.chart.task(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no task {id} yet")),
        }
    }

    fn is_thread(&self, id: ThreadId) -> Result<(), String> {
        match id == 0 || self.chart.thread(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no thread {id} yet")),
        }
    }

    fn is_resource(&self, id: ResourceId) -> Result<(), String> {
        match id == NO_RESOURCE || self.chart.resource(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no resource {id} yet")),
        }
    }

    fn is_waker(&self, by: Waker) -> Result<(), String> {
        match by {
            Waker::Task(id) => self.is_task(id),
            Waker::Thread(id) => self.is_thread(id),
            Waker::Timer | Waker::Loop => Ok(()),
        }
    }
}
