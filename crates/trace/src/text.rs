//! A chart in words: for terminals, screen readers and reviews.

mod timeline;
mod transcript;

pub use timeline::timeline;
pub use transcript::transcript;

use crate::chart::{Chart, TaskEnd};
use crate::event::{Micros, NO_TASK, ResourceId, ResourceState, TaskId, Wait, Waker};
use crate::explain::own_label;
use crate::recording::Recording;

/// A time in seconds: `1.500`, or `1.500020` where there is a rest.
fn seconds(time: Micros) -> String {
    let (whole, rest) = (time / 1_000_000, time % 1_000_000);
    if rest.is_multiple_of(1000) {
        format!("{whole}.{:03}", rest / 1000)
    } else {
        format!("{whole}.{rest:06}")
    }
}

/// ` (line 7)`, or nothing where the line is not known.
fn at_line(line: u32) -> String {
    if line == 0 {
        String::new()
    } else {
        format!(" (line {line})")
    }
}

/// A text as one line in quotation marks.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// `sleep 1.0`, `queue.get orders`.
fn awaited(wait: Wait, recording: &Recording) -> String {
    let text = format!("{} {}", wait.kind.name(), own_label(recording, wait));
    text.trim_end().to_owned()
}

/// `#2 brew`, or `loop` for what is outside any task.
fn task_name(id: TaskId, chart: &Chart, recording: &Recording) -> String {
    match chart.task(id) {
        Some(task) => format!("#{id} {}", one_line(recording.text(task.name))),
        None if id == NO_TASK => "loop".to_owned(),
        None => format!("#{id}"),
    }
}

/// A name whose line ends and other controls would break a table.
fn one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_control() {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}

/// `lock forks[2]`.
fn resource_name(id: ResourceId, chart: &Chart, recording: &Recording) -> String {
    match chart.resource(id) {
        Some(resource) => format!(
            "{} {}",
            resource.kind.name(),
            recording.text(resource.label)
        ),
        None => format!("%{id}"),
    }
}

/// `held by #2 brew`, `2 items, 3 unfinished`.
fn resource_state(state: ResourceState, chart: &Chart, recording: &Recording) -> String {
    match state {
        ResourceState::Free => "free".to_owned(),
        ResourceState::Held { by } => format!("held by {}", task_name(by, chart, recording)),
        ResourceState::Permits(left) => format!("{left} left"),
        ResourceState::Set(true) => "set".to_owned(),
        ResourceState::Set(false) => "clear".to_owned(),
        ResourceState::Items { length, unfinished } => {
            format!("{length} items, {unfinished} unfinished")
        }
        ResourceState::Parties { inside, phase } => format!("{inside} inside, {}", phase.name()),
    }
}

/// Who woke the task `woken`.
fn waker_name(by: Waker, woken: TaskId, chart: &Chart, recording: &Recording) -> String {
    match by {
        Waker::Task(id) if id == woken => "itself".to_owned(),
        Waker::Task(id) => task_name(id, chart, recording),
        Waker::Timer => "its timer".to_owned(),
        Waker::Thread(id) => match chart.thread(id) {
            Some(thread) => format!("thread {}", recording.text(thread.name)),
            None => format!("thread {id}"),
        },
        Waker::Loop => "the loop".to_owned(),
    }
}

/// `returned`, `raised ValueError: no beans`, `was cancelled`.
fn ended(how: TaskEnd, recording: &Recording) -> String {
    match how {
        TaskEnd::Returned => "returned".to_owned(),
        TaskEnd::Raised(exception) => format!("raised {}", recording.text(exception)),
        TaskEnd::Cancelled => "was cancelled".to_owned(),
    }
}
