//! Queries of a [`Chart`].

use crate::chart::{Chart, Output, Runs, Span, State, Step, Task, Thread};
use crate::event::{Micros, NO_TASK, ResourceId, TaskId, ThreadId};
use crate::recording::Recording;

/// A position in a recording: after its first `events` events, at `time`. The number
/// orders what happens in the same microsecond; the time lies between those events and
/// the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The number of events that have happened.
    pub events: usize,
    /// The loop's clock.
    pub time: Micros,
}

impl Moment {
    /// After all events at `time`.
    #[must_use]
    pub fn at_time(recording: &Recording, time: Micros) -> Self {
        let events = recording
            .events()
            .partition_point(|event| event.time <= time);
        Self { events, time }
    }

    /// Just before the event at this index, or at the end of the recording where there is
    /// no such event.
    #[must_use]
    pub fn before(recording: &Recording, event: usize) -> Self {
        let all = recording.events();
        let at = all.get(event).or(all.last());
        Self {
            events: event.min(all.len()),
            time: at.map_or(0, |event| event.time),
        }
    }
}

/// A row of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// The event loop: callbacks, turns, and when it was blocked.
    Loop,
    /// A task.
    Task(TaskId),
    /// A simulated thread.
    Thread(ThreadId),
    /// A lock, a queue, or another resource. [`Chart::lanes`] leaves these out; their items
    /// are the [changes](crate::Resource::changes).
    Resource(ResourceId),
}

impl Output {
    /// The lane in which it was written.
    #[must_use]
    pub const fn lane(&self) -> Lane {
        match (self.thread, self.task) {
            (0, NO_TASK) => Lane::Loop,
            (0, task) => Lane::Task(task),
            (thread, _) => Lane::Thread(thread),
        }
    }
}

impl Chart {
    /// The chart of a whole recording.
    #[must_use]
    pub fn of(recording: &Recording) -> Self {
        Self::up_to(recording, recording.events().len())
    }

    /// The chart of a recording's first `events` events, or of all if there are fewer.
    #[must_use]
    pub fn up_to(recording: &Recording, events: usize) -> Self {
        let mut chart = Self::default();
        recording
            .events()
            .iter()
            .take(events)
            .for_each(|event| chart.apply(event));
        chart
    }

    /// The task with this id.
    #[must_use]
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.get((id as usize).checked_sub(1)?)
    }

    /// The thread with this id.
    #[must_use]
    pub fn thread(&self, id: ThreadId) -> Option<&Thread> {
        self.threads.get((id as usize).checked_sub(1)?)
    }

    /// The simulated thread that runs a job now, and in which line it last went on; 0 where
    /// it has not waited in this job. Of several, the one that was resumed last.
    #[must_use]
    pub fn running_thread(&self) -> Option<(ThreadId, u32)> {
        let running = self.threads.iter().filter_map(|thread| {
            let last = thread.spans.len().checked_sub(1)?;
            let span = &thread.spans[last];
            let runs = span.end.is_none() && span.on.is_none();
            let before = last.checked_sub(1).map(|before| &thread.spans[before]);
            let line = before
                .filter(|before| before.job == span.job)
                .map_or(0, |before| before.line);
            runs.then_some((span.event, thread.id, line))
        });
        running.max().map(|(_, thread, line)| (thread, line))
    }

    /// The end of something: `end`, or now while it lasts.
    #[must_use]
    pub fn end_of(&self, end: Option<Micros>) -> Micros {
        end.unwrap_or(self.now)
    }

    /// The lanes in drawing order: the loop; the tasks, each followed by its children; the
    /// threads.
    #[must_use]
    pub fn lanes(&self) -> Vec<Lane> {
        let mut created: Vec<Vec<TaskId>> = vec![Vec::new(); self.tasks.len() + 1];
        for task in self.tasks.iter().rev() {
            created[task.parent as usize].push(task.id);
        }
        let mut lanes = vec![Lane::Loop];
        let mut next = std::mem::take(&mut created[NO_TASK as usize]);
        while let Some(task) = next.pop() {
            lanes.push(Lane::Task(task));
            next.append(&mut created[task as usize]);
        }
        lanes.extend(self.threads.iter().map(|thread| Lane::Thread(thread.id)));
        lanes
    }

    /// The span that a task is in at a time; `None` before its creation and after its end.
    /// Where several begin at that time, the last of them.
    #[must_use]
    pub fn span_at(&self, task: TaskId, time: Micros) -> Option<&Span> {
        let task = self.task(task)?;
        if task.ended.is_some_and(|(end, _)| end <= time) {
            return None;
        }
        let begun = task.spans.partition_point(|span| span.start <= time);
        task.spans.get(begun.checked_sub(1)?)
    }

    /// The state that a task is in at a time: that of [`Chart::span_at`].
    #[must_use]
    pub fn state_at(&self, task: TaskId, time: Micros) -> Option<State> {
        self.span_at(task, time).map(|span| span.state)
    }

    /// The span that a task is in after the recording's first `events` events. Unlike a
    /// time, that number orders what happens in the same microsecond.
    #[must_use]
    pub fn span_after(&self, task: TaskId, events: usize) -> Option<&Span> {
        let task = self.task(task)?;
        if task.ended_event.is_some_and(|event| event < events) {
            return None;
        }
        let begun = task.spans.partition_point(|span| span.event < events);
        task.spans.get(begun.checked_sub(1)?)
    }

    /// The span that a task is in at a position in the recording, which every view of that
    /// position shows. It is that of [`Chart::span_after`], except for a task whose timer
    /// expired while the loop was blocked: it is ready from its deadline on, although its
    /// event comes later.
    #[must_use]
    pub fn span_at_moment(
        &self,
        recording: &Recording,
        task: TaskId,
        moment: Moment,
    ) -> Option<&Span> {
        let span = self.span_after(task, moment.events)?;
        let spans = &self.task(task)?.spans;
        let next = spans.partition_point(|other| other.event < moment.events);
        let late = spans.get(next).filter(|next| {
            let recorded = recording.events().get(next.event).map(|event| event.time);
            next.start <= moment.time && recorded.is_some_and(|time| next.start < time)
        });
        Some(late.unwrap_or(span))
    }

    /// When a step ended; `None` while it runs.
    #[must_use]
    pub fn end_of_step(&self, step: &Step) -> Option<Micros> {
        match step.runs {
            Runs::Task { task, span } => self.task(task)?.spans.get(span)?.end,
            Runs::Callback(callback) => self.callbacks.get(callback)?.end,
        }
    }

    /// The next cursor position (a number of events) for Step: just before the next step or
    /// callback begins, or the end.
    #[must_use]
    pub fn step_after(&self, cursor: usize) -> usize {
        let passed = self.steps.partition_point(|step| step.event <= cursor);
        self.steps
            .get(passed)
            .map_or(self.events, |step| step.event)
    }

    /// The next cursor position (a number of events) for Step back: just before the latest
    /// step or callback that begins earlier, or the start.
    #[must_use]
    pub fn step_before(&self, cursor: usize) -> usize {
        let passed = self.steps.partition_point(|step| step.event < cursor);
        passed
            .checked_sub(1)
            .map_or(0, |last| self.steps[last].event)
    }
}
