//! What a task waits on, in the program's words.

use std::borrow::Cow;

use crate::chart::Chart;
use crate::event::{ResourceKind, Wait, WaitKind};
use crate::query::Lane;
use crate::recording::Recording;
use crate::sentence::Piece;

/// What is waited on is called this: as its lane, where that has a name of the
/// user's, and else as the task calls it where it stands.
#[must_use]
pub fn label<'a>(chart: &Chart, recording: &'a Recording, on: Wait) -> Cow<'a, str> {
    let named = chart.resource(on.object).filter(|resource| resource.named);
    // `queue.join()` says more than the queue's name.
    let named = named.filter(|_| on.kind != WaitKind::Event || !is_queue(chart, on));
    match named {
        Some(resource) => Cow::Borrowed(recording.text(resource.label)),
        None => own_label(recording, on),
    }
}

/// What is waited on, as the task calls it. A sleep's length is told to the microsecond,
/// which is what the clock counts: `0.6`, not the `0.6000000000000001` that a sum came to.
pub(crate) fn own_label(recording: &Recording, on: Wait) -> Cow<'_, str> {
    let label = recording.text(on.label);
    if on.kind == WaitKind::Sleep
        && label.contains('.')
        && let Ok(length) = label.parse::<f64>()
        && let Ok(told) = format!("{length:.6}").parse::<f64>()
        && told > 0.0
        && told != length
    {
        return Cow::Owned(format!("{told:?}"));
    }
    Cow::Borrowed(label)
}

/// Whether an event is a queue's own, as `Queue.join` waits for.
fn is_queue(chart: &Chart, on: Wait) -> bool {
    let resource = chart.resource(on.object);
    resource.is_some_and(|resource| resource.kind == ResourceKind::Queue)
}

/// What a task waits on, as the program has it.
pub(crate) fn thing(chart: &Chart, recording: &Recording, on: Wait) -> Vec<Piece> {
    let label = &*label(chart, recording, on);
    let text = |text: &str| Piece::Text(text.to_owned());
    let code = |code: &str| Piece::Code(code.to_owned());
    let named = |what: &str| match label {
        "" => vec![text(what)],
        label => vec![text(&format!("{what} ")), code(label)],
    };
    let call = |function: &str| match label {
        "" => vec![code(function)],
        label => vec![code(function), text(&format!(" of {label}"))],
    };
    match on.kind {
        WaitKind::Sleep => vec![Piece::Code(format!("asyncio.sleep({label})"))],
        WaitKind::Future => named("the future"),
        WaitKind::Task => {
            let mut tasks = chart.tasks.iter();
            match tasks.rfind(|task| recording.text(task.name) == label) {
                Some(task) => {
                    let link = Piece::Link(label.to_owned(), Lane::Task(task.id), 0);
                    vec![text("the task "), link]
                }
                None => named("the task"),
            }
        }
        WaitKind::Gather => call("asyncio.gather"),
        WaitKind::Wait if label.starts_with("next of ") => vec![
            text(&format!("the {label}, in ")),
            code("asyncio.as_completed"),
        ],
        WaitKind::Wait => call("asyncio.wait"),
        WaitKind::TaskGroup if label.is_empty() => vec![text("its task group")],
        WaitKind::TaskGroup => vec![text(&format!("the {label} of its task group"))],
        WaitKind::Lock => named("the lock"),
        WaitKind::Event if is_queue(chart, on) => named("all items of a queue to be done, in"),
        WaitKind::Event => named("the event"),
        WaitKind::Condition => named("the condition"),
        WaitKind::Semaphore => named("the semaphore"),
        WaitKind::Barrier => named("the barrier"),
        WaitKind::QueueGet => named("an item of the queue"),
        WaitKind::QueuePut => named("room in the queue"),
        WaitKind::Thread => named("a thread's job,"),
        WaitKind::Stream => named("the stream"),
        WaitKind::Timeout => match label {
            "" => vec![text("a future, within its timeout")],
            label => vec![code(label), text(", within its timeout")],
        },
    }
}
