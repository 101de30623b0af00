//! The transcript: a recording, event by event, for the tests that compare recordings.

use super::{at_line, one_line, quoted};
use crate::chart::{Chart, TaskEnd};
use crate::event::{
    Event, Kind, NO_TASK, Outcome, ResourceId, ResourceState, TaskId, ThreadId, Wait, Waker,
};
use crate::narrate::{EVENT_LOOP, label_of};
use crate::recording::Recording;

/// A recording as text that changes only where the behaviour of the program does: the
/// `expected.trace` of a test case.
///
/// One event a line, in order: its time in microseconds, its lane, and what happened; in
/// brackets, the state and the length of the span that it ended. A line of `--` marks
/// the start of a turn of the loop. Tasks go by number and name, threads by `~` and
/// number, resources by `%` and number.
///
/// ```text
///         0 event loop       creates #1 Task-1 of main (line 9)
///         0 #1 Task-1        ready, by the event loop
/// --
///         0 #1 Task-1        runs (line 6) [ready 0]
///        10 #1 Task-1        waits for sleep 1.0 (line 7) until 1000010 [running 10]
/// --
///   1000010 #1 Task-1        ready, by its timer [waiting 1000000]
/// ```
#[must_use]
pub fn transcript(chart: &Chart, recording: &Recording) -> String {
    let mut text = String::new();
    let mut turn = 0;
    for (index, event) in recording.events().iter().enumerate().take(chart.events) {
        if event.turn != turn {
            turn = event.turn;
            text.push_str("--\n");
        }
        let lane = one_line(&lane(event, chart, recording));
        let what = one_line(&what(event, chart, recording));
        let line = format!("{:>9} {lane:16} {what}", event.time);
        text.push_str(line.trim_end());
        if let Some((state, length)) = closed(event.task, index, chart) {
            text.push_str(&format!(" [{state} {length}]"));
        }
        text.push('\n');
    }
    text
}

fn lane(event: &Event, chart: &Chart, recording: &Recording) -> String {
    let thread = match event.kind {
        Kind::Output { thread, .. }
        | Kind::ThreadBegins { thread, .. }
        | Kind::ThreadWaits { thread, .. }
        | Kind::ThreadResumes { thread }
        | Kind::ThreadEnds { thread } => chart.thread(thread),
        _ => None,
    };
    match (event.kind, thread) {
        (_, Some(thread)) => format!("~{} {}", thread.id, recording.text(thread.name)),
        (Kind::TaskCreated { parent, .. }, None) => task_name(parent, chart, recording),
        (_, None) => task_name(event.task, chart, recording),
    }
}

fn what(event: &Event, chart: &Chart, recording: &Recording) -> String {
    let text = |sym| recording.text(sym);
    let task = |id| task_name(id, chart, recording);
    match event.kind {
        Kind::TaskCreated { coro, line, .. } => {
            format!(
                "creates {} of {}{}",
                task(event.task),
                text(coro),
                at_line(line)
            )
        }
        Kind::Renamed { name } => format!("is named {}", text(name)),
        Kind::Scheduled { by } => {
            format!("ready, by {}", waker_name(by, event.task, chart, recording))
        }
        Kind::StepBegins { line } => format!("runs{}", at_line(line)),
        Kind::StepEnds { line, outcome } => match outcome {
            Outcome::Waits(wait) => waits(wait, line, recording),
            Outcome::Yielded => format!("gives way{}", at_line(line)),
            Outcome::Returned => ended(TaskEnd::Returned, recording) + &at_line(line),
            Outcome::Raised { exception } => {
                ended(TaskEnd::Raised(exception), recording) + &at_line(line)
            }
            Outcome::Cancelled => ended(TaskEnd::Cancelled, recording) + &at_line(line),
        },
        Kind::CancelRequested {
            by,
            how,
            cause,
            line,
        } => {
            let by = match (by, cause) {
                // It was cancelled on behalf of the task that awaits it.
                (_, cause) if cause != NO_TASK && by.task() != Some(cause) => {
                    format!("for {}", task(cause))
                }
                (by, _) => format!("by {}", waker_name(by, event.task, chart, recording)),
            };
            format!("is asked to cancel, {by}: {}{}", how.name(), at_line(line))
        }
        Kind::CallbackBegins { name, line } => format!("runs {}{}", text(name), at_line(line)),
        Kind::CallbackEnds => "done".to_owned(),
        Kind::Output {
            stream,
            text: printed,
            ..
        } => {
            format!("{} {}", stream.name(), quoted(text(printed)))
        }
        Kind::Blocked { start, line, cause } => {
            format!(
                "blocked the {EVENT_LOOP} from {start}: {}{}",
                text(cause),
                at_line(line)
            )
        }
        Kind::ThreadBegins { job, .. } => format!("runs {} for {}", text(job), task(event.task)),
        Kind::ThreadWaits {
            line,
            kind,
            label,
            object,
            ..
        } => waits(Wait::endless(kind, label, object), line, recording),
        Kind::ThreadResumes { .. } => "goes on".to_owned(),
        Kind::ThreadEnds { .. } => "done".to_owned(),
        Kind::ResourceCreated {
            resource,
            kind,
            label,
            line,
            ..
        } => format!(
            "makes {} %{resource} {}{}",
            kind.name(),
            text(label),
            at_line(line)
        ),
        Kind::ResourceNamed { resource, label } => format!("calls %{resource} {}", text(label)),
        Kind::ResourceChanged { resource, state } => {
            let resource = resource_name(resource, chart, recording);
            format!("{resource}: {}", resource_state(state, chart, recording))
        }
        Kind::Diagnostic {
            kind,
            line,
            text: why,
        } => {
            format!("{}: {}{}", kind.name(), quoted(text(why)), at_line(line))
        }
        Kind::Ended {
            how,
            status,
            text: why,
        } => {
            format!("{}, status {status} {}", how.name(), text(why))
        }
    }
}

/// `waits for sleep 1.0 (line 7) until 1000010`.
fn waits(wait: Wait, line: u32, recording: &Recording) -> String {
    let until = wait
        .until
        .map_or_else(String::new, |until| format!(" until {until}"));
    format!(
        "waits for {}{}{until}",
        awaited(wait, recording),
        at_line(line)
    )
}

/// `sleep 1.0`, `queue.get orders`.
fn awaited(wait: Wait, recording: &Recording) -> String {
    let text = format!("{} {}", wait.kind.name(), label_of(recording, wait));
    text.trim_end().to_owned()
}

/// `#2 brew`; for what is outside any task, the loop.
fn task_name(id: TaskId, chart: &Chart, recording: &Recording) -> String {
    match chart.task(id) {
        Some(task) => format!("#{id} {}", recording.text(task.name)),
        None if id == NO_TASK => EVENT_LOOP.to_owned(),
        None => format!("#{id}"),
    }
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
        ResourceState::HeldByThread { by } => {
            format!("held by {}", thread_name(by, chart, recording))
        }
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
        Waker::Thread(id) => thread_name(id, chart, recording),
        Waker::Loop => format!("the {EVENT_LOOP}"),
    }
}

/// `thread asyncio_0`.
fn thread_name(id: ThreadId, chart: &Chart, recording: &Recording) -> String {
    match chart.thread(id) {
        Some(thread) => format!("thread {}", recording.text(thread.name)),
        None => format!("thread {id}"),
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

/// The state and length of the span that the event of this index ended.
fn closed(task: TaskId, index: usize, chart: &Chart) -> Option<(&'static str, u64)> {
    let span = chart.span_after(task, index)?;
    let after = chart.span_after(task, index + 1);
    let goes_on = after.is_some_and(|after| after.event == span.event);
    (!goes_on).then(|| (span.state.name(), chart.end_of(span.end) - span.start))
}
