//! The `--trace` file. `docs/trace-format.md` describes it for users; tests, embedders
//! and scripts rely on its names. All of it is derived from `events`, the recording
//! itself, and from the program's text in `files`.

use std::collections::BTreeMap;
use std::num::NonZero;

use serde::Serialize;

use crate::chart::{CancelRequest, Change, Chart, Span, Task, TaskEnd};
use crate::event::{
    CancelKind, Micros, NO_RESOURCE, NO_TASK, ResourceId, ResourceState, TaskId, ThreadId, Waker,
};
use crate::event_codec::{StateTag, WakerTag, encode};
use crate::json::put;
use crate::recording::Recording;

/// The version of the format. A change that a reader can't ignore raises it.
pub const VERSION: u32 = 1;

/// The name of the program's file in `files`.
pub(crate) const MAIN: &str = "main.py";

/// The trace of a run as JSON, with one record a line. The same chart gives the
/// same bytes.
#[must_use]
pub fn trace_json(chart: &Chart, recording: &Recording) -> String {
    let mut json = String::new();
    for mut section in sections(chart, recording) {
        json.push_str(if json.is_empty() { "{" } else { ",\n" });
        json.push_str(&format!("\"{}\":", section.name));
        if !section.is_list {
            section.write_next(&mut json);
            continue;
        }
        json.push('[');
        let mut separator = "\n";
        loop {
            let length = json.len();
            json.push_str(separator);
            if !section.write_next(&mut json) {
                json.truncate(length);
                break;
            }
            separator = ",\n";
        }
        json.push(']');
    }
    json.push_str("}\n");
    json
}

/// A field of the trace file, for those who write it piece by piece.
pub struct Section<'a> {
    /// Its name.
    pub name: &'static str,
    /// Whether it is a list of records; else it is one value.
    pub is_list: bool,
    next: Box<dyn FnMut(&mut String) -> bool + 'a>,
}

impl Section<'_> {
    /// Appends the next record, or the value, as JSON. False where there is no more.
    pub fn write_next(&mut self, json: &mut String) -> bool {
        (self.next)(json)
    }
}

/// The fields of the trace file, in their order.
#[must_use]
pub fn sections<'a>(chart: &'a Chart, recording: &'a Recording) -> Vec<Section<'a>> {
    let text = move |sym| recording.text(sym);
    let mut sections = vec![field("version", VERSION)];
    let end = chart.end.map(|end| EndRecord {
        how: end.how.name(),
        time: end.time,
        status: end.status,
        text: text(end.text),
    });
    sections.extend([field("end", end), field("now", chart.now)]);
    if let Some(source) = recording.source() {
        sections.push(field("files", BTreeMap::from([(MAIN, source)])));
    }
    let events = recording.events().iter().take(chart.events);
    sections.push(rows("events", events, move |json, event| {
        encode(json, event, recording);
    }));
    sections.push(list(
        "tasks",
        chart
            .tasks
            .iter()
            .map(move |task| task_record(task, recording)),
    ));
    let spans = chart
        .tasks
        .iter()
        .flat_map(|task| task.spans.iter().map(move |span| (task.id, span)));
    sections.push(list(
        "spans",
        spans.map(move |(task, span)| span_record(task, span, chart, recording)),
    ));
    sections.push(list(
        "outputs",
        chart.outputs.iter().map(move |output| OutputRecord {
            time: output.time,
            task: output.task,
            thread: output.thread,
            stream: output.stream.name(),
            text: text(output.text),
            line: output.line,
            turn: output.turn,
        }),
    ));
    sections.push(list(
        "blocked",
        chart.blocked.iter().map(move |blocked| BlockedRecord {
            task: blocked.task,
            start: blocked.start,
            end: blocked.end,
            line: blocked.line,
            cause: text(blocked.cause),
        }),
    ));
    let jobs = chart
        .threads
        .iter()
        .flat_map(|thread| thread.jobs.iter().map(move |job| (thread, job)));
    sections.push(list(
        "threads",
        jobs.map(move |(thread, job)| JobRecord {
            id: thread.id,
            name: text(thread.name),
            job: text(job.job),
            task: job.task,
            start: job.start,
            end: chart.end_of(job.end),
        }),
    ));
    sections.push(list(
        "diagnostics",
        chart
            .diagnostics
            .iter()
            .map(move |diagnostic| DiagnosticRecord {
                kind: diagnostic.kind.name(),
                time: diagnostic.time,
                task: diagnostic.task,
                line: diagnostic.line,
                text: text(diagnostic.text),
            }),
    ));
    sections.push(list(
        "callbacks",
        chart.callbacks.iter().map(move |callback| CallbackRecord {
            name: text(callback.name),
            start: callback.start,
            end: chart.end_of(callback.end),
            line: callback.line,
            turn: callback.turn,
        }),
    ));
    sections.push(list(
        "resources",
        chart.resources.iter().map(move |resource| ResourceRecord {
            id: resource.id,
            kind: resource.kind.name(),
            label: text(resource.label),
            limit: resource.limit,
            task: resource.task,
            line: resource.line,
            created: resource.created,
        }),
    ));
    let changes = chart.resources.iter().flat_map(|resource| {
        resource
            .changes
            .iter()
            .map(move |change| (resource.id, change))
    });
    sections.push(list(
        "changes",
        changes.map(move |(resource, change)| change_record(resource, change)),
    ));
    sections.push(list(
        "cancellations",
        chart.cancel_requests.iter().map(cancellation_record),
    ));
    sections
}

fn task_record<'a>(task: &Task, recording: &'a Recording) -> TaskRecord<'a> {
    let ended = task.ended.map(|(time, how)| TaskEndRecord {
        time,
        how: how.name(),
        exception: match how {
            TaskEnd::Raised(exception) => Some(recording.text(exception)),
            TaskEnd::Returned | TaskEnd::Cancelled => None,
        },
    });
    TaskRecord {
        id: task.id,
        name: recording.text(task.name),
        coro: recording.text(task.coro),
        parent: task.parent,
        created: task.created,
        line: task.line,
        ended,
    }
}

fn span_record<'a>(
    task: TaskId,
    span: &Span,
    chart: &Chart,
    recording: &'a Recording,
) -> SpanRecord<'a> {
    SpanRecord {
        task,
        state: span.state.name(),
        start: span.start,
        end: chart.end_of(span.end),
        line: span.line,
        on: span.on.map(|on| OnRecord {
            kind: on.kind.name(),
            label: recording.text(on.label),
            object: (on.object != NO_RESOURCE).then_some(on.object),
        }),
        woken_by: span.woken_by.and_then(Waker::task),
        waker: span.woken_by.map(|by| by.parts().0),
        until: span.on.and_then(|on| on.until).map(NonZero::get),
        turn: span.turn,
    }
}

fn change_record(resource: ResourceId, change: &Change) -> ChangeRecord {
    let (state, count, unfinished) = change.state.parts();
    let counts = !matches!(
        change.state,
        ResourceState::Free
            | ResourceState::Held { .. }
            | ResourceState::HeldByThread { .. }
            | ResourceState::Set(_)
    );
    let queue = matches!(change.state, ResourceState::Items { .. });
    ChangeRecord {
        resource,
        time: change.time,
        task: change.task,
        thread: match change.state {
            ResourceState::HeldByThread { by } => Some(by),
            _ => None,
        },
        state,
        count: counts.then_some(count),
        unfinished: queue.then_some(unfinished),
        turn: change.turn,
    }
}

fn cancellation_record(request: &CancelRequest) -> CancellationRecord {
    let (waker, _) = request.by.parts();
    CancellationRecord {
        task: request.task,
        time: request.time,
        by: request.by.task(),
        waker,
        how: request.how,
        cause: (request.cause != NO_TASK).then_some(request.cause),
        line: request.line,
        turn: request.turn,
    }
}

fn field<'a>(name: &'static str, value: impl Serialize + 'a) -> Section<'a> {
    Section {
        is_list: false,
        ..list(name, std::iter::once(value))
    }
}

fn list<'a, T: Serialize>(
    name: &'static str,
    records: impl Iterator<Item = T> + 'a,
) -> Section<'a> {
    rows(name, records, |json, record| put(json, &record))
}

fn rows<'a, T>(
    name: &'static str,
    mut records: impl Iterator<Item = T> + 'a,
    put: impl Fn(&mut String, T) + 'a,
) -> Section<'a> {
    let next = move |json: &mut String| {
        let record = records.next();
        record.map(|record| put(json, record)).is_some()
    };
    Section {
        name,
        is_list: true,
        next: Box::new(next),
    }
}

#[derive(Serialize)]
struct EndRecord<'a> {
    how: &'static str,
    time: Micros,
    status: u8,
    text: &'a str,
}

#[derive(Serialize)]
struct TaskRecord<'a> {
    id: TaskId,
    name: &'a str,
    coro: &'a str,
    parent: TaskId,
    created: Micros,
    line: u32,
    ended: Option<TaskEndRecord<'a>>,
}

#[derive(Serialize)]
struct TaskEndRecord<'a> {
    time: Micros,
    how: &'static str,
    exception: Option<&'a str>,
}

#[derive(Serialize)]
struct SpanRecord<'a> {
    task: TaskId,
    state: &'static str,
    start: Micros,
    end: Micros,
    line: u32,
    on: Option<OnRecord<'a>>,
    woken_by: Option<TaskId>,
    waker: Option<WakerTag>,
    until: Option<Micros>,
    turn: u32,
}

#[derive(Serialize)]
struct OnRecord<'a> {
    kind: &'static str,
    label: &'a str,
    object: Option<ResourceId>,
}

#[derive(Serialize)]
struct OutputRecord<'a> {
    time: Micros,
    task: TaskId,
    stream: &'static str,
    text: &'a str,
    line: u32,
    thread: ThreadId,
    turn: u32,
}

#[derive(Serialize)]
struct BlockedRecord<'a> {
    task: TaskId,
    start: Micros,
    end: Micros,
    line: u32,
    cause: &'a str,
}

#[derive(Serialize)]
struct JobRecord<'a> {
    id: ThreadId,
    name: &'a str,
    job: &'a str,
    start: Micros,
    end: Micros,
    task: TaskId,
}

#[derive(Serialize)]
struct DiagnosticRecord<'a> {
    kind: &'static str,
    task: TaskId,
    line: u32,
    text: &'a str,
    time: Micros,
}

#[derive(Serialize)]
struct CallbackRecord<'a> {
    name: &'a str,
    start: Micros,
    end: Micros,
    line: u32,
    turn: u32,
}

#[derive(Serialize)]
struct ResourceRecord<'a> {
    id: ResourceId,
    kind: &'static str,
    label: &'a str,
    limit: u32,
    task: TaskId,
    line: u32,
    created: Micros,
}

#[derive(Serialize)]
struct ChangeRecord {
    resource: ResourceId,
    time: Micros,
    task: TaskId,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<ThreadId>,
    state: StateTag,
    count: Option<u32>,
    unfinished: Option<u32>,
    turn: u32,
}

#[derive(Serialize)]
struct CancellationRecord {
    task: TaskId,
    time: Micros,
    by: Option<TaskId>,
    waker: WakerTag,
    how: CancelKind,
    cause: Option<TaskId>,
    line: u32,
    turn: u32,
}
