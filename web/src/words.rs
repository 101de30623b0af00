//! The recording in sentences.

use interleave_trace::chart::{Task, TaskEnd};
use interleave_trace::explain::label;
use interleave_trace::{
    Event, Kind, Outcome, Recording, ResourceState, Span, State, TaskId, Wait, Waker,
};

use crate::time;
use crate::trace::Trace as Run;

/// The name of a task, or what stands for one.
pub(crate) fn name(run: &Run, task: TaskId) -> &str {
    run.chart
        .task(task)
        .map_or("top level", |task| run.recording.text(task.name))
}

/// What a task waits on: `sleep 1.0`, `lock grinder`.
pub(crate) fn wait(on: Wait, run: &Run) -> String {
    let label = label(&run.chart, &run.recording, on);
    let text = format!("{} {label}", on.kind.name());
    text.trim_end().to_owned()
}

/// A task and what it does, in a few words.
pub(crate) fn standing(task: &Task, span: &Span, run: &Run) -> String {
    let name = run.recording.text(task.name);
    match (span.state, span.on) {
        (State::Running, _) => format!("{name} is running"),
        (State::Ready, _) => format!("{name} is ready"),
        (State::Waiting, Some(on)) => format!("{name} waits: {}", wait(on, run)),
        (State::Waiting, None) => format!("{name} waits"),
    }
}

/// How a task ended.
pub(crate) fn end(end: TaskEnd, recording: &Recording) -> String {
    match end {
        TaskEnd::Raised(exception) => format!("raised {}", recording.text(exception)),
        other => other.name().to_owned(),
    }
}

/// Who woke a task.
pub(crate) fn waker(by: Waker, run: &Run) -> String {
    match by {
        Waker::Task(task) => name(run, task).to_owned(),
        Waker::Timer => "a timer".to_owned(),
        Waker::Thread(thread) => {
            let thread = run.chart.thread(thread);
            thread
                .map_or("a thread", |thread| run.recording.text(thread.name))
                .to_owned()
        }
        Waker::Loop => "the loop".to_owned(),
    }
}

fn at_line(line: u32) -> String {
    if line == 0 {
        String::new()
    } else {
        format!(", line {line}")
    }
}

/// An event as a sentence without its subject: `is created by main, line 12`.
pub(crate) fn event(event: &Event, run: &Run) -> String {
    let text = |sym| run.recording.text(sym);
    match event.kind {
        Kind::TaskCreated {
            coro, parent, line, ..
        } => {
            format!(
                "is created to run {}, by {}{}",
                text(coro),
                name(run, parent),
                at_line(line)
            )
        }
        Kind::Renamed { name } => format!("is now called {}", text(name)),
        Kind::Scheduled {
            by: Waker::Task(by),
        } if by == event.task => "is ready again".to_owned(),
        Kind::Scheduled { by } => format!("is made ready by {}", waker(by, run)),
        Kind::StepBegins { line } => format!("runs{}", at_line(line)),
        Kind::StepEnds { line, outcome } => match outcome {
            Outcome::Waits(on) => format!("waits: {}{}", wait(on, run), at_line(line)),
            Outcome::Yielded => format!("gives way{}", at_line(line)),
            Outcome::Returned => "returns".to_owned(),
            Outcome::Raised { exception } => format!("raises {}{}", text(exception), at_line(line)),
            Outcome::Cancelled => format!("is cancelled{}", at_line(line)),
        },
        Kind::CancelRequested { by, how, line, .. } => format!(
            "is asked to cancel itself by {}: {}{}",
            waker(by, run),
            how.name(),
            at_line(line)
        ),
        Kind::CallbackBegins { name, line } => {
            format!("callback {} runs{}", text(name), at_line(line))
        }
        Kind::CallbackEnds => "the callback ends".to_owned(),
        Kind::Output {
            stream, text: what, ..
        } => format!("writes {:?} to {}", text(what), stream.name()),
        Kind::Blocked { start, line, cause } => {
            let long = time::length(event.time.saturating_sub(start));
            format!(
                "blocked the loop for {long} with {}{}",
                text(cause),
                at_line(line)
            )
        }
        Kind::ThreadBegins { name, job, .. } => {
            format!("thread {} begins {}", text(name), text(job))
        }
        Kind::ThreadEnds { thread } => {
            let thread = run
                .chart
                .thread(thread)
                .map_or("", |thread| text(thread.name));
            format!("thread {thread} is done")
        }
        Kind::ResourceCreated {
            kind, label, line, ..
        } => format!("makes the {} {}{}", kind.name(), text(label), at_line(line)),
        Kind::ResourceNamed { resource, label } => {
            let kind = run.chart.resource(resource);
            let kind = kind.map_or("resource", |resource| resource.kind.name());
            format!("calls a {kind} {}", text(label))
        }
        Kind::ResourceChanged { resource, state } => {
            let (kind, label) = run
                .chart
                .resource(resource)
                .map_or(("resource", ""), |it| (it.kind.name(), text(it.label)));
            match state {
                ResourceState::Held { .. } => format!("takes the {kind} {label}"),
                ResourceState::Free => format!("releases the {kind} {label}"),
                ResourceState::Permits(left) => format!("leaves {left} of the {kind} {label}"),
                ResourceState::Set(true) => format!("sets the {kind} {label}"),
                ResourceState::Set(false) => format!("clears the {kind} {label}"),
                ResourceState::Items { length, unfinished } => {
                    format!("leaves {length} in the {kind} {label}, {unfinished} unfinished")
                }
                ResourceState::Parties { inside, phase } => {
                    format!("leaves {inside} at the {kind} {label}, {}", phase.name())
                }
            }
        }
        Kind::Diagnostic {
            line, text: what, ..
        } => format!("{}{}", text(what), at_line(line)),
        Kind::Ended {
            how, text: what, ..
        } => {
            let what = text(what);
            let colon = if what.is_empty() { "" } else { ": " };
            format!("the run is over, {}{colon}{what}", how.name())
        }
    }
}
