//! An observer that keeps a log.

use std::cell::RefCell;

use interleave_asyncio::{
    Blocked, Cause, Observer, Stream, Task, TaskNumber, TaskRef, ThreadEvent, ThreadNumber,
    ThreadWait, WatchedField,
};
use rustpython_vm::{PyObject, VirtualMachine};

/// Everything that an observer is told, a line each.
#[derive(Default)]
pub(crate) struct Log(RefCell<Vec<String>>);

impl Log {
    pub(crate) fn take(&self) -> Vec<String> {
        self.0.take()
    }

    fn add(&self, line: String) {
        self.0.borrow_mut().push(line);
    }
}

impl Observer for Log {
    fn task_created(&self, task: TaskRef<'_>, vm: &VirtualMachine) {
        let name = task
            .object
            .downcast_ref::<Task>()
            .and_then(|task| task.name());
        let name = name.and_then(|name| name.str(vm).ok());
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.add(format!("task {} created: {name}", task.number));
    }

    fn task_scheduled(&self, task: TaskRef<'_>, cause: Cause) {
        self.add(format!("task {} scheduled by {cause:?}", task.number));
    }

    fn before_step(&self, task: TaskRef<'_>) {
        self.add(format!("task {} before step", task.number));
    }

    fn after_step(&self, task: TaskRef<'_>, _vm: &VirtualMachine) {
        let object = task.object.downcast_ref::<Task>();
        let state = object.map(|task| task.future().state());
        let state = state.map_or_else(String::new, |state| format!("{state:?}"));
        let waits = object.is_some_and(|task| task.waits_for().is_some());
        let waits = if waits { ", waits" } else { "" };
        self.add(format!("task {} after step: {state}{waits}", task.number));
    }

    fn before_callback(&self, callback: &PyObject, vm: &VirtualMachine) {
        let name = callback
            .get_attr("__qualname__", vm)
            .and_then(|name| name.str(vm));
        let name = name.map_or_else(
            |_| String::new(),
            |name| name.to_string_lossy().into_owned(),
        );
        self.add(format!("before callback {name}"));
    }

    fn after_callback(&self) {
        self.add("after callback".to_owned());
    }

    fn cancel_requested(&self, task: TaskRef<'_>, _vm: &VirtualMachine) {
        self.add(format!("task {} cancel requested", task.number));
    }

    fn cancel_passed_on(&self) {
        self.add("cancel passed on".to_owned());
    }

    fn job_ended(&self, blocked: Option<&Blocked>) {
        if let Some(blocked) = blocked {
            let stall = blocked.stall.map(|stall| stall.cause);
            self.add(format!("blocked since {}: {stall:?}", blocked.since));
        }
    }

    fn field_initialized(
        &self,
        object: &PyObject,
        field: WatchedField,
        _value: &PyObject,
        _vm: &VirtualMachine,
    ) {
        if !is_of_threads(field) {
            self.add(format!("{} {field:?} initialized", object.class().name()));
        }
    }

    fn field_changed(
        &self,
        object: &PyObject,
        field: WatchedField,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        if is_of_threads(field) {
            return;
        }
        let value = value.repr(vm);
        let value = value.map_or_else(
            |_| String::new(),
            |value| value.to_string_lossy().into_owned(),
        );
        self.add(format!("{} {field:?} = {value}", object.class().name()));
    }

    fn queue_created(&self, _queue: &PyObject, _vm: &VirtualMachine) {
        self.add("queue created".to_owned());
    }

    fn queue_changed(&self, _queue: &PyObject, _vm: &VirtualMachine) {
        self.add("queue changed".to_owned());
    }

    fn output(&self, stream: Stream, text: &str, _line: u32) {
        self.add(format!("{stream:?}: {text}"));
    }

    fn thread_waits(
        &self,
        thread: ThreadNumber,
        task: TaskNumber,
        on: ThreadWait<'_>,
        _vm: &VirtualMachine,
    ) {
        self.add(format!("thread {thread} for task {task} waits: {on:?}"));
    }

    fn thread_resumes(&self, thread: ThreadNumber, task: TaskNumber) {
        self.add(format!("thread {thread} for task {task} goes on"));
    }

    fn thread_event(&self, thread: ThreadNumber, task: TaskNumber, event: &ThreadEvent) {
        self.add(format!("thread {thread} for task {task}: {event:?}"));
    }
}

/// The library takes and releases locks of its own all the time.
const fn is_of_threads(field: WatchedField) -> bool {
    matches!(
        field,
        WatchedField::ThreadLocked | WatchedField::ThreadOwner
    )
}
