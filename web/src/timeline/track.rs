//! A lane's stretches, whatever the lane is: spans of a task, jobs of a
//! thread, callbacks of the loop.

use interleave_trace::chart::{Callback, Thread};
use interleave_trace::{Chart, Lane, Micros, NO_TASK, State, Task};

use crate::hue::hue;

/// One stretch of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// When it begins.
    pub(crate) start: Micros,
    /// When it ends, or the live edge while it lasts.
    pub(crate) end: Micros,
    /// What the lane does in it. Jobs and callbacks run.
    pub(crate) state: State,
}

/// A row of stretches, in the order in which they begin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Track<'a> {
    /// The spans of a task.
    Task(&'a Task),
    /// The jobs of a simulated thread.
    Thread(&'a Thread),
    /// The loop's callbacks.
    Callbacks(&'a [Callback]),
    /// All that the loop runs, steps and callbacks: what the ruler shows.
    Steps(&'a Chart),
}

impl<'a> Track<'a> {
    /// The stretches of a lane; `None` where the chart has no such lane.
    pub(crate) fn of(chart: &'a Chart, lane: Lane) -> Option<Self> {
        match lane {
            Lane::Loop => Some(Self::Callbacks(&chart.callbacks)),
            Lane::Task(id) => chart.task(id).map(Self::Task),
            Lane::Thread(id) => chart.thread(id).map(Self::Thread),
        }
    }

    /// How many there are.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Task(task) => task.spans.len(),
            Self::Thread(thread) => thread.jobs.len(),
            Self::Callbacks(callbacks) => callbacks.len(),
            Self::Steps(chart) => chart.steps.len(),
        }
    }

    /// When the stretch at `index` begins. The index must be less than [`Self::len`].
    pub(crate) fn start(self, index: usize) -> Micros {
        match self {
            Self::Task(task) => task.spans[index].start,
            Self::Thread(thread) => thread.jobs[index].start,
            Self::Callbacks(callbacks) => callbacks[index].start,
            Self::Steps(chart) => chart.steps[index].start,
        }
    }

    /// The stretch at `index`, which must be less than [`Self::len`]. What
    /// lasts ends `now`.
    pub(crate) fn get(self, index: usize, now: Micros) -> Stretch {
        let (end, state) = match self {
            Self::Task(task) => (task.spans[index].end, task.spans[index].state),
            Self::Thread(thread) => (thread.jobs[index].end, State::Running),
            Self::Callbacks(callbacks) => (callbacks[index].end, State::Running),
            Self::Steps(chart) => (chart.end_of_step(&chart.steps[index]), State::Running),
        };
        let start = self.start(index);
        Stretch {
            start,
            end: end.unwrap_or(now).max(start),
            state,
        }
    }

    /// The number of the hue of the stretch at `index`: a job has that of the
    /// task that submitted it.
    pub(crate) fn hue(self, index: usize) -> u32 {
        hue(match self {
            Self::Task(task) => task.id,
            Self::Thread(thread) => thread.jobs[index].task,
            Self::Callbacks(_) | Self::Steps(_) => NO_TASK,
        })
    }

    /// The first index from `from` on whose stretch begins at `time` or later.
    pub(crate) fn first_from(self, from: usize, time: f64) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if (self.start(middle) as f64) < time {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The stretch that is under way at `time` (of several, the last to begin),
    /// or else the one before it; 0 where there is none.
    pub(crate) fn last_begun(self, time: f64) -> usize {
        self.first_from(0, time.floor() + 1.0).saturating_sub(1)
    }

    /// The first stretch to draw in a window that begins at `time`.
    pub(super) fn first_shown(self, time: f64) -> usize {
        let mut index = self.last_begun(time);
        // A step may run inside of another one, which is under way for longer.
        if let Self::Steps(chart) = self {
            while let Some(outer) = chart.steps.get(index).and_then(|step| step.inside) {
                index = outer;
            }
        }
        index
    }
}

/// The line at which the stretch stands in the program; `None` where unknown.
pub(crate) fn line(chart: &Chart, lane: Lane, index: usize) -> Option<u32> {
    let line = match lane {
        Lane::Loop => chart.callbacks.get(index)?.line,
        Lane::Task(id) => chart.task(id)?.spans.get(index)?.line,
        Lane::Thread(_) => 0,
    };
    (line > 0).then_some(line)
}
