//! A small recording by hand that holds each kind of event once at least.

use std::num::NonZero;

use interleave_trace::event::{DiagnosticKind, End, Event, Kind, Outcome, Stream, Wait, WaitKind};
use interleave_trace::{
    Micros, NO_RESOURCE, NO_TASK, Recording, ResourceId, ResourceKind, ResourceState, Sym, TaskId,
    Waker,
};

/// Writes a recording, an event a call.
pub(crate) struct Writer {
    pub(crate) recording: Recording,
    pub(crate) time: Micros,
    pub(crate) turn: u32,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            recording: Recording::default(),
            time: 0,
            turn: 0,
        }
    }

    pub(crate) fn sym(&mut self, text: &str) -> Sym {
        self.recording.intern(text)
    }

    pub(crate) fn push(&mut self, task: TaskId, kind: Kind) {
        let Self { time, turn, .. } = *self;
        self.recording.push(Event {
            time,
            turn,
            task,
            kind,
        });
    }

    pub(crate) fn at(&mut self, time: Micros) -> &mut Self {
        self.time = time;
        self
    }

    pub(crate) fn turn(&mut self) -> &mut Self {
        self.turn += 1;
        self
    }

    pub(crate) fn create(
        &mut self,
        task: TaskId,
        name: &str,
        coro: &str,
        parent: TaskId,
        line: u32,
    ) {
        let (name, coro) = (self.sym(name), self.sym(coro));
        self.push(
            task,
            Kind::TaskCreated {
                name,
                coro,
                parent,
                line,
            },
        );
    }

    pub(crate) fn wake(&mut self, task: TaskId, by: Waker) {
        self.push(task, Kind::Scheduled { by });
    }

    pub(crate) fn begin(&mut self, task: TaskId, line: u32) {
        self.push(task, Kind::StepBegins { line });
    }

    pub(crate) fn end(&mut self, task: TaskId, line: u32, outcome: Outcome) {
        self.push(task, Kind::StepEnds { line, outcome });
    }

    pub(crate) fn wait(
        &mut self,
        task: TaskId,
        line: u32,
        kind: WaitKind,
        label: &str,
        until: Option<Micros>,
    ) {
        let label = self.sym(label);
        let wait = Wait {
            kind,
            label,
            object: NO_RESOURCE,
            until: until.and_then(NonZero::new),
        };
        self.end(task, line, Outcome::Waits(wait));
    }

    /// The step ends and waits for a resource.
    pub(crate) fn wait_for(&mut self, task: TaskId, line: u32, kind: WaitKind, object: ResourceId) {
        self.wait_as(task, line, kind, "it", object);
    }

    /// The step ends and waits for a resource, which it calls so.
    pub(crate) fn wait_as(
        &mut self,
        task: TaskId,
        line: u32,
        kind: WaitKind,
        label: &str,
        object: ResourceId,
    ) {
        let label = self.sym(label);
        let until = None;
        let wait = Wait {
            kind,
            label,
            object,
            until,
        };
        self.end(task, line, Outcome::Waits(wait));
    }

    /// The task makes a resource that is called as its kind and number.
    pub(crate) fn make(&mut self, task: TaskId, id: ResourceId, kind: ResourceKind, limit: u32) {
        let label = self.sym(&format!("{}-{id}", kind.name()));
        self.push(
            task,
            Kind::ResourceCreated {
                resource: id,
                kind,
                label,
                limit,
                line: 1,
            },
        );
    }

    pub(crate) fn change(&mut self, task: TaskId, resource: ResourceId, state: ResourceState) {
        self.push(task, Kind::ResourceChanged { resource, state });
    }

    pub(crate) fn print(&mut self, task: TaskId, thread: u32, stream: Stream, text: &str) {
        let text = self.sym(text);
        self.push(
            task,
            Kind::Output {
                stream,
                text,
                thread,
                line: 7,
            },
        );
    }
}

/// A breakfast: main starts tea, toast and eggs; toast blocks the loop, eggs
/// raise, a thread grinds, tea is cancelled.
pub(crate) fn breakfast() -> Recording {
    let mut w = Writer::new();
    w.print(NO_TASK, 0, Stream::Stdout, "good morning\n");
    w.create(1, "Task-1", "main", NO_TASK, 30);
    w.wake(1, Waker::Loop);

    w.turn().at(10).begin(1, 20);
    w.at(12).create(2, "Task-2", "tea", 1, 21);
    w.wake(2, Waker::Task(1));
    let tea = w.sym("tea");
    w.push(2, Kind::Renamed { name: tea });
    w.at(14).create(3, "toast", "toast", 1, 22);
    w.wake(3, Waker::Task(1));
    w.at(16).create(4, "eggs", "eggs", 1, 23);
    w.at(17).begin(4, 12); // started eagerly
    w.at(18).wait(4, 13, WaitKind::Thread, "grind", None);
    w.at(20).wait(1, 24, WaitKind::TaskGroup, "3 tasks", None);

    w.turn().begin(2, 4);
    w.at(30).wait(2, 5, WaitKind::Sleep, "1.0", Some(1_000_030));
    w.begin(3, 8);
    let (name, job, cause) = (w.sym("asyncio_0"), w.sym("grind"), w.sym("time.sleep"));
    w.at(35).push(
        4,
        Kind::ThreadBegins {
            thread: 1,
            name,
            job,
        },
    );
    w.at(150_035).print(4, 1, Stream::Stdout, "grr\n");
    w.at(250_040).push(
        3,
        Kind::Blocked {
            start: 40,
            line: 9,
            cause,
        },
    );
    w.wake(3, Waker::Task(3)); // sleep(0) schedules before the step ends
    w.at(250_041).end(3, 10, Outcome::Yielded);

    w.turn().begin(3, 10);
    w.at(250_051).end(3, 10, Outcome::Returned);

    w.turn().at(300_035).push(4, Kind::ThreadEnds { thread: 1 });
    w.wake(4, Waker::Thread(1));
    w.at(300_040).begin(4, 13);
    w.at(300_045).print(4, 0, Stream::Stderr, "no \"beans\"\n");
    w.make(4, 1, ResourceKind::Lock, 0);
    let label = w.sym("stove");
    w.push(4, Kind::ResourceNamed { resource: 1, label });
    w.change(4, 1, ResourceState::Held { by: 4 });
    w.change(4, 1, ResourceState::Free);
    let exception = w.sym("ValueError: no beans");
    w.at(300_050).end(4, 14, Outcome::Raised { exception });

    let name = w.sym("TaskGroup._on_task_done");
    w.turn()
        .push(NO_TASK, Kind::CallbackBegins { name, line: 0 });
    w.at(300_055).wake(2, Waker::Loop);
    w.at(300_060).push(NO_TASK, Kind::CallbackEnds);

    w.turn().begin(2, 5);
    w.at(300_066).wake(1, Waker::Task(2));
    w.at(300_070).end(2, 5, Outcome::Cancelled);

    w.turn().begin(1, 24);
    w.at(300_080).end(1, 25, Outcome::Returned);
    let text = w.sym("Task exception was never retrieved");
    w.at(300_090);
    w.push(
        4,
        Kind::Diagnostic {
            kind: DiagnosticKind::NeverRetrieved,
            line: 14,
            text,
        },
    );
    let text = w.sym("");
    w.push(
        NO_TASK,
        Kind::Ended {
            how: End::Finished,
            status: 0,
            text,
        },
    );
    w.recording
}
