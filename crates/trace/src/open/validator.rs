//! Validates untrusted events, one by one, against those before them.

use super::Opened;
use crate::chart::Chart;
use crate::event::{
    Event, Kind, Micros, NO_RESOURCE, NO_TASK, Outcome, ResourceId, ResourceState, TaskId,
    ThreadId, Waker,
};
use crate::recording::Recording;

/// The latest valid time, in µs: 285 years, which a JavaScript number holds exactly.
const MAX_TIME: Micros = 1 << 53;

/// The longest valid program, in lines.
const MAX_LINES: u32 = 100_000_000;

/// The events validated so far.
#[derive(Default)]
pub(super) struct Validator {
    pub(super) recording: Recording,
    chart: Chart,
}

impl Validator {
    /// Appends an event.
    ///
    /// # Errors
    /// Why it can't follow those before it.
    pub(super) fn add(&mut self, event: Event) -> Result<(), String> {
        self.check(&event)?;
        self.recording.push(event);
        self.chart.apply(&event);
        match self.chart.misfits.last() {
            Some(misfit) => Err(format!(
                "event {misfit} is inconsistent with those before it"
            )),
            None => Ok(()),
        }
    }

    /// The recording of all events, up to `now`.
    ///
    /// # Errors
    /// Where `now` is not a valid time.
    pub(super) fn finish(self, now: Micros) -> Result<Opened, String> {
        if now > MAX_TIME {
            return Err(format!("a time of {now} µs is out of range"));
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

    fn check(&self, event: &Event) -> Result<(), String> {
        let Event { time, task, .. } = *event;
        if time < self.chart.now {
            return Err(format!("{time} µs comes before {} µs", self.chart.now));
        }
        if time > MAX_TIME {
            return Err(format!("a time of {time} µs is out of range"));
        }
        if self.chart.end.is_some() {
            return Err("there is an event after the end of the run".to_owned());
        }
        // A task that is being created is not known yet.
        if !matches!(event.kind, Kind::TaskCreated { .. }) {
            self.check_task(task)?;
        }
        let line = match event.kind {
            Kind::TaskCreated { parent, line, .. } => {
                self.check_task(parent)?;
                line
            }
            Kind::Scheduled { by } => {
                self.check_waker(by)?;
                0
            }
            Kind::CancelRequested {
                by, cause, line, ..
            } => {
                self.check_waker(by)?;
                self.check_task(cause)?;
                line
            }
            Kind::StepEnds { line, outcome } => {
                if let Outcome::Waits(wait) = outcome {
                    self.check_resource(wait.object)?;
                }
                line
            }
            Kind::ThreadWaits { object, line, .. } => {
                self.check_resource(object)?;
                line
            }
            Kind::Output { thread, .. } => {
                self.check_thread(thread)?;
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
                self.check_resource(resource)?;
                match state {
                    ResourceState::Held { by } => self.check_task(by)?,
                    ResourceState::HeldByThread { by } => self.check_thread(by)?,
                    _ => (),
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
            | Kind::ThreadResumes { .. }
            | Kind::ThreadEnds { .. }
            | Kind::ResourceNamed { .. }
            | Kind::Ended { .. } => 0,
        };
        match line {
            0..=MAX_LINES => Ok(()),
            line => Err(format!("line number {line} is out of range")),
        }
    }

    fn check_task(&self, id: TaskId) -> Result<(), String> {
        match id == NO_TASK || self.chart.task(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no task {id} yet")),
        }
    }

    fn check_thread(&self, id: ThreadId) -> Result<(), String> {
        match id == 0 || self.chart.thread(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no thread {id} yet")),
        }
    }

    fn check_resource(&self, id: ResourceId) -> Result<(), String> {
        match id == NO_RESOURCE || self.chart.resource(id).is_some() {
            true => Ok(()),
            false => Err(format!("there is no resource {id} yet")),
        }
    }

    fn check_waker(&self, by: Waker) -> Result<(), String> {
        match by {
            Waker::Task(id) => self.check_task(id),
            Waker::Thread(id) => self.check_thread(id),
            Waker::Timer | Waker::Loop => Ok(()),
        }
    }
}
