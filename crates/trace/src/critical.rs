//! The critical path: the chain of spans that determined the length of a run.
//!
//! ```text
//!  main  █──gather─────────────────────────────────▨█
//!  A     ▨█──sleep 1.0──────▨█
//!  B     ▨█──sleep 0.5──█──lock────█──sleep 1.0────█
//!        ╰ from here …                      … to here ╯
//! ```
//!
//! It is followed backwards: from the end of the run to what made that step ready, to
//! what that did before, and so on. A wait that a timer ended is part of the path; where
//! a task ended the wait, the path goes on with that task.

use std::collections::HashMap;

use crate::chart::{Chart, Runs, Span, State, Task};
use crate::event::{Micros, NO_TASK, ResourceId, Sym, TaskId, WaitKind, Waker};
use crate::query::Lane;

/// A segment of the critical path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where.
    pub lane: Lane,
    /// The index of the task's span, the thread's job or the loop's callback. `None` in
    /// the lane of the loop: nothing of the program was running.
    pub index: Option<usize>,
    /// Whether it ran, queued or waited.
    pub state: State,
    /// When the segment begins.
    pub start: Micros,
    /// When the next segment begins.
    pub end: Micros,
}

/// What made a run long: all segments of the critical path with the same cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bottleneck {
    /// How long they are in all.
    pub length: Micros,
    /// The segments, in the order of time; at least one.
    pub segments: Vec<Segment>,
}

/// The chain from the start of the run to its end, or to now: each segment begins when
/// the one before it ends.
#[must_use]
pub fn critical_path(chart: &Chart) -> Vec<Segment> {
    let mut walk = Walk {
        chart,
        until: chart.now,
        segments: Vec::new(),
    };
    let mut at = walk.last();
    while let Some(item) = at {
        at = walk.before(item);
    }
    walk.idle(0);
    walk.segments.reverse();
    walk.segments
}

/// What would have to be faster for the run to be shorter, the longest first. What repeats
/// is one bottleneck: the steps of a line, the waits of a line for the same thing, the jobs
/// and the callbacks of a function, whichever task, thread or turn they belong to.
#[must_use]
pub fn bottlenecks(chart: &Chart, path: &[Segment]) -> Vec<Bottleneck> {
    let mut found: Vec<Bottleneck> = Vec::new();
    let mut known = HashMap::new();
    for &segment in path.iter().filter(|segment| segment.end > segment.start) {
        let index = *known.entry(cause(chart, &segment)).or_insert_with(|| {
            let segments = Vec::new();
            found.push(Bottleneck {
                length: 0,
                segments,
            });
            found.len() - 1
        });
        found[index].length += segment.end - segment.start;
        found[index].segments.push(segment);
    }
    let start = |one: &Bottleneck| one.segments.first().map(|first| first.start);
    found.sort_by_key(|one| (std::cmp::Reverse(one.length), start(one)));
    found
}

/// Why a segment is as long as it is.
#[derive(PartialEq, Eq, Hash)]
enum Cause {
    /// No task, job or callback was running.
    Idle,
    /// A callback of this name.
    Callback(Option<Sym>),
    /// A thread's job of this name.
    Job(Option<Sym>),
    /// Others that ran first.
    Queue,
    /// The steps that start at this line.
    Step(u32),
    /// The waits at this line for this.
    Wait(u32, Option<(WaitKind, Sym, ResourceId)>),
}

fn cause(chart: &Chart, segment: &Segment) -> Cause {
    let Some(index) = segment.index else {
        return Cause::Idle;
    };
    match segment.lane {
        Lane::Loop | Lane::Resource(_) => {
            Cause::Callback(chart.callbacks.get(index).map(|callback| callback.name))
        }
        Lane::Thread(id) => {
            let thread = chart.thread(id);
            let span = thread.and_then(|thread| thread.spans.get(index));
            match span.and_then(|span| Some((span.line, span.on?))) {
                Some((line, on)) => Cause::Wait(line, Some((on.kind, on.label, on.object))),
                None => {
                    let job = span.and_then(|span| thread?.jobs.get(span.job));
                    Cause::Job(job.map(|job| job.job))
                }
            }
        }
        Lane::Task(_) => {
            let span = span_of(chart, segment);
            let line = span.map_or(0, |span| span.line);
            match segment.state {
                State::Running => Cause::Step(line),
                State::Ready => Cause::Queue,
                State::Waiting => {
                    let on = span.and_then(|span| span.on);
                    Cause::Wait(line, on.map(|on| (on.kind, on.label, on.object)))
                }
            }
        }
    }
}

/// The span of a task that a segment is part of.
pub(crate) fn span_of<'a>(chart: &'a Chart, segment: &Segment) -> Option<&'a Span> {
    match segment.lane {
        Lane::Task(id) => chart.task(id)?.spans.get(segment.index?),
        Lane::Loop | Lane::Thread(_) | Lane::Resource(_) => None,
    }
}

/// An item of a lane.
#[derive(Clone, Copy)]
enum Item {
    Span(TaskId, usize),
    Job(u32, usize),
    Callback(usize),
}

struct Walk<'a> {
    chart: &'a Chart,
    /// When the latest segment found begins.
    until: Micros,
    segments: Vec<Segment>,
}

impl Walk<'_> {
    /// The last item of the run: that of the first unfinished task, or the last step.
    fn last(&mut self) -> Option<Item> {
        let alive = |task: &&Task| task.ended.is_none() && !task.spans.is_empty();
        if let Some(task) = self.chart.tasks.iter().find(alive) {
            return Some(Item::Span(task.id, task.spans.len() - 1));
        }
        self.step_before(usize::MAX)
    }

    /// The last step or callback that begins before this event; after it the loop was idle.
    fn step_before(&mut self, event: usize) -> Option<Item> {
        let begun = self.chart.steps.partition_point(|step| step.event < event);
        let step = self.chart.steps.get(begun.checked_sub(1)?)?;
        let end = self.chart.end_of(self.chart.end_of_step(step));
        self.idle(end);
        Some(match step.runs {
            Runs::Task { task, span } => Item::Span(task, span),
            Runs::Callback(callback) => Item::Callback(callback),
        })
    }

    /// Adds an item to the path. Returns what made it begin.
    fn before(&mut self, item: Item) -> Option<Item> {
        match item {
            Item::Span(id, index) => {
                let task = self.chart.task(id)?;
                let span = task.spans.get(index)?;
                self.add(Lane::Task(id), Some(index), span.state, span.start);
                self.before_span(task, index, span)
            }
            Item::Job(id, index) => {
                let thread = self.chart.thread(id)?;
                let span = thread.spans.get(index)?;
                self.add(Lane::Thread(id), Some(index), span.state(), span.start);
                let last = index.checked_sub(1);
                match last.filter(|&last| thread.spans[last].end == Some(span.start)) {
                    Some(last) => Some(Item::Job(id, last)),
                    None => {
                        let job = thread.jobs.get(span.job)?;
                        self.running(job.task, job.event)
                    }
                }
            }
            Item::Callback(index) => {
                let callback = self.chart.callbacks.get(index)?;
                self.add(Lane::Loop, Some(index), State::Running, callback.start);
                self.step_before(callback.event)
            }
        }
    }

    fn before_span(&mut self, task: &Task, index: usize, span: &Span) -> Option<Item> {
        let Some(last) = index.checked_sub(1) else {
            return self.running(task.parent, task.created_event);
        };
        let own = Some(Item::Span(task.id, last));
        if span.state != State::Ready || task.spans[last].state != State::Waiting {
            return own;
        }
        let found = match span.woken_by? {
            Waker::Timer => None,
            Waker::Task(id) if id == task.id => None,
            Waker::Task(id) => self.running(id, span.event),
            Waker::Thread(id) => self.job(task.id, last, id, span.event),
            Waker::Loop => self.callback(task.id, last, span.event),
        };
        found.or(own)
    }

    /// The step of a task in which something happened.
    fn running(&mut self, id: TaskId, event: usize) -> Option<Item> {
        if id == NO_TASK {
            return self.step_before(event);
        }
        let task = self.chart.task(id)?;
        let begun = task.spans.partition_point(|span| span.event < event);
        let mut spans = task.spans.range(..begun);
        let index = spans.rposition(|span| span.state == State::Running)?;
        let end = self.chart.end_of(task.spans[index].end);
        self.idle(end);
        Some(Item::Span(id, index))
    }

    /// The job whose end woke a task. Between both, the task waited.
    fn job(&mut self, task: TaskId, wait: usize, thread: u32, event: usize) -> Option<Item> {
        let spans = &self.chart.thread(thread)?.spans;
        let begun = spans.partition_point(|span| span.event < event);
        let index = begun.checked_sub(1)?;
        let end = self.chart.end_of(spans[index].end);
        self.waited(task, wait, end);
        (spans[index].start <= self.until).then_some(Item::Job(thread, index))
    }

    /// The callback that woke a task.
    fn callback(&mut self, task: TaskId, wait: usize, event: usize) -> Option<Item> {
        let callbacks = &self.chart.callbacks;
        let begun = callbacks.partition_point(|callback| callback.event < event);
        let index = begun.checked_sub(1)?;
        let callback = callbacks[index];
        // A callback that had ended before cannot have woken it.
        callback
            .ended_event
            .is_none_or(|ended| event < ended)
            .then_some(())?;
        self.waited(task, wait, self.chart.end_of(callback.end));
        Some(Item::Callback(index))
    }

    /// Adds the rest of a wait, from this time on.
    fn waited(&mut self, task: TaskId, wait: usize, from: Micros) {
        if from < self.until {
            self.add(Lane::Task(task), Some(wait), State::Waiting, from);
        }
    }

    /// Adds the time in which nothing of the program ran, from this time on.
    fn idle(&mut self, from: Micros) {
        if from < self.until {
            self.add(Lane::Loop, None, State::Waiting, from);
        }
    }

    fn add(&mut self, lane: Lane, index: Option<usize>, state: State, start: Micros) {
        let end = self.until;
        let start = start.min(end);
        self.until = start;
        self.segments.push(Segment {
            lane,
            index,
            state,
            start,
            end,
        });
    }
}
