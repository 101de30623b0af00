//! How an event changes a chart.

use std::num::NonZero;

use super::{
    Blocked, Callback, CancelRequest, Chart, Diagnostic, Output, Resource, RunEnd, Runs, Span,
    State, Step, Task, TaskEnd, Thread, ThreadJob, ThreadSpan, Turn,
};
use crate::event::{
    Event, Kind, Micros, NO_RESOURCE, NO_TASK, Outcome, TaskId, ThreadId, Wait, Waker,
};
use crate::shared_vec::SharedVec;

/// The loop does not wait between jobs that are less than this far apart: its shortest wait
/// is a millisecond.
const GAP: Micros = 1000;

impl Chart {
    /// Applies the next event of the recording.
    pub fn apply(&mut self, event: &Event) {
        let index = self.events;
        self.events += 1;
        self.now = self.now.max(event.time);
        // A second `asyncio.run` counts from 1 again.
        if event.turn != self.turns.last().map_or(0, |turn| turn.number) && event.turn != 0 {
            self.turns.push(Turn {
                number: event.turn,
                start: event.time,
                event: index,
            });
        }
        if self.fold(event, index).is_none() {
            self.misfits.push(index);
        }
    }

    /// Advances `now` where time has passed without an event.
    pub fn advance(&mut self, now: Micros) {
        self.now = self.now.max(now);
    }

    /// `None` where the event is inconsistent with those before it.
    fn fold(&mut self, event: &Event, index: usize) -> Option<()> {
        let &Event {
            time,
            turn,
            task,
            kind,
        } = event;
        let granted = self.granted.take();
        match kind {
            Kind::TaskCreated {
                name,
                coro,
                parent,
                line,
            } => {
                if task as usize != self.tasks.len() + 1 {
                    return None;
                }
                let depth = match parent {
                    NO_TASK => 0,
                    parent => self.task(parent)?.depth + 1,
                };
                let mut born = Task {
                    id: task,
                    name,
                    coro,
                    parent,
                    depth,
                    created: time,
                    created_event: index,
                    line,
                    ended: None,
                    ended_event: None,
                    spans: SharedVec::default(),
                    cancel_requests: Vec::new(),
                    woken_early: None,
                };
                born.enter(State::Ready, event, index, 0);
                self.tasks.push(born);
            }
            Kind::Renamed { name } => self.task_mut(task)?.name = name,
            Kind::Scheduled { by } => {
                self.grant(granted, task);
                let busy = self.busy;
                self.live_task(task)?.schedule(by, busy, event, index);
            }
            Kind::StepBegins { line } => {
                let span = self.live_task(task)?.begin_step(line, event, index)?;
                self.begin(Runs::Task { task, span }, event, index);
            }
            Kind::StepEnds { line, outcome } => {
                let waits = self
                    .live_task(task)?
                    .end_step(line, outcome, event, index)?;
                self.finish(
                    time,
                    |runs| matches!(runs, Runs::Task { task: open, .. } if open == task),
                );
                if let (Some(span), Outcome::Waits(wait)) = (waits, outcome)
                    && wait.object != NO_RESOURCE
                {
                    self.resource_mut(wait.object)?.waits.push((task, span));
                }
            }
            Kind::CancelRequested {
                by,
                how,
                cause,
                line,
            } => {
                let number = self.cancel_requests.len();
                self.live_task(task)?.cancel_requests.push(number);
                self.cancel_requests.push(CancelRequest {
                    time,
                    task,
                    by,
                    how,
                    cause,
                    line,
                    turn,
                    event: index,
                });
            }
            Kind::CallbackBegins { name, line } => {
                self.callbacks.push(Callback {
                    name,
                    start: time,
                    end: None,
                    line,
                    turn,
                    event: index,
                    ended_event: None,
                });
                self.begin(Runs::Callback(self.callbacks.len() - 1), event, index);
            }
            Kind::CallbackEnds => {
                let Runs::Callback(ended) =
                    self.finish(time, |runs| matches!(runs, Runs::Callback(_)))?
                else {
                    return None;
                };
                let callback = &mut self.callbacks[ended];
                (callback.end, callback.ended_event) = (Some(time), Some(index));
            }
            Kind::Output {
                stream,
                text,
                thread,
                line,
            } => {
                self.outputs.push(Output {
                    time,
                    task,
                    thread,
                    stream,
                    text,
                    line,
                    turn,
                    event: index,
                });
            }
            Kind::Blocked { start, line, cause } => {
                self.blocked.push(Blocked {
                    task,
                    start,
                    end: time,
                    line,
                    cause,
                    event: index,
                });
            }
            Kind::ThreadBegins { thread, name, job } => {
                if thread as usize == self.threads.len() + 1 {
                    self.threads.push(Thread {
                        id: thread,
                        name,
                        jobs: SharedVec::default(),
                        spans: SharedVec::default(),
                    });
                }
                let thread = self.thread_mut(thread)?;
                if thread.jobs.last().is_some_and(|job| job.end.is_none()) {
                    return None;
                }
                thread.jobs.push(ThreadJob {
                    job,
                    task,
                    start: time,
                    end: None,
                    event: index,
                    ended_event: None,
                });
                thread.begin(None, 0, time, index);
            }
            Kind::ThreadWaits {
                thread: id,
                line,
                kind,
                label,
                object,
            } => {
                let thread = self.thread_mut(id)?;
                thread.end(State::Running, time, index)?;
                let on = Wait::endless(kind, label, object);
                thread.begin(Some(on), line, time, index);
                let span = thread.spans.len() - 1;
                if object != NO_RESOURCE {
                    let resource = self.resource_mut(object)?;
                    resource.thread_waits.push((id, span));
                }
            }
            Kind::ThreadResumes { thread } => {
                let thread = self.thread_mut(thread)?;
                thread.end(State::Waiting, time, index)?;
                thread.begin(None, 0, time, index);
            }
            Kind::ThreadEnds { thread } => {
                let thread = self.thread_mut(thread)?;
                thread.end(State::Running, time, index)?;
                let job = thread.jobs.last_mut()?;
                (job.end, job.ended_event) = (Some(time), Some(index));
            }
            Kind::ResourceCreated {
                resource,
                kind,
                label,
                limit,
                line,
            } => {
                if resource as usize != self.resources.len() + 1 {
                    return None;
                }
                self.resources.push(Resource {
                    id: resource,
                    kind,
                    label,
                    named: false,
                    limit,
                    task,
                    line,
                    created: time,
                    created_event: index,
                    changes: SharedVec::default(),
                    waits: SharedVec::default(),
                    thread_waits: SharedVec::default(),
                });
            }
            Kind::ResourceNamed { resource, label } => {
                let resource = self.resource_mut(resource)?;
                (resource.label, resource.named) = (label, true);
            }
            Kind::ResourceChanged { resource, state } => {
                if self.resource_mut(resource)?.change(event, index, state)? {
                    self.granted = Some(resource);
                }
            }
            Kind::Diagnostic { kind, line, text } => {
                self.diagnostics.push(Diagnostic {
                    time,
                    task,
                    kind,
                    line,
                    text,
                    event: index,
                });
            }
            Kind::Ended { how, status, text } => {
                self.end = Some(RunEnd {
                    time,
                    how,
                    status,
                    text,
                });
                self.close(time);
            }
        }
        Some(())
    }

    /// The outermost of the steps that have not ended: the one that the loop runs.
    #[must_use]
    pub fn open_step(&self) -> Option<&Step> {
        self.steps.get(*self.open.first()?)
    }

    fn task_mut(&mut self, id: TaskId) -> Option<&mut Task> {
        self.tasks.get_mut((id as usize).checked_sub(1)?)
    }

    fn live_task(&mut self, id: TaskId) -> Option<&mut Task> {
        self.task_mut(id).filter(|task| task.ended.is_none())
    }

    fn thread_mut(&mut self, id: ThreadId) -> Option<&mut Thread> {
        self.threads.get_mut((id as usize).checked_sub(1)?)
    }

    fn begin(&mut self, runs: Runs, event: &Event, index: usize) {
        if event.time >= self.busy.1 + GAP {
            self.busy.0 = event.time;
        }
        self.busy.1 = event.time;
        let inside = self.open.last().copied();
        self.open.push(self.steps.len());
        self.steps.push(Step {
            event: index,
            start: event.time,
            runs,
            inside,
        });
    }

    /// Removes the innermost running step that `is_meant` accepts.
    fn finish(&mut self, time: Micros, is_meant: impl Fn(Runs) -> bool) -> Option<Runs> {
        self.busy.1 = time;
        let at = self
            .open
            .iter()
            .rposition(|&step| is_meant(self.steps[step].runs))?;
        Some(self.steps[self.open.remove(at)].runs)
    }

    /// Ends everything that lasts, at the end of the run.
    fn close(&mut self, time: Micros) {
        self.open.clear();
        // Only what lasts is touched: all else stays shared with the clones.
        for index in 0..self.tasks.len() {
            let last = self.tasks[index].spans.last();
            if last.is_some_and(|span| span.end.is_none()) {
                let span = self.tasks[index].spans.last_mut();
                span.into_iter().for_each(|span| span.end = Some(time));
            }
        }
        for index in 0..self.callbacks.len() {
            if self.callbacks[index].end.is_none() {
                self.callbacks[index].end = Some(time);
            }
        }
        for index in 0..self.threads.len() {
            let last = self.threads[index].jobs.last();
            if last.is_some_and(|job| job.end.is_none()) {
                let job = self.threads[index].jobs.last_mut();
                job.into_iter().for_each(|job| job.end = Some(time));
                let span = self.threads[index].spans.last_mut();
                span.into_iter().for_each(|span| span.end = Some(time));
            }
        }
    }
}

impl Thread {
    /// Begins a span of its latest job.
    fn begin(&mut self, on: Option<Wait>, line: u32, time: Micros, event: usize) {
        self.spans.push(ThreadSpan {
            job: self.jobs.len().saturating_sub(1),
            on,
            line,
            start: time,
            end: None,
            event,
            ended_event: None,
        });
    }

    /// Ends its latest span; `None` where that is over, or of another state.
    fn end(&mut self, state: State, time: Micros, event: usize) -> Option<()> {
        let span = self.spans.last_mut()?;
        if span.end.is_some() || span.state() != state {
            return None;
        }
        (span.end, span.ended_event) = (Some(time), Some(event));
        Some(())
    }
}

impl Task {
    fn schedule(&mut self, by: Waker, busy: (Micros, Micros), event: &Event, index: usize) {
        let Some(last) = self.spans.last_mut() else {
            return;
        };
        match last.state {
            // The ready span begins with the end of the step: see `end_step`.
            State::Running => self.woken_early = Some(by),
            State::Ready => {
                last.woken_by.get_or_insert(by);
            }
            State::Waiting => {
                let line = last.line;
                let due = last.on.and_then(|wait| wait.until).map(NonZero::get);
                let due = due.filter(|due| by == Waker::Timer && (busy.0..busy.1).contains(due));
                let since = due.map_or(event.time, |due| due.max(last.start));
                let ready = Event {
                    time: since,
                    ..*event
                };
                self.enter(State::Ready, &ready, index, line).woken_by = Some(by);
            }
        }
    }

    /// The index of the running span.
    fn begin_step(&mut self, line: u32, event: &Event, index: usize) -> Option<usize> {
        let last = self.spans.last()?;
        if last.state == State::Running {
            return None;
        }
        if last.state == State::Ready && last.woken_by.is_none() && last.start == event.time {
            // Started eagerly: it was never on the ready queue.
            self.spans.pop();
        }
        self.enter(State::Running, event, index, line);
        Some(self.spans.len() - 1)
    }

    /// The index of the waiting span that begins, where one does.
    fn end_step(
        &mut self,
        line: u32,
        outcome: Outcome,
        event: &Event,
        index: usize,
    ) -> Option<Option<usize>> {
        if self.spans.last()?.state != State::Running {
            return None;
        }
        let woken_early = self.woken_early.take();
        let how = match outcome {
            Outcome::Waits(wait) => {
                self.enter(State::Waiting, event, index, line).on = Some(wait);
                let waits = self.spans.len() - 1;
                if woken_early.is_some() {
                    self.enter(State::Ready, event, index, line).woken_by = woken_early;
                }
                return Some(Some(waits));
            }
            Outcome::Yielded => {
                let by = woken_early.unwrap_or(Waker::Task(self.id));
                self.enter(State::Ready, event, index, line).woken_by = Some(by);
                return Some(None);
            }
            Outcome::Returned => TaskEnd::Returned,
            Outcome::Raised { exception } => TaskEnd::Raised(exception),
            Outcome::Cancelled => TaskEnd::Cancelled,
        };
        self.spans.last_mut()?.end = Some(event.time);
        self.ended = Some((event.time, how));
        self.ended_event = Some(index);
        Some(None)
    }

    /// Ends the last span and begins the next one.
    fn enter(&mut self, state: State, event: &Event, index: usize, line: u32) -> &mut Span {
        if let Some(last) = self.spans.last_mut() {
            last.end = Some(event.time);
        }
        let (start, turn) = (event.time, event.turn);
        let span = Span {
            state,
            start,
            end: None,
            line,
            on: None,
            woken_by: None,
            turn,
            event: index,
        };
        self.spans.push_mut(span)
    }
}
