//! Runs for tests, written event by event.

use interleave_trace::{
    CancelKind, Chart, Event, Kind, Micros, NO_TASK, Outcome, ResourceKind, ResourceState, Stream,
    TaskId, ThreadId, Wait, WaitKind, Waker,
};

use super::axis::Axis;
use super::folds::Folds;
use super::scale::Scale;
use crate::trace::Trace;

/// Writes a run, event by event; each call's `at` is the event's time.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) run: Trace,
    task: TaskId,
    turn: u32,
}

/// The axis of time.
pub(crate) fn axis(chart: &Chart) -> Axis<'_> {
    static FOLDS: Folds = Folds::NONE;
    Axis {
        chart,
        scale: Scale::Time,
        folds: &FOLDS,
    }
}

/// A run with one task, created at once.
pub(crate) fn task() -> Script {
    Script::default().creates(0, "main", NO_TASK)
}

impl Script {
    fn push(mut self, time: Micros, task: TaskId, kind: Kind) -> Self {
        let event = Event {
            time,
            turn: self.turn.max(1),
            task,
            kind,
        };
        self.run.recording.push(event);
        self.run.chart.apply(&event);
        self
    }

    /// Cancellation of this task is requested.
    pub(super) fn asked(
        self,
        at: Micros,
        task: TaskId,
        by: Waker,
        how: CancelKind,
        cause: TaskId,
    ) -> Self {
        let line = 7;
        self.push(
            at,
            task,
            Kind::CancelRequested {
                by,
                how,
                cause,
                line,
            },
        )
    }

    /// Creates a task of the coroutine `brew` at line 9; the next calls are about it.
    pub(crate) fn creates(mut self, at: Micros, name: &str, parent: TaskId) -> Self {
        let (name, coro) = (
            self.run.recording.intern(name),
            self.run.recording.intern("brew"),
        );
        let task = self.run.chart.tasks.len() as TaskId + 1;
        self.task = task;
        let kind = Kind::TaskCreated {
            name,
            coro,
            parent,
            line: 9,
        };
        self.push(at, task, kind)
    }

    /// The next calls are in this turn.
    pub(crate) fn turn(mut self, turn: u32) -> Self {
        self.turn = turn;
        self
    }

    /// The next calls are about this task.
    pub(crate) fn of(mut self, task: TaskId) -> Self {
        self.task = task;
        self
    }

    /// The creator schedules the task.
    pub(crate) fn ready(self, at: Micros) -> Self {
        self.woken(at, Waker::Loop)
    }

    /// A timer schedules the task.
    pub(crate) fn wakes(self, at: Micros) -> Self {
        self.woken(at, Waker::Timer)
    }

    pub(crate) fn woken(self, at: Micros, by: Waker) -> Self {
        let task = self.task;
        self.push(at, task, Kind::Scheduled { by })
    }

    /// A step begins at line 3.
    pub(crate) fn runs(self, at: Micros) -> Self {
        let task = self.task;
        self.push(at, task, Kind::StepBegins { line: 3 })
    }

    fn ends(self, time: Micros, outcome: Outcome) -> Self {
        let task = self.task;
        self.push(time, task, Kind::StepEnds { line: 4, outcome })
    }

    /// The step ends at line 4, and waits for `sleep 1.0`.
    pub(crate) fn waits(self, at: Micros) -> Self {
        self.waits_on(at, WaitKind::Sleep, "1.0")
    }

    pub(crate) fn waits_on(mut self, at: Micros, kind: WaitKind, label: &str) -> Self {
        let label = self.run.recording.intern(label);
        let wait = Wait {
            kind,
            label,
            object: interleave_trace::NO_RESOURCE,
            until: None,
        };
        self.ends(at, Outcome::Waits(wait))
    }

    pub(crate) fn yields(self, at: Micros) -> Self {
        self.ends(at, Outcome::Yielded)
    }

    pub(crate) fn returns(self, at: Micros) -> Self {
        self.ends(at, Outcome::Returned)
    }

    pub(crate) fn cancelled(self, at: Micros) -> Self {
        self.ends(at, Outcome::Cancelled)
    }

    pub(crate) fn raises(mut self, at: Micros, exception: &str) -> Self {
        let exception = self.run.recording.intern(exception);
        self.ends(at, Outcome::Raised { exception })
    }

    pub(crate) fn prints(mut self, at: Micros, text: &str) -> Self {
        let (task, text) = (self.task, self.run.recording.intern(text));
        let kind = Kind::Output {
            stream: Stream::Stdout,
            text,
            thread: 0,
            line: 0,
        };
        self.push(at, task, kind)
    }

    pub(crate) fn blocked(mut self, start: Micros, at: Micros) -> Self {
        let (task, cause) = (self.task, self.run.recording.intern("time.sleep"));
        let kind = Kind::Blocked {
            start,
            line: 5,
            cause,
        };
        self.push(at, task, kind)
    }

    /// The task made a resource, called `it`.
    pub(crate) fn makes(mut self, at: Micros, kind: ResourceKind, limit: u32) -> Self {
        let (task, label) = (self.task, self.run.recording.intern("it"));
        let resource = self.run.chart.resources.len() as u32 + 1;
        let kind = Kind::ResourceCreated {
            resource,
            kind,
            label,
            limit,
            line: 2,
        };
        self.push(at, task, kind)
    }

    /// The task changed the resource that was made first.
    pub(crate) fn changes(self, at: Micros, state: ResourceState) -> Self {
        let (task, resource) = (self.task, 1);
        self.push(at, task, Kind::ResourceChanged { resource, state })
    }

    pub(crate) fn calls_back(mut self, at: Micros, until: Micros, name: &str) -> Self {
        let name = self.run.recording.intern(name);
        let begins = Kind::CallbackBegins { name, line: 8 };
        let script = self.push(at, NO_TASK, begins);
        script.push(until, NO_TASK, Kind::CallbackEnds)
    }

    pub(crate) fn thread_begins(mut self, at: Micros, thread: ThreadId, job: &str) -> Self {
        let name = self
            .run
            .recording
            .intern(&format!("asyncio_{}", thread - 1));
        let (task, job) = (self.task, self.run.recording.intern(job));
        let begins = Kind::ThreadBegins { thread, name, job };
        self.push(at, task, begins)
    }

    pub(crate) fn thread_ends(self, at: Micros, thread: ThreadId) -> Self {
        let task = self.task;
        self.push(at, task, Kind::ThreadEnds { thread })
    }

    /// Advances the clock.
    pub(crate) fn until(mut self, at: Micros) -> Self {
        self.run.chart.advance(at);
        self
    }
}
