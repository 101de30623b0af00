//! How tasks come into the registry of the run, and leave it.

use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::current::current;

pub(super) fn register(task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let count = current().registry.borrow_mut().next();
    register_as(count, task, vm)
}

/// Registers a task that has its place among the others already.
pub(super) fn register_as(count: u64, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let weak = task.downgrade(None, vm)?;
    let run = current();
    let mut registry = run.registry.borrow_mut();
    let before = registry.scheduled.insert(task.get_id(), (count, weak));
    drop(registry);
    drop(before);
    Ok(())
}

/// Whether a task that goes was found by the collector of garbage, which takes
/// the weak references first.
pub(super) fn is_collected(task: &PyObject) -> bool {
    let run = current();
    let registry = run.registry.borrow();
    let known = registry.scheduled.get(&task.get_id());
    let weak = known.map(|(_, weak)| weak.clone());
    drop(registry);
    weak.is_some_and(|weak| weak.upgrade().is_none())
}

pub(super) fn unregister(task: &PyObject) {
    let before = current()
        .registry
        .borrow_mut()
        .scheduled
        .remove(&task.get_id());
    drop(before);
}

/// Its place among the others.
pub(super) fn register_eager(task: &PyObject) -> u64 {
    let run = current();
    let mut registry = run.registry.borrow_mut();
    let count = registry.next();
    registry.eager.push((count, task.to_owned()));
    count
}

pub(super) fn unregister_eager(task: &PyObject) {
    let run = current();
    let mut registry = run.registry.borrow_mut();
    let place = registry.eager.iter().position(|(_, eager)| eager.is(task));
    let before = place.map(|place| registry.eager.remove(place));
    drop(registry);
    drop(before);
}

/// The task that runs on a loop.
pub(super) fn running_task(event_loop: &PyObject) -> Option<PyObjectRef> {
    let run = current();
    let registry = run.registry.borrow();
    let place = registry.runs_on(event_loop)?;
    registry.entered.get(place).map(|(_, task)| task.clone())
}

/// A step of the task begins.
///
/// # Errors
/// `RuntimeError`, where another task of the loop is in a step.
pub(super) fn enter(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if let Some(running) = running_task(event_loop) {
        let (task, running) = (task.repr(vm)?, running.repr(vm)?);
        return Err(vm.new_runtime_error(format!(
            "Cannot enter into task {} while another task {} is being executed.",
            task.to_string_lossy(),
            running.to_string_lossy()
        )));
    }
    swap(event_loop, Some(task.to_owned()));
    Ok(())
}

/// A step of the task has ended.
///
/// # Errors
/// `RuntimeError`, where it is not the one that runs.
pub(super) fn leave(event_loop: &PyObject, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let running = running_task(event_loop);
    if !running.as_ref().is_some_and(|running| running.is(task)) {
        let running = running.unwrap_or_else(|| vm.ctx.none());
        let (task, running) = (task.repr(vm)?, running.repr(vm)?);
        return Err(vm.new_runtime_error(format!(
            "Leaving task {} does not match the current task {}.",
            task.to_string_lossy(),
            running.to_string_lossy()
        )));
    }
    swap(event_loop, None);
    Ok(())
}

/// Lets another task run on a loop, or none; the one that ran before.
pub(super) fn swap(event_loop: &PyObject, task: Option<PyObjectRef>) -> Option<PyObjectRef> {
    let run = current();
    let mut registry = run.registry.borrow_mut();
    let before = registry
        .runs_on(event_loop)
        .map(|place| registry.entered.swap_remove(place));
    if let Some(task) = task {
        registry.entered.push((event_loop.to_owned(), task));
    }
    drop(registry);
    before.map(|(_, task)| task)
}
