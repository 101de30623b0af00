//! The spans of a lane, whatever the lane is: spans of a task or of a thread's jobs,
//! callbacks of the event loop.

use interleave_trace::analysis::busy_since;
use interleave_trace::chart::{Callback, Runs, Thread};
use interleave_trace::{
    Chart, Lane, Micros, NO_TASK, Resource, ResourceKind, ResourceState, SharedVec, State, Task,
};

use super::axis::{Axis, Bound};
use crate::hue::hue;

/// One span of a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TrackSpan {
    /// Where on the axis it begins.
    pub(crate) start: f64,
    /// Where it ends, or the live edge while it lasts.
    pub(crate) end: f64,
    /// The state in it. Callbacks run.
    pub(crate) state: State,
}

/// The spans of a lane, in the order in which they begin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Track<'a> {
    /// The spans of a task.
    Task(&'a Task),
    /// The spans of a simulated thread's jobs.
    Thread(&'a Thread),
    /// The loop's callbacks.
    Callbacks(&'a SharedVec<Callback, 256>),
    /// The changes of a resource, and its largest amount.
    Resource(&'a Resource, u32),
    /// All steps and callbacks, as the ruler shows them.
    Steps(&'a Chart),
}

impl<'a> Track<'a> {
    /// The spans of a lane; `None` where the chart has no such lane.
    pub(crate) fn of(chart: &'a Chart, lane: Lane) -> Option<Self> {
        match lane {
            Lane::Loop => Some(Self::Callbacks(&chart.callbacks)),
            Lane::Task(id) => chart.task(id).map(Self::Task),
            Lane::Thread(id) => chart.thread(id).map(Self::Thread),
            Lane::Resource(id) => {
                let resource = chart.resource(id)?;
                let changes = resource.changes.iter();
                let most = changes.map(|change| amount(resource, change.state)).max();
                let most = most.unwrap_or(0).max(resource.limit);
                Some(Self::Resource(resource, most))
            }
        }
    }

    /// How many there are.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Task(task) => task.spans.len(),
            Self::Thread(thread) => thread.spans.len(),
            Self::Callbacks(callbacks) => callbacks.len(),
            Self::Resource(resource, _) => resource.changes.len(),
            Self::Steps(chart) => chart.steps.len(),
        }
    }

    /// When the span at `index` begins. The index must be less than [`Self::len`].
    pub(crate) fn start(self, index: usize) -> Micros {
        match self {
            Self::Task(task) => task.spans[index].start,
            Self::Thread(thread) => thread.spans[index].start,
            Self::Callbacks(callbacks) => callbacks[index].start,
            Self::Resource(resource, _) => resource.changes[index].time,
            Self::Steps(chart) => chart.steps[index].start,
        }
    }

    /// When it ends; `None` while it lasts.
    pub(crate) fn end(self, index: usize) -> Option<Micros> {
        match self {
            Self::Task(task) => task.spans[index].end,
            Self::Thread(thread) => thread.spans[index].end,
            Self::Callbacks(callbacks) => callbacks[index].end,
            Self::Resource(resource, _) => resource.changes.get(index + 1).map(|next| next.time),
            Self::Steps(chart) => chart.end_of_step(&chart.steps[index]),
        }
    }

    /// The index of the event that began it.
    pub(super) fn event(self, index: usize) -> usize {
        match self {
            Self::Task(task) => task.spans[index].event,
            Self::Thread(thread) => thread.spans[index].event,
            Self::Callbacks(callbacks) => callbacks[index].event,
            Self::Resource(resource, _) => resource.changes[index].event,
            Self::Steps(chart) => chart.steps[index].event,
        }
    }

    /// The index of the event that ended it; `None` while it lasts, and where
    /// only the run's end did.
    pub(super) fn ended_event(self, index: usize) -> Option<usize> {
        match self {
            Self::Task(task) => match task.spans.get(index + 1) {
                Some(next) => Some(next.event),
                None => task.ended_event,
            },
            Self::Thread(thread) => thread.spans[index].ended_event,
            Self::Callbacks(callbacks) => callbacks[index].ended_event,
            Self::Resource(resource, _) => resource.changes.get(index + 1).map(|next| next.event),
            Self::Steps(chart) => match chart.steps[index].runs {
                Runs::Task { task, span } => Self::Task(chart.task(task)?).ended_event(span),
                Runs::Callback(callback) => chart.callbacks[callback].ended_event,
            },
        }
    }

    /// Where on the axis the span at `index` begins.
    pub(crate) fn place(self, index: usize, axis: Axis<'_>) -> f64 {
        axis.at(self.event(index), self.start(index))
    }

    /// The span at `index`, which must be less than [`Self::len`].
    pub(crate) fn get(self, index: usize, axis: Axis<'_>) -> TrackSpan {
        let start = match self {
            Self::Steps(chart) => {
                let since = busy_since(chart, index).unwrap_or_else(|| self.start(index));
                axis.at(self.event(index), since)
            }
            _ => self.place(index, axis),
        };
        let end = self.end(index).map_or(axis.end(), |end| {
            let event = self.ended_event(index).unwrap_or(axis.chart.events);
            axis.at(event, end)
        });
        TrackSpan {
            start,
            end: end.max(start),
            state: self.state(index),
        }
    }

    /// What the lane does in the span at `index`, which must be less than
    /// [`Self::len`]. It costs less than to find out where that is.
    pub(crate) fn state(self, index: usize) -> State {
        match self {
            Self::Task(task) => task.spans[index].state,
            Self::Resource(resource, _) => match amount(resource, resource.changes[index].state) {
                0 => State::Waiting,
                _ => State::Running,
            },
            Self::Thread(thread) => thread.spans[index].state(),
            Self::Callbacks(_) | Self::Steps(_) => State::Running,
        }
    }

    /// The number of the hue of the span at `index`: a job has that of the
    /// task that submitted it.
    pub(crate) fn hue(self, index: usize) -> u32 {
        hue(match self {
            Self::Task(task) => task.id,
            Self::Thread(thread) => {
                let job = thread.jobs.get(thread.spans[index].job);
                job.map_or(NO_TASK, |job| job.task)
            }
            Self::Resource(resource, _) => match resource.changes[index].state {
                ResourceState::Held { by } => by,
                // That of the task which submitted the thread's job.
                ResourceState::HeldByThread { .. } => resource.changes[index].task,
                _ => NO_TASK,
            },
            Self::Callbacks(_) | Self::Steps(_) => NO_TASK,
        })
    }

    /// How high the span at `index` is drawn, as a part of the most that its
    /// resource came to; `None` for all that is full or nothing.
    pub(crate) fn level(self, index: usize) -> Option<f64> {
        let Self::Resource(resource, most) = self else {
            return None;
        };
        match resource.kind {
            ResourceKind::Lock | ResourceKind::Condition | ResourceKind::Event => None,
            ResourceKind::Semaphore | ResourceKind::Barrier | ResourceKind::Queue => {
                let amount = amount(resource, resource.changes[index].state);
                Some(f64::from(amount) / f64::from(most.max(1)))
            }
        }
    }

    /// The first index from `from` on whose span begins at a place or later.
    pub(crate) fn first_from(self, from: usize, at: f64, axis: Axis<'_>) -> usize {
        match axis.bound(at) {
            Bound::Time(time) => self.first(from, |index| self.start(index) as f64 >= time),
            Bound::Event(event) => self.first(from, |index| self.event(index) >= event),
        }
    }

    /// Binary search: the first index from `from` on for which it is true.
    fn first(self, from: usize, is_true: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_true(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// How many of its spans begin before the event of this index.
    pub(crate) fn begun(self, events: usize) -> usize {
        self.first(0, |index| self.event(index) >= events)
    }

    /// The span that is under way at `time` (of several, the last to begin),
    /// or else the one before it; 0 where there is none.
    pub(crate) fn last_begun(self, time: Micros) -> usize {
        self.first(0, |index| self.start(index) > time)
            .saturating_sub(1)
    }

    /// The first span to draw in a window that begins at a place of the axis.
    pub(super) fn first_shown(self, at: f64, axis: Axis<'_>) -> usize {
        // The one before it reaches into the window.
        let mut index = self.first_from(0, at, axis).saturating_sub(1);
        // A step may be nested in another one, which ends later.
        if let Self::Steps(chart) = self {
            while let Some(outer) = chart.steps.get(index).and_then(|step| step.inside) {
                index = outer;
            }
        }
        index
    }
}

/// How much of a resource is taken: items in a queue, permits in use, …
pub(super) fn amount(resource: &Resource, state: ResourceState) -> u32 {
    match state {
        ResourceState::Free | ResourceState::Set(false) => 0,
        ResourceState::Held { .. }
        | ResourceState::HeldByThread { .. }
        | ResourceState::Set(true) => 1,
        ResourceState::Permits(left) => resource.limit.saturating_sub(left),
        ResourceState::Items { length, .. } => length,
        ResourceState::Parties { inside, .. } => inside,
    }
}

/// The line at which the span stands in the program; `None` where unknown.
pub(crate) fn line(chart: &Chart, lane: Lane, index: usize) -> Option<u32> {
    let line = match lane {
        Lane::Loop => chart.callbacks.get(index)?.line,
        Lane::Task(id) => chart.task(id)?.spans.get(index)?.line,
        Lane::Resource(id) => chart.resource(id)?.line,
        Lane::Thread(id) => chart.thread(id)?.spans.get(index)?.line,
    };
    (line > 0).then_some(line)
}
