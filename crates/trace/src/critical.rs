//! The critical path: the chain of stretches that made a run as long as it was.
//!
//! ```text
//!  main  █──gather─────────────────────────────────▨█
//!  A     ▨█──sleep 1.0──────▨█
//!  B     ▨█──sleep 0.5──█──lock────█──sleep 1.0────█
//!        ╰ from here …                      … to here ╯
//! ```
//!
//! It is walked backwards: from what ended the run to what made that ready, to
//! what that did before, and so on. A wait is part of it where a timer ended it;
//! where a task ended it, the path goes on with that task.

use std::collections::HashMap;

use crate::chart::{Chart, Runs, Span, State, Task};
use crate::event::{Micros, NO_TASK, TaskId, Waker};
use crate::explain::thing;
use crate::query::Lane;
use crate::recording::Recording;
use crate::sentence::{Draft, Piece, Sentence, duration};

/// A part of the critical path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where.
    pub lane: Lane,
    /// The span of the task, the job of the thread, or the loop's callback.
    /// `None` in the lane of the loop: nothing of the program's was under way.
    pub index: Option<usize>,
    /// Whether it ran, queued or waited.
    pub state: State,
    /// From when on it held up the run.
    pub start: Micros,
    /// Until when.
    pub end: Micros,
}

/// The chain from the run's beginning to its end, or to now: each part begins
/// when the one before it ends.
#[must_use]
pub fn critical_path(chart: &Chart) -> Vec<Part> {
    let mut walk = Walk {
        chart,
        until: chart.now,
        parts: Vec::new(),
    };
    let mut at = walk.last();
    while let Some(place) = at {
        at = walk.before(place);
    }
    walk.nothing(0);
    walk.parts.reverse();
    walk.parts
}

/// What would have to be faster for the run to be shorter, the longest first:
/// how long in all, and a sentence.
#[must_use]
pub fn blame(chart: &Chart, recording: &Recording, path: &[Part]) -> Vec<(Micros, Sentence)> {
    let mut causes: Vec<(Micros, Part)> = Vec::new();
    let mut known = HashMap::new();
    for part in path.iter().filter(|part| part.end > part.start) {
        let span = span(chart, part);
        let line = span.map_or(0, |span| span.line);
        let on = span.and_then(|span| span.on).map(|on| (on.kind, on.label));
        let key = (part.lane, part.state, part.index.is_none(), line, on);
        let cause = *known.entry(key).or_insert_with(|| {
            causes.push((0, *part));
            causes.len() - 1
        });
        causes[cause].0 += part.end - part.start;
    }
    causes.sort_by_key(|&(long, part)| (std::cmp::Reverse(long), part.start));
    let told = causes.into_iter().map(|(long, part)| {
        let sentence = cause(chart, recording, &part, long);
        (long, sentence)
    });
    told.collect()
}

fn cause(chart: &Chart, recording: &Recording, part: &Part, long: Micros) -> Sentence {
    let draft = Draft::default().text(format!("{}: ", duration(long)));
    let Some(index) = part.index else {
        return draft
            .text("outside any task: the program's start and end, and the loop itself")
            .done();
    };
    let link = |name: &str| Piece::Link(name.to_owned(), part.lane, index);
    match part.lane {
        Lane::Loop | Lane::Resource(_) => {
            let name = chart.callbacks.get(index).map(|callback| callback.name);
            let name = name.map_or("", |name| recording.text(name));
            draft
                .text("the callback ")
                .piece(link(name))
                .text(" ran")
                .done()
        }
        Lane::Thread(id) => {
            let thread = chart.thread(id);
            let name = thread.map_or("", |thread| recording.text(thread.name));
            let job = thread.and_then(|thread| thread.jobs.get(index));
            let job = job.map_or("", |job| recording.text(job.job));
            draft.piece(link(name)).text(" ran ").code(job).done()
        }
        Lane::Task(id) => {
            let name = chart.task(id).map_or("", |task| recording.text(task.name));
            let draft = draft.piece(link(name));
            let span = span(chart, part);
            let line = span.map_or(0, |span| span.line);
            match (part.state, span.and_then(|span| span.on)) {
                (State::Running, _) => draft.text(" ran").on_line(line).done(),
                (State::Ready, _) => draft.text(" was ready, and queued behind others").done(),
                (State::Waiting, Some(on)) => {
                    let draft = draft.text(" waited for ");
                    draft
                        .pieces(thing(chart, recording, on))
                        .on_line(line)
                        .done()
                }
                (State::Waiting, None) => draft.text(" waited").on_line(line).done(),
            }
        }
    }
}

fn span<'a>(chart: &'a Chart, part: &Part) -> Option<&'a Span> {
    match part.lane {
        Lane::Task(id) => chart.task(id)?.spans.get(part.index?),
        Lane::Loop | Lane::Thread(_) | Lane::Resource(_) => None,
    }
}

/// A stretch of a lane.
#[derive(Clone, Copy)]
enum Place {
    Span(TaskId, usize),
    Job(u32, usize),
    Callback(usize),
}

struct Walk<'a> {
    chart: &'a Chart,
    /// What is before this is still to be explained.
    until: Micros,
    parts: Vec<Part>,
}

impl Walk<'_> {
    /// What the run ended with: the first task that goes on, or the last step.
    fn last(&mut self) -> Option<Place> {
        let alive = |task: &&Task| task.ended.is_none() && !task.spans.is_empty();
        if let Some(task) = self.chart.tasks.iter().find(alive) {
            return Some(Place::Span(task.id, task.spans.len() - 1));
        }
        self.step_before(usize::MAX)
    }

    /// The last step or callback to begin before this event, with nothing after it.
    fn step_before(&mut self, event: usize) -> Option<Place> {
        let begun = self.chart.steps.partition_point(|step| step.event < event);
        let step = self.chart.steps.get(begun.checked_sub(1)?)?;
        let end = self.chart.end_of(self.chart.end_of_step(step));
        self.nothing(end);
        Some(match step.runs {
            Runs::Task { task, span } => Place::Span(task, span),
            Runs::Callback(callback) => Place::Callback(callback),
        })
    }

    /// Adds what is at a place, and tells what made it begin.
    fn before(&mut self, place: Place) -> Option<Place> {
        match place {
            Place::Span(id, index) => {
                let task = self.chart.task(id)?;
                let span = task.spans.get(index)?;
                self.add(Lane::Task(id), Some(index), span.state, span.start);
                self.before_span(task, index, span)
            }
            Place::Job(id, index) => {
                let jobs = &self.chart.thread(id)?.jobs;
                let job = jobs.get(index)?;
                self.add(Lane::Thread(id), Some(index), State::Running, job.start);
                let last = index.checked_sub(1);
                match last.filter(|&last| jobs[last].end == Some(job.start)) {
                    Some(last) => Some(Place::Job(id, last)),
                    None => self.running(job.task, job.event),
                }
            }
            Place::Callback(index) => {
                let callback = self.chart.callbacks.get(index)?;
                self.add(Lane::Loop, Some(index), State::Running, callback.start);
                self.step_before(callback.event)
            }
        }
    }

    fn before_span(&mut self, task: &Task, index: usize, span: &Span) -> Option<Place> {
        let Some(last) = index.checked_sub(1) else {
            return self.running(task.parent, task.created_event);
        };
        let own = Some(Place::Span(task.id, last));
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
    fn running(&mut self, id: TaskId, event: usize) -> Option<Place> {
        if id == NO_TASK {
            return self.step_before(event);
        }
        let task = self.chart.task(id)?;
        let begun = task.spans.partition_point(|span| span.event < event);
        let mut spans = task.spans.range(..begun);
        let index = spans.rposition(|span| span.state == State::Running)?;
        let end = self.chart.end_of(task.spans[index].end);
        self.nothing(end);
        Some(Place::Span(id, index))
    }

    /// The job whose end woke a task; until the loop heard of it, the task waited.
    fn job(&mut self, task: TaskId, wait: usize, thread: u32, event: usize) -> Option<Place> {
        let jobs = &self.chart.thread(thread)?.jobs;
        let begun = jobs.partition_point(|job| job.event < event);
        let index = begun.checked_sub(1)?;
        let end = self.chart.end_of(jobs[index].end);
        self.still(task, wait, end);
        (jobs[index].start <= self.until).then_some(Place::Job(thread, index))
    }

    /// The callback that woke a task.
    fn callback(&mut self, task: TaskId, wait: usize, event: usize) -> Option<Place> {
        let callbacks = &self.chart.callbacks;
        let begun = callbacks.partition_point(|callback| callback.event < event);
        let index = begun.checked_sub(1)?;
        let callback = callbacks[index];
        // What had ended before cannot have woken anybody.
        callback
            .ended_event
            .is_none_or(|ended| event < ended)
            .then_some(())?;
        self.still(task, wait, self.chart.end_of(callback.end));
        Some(Place::Callback(index))
    }

    /// The task went on waiting from this moment.
    fn still(&mut self, task: TaskId, wait: usize, from: Micros) {
        if from < self.until {
            self.add(Lane::Task(task), Some(wait), State::Waiting, from);
        }
    }

    /// Nothing was under way from this moment.
    fn nothing(&mut self, from: Micros) {
        if from < self.until {
            self.add(Lane::Loop, None, State::Waiting, from);
        }
    }

    fn add(&mut self, lane: Lane, index: Option<usize>, state: State, start: Micros) {
        let end = self.until;
        let start = start.min(end);
        self.until = start;
        self.parts.push(Part {
            lane,
            index,
            state,
            start,
            end,
        });
    }
}
