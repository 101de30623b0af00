//! The observer that makes a recording of what a run does.

mod cancellation;
mod names;
mod output;
mod resources;
mod stuck;
mod suspension;
mod tasks;
mod thread_waits;
mod wait_reason;

pub use self::output::OutputSink;

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use interleave_asyncio::{
    Activity, Blocked, Cause, Library, Lines, Observer, State, Stream, Task, TaskNumber, TaskRef,
    ThreadEvent, ThreadNumber, ThreadWait, WatchedField, code_of, convert::text, function_of,
    user_code,
};
use interleave_trace::{
    Batch, DiagnosticKind, End, Event, Kind, Micros, NO_TASK, Outcome, Recording, Sym, TaskId,
    Waker,
};
use rustpython_vm::{AsObject, Py, PyObject, VirtualMachine};

use self::{
    cancellation::Cancellations,
    resources::Resources,
    tasks::{TaskRecord, Tasks},
    wait_reason::WaitReasons,
};

/// Records a run: who runs, who is ready, who waits for what, and what was printed.
pub struct Recorder {
    recording: RefCell<Recording>,
    /// Events count only while a program runs.
    is_recording: Cell<bool>,
    /// The program was ended, and only cleans up.
    is_ended: Cell<bool>,
    activity: Rc<Activity>,
    /// The loop's clock.
    clock: Box<dyn Fn() -> Micros>,
    sink: OnceCell<Box<OutputSink>>,
    /// What was written without a line end, and by which task.
    unfinished: RefCell<Lines<(Stream, TaskId)>>,
    tasks: RefCell<Tasks>,
    resources: RefCell<Resources>,
    cancellations: Cancellations,
    reasons: WaitReasons,
    library: Rc<Library>,
}

impl Recorder {
    /// A recorder of what `activity` tells, by the loop's `clock`.
    pub fn new(
        activity: Rc<Activity>,
        clock: Box<dyn Fn() -> Micros>,
        library: &Rc<Library>,
    ) -> Self {
        Self {
            recording: RefCell::default(),
            is_recording: Cell::new(false),
            is_ended: Cell::new(false),
            activity,
            clock,
            sink: OnceCell::new(),
            unfinished: RefCell::default(),
            tasks: RefCell::default(),
            resources: RefCell::default(),
            cancellations: Cancellations::new(library),
            reasons: WaitReasons::new(library),
            library: Rc::clone(library),
        }
    }

    /// Begins to record. `sink` gets the output when it is recorded.
    pub fn begin(&self, sink: Box<OutputSink>) {
        // There is one already, where it has begun before.
        let _ = self.sink.set(sink);
        self.is_recording.set(true);
    }

    /// What is recorded so far.
    pub fn recording(&self) -> &RefCell<Recording> {
        &self.recording
    }

    /// What is recorded and nobody has taken yet, where the run will never return.
    /// Nothing, where that happened in the midst of recording.
    pub fn salvage(&self) -> Option<Batch> {
        self.recording.try_borrow_mut().ok()?.take_batch()
    }

    /// Ends the recording with its last event, and hands it over.
    pub fn finish(&self, how: End, status: u8, text: &str) -> Recording {
        self.flush();
        let text = self.intern(text);
        self.record(NO_TASK, Kind::Ended { how, status, text });
        self.is_recording.set(false);
        self.recording.take()
    }

    /// The run has ended, at a limit or in a deadlock: what happens from now on is the
    /// library's cleaning up.
    pub fn run_ended(&self) {
        self.is_ended.set(true);
    }

    /// A line in Problems, of the task at work.
    pub fn diagnose(&self, kind: DiagnosticKind, line: u32, text: &str) {
        let text = self.intern(text);
        let kind = Kind::Diagnostic { kind, line, text };
        self.record(self.activity.task(), kind);
    }

    /// The line that made a task; 0 if unknown.
    pub fn line_created(&self, task: &PyObject) -> u32 {
        let task = task.downcast_ref::<Task>();
        task.map_or(0, |task| {
            self.tasks.borrow().line_created(task.known_number())
        })
    }

    fn intern(&self, text: &str) -> Sym {
        self.recording.borrow_mut().intern(text)
    }

    /// Records an event at the loop's time.
    fn record(&self, task: TaskId, kind: Kind) {
        if self.is_recording.get() {
            let event = Event {
                time: (self.clock)(),
                turn: self.activity.turn(),
                task,
                kind,
            };
            self.recording.borrow_mut().push(event);
        }
    }

    /// How a task's step ended, and the line where its coroutine stands.
    fn outcome(&self, task: &Py<Task>, vm: &VirtualMachine) -> (u32, Outcome) {
        let coro = task.coro();
        if let (Some(future), Some(coro)) = (task.waits_for(), &coro) {
            let suspension = self.suspension(task, coro, &future, vm);
            return (suspension.line, Outcome::Waits(suspension.wait));
        }
        match task.future().state() {
            State::Pending => {
                let line = coro.map_or(0, |coro| suspension::line(&coro));
                (line, Outcome::Yielded)
            }
            State::Cancelled => (0, Outcome::Cancelled),
            State::Finished => {
                let raised = task.future().raised();
                let outcome = raised.map_or(Outcome::Returned, |error| self.raised(&error, vm));
                (0, outcome)
            }
        }
    }

    fn raised(&self, error: &PyObject, vm: &VirtualMachine) -> Outcome {
        let class = error.class().name().to_string();
        let message = error.str(vm).map_or_else(
            |_| String::new(),
            |message| message.to_string_lossy().into_owned(),
        );
        let exception = if message.is_empty() {
            class
        } else {
            format!("{class}: {message}")
        };
        Outcome::Raised {
            exception: self.intern(&exception),
        }
    }

    /// Records a task's new name, where the program has given it one.
    fn check_name(&self, task: &Py<Task>, vm: &VirtualMachine) {
        let Some(object) = task.name() else { return };
        let id = task.known_number();
        let is_same = |known: &TaskRecord| {
            let mut known = known.name_object.iter();
            known.any(|known| known.is(&object))
        };
        if self.tasks.borrow().get(id).is_none_or(is_same) {
            return;
        }
        let Ok(name) = object.str(vm) else { return };
        let name = self.intern(&name.to_string_lossy());
        let mut tasks = self.tasks.borrow_mut();
        let Some(known) = tasks.get_mut(id) else {
            return;
        };
        let before = std::mem::replace(&mut known.name, name);
        known.name_object = Some(object);
        drop(tasks);
        if before != name {
            self.record(id, Kind::Renamed { name });
        }
    }
}

impl Observer for Recorder {
    fn task_created(&self, task: TaskRef<'_>, vm: &VirtualMachine) {
        let Some(object) = task.object.downcast_ref::<Task>() else {
            return;
        };
        let (line, coro) = match (object.coroutine(), object.coro()) {
            (Some(coro), _) => {
                let code = coro.as_coro().code();
                let line = if user_code::is_users(&code) {
                    user_code::first_line(&code)
                } else {
                    0
                };
                (line, text(coro.as_object(), "__qualname__", vm))
            }
            (None, Some(coro)) => (0, text(&coro, "__qualname__", vm)),
            (None, None) => (0, String::new()),
        };
        let name_object = object.name();
        let name = name_object.as_ref().and_then(|name| name.str(vm).ok());
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let (name, coro) = (self.intern(&name), self.intern(&coro));
        let created = user_code::current_line(vm);
        self.tasks.borrow_mut().push(TaskRecord {
            line,
            created,
            name,
            name_object,
        });
        let parent = self.activity.task();
        let kind = Kind::TaskCreated {
            name,
            coro,
            parent,
            line: created,
        };
        self.record(task.number, kind);
    }

    fn task_scheduled(&self, task: TaskRef<'_>, cause: Cause) {
        let by = waker(cause);
        self.record(task.number, Kind::Scheduled { by });
    }

    fn before_step(&self, task: TaskRef<'_>) {
        let id = task.number;
        let line = self.tasks.borrow().line(id);
        self.record(id, Kind::StepBegins { line });
    }

    fn after_step(&self, task: TaskRef<'_>, vm: &VirtualMachine) {
        self.flush();
        let id = task.number;
        let Some(task) = task.object.downcast_ref::<Task>() else {
            return;
        };
        let frames = || {
            let coro = task.coro();
            coro.map_or_else(Vec::new, |coro| suspension::frames(&coro))
        };
        self.name_new_resources(frames, vm);
        let (line, outcome) = self.outcome(task, vm);
        self.check_name(task, vm);
        if let Some(known) = self.tasks.borrow_mut().get_mut(id) {
            known.line = line;
        }
        self.record(id, Kind::StepEnds { line, outcome });
    }

    fn before_callback(&self, callback: &PyObject, vm: &VirtualMachine) {
        let function = function_of(callback.to_owned(), vm);
        let code = code_of(&function, vm).filter(|code| user_code::is_users(code));
        let line = code.map_or(0, |code| user_code::first_line(&code));
        let name = self.intern(&text(&function, "__qualname__", vm));
        self.record(NO_TASK, Kind::CallbackBegins { name, line });
    }

    fn after_callback(&self) {
        self.record(NO_TASK, Kind::CallbackEnds);
    }

    fn cancel_requested(&self, task: TaskRef<'_>, vm: &VirtualMachine) {
        self.cancellations.begin(self, task.number, vm);
    }

    fn cancel_passed_on(&self) {
        self.cancellations.end();
    }

    fn job_ended(&self, blocked: Option<&Blocked>) {
        self.flush();
        let Some(&Blocked { since, stall }) = blocked else {
            return;
        };
        let task = self.activity.task();
        let (cause, line) = stall.map_or_else(
            || ("computing", self.tasks.borrow().line(task)),
            |stall| (stall.cause, stall.line),
        );
        let cause = self.intern(cause);
        let kind = Kind::Blocked {
            start: since,
            line,
            cause,
        };
        self.record(task, kind);
    }

    fn before_wait(&self) {
        self.flush();
    }

    fn field_initialized(
        &self,
        object: &PyObject,
        field: WatchedField,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        self.resource_field_initialized(object, field, value, vm);
    }

    fn field_changed(
        &self,
        object: &PyObject,
        field: WatchedField,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        self.resource_field_changed(object, field, value, vm);
    }

    fn queue_created(&self, queue: &PyObject, vm: &VirtualMachine) {
        self.resource_queue_created(queue, vm);
    }

    fn queue_changed(&self, queue: &PyObject, vm: &VirtualMachine) {
        self.resource_queue_changed(queue, vm);
    }

    fn output(&self, stream: Stream, text: &str, line: u32) {
        self.write(stream, text, line);
    }

    fn thread_waits(
        &self,
        thread: ThreadNumber,
        task: TaskNumber,
        on: ThreadWait<'_>,
        vm: &VirtualMachine,
    ) {
        let (kind, label, object) = self.thread_wait(on, vm);
        let (label, line) = (self.intern(&label), user_code::current_line(vm));
        self.record(
            task,
            Kind::ThreadWaits {
                thread,
                line,
                kind,
                label,
                object,
            },
        );
    }

    fn thread_resumes(&self, thread: ThreadNumber, task: TaskNumber) {
        self.record(task, Kind::ThreadResumes { thread });
    }

    fn thread_event(&self, thread: ThreadNumber, task: TaskNumber, event: &ThreadEvent) {
        match event {
            ThreadEvent::JobBegan { name, job } => {
                let (name, job) = (self.intern(name), self.intern(job));
                self.record(task, Kind::ThreadBegins { thread, name, job });
            }
            ThreadEvent::JobEnded => self.record(task, Kind::ThreadEnds { thread }),
            ThreadEvent::Output { stream, text, line } => {
                self.emit(*stream, task, thread, text, *line);
            }
        }
    }
}

/// A cause as the recording has it.
fn waker(cause: Cause) -> Waker {
    match cause {
        Cause::Task(task) => Waker::Task(task),
        Cause::Timer => Waker::Timer,
        Cause::Thread(thread) => Waker::Thread(thread),
        Cause::Loop => Waker::Loop,
    }
}
