//! The records of a trace file without events: those of version 1 as it was first
//! written. Fields that came later may be missing.

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use crate::event::{
    DiagnosticKind, End, Micros, ResourceId, ResourceKind, Stream, TaskId, ThreadId, WaitKind,
};
use crate::log::{By, Condition};

/// All of a file's records.
#[derive(Default)]
pub(super) struct Records {
    pub(super) end: Option<EndRecord>,
    pub(super) tasks: Vec<TaskRecord>,
    pub(super) spans: Vec<SpanRecord>,
    pub(super) outputs: Vec<OutputRecord>,
    pub(super) blocked: Vec<BlockedRecord>,
    pub(super) jobs: Vec<JobRecord>,
    pub(super) diagnostics: Vec<DiagnosticRecord>,
    pub(super) callbacks: Vec<CallbackRecord>,
    pub(super) resources: Vec<ResourceRecord>,
    pub(super) changes: Vec<ChangeRecord>,
}

impl Records {
    /// Reads the field of this name; what is unknown is passed over.
    pub(super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match name {
            "end" => self.end = map.next_value()?,
            "tasks" => self.tasks = map.next_value()?,
            "spans" => self.spans = map.next_value()?,
            "outputs" => self.outputs = map.next_value()?,
            "blocked" => self.blocked = map.next_value()?,
            "threads" => self.jobs = map.next_value()?,
            "diagnostics" => self.diagnostics = map.next_value()?,
            "callbacks" => self.callbacks = map.next_value()?,
            "resources" => self.resources = map.next_value()?,
            "changes" => self.changes = map.next_value()?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

#[derive(Deserialize)]
pub(super) struct EndRecord {
    pub(super) how: End,
    pub(super) time: Micros,
    #[serde(default)]
    pub(super) status: u8,
    #[serde(default)]
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct TaskRecord {
    pub(super) id: TaskId,
    pub(super) name: String,
    pub(super) coro: String,
    pub(super) parent: TaskId,
    pub(super) created: Micros,
    pub(super) line: u32,
    pub(super) ended: Option<TaskEndRecord>,
}

#[derive(Deserialize)]
pub(super) struct TaskEndRecord {
    pub(super) how: How,
    pub(super) exception: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum How {
    Returned,
    Raised,
    Cancelled,
}

#[derive(Deserialize)]
pub(super) struct SpanRecord {
    pub(super) task: TaskId,
    pub(super) state: Stage,
    pub(super) start: Micros,
    pub(super) end: Micros,
    pub(super) line: u32,
    pub(super) on: Option<OnRecord>,
    pub(super) woken_by: Option<TaskId>,
    pub(super) waker: Option<By>,
    pub(super) until: Option<Micros>,
    #[serde(default)]
    pub(super) turn: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    Running,
    Ready,
    Waiting,
}

#[derive(Deserialize)]
pub(super) struct OnRecord {
    pub(super) kind: WaitKind,
    pub(super) label: String,
    pub(super) object: Option<ResourceId>,
}

#[derive(Deserialize)]
pub(super) struct OutputRecord {
    pub(super) time: Micros,
    pub(super) task: TaskId,
    pub(super) stream: Stream,
    pub(super) text: String,
    #[serde(default)]
    pub(super) thread: ThreadId,
    #[serde(default)]
    pub(super) turn: u32,
}

#[derive(Deserialize)]
pub(super) struct BlockedRecord {
    pub(super) task: TaskId,
    pub(super) start: Micros,
    pub(super) end: Micros,
    pub(super) line: u32,
    pub(super) cause: String,
}

#[derive(Deserialize)]
pub(super) struct JobRecord {
    pub(super) id: ThreadId,
    pub(super) name: String,
    pub(super) job: String,
    pub(super) start: Micros,
    pub(super) end: Micros,
    #[serde(default)]
    pub(super) task: TaskId,
}

#[derive(Deserialize)]
pub(super) struct DiagnosticRecord {
    pub(super) kind: DiagnosticKind,
    pub(super) task: TaskId,
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) time: Option<Micros>,
}

#[derive(Deserialize)]
pub(super) struct CallbackRecord {
    pub(super) name: String,
    pub(super) start: Micros,
    pub(super) end: Micros,
    pub(super) line: u32,
    #[serde(default)]
    pub(super) turn: u32,
}

#[derive(Deserialize)]
pub(super) struct ResourceRecord {
    pub(super) id: ResourceId,
    pub(super) kind: ResourceKind,
    pub(super) label: String,
    pub(super) limit: u32,
    pub(super) task: TaskId,
    pub(super) line: u32,
    pub(super) created: Micros,
}

#[derive(Deserialize)]
pub(super) struct ChangeRecord {
    pub(super) resource: ResourceId,
    pub(super) time: Micros,
    pub(super) task: TaskId,
    pub(super) state: Condition,
    pub(super) count: Option<u32>,
    pub(super) unfinished: Option<u32>,
    #[serde(default)]
    pub(super) turn: u32,
}
