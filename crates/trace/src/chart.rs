//! The chart of a run: what its events mean, lane by lane.
//!
//! A [`Chart`] is a fold over events. Each event is [`apply`](Chart::apply)ed
//! once, in order, in constant amortised time, so that a live run costs no more
//! than a loaded one. A task's life is tiled by [`Span`]s:
//!
//! ```text
//!  TaskCreated          StepBegins     StepEnds(Waits)   Scheduled     StepBegins
//!      │     ready          │   running      │   waiting       │   ready    │
//!      ├────────────────────┼────────────────┼─────────────────┼────────────┤ …
//! ```
//!
//! There is no gap and no overlap: each span begins where the one before it
//! ends. A span may have no length (a step that took no time, a wake-up that
//! was there before the step had ended): it is kept, because it is a decision,
//! and the order of decisions is what a chart by step shows. The one exception
//! is a task that was started eagerly, in the microsecond of its creation: it
//! was never ready, and its life begins with `Running`.

use crate::event::{
    DiagnosticKind, End, Event, Kind, Micros, NO_TASK, Outcome, Stream, Sym, TaskId, ThreadId,
    Wait, Waker,
};

/// All that is drawn, listed or exported of a run, up to one of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// Every task; that of id `n` at index `n - 1`.
    pub tasks: Vec<Task>,
    /// The callbacks that are no task's step, and the program's top level.
    pub callbacks: Vec<Callback>,
    /// Every simulated thread; that of id `n` at index `n - 1`.
    pub threads: Vec<Thread>,
    /// Stretches for which the loop was blocked.
    pub blocked: Vec<Blocked>,
    /// What was printed.
    pub outputs: Vec<Output>,
    /// The lines of Problems.
    pub diagnostics: Vec<Diagnostic>,
    /// The loop's turns of which there is an event.
    pub turns: Vec<Turn>,
    /// Each step and callback, in the order in which they began.
    pub steps: Vec<Step>,
    /// How the run ended, once it has.
    pub end: Option<EndInfo>,
    /// The time of the latest event, or what [`Chart::advance`] was told since.
    pub now: Micros,
    /// How many events were applied.
    pub events: usize,
    /// Indices of events that fit no state that a run can be in (such as the
    /// end of a step that had not begun). They changed nothing; the recorder
    /// that wrote them has a bug.
    pub misfits: Vec<usize>,
    /// The steps that have begun and not ended, the innermost last.
    open: Vec<usize>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: TaskId,
    /// Its latest name.
    pub name: Sym,
    /// Its coroutine's `__qualname__`.
    pub coro: Sym,
    /// Who created it, or [`NO_TASK`].
    pub parent: TaskId,
    /// How many creators it has above it.
    pub depth: u32,
    /// When it was created.
    pub created: Micros,
    /// The index of the event that created it.
    pub created_event: usize,
    /// The line that created it, or 0.
    pub line: u32,
    /// When and how it ended; `None` while it is alive, also at the run's end.
    pub ended: Option<(Micros, TaskEnd)>,
    /// The index of the event that ended it.
    pub ended_event: Option<usize>,
    /// The tiles of its life.
    pub spans: Vec<Span>,
    /// Who scheduled it while it was still running.
    woken_early: Option<Waker>,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskEnd {
    /// Its coroutine returned.
    Returned,
    /// Its coroutine raised this, such as `ValueError: no beans`.
    Raised(Sym),
    /// It was cancelled.
    Cancelled,
}

impl TaskEnd {
    /// Its name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Raised(_) => "raised",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What a live task is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The loop runs a step of it.
    Running,
    /// Its next step is in the ready queue.
    Ready,
    /// Something else must happen first.
    Waiting,
}

impl State {
    /// Its name in files, on the page and in tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Waiting => "waiting",
        }
    }
}

/// A stretch of a task's life in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which state.
    pub state: State,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it lasts. See [`Chart::end_of`].
    pub end: Option<Micros>,
    /// Where the task stands: running, the line at which this step went on;
    /// otherwise the line at which it will go on. 0 before the first step.
    pub line: u32,
    /// What it waits on; only while waiting.
    pub on: Option<Wait>,
    /// Who put it on the ready queue; only while ready. `None` where nobody did:
    /// the creator is about to start the task eagerly.
    pub woken_by: Option<Waker>,
    /// The turn in which the span began.
    pub turn: u32,
    /// The index of the event that began the span.
    pub event: usize,
}

/// A plain callback, or the program's top level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its `__qualname__`.
    pub name: Sym,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it runs.
    pub end: Option<Micros>,
    /// Where it is defined, or 0.
    pub line: u32,
    /// The turn in which it ran.
    pub turn: u32,
    /// The index of the event that began it.
    pub event: usize,
}

/// A simulated thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its number.
    pub id: ThreadId,
    /// Its name, such as `asyncio_0`.
    pub name: Sym,
    /// Its jobs, one after the other.
    pub jobs: Vec<ThreadSpan>,
}

/// A job on a simulated thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSpan {
    /// The job's `__qualname__`.
    pub job: Sym,
    /// Who submitted it, or [`NO_TASK`].
    pub task: TaskId,
    /// When it began.
    pub start: Micros,
    /// When it ended; `None` while it runs.
    pub end: Option<Micros>,
    /// The index of the event that began it.
    pub event: usize,
}

/// A stretch for which the loop was blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The task whose step blocked, or [`NO_TASK`].
    pub task: TaskId,
    /// When it began to.
    pub start: Micros,
    /// When it no longer did.
    pub end: Micros,
    /// The line that blocked, or 0.
    pub line: u32,
    /// What blocked: `time.sleep`, `computing`.
    pub cause: Sym,
    /// The index of its event.
    pub event: usize,
}

/// Something printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// When.
    pub time: Micros,
    /// By which task, or [`NO_TASK`]; for a thread's job, who submitted it.
    pub task: TaskId,
    /// By which simulated thread, or 0.
    pub thread: ThreadId,
    /// Where to.
    pub stream: Stream,
    /// What; may hold line ends, and need not end with one.
    pub text: Sym,
    /// In which turn.
    pub turn: u32,
    /// The index of its event.
    pub event: usize,
}

/// A line of Problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// When it was found.
    pub time: Micros,
    /// The task it is about, or [`NO_TASK`].
    pub task: TaskId,
    /// Which sort.
    pub kind: DiagnosticKind,
    /// The line it is about, or 0.
    pub line: u32,
    /// A sentence for the user.
    pub text: Sym,
    /// The index of its event.
    pub event: usize,
}

/// A turn of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its number.
    pub number: u32,
    /// The time of its first event.
    pub start: Micros,
    /// The index of its first event.
    pub event: usize,
}

/// A step of a task, or a callback: what the loop decided to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The index of the event that began it.
    pub event: usize,
    /// When it began.
    pub start: Micros,
    /// What ran.
    pub runs: Runs,
    /// The index of the step that this one ran inside of, in [`Chart::steps`]:
    /// the creator of a task that was started eagerly.
    pub inside: Option<usize>,
}

/// What a [`Step`] runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A task.
    Task {
        /// Which.
        task: TaskId,
        /// The index of the running span in [`Task::spans`].
        span: usize,
    },
    /// The callback at this index of [`Chart::callbacks`].
    Callback(usize),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndInfo {
    /// When.
    pub time: Micros,
    /// How.
    pub how: End,
    /// The exit status of the native command.
    pub status: u8,
    /// A sentence for the user; may be empty.
    pub text: Sym,
}

impl Chart {
    /// The chart after one more event. Events must come in the recording's order.
    pub fn apply(&mut self, event: &Event) {
        let index = self.events;
        self.events += 1;
        self.now = self.now.max(event.time);
        if event.turn > self.turns.last().map_or(0, |turn| turn.number) {
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

    /// Moves `now` on where the clock has gone on without an event.
    pub fn advance(&mut self, now: Micros) {
        self.now = self.now.max(now);
    }

    /// `None` where the event does not fit.
    fn fold(&mut self, event: &Event, index: usize) -> Option<()> {
        let &Event {
            time,
            turn,
            task,
            kind,
        } = event;
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
                    spans: Vec::new(),
                    woken_early: None,
                };
                born.enter(State::Ready, event, index, 0);
                self.tasks.push(born);
            }
            Kind::Renamed { name } => self.task_mut(task)?.name = name,
            Kind::Scheduled { by } => self.live_task(task)?.schedule(by, event, index),
            Kind::StepBegins { line } => {
                let span = self.live_task(task)?.begin_step(line, event, index)?;
                self.begin(Runs::Task { task, span }, event, index);
            }
            Kind::StepEnds { line, outcome } => {
                self.live_task(task)?
                    .end_step(line, outcome, event, index)?;
                self.finish(|runs| matches!(runs, Runs::Task { task: open, .. } if open == task));
            }
            Kind::CallbackBegins { name, line } => {
                self.callbacks.push(Callback {
                    name,
                    start: time,
                    end: None,
                    line,
                    turn,
                    event: index,
                });
                self.begin(Runs::Callback(self.callbacks.len() - 1), event, index);
            }
            Kind::CallbackEnds => {
                let Runs::Callback(ended) =
                    self.finish(|runs| matches!(runs, Runs::Callback(_)))?
                else {
                    return None;
                };
                self.callbacks[ended].end = Some(time);
            }
            Kind::Output {
                stream,
                text,
                thread,
            } => {
                self.outputs.push(Output {
                    time,
                    task,
                    thread,
                    stream,
                    text,
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
                        jobs: Vec::new(),
                    });
                }
                let jobs = &mut self.thread_mut(thread)?.jobs;
                if jobs.last().is_some_and(|job| job.end.is_none()) {
                    return None;
                }
                jobs.push(ThreadSpan {
                    job,
                    task,
                    start: time,
                    end: None,
                    event: index,
                });
            }
            Kind::ThreadEnds { thread } => {
                let job = self.thread_mut(thread)?.jobs.last_mut()?;
                if job.end.is_some() {
                    return None;
                }
                job.end = Some(time);
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
                self.end = Some(EndInfo {
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
        let inside = self.open.last().copied();
        self.open.push(self.steps.len());
        self.steps.push(Step {
            event: index,
            start: event.time,
            runs,
            inside,
        });
    }

    /// Takes the innermost open step that is meant off the open ones.
    fn finish(&mut self, meant: impl Fn(Runs) -> bool) -> Option<Runs> {
        let at = self
            .open
            .iter()
            .rposition(|&step| meant(self.steps[step].runs))?;
        Some(self.steps[self.open.remove(at)].runs)
    }

    /// Ends all that lasts, at the run's end.
    fn close(&mut self, time: Micros) {
        self.open.clear();
        let spans = self
            .tasks
            .iter_mut()
            .filter_map(|task| task.spans.last_mut());
        let ends = spans.map(|span| &mut span.end);
        let ends = ends.chain(self.callbacks.iter_mut().map(|callback| &mut callback.end));
        let jobs = self
            .threads
            .iter_mut()
            .filter_map(|thread| thread.jobs.last_mut());
        for end in ends.chain(jobs.map(|job| &mut job.end)) {
            end.get_or_insert(time);
        }
    }
}

impl Task {
    fn schedule(&mut self, by: Waker, event: &Event, index: usize) {
        let Some(last) = self.spans.last_mut() else {
            return;
        };
        match last.state {
            // Its step goes on until it ends: see `end_step`.
            State::Running => self.woken_early = Some(by),
            State::Ready => {
                last.woken_by.get_or_insert(by);
            }
            State::Waiting => {
                let line = last.line;
                self.enter(State::Ready, event, index, line).woken_by = Some(by);
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
            // Started eagerly: nobody put it on the ready queue.
            self.spans.pop();
        }
        self.enter(State::Running, event, index, line);
        Some(self.spans.len() - 1)
    }

    fn end_step(&mut self, line: u32, outcome: Outcome, event: &Event, index: usize) -> Option<()> {
        if self.spans.last()?.state != State::Running {
            return None;
        }
        let woken_early = self.woken_early.take();
        let how = match outcome {
            Outcome::Waits(wait) => {
                self.enter(State::Waiting, event, index, line).on = Some(wait);
                if woken_early.is_some() {
                    self.enter(State::Ready, event, index, line).woken_by = woken_early;
                }
                return Some(());
            }
            Outcome::Yielded => {
                let by = woken_early.unwrap_or(Waker::Task(self.id));
                self.enter(State::Ready, event, index, line).woken_by = Some(by);
                return Some(());
            }
            Outcome::Returned => TaskEnd::Returned,
            Outcome::Raised { exception } => TaskEnd::Raised(exception),
            Outcome::Cancelled => TaskEnd::Cancelled,
        };
        self.spans.last_mut()?.end = Some(event.time);
        self.ended = Some((event.time, how));
        self.ended_event = Some(index);
        Some(())
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
