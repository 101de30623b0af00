//! A naive scheduler that writes well-formed recordings, and remembers the
//! state of each task as plainly as it can be remembered.

use std::collections::VecDeque;

use interleave_trace::event::{DiagnosticKind, End, Kind, Outcome, Stream, WaitKind};
use interleave_trace::{
    Micros, NO_RESOURCE, NO_TASK, ResourceId, ResourceKind, ResourceState, State, TaskId, Waker,
};

use crate::small::Writer;

/// At this time, as this event happened, the task went into this state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    pub(crate) event: usize,
    pub(crate) time: Micros,
    pub(crate) task: TaskId,
    pub(crate) state: Option<State>,
}

/// What a thread does.
#[derive(Clone, Copy, Debug)]
enum Job {
    None,
    Runs,
    Waits,
}

/// The model at work. Each of its decisions is taken by a number.
pub(crate) struct Model {
    pub(crate) writer: Writer,
    pub(crate) changes: Vec<Change>,
    /// The state of task `n` at index `n - 1`.
    states: Vec<Option<State>>,
    ready: VecDeque<TaskId>,
    /// The running tasks, the eagerly started ones inside the others.
    running: Vec<TaskId>,
    callback: bool,
    woken_early: bool,
    threads: Vec<Job>,
    /// A lock, a queue of at most three items and a semaphore of two permits:
    /// who holds the lock, the length of the queue, who holds permits.
    lock: Option<TaskId>,
    length: u32,
    permits: Vec<TaskId>,
    /// The same after each change: the event, the resource and its holders or length.
    pub(crate) resources: Vec<(usize, ResourceId, Vec<TaskId>)>,
}

const LOCK: ResourceId = 1;
const QUEUE: ResourceId = 2;
const SEMAPHORE: ResourceId = 3;

impl Model {
    /// The recording of the run that these decisions make.
    pub(crate) fn run(decisions: &[(u8, u8)]) -> Self {
        let mut model = Self {
            writer: Writer::new(),
            changes: Vec::new(),
            states: Vec::new(),
            ready: VecDeque::new(),
            running: Vec::new(),
            callback: false,
            woken_early: false,
            threads: Vec::new(),
            lock: None,
            length: 0,
            permits: Vec::new(),
            resources: Vec::new(),
        };
        let w = &mut model.writer;
        w.make(NO_TASK, LOCK, ResourceKind::Lock, 0);
        w.make(NO_TASK, QUEUE, ResourceKind::Queue, 3);
        w.make(NO_TASK, SEMAPHORE, ResourceKind::Semaphore, 2);
        for &(what, which) in decisions {
            model.writer.time += u64::from(which % 4);
            match model.running.last() {
                Some(&task) => model.inside(task, what, which),
                None => model.outside(what, which),
            }
        }
        model.end(decisions.len());
        model
    }

    fn outside(&mut self, what: u8, which: u8) {
        let w = &mut self.writer;
        match what % 8 {
            0..=2 if !self.callback => {
                if let Some(task) = self.ready.pop_front() {
                    w.begin(task, u32::from(which));
                    self.enter(task, State::Running);
                    self.running.push(task);
                }
            }
            3 if !self.callback => {
                let name = w.sym("callback");
                w.push(NO_TASK, Kind::CallbackBegins { name, line: 3 });
                self.callback = true;
            }
            3 | 4 if self.callback => {
                w.push(NO_TASK, Kind::CallbackEnds);
                self.callback = false;
            }
            5 => {
                w.turn += 1;
                w.time += u64::from(which) * 50;
                self.wake(which, Waker::Timer);
            }
            6 => self.create(NO_TASK, false),
            7 => self.thread(which),
            _ => self.wake(which, Waker::Loop),
        }
    }

    fn inside(&mut self, task: TaskId, what: u8, which: u8) {
        let w = &mut self.writer;
        let line = u32::from(which);
        match what % 15 {
            12 => self.use_lock(task),
            13 => self.use_queue(task, which),
            14 => self.use_semaphore(task, which),
            0 => w.print(task, 0, Stream::Stdout, "text\n"),
            1 => self.create(task, false),
            2 => {
                // Only the innermost is woken early: the others would forget it.
                if !self.woken_early {
                    self.create(task, true);
                }
            }
            3 => self.wake(which, Waker::Task(task)),
            4 if !self.woken_early => {
                w.wake(task, Waker::Task(task));
                self.woken_early = true;
            }
            5 => {
                let (start, cause) = (w.time, w.sym("time.sleep"));
                w.time += 100_001;
                w.push(task, Kind::Blocked { start, line, cause });
            }
            6 => {
                let name = w.sym(&format!("name {which}"));
                w.push(task, Kind::Renamed { name });
            }
            7 => {
                w.end(task, line, Outcome::Yielded);
                self.leave(task, Some(State::Ready));
            }
            8 => {
                w.end(task, line, Outcome::Returned);
                self.leave(task, None);
            }
            9 => {
                let exception = w.sym("ValueError");
                w.end(task, line, Outcome::Raised { exception });
                self.leave(task, None);
            }
            10 => {
                w.end(task, line, Outcome::Cancelled);
                self.leave(task, None);
            }
            _ => {
                let kind = WaitKind::ALL[which as usize % WaitKind::ALL.len()];
                w.wait(
                    task,
                    line,
                    kind,
                    "label",
                    // Never due in the run: who is late is tested by hand.
                    which.is_multiple_of(2).then_some(Micros::MAX),
                );
                self.leave(task, Some(State::Waiting));
            }
        }
    }

    fn use_lock(&mut self, task: TaskId) {
        let state = match self.lock {
            Some(_) => ResourceState::Free,
            None => ResourceState::Held { by: task },
        };
        self.lock = self.lock.is_none().then_some(task);
        self.writer.change(task, LOCK, state);
        self.note(LOCK, self.lock.into_iter().collect());
    }

    fn use_queue(&mut self, task: TaskId, which: u8) {
        match self.length {
            0 => self.length = 1,
            3 => self.length = 2,
            _ if which.is_multiple_of(2) => self.length += 1,
            _ => self.length -= 1,
        }
        let (length, unfinished) = (self.length, 3);
        self.writer
            .change(task, QUEUE, ResourceState::Items { length, unfinished });
        self.note(QUEUE, vec![length]);
    }

    /// Takes a permit, or gives the task's own back, or else the oldest.
    fn use_semaphore(&mut self, task: TaskId, which: u8) {
        let own = self.permits.iter().position(|&holder| holder == task);
        if self.permits.len() == 2 || (which.is_multiple_of(2) && !self.permits.is_empty()) {
            self.permits.remove(own.unwrap_or(0));
        } else {
            self.permits.push(task);
        }
        let left = 2 - self.permits.len() as u32;
        self.writer
            .change(task, SEMAPHORE, ResourceState::Permits(left));
        self.note(SEMAPHORE, self.permits.clone());
    }

    fn note(&mut self, resource: ResourceId, what: Vec<u32>) {
        let event = self.writer.recording.events().len() - 1;
        self.resources.push((event, resource, what));
    }

    fn create(&mut self, parent: TaskId, eager: bool) {
        let task = self.states.len() as TaskId + 1;
        self.states.push(None);
        self.writer.create(task, "task", "coro", parent, 1);
        if eager {
            self.writer.begin(task, 2);
            self.enter(task, State::Running);
            self.running.push(task);
        } else {
            self.enter(task, State::Ready);
            self.writer.wake(
                task,
                if parent == NO_TASK {
                    Waker::Loop
                } else {
                    Waker::Task(parent)
                },
            );
            self.ready.push_back(task);
        }
    }

    /// Wakes one of the waiting tasks, if there is one.
    fn wake(&mut self, which: u8, by: Waker) {
        let waiting: Vec<usize> = (0..self.states.len())
            .filter(|&task| self.states[task] == Some(State::Waiting))
            .collect();
        if !waiting.is_empty() {
            let task = waiting[which as usize % waiting.len()] as TaskId + 1;
            self.writer.wake(task, by);
            self.enter(task, State::Ready);
            self.ready.push_back(task);
        }
    }

    fn thread(&mut self, which: u8) {
        let index = which as usize % 3;
        let thread = index as u32 + 1;
        let w = &mut self.writer;
        if index > self.threads.len() {
            return;
        }
        if index == self.threads.len() {
            self.threads.push(Job::None);
        }
        // A job begins, waits, goes on and ends, if it has not begun in vain.
        match self.threads[index] {
            Job::None => {
                let (name, job) = (w.sym("asyncio_0"), w.sym("job"));
                w.push(NO_TASK, Kind::ThreadBegins { thread, name, job });
                self.threads[index] = Job::Runs;
            }
            Job::Runs if which >= 128 => {
                let (kind, label, object) = (WaitKind::Sleep, w.sym("0.5"), NO_RESOURCE);
                w.push(
                    NO_TASK,
                    Kind::ThreadWaits {
                        thread,
                        line: 4,
                        kind,
                        label,
                        object,
                    },
                );
                self.threads[index] = Job::Waits;
            }
            Job::Waits => {
                w.push(NO_TASK, Kind::ThreadResumes { thread });
                self.threads[index] = Job::Runs;
            }
            Job::Runs => {
                w.push(NO_TASK, Kind::ThreadEnds { thread });
                self.threads[index] = Job::None;
                self.wake(which, Waker::Thread(thread));
            }
        }
    }

    /// The step of `task` has ended.
    fn leave(&mut self, task: TaskId, state: Option<State>) {
        self.running.pop();
        let woken_early = std::mem::take(&mut self.woken_early);
        match state {
            None => self.change(task, None),
            Some(state) => self.enter(task, state),
        }
        if state == Some(State::Waiting) && woken_early {
            self.enter(task, State::Ready);
        }
        if self.states[task as usize - 1] == Some(State::Ready) {
            self.ready.push_back(task);
        }
    }

    fn end(&mut self, decisions: usize) {
        if decisions.is_multiple_of(3) {
            return; // still live
        }
        let text = self.writer.sym("a sentence");
        let kind = DiagnosticKind::Note;
        self.writer.push(
            NO_TASK,
            Kind::Diagnostic {
                kind,
                line: 0,
                text,
            },
        );
        self.writer.push(
            NO_TASK,
            Kind::Ended {
                how: End::Finished,
                status: 0,
                text,
            },
        );
    }

    fn enter(&mut self, task: TaskId, state: State) {
        self.change(task, Some(state));
    }

    fn change(&mut self, task: TaskId, state: Option<State>) {
        self.states[task as usize - 1] = state;
        let event = self.writer.recording.events().len() - 1;
        self.changes.push(Change {
            event,
            time: self.writer.time,
            task,
            state,
        });
    }
}
