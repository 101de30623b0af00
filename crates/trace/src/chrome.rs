//! The `--chrome-trace` file: the Trace Event Format, which Perfetto and
//! chrome://tracing load. Their shared definition is
//! <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>.
//!
//! Each lane is a thread of one process. `M` events name and order the lanes,
//! `X` events are spans, `i` events outputs, `C` events the counters of locks, queues and
//! their like, and a pair of `s` and `f` events with the same `id` is the arrow of a wake-up. An arrow is bound to the span
//! that is open on its lane at its time; Perfetto reads events by time and then
//! by their order in the file, so the spans stand before the arrows, and an
//! arrow starts strictly before its span ends. Outputs stand last: to Perfetto
//! they are spans without length, which must not catch an arrow.

use std::collections::HashSet;

use serde::Serialize;

use crate::analysis::wake_source;
use crate::chart::{Chart, Span, State};
use crate::event::{Micros, ResourceState, TaskId};
use crate::json::put;
use crate::narrate::Narrator;
use crate::query::Lane;
use crate::recording::Recording;

/// The trace of a run as Trace Event JSON, with one event a line. The same
/// chart gives the same bytes.
#[must_use]
pub fn chrome_json(chart: &Chart, recording: &Recording) -> String {
    let mut writer = Writer {
        chart,
        recording,
        tasks: vec![0; chart.tasks.len()],
        events: String::new(),
    };
    let lanes = chart.lanes();
    for (number, lane) in lanes.iter().enumerate() {
        if let Lane::Task(id) = *lane {
            writer.tasks[id as usize - 1] = number as u32 + 1;
        }
    }
    writer.metadata(&lanes);
    writer.spans();
    writer.arrows();
    writer.counters();
    writer.outputs();
    format!(
        "{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{}\n]}}\n",
        writer.events
    )
}

struct Writer<'a> {
    chart: &'a Chart,
    recording: &'a Recording,
    /// The `tid` of each task's lane; that of task `n` at index `n - 1`.
    tasks: Vec<u32>,
    events: String,
}

/// The loop's lane. Equal to `PROCESS`, which makes it the main thread.
const LOOP: u32 = 1;
const PROCESS: u32 = 1;

impl Writer<'_> {
    fn tid(&self, lane: Lane) -> u32 {
        match lane {
            Lane::Loop => LOOP,
            Lane::Task(id) => self.tasks.get(id as usize - 1).copied().unwrap_or(LOOP),
            Lane::Thread(id) => LOOP + self.chart.tasks.len() as u32 + id,
            Lane::Resource(_) => LOOP,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        if !self.events.is_empty() {
            self.events.push_str(",\n");
        }
        put(&mut self.events, &event);
    }

    fn metadata(&mut self, lanes: &[Lane]) {
        self.event(Event {
            args: Args {
                name: Some("interleave"),
                ..Args::default()
            },
            ..Event::new("M", "process_name", 0, LOOP)
        });
        for &lane in lanes {
            let tid = self.tid(lane);
            let name = Narrator::new(self.chart, self.recording).lane(lane);
            self.event(Event {
                args: Args {
                    name: Some(name),
                    ..Args::default()
                },
                ..Event::new("M", "thread_name", 0, tid)
            });
            self.event(Event {
                args: Args {
                    sort_index: Some(tid),
                    ..Args::default()
                },
                ..Event::new("M", "thread_sort_index", 0, tid)
            });
        }
    }

    fn spans(&mut self) {
        let (chart, recording) = (self.chart, self.recording);
        let narrator = Narrator::new(chart, recording);
        for task in &chart.tasks {
            let tid = self.tid(Lane::Task(task.id));
            for span in &task.spans {
                let name = match span.on {
                    Some(on) => narrator.wait(on).label(),
                    None => span.state.name().to_owned(),
                };
                let args = Args {
                    task: Some(task.id),
                    coro: Some(recording.text(task.coro)),
                    line: Some(span.line),
                    turn: Some(span.turn),
                    ..Args::default()
                };
                self.complete(span.state.name(), &name, span.start, span.end, tid, args);
            }
        }
        for callback in &chart.callbacks {
            let args = Args {
                line: Some(callback.line),
                turn: Some(callback.turn),
                ..Args::default()
            };
            let name = recording.text(callback.name);
            self.complete("callback", name, callback.start, callback.end, LOOP, args);
        }
        for blocked in &chart.blocked {
            let args = Args {
                task: Some(blocked.task),
                line: Some(blocked.line),
                ..Args::default()
            };
            let name = format!("blocked: {}", recording.text(blocked.cause));
            self.complete(
                "blocked",
                &name,
                blocked.start,
                Some(blocked.end),
                LOOP,
                args,
            );
        }
        for thread in &chart.threads {
            let tid = self.tid(Lane::Thread(thread.id));
            for job in &thread.jobs {
                let args = Args {
                    task: Some(job.task),
                    ..Args::default()
                };
                self.complete(
                    "job",
                    recording.text(job.job),
                    job.start,
                    job.end,
                    tid,
                    args,
                );
            }
        }
    }

    fn complete(
        &mut self,
        category: &'static str,
        name: &str,
        start: Micros,
        end: Option<Micros>,
        tid: u32,
        args: Args<'_>,
    ) {
        let dur = Some(self.chart.end_of(end) - start);
        self.event(Event {
            cat: Some(category),
            dur,
            args,
            ..Event::new("X", name, start, tid)
        });
    }

    /// A counter for each resource, from its creation on: whether the lock is held, what is
    /// left of the semaphore, how long the queue is.
    fn counters(&mut self) {
        let chart = self.chart;
        let narrator = Narrator::new(chart, self.recording);
        let mut names = HashSet::new();
        for resource in &chart.resources {
            let mut name = narrator.resource_name(resource.id).label();
            // A viewer tells counters apart by their names.
            if !names.insert(name.clone()) {
                name = format!("{name} ({})", resource.id);
                names.insert(name.clone());
            }
            let first = resource.kind.first_state(resource.limit);
            let changes = resource.changes.iter();
            let changes = changes.map(|change| (change.time, change.state));
            for (time, state) in [(resource.created, first)].into_iter().chain(changes) {
                self.event(Event {
                    args: Args::counted(state),
                    ..Event::new("C", &name, time, LOOP)
                });
            }
        }
    }

    fn outputs(&mut self) {
        for output in &self.chart.outputs {
            let lane = match (output.thread, output.task) {
                (0, 0) => Lane::Loop,
                (0, task) => Lane::Task(task),
                (thread, _) => Lane::Thread(thread),
            };
            let tid = self.tid(lane);
            let text = self.recording.text(output.text);
            self.event(Event {
                cat: Some("output"),
                s: Some("t"),
                args: Args {
                    text: Some(text),
                    ..Args::default()
                },
                ..Event::new("i", output.stream.name(), output.time, tid)
            });
        }
    }

    fn arrows(&mut self) {
        let mut id = 0;
        for task in &self.chart.tasks {
            for (number, span) in task.spans.iter().enumerate() {
                let Some(from) = wake_source(self.chart, span) else {
                    continue;
                };
                // A viewer draws no arrow to or from a span without length; a
                // task that never queued is pointed at where it runs.
                let Some(to) = task.spans.range(number..).find(|to| self.has_length(to)) else {
                    continue;
                };
                if from.start == from.end
                    || to.state == State::Waiting
                    || from.lane == Lane::Task(task.id)
                {
                    continue;
                }
                id += 1;
                let start = Event {
                    cat: Some("wake-up"),
                    id: Some(id),
                    ..Event::new(
                        "s",
                        "wakes",
                        span.start.min(from.end - 1),
                        self.tid(from.lane),
                    )
                };
                let end = Event {
                    cat: Some("wake-up"),
                    id: Some(id),
                    bp: Some("e"),
                    ..Event::new("f", "wakes", to.start, self.tid(Lane::Task(task.id)))
                };
                self.event(start);
                self.event(end);
            }
        }
    }

    fn has_length(&self, span: &Span) -> bool {
        self.chart.end_of(span.end) > span.start
    }
}

/// One line of the file.
#[derive(Serialize)]
struct Event<'a> {
    ph: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    ts: Micros,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<Micros>,
    pid: u32,
    tid: u32,
    /// The scope of an instant: `t`, its lane.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    /// What an arrow's two ends share.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    /// What an arrow points at: `e`, the span that is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<&'static str>,
    args: Args<'a>,
}

impl<'a> Event<'a> {
    fn new(ph: &'static str, name: &'a str, ts: Micros, tid: u32) -> Self {
        let args = Args::default();
        Self {
            ph,
            name,
            cat: None,
            ts,
            dur: None,
            pid: PROCESS,
            tid,
            s: None,
            id: None,
            bp: None,
            args,
        }
    }
}

#[derive(Default, Serialize)]
struct Args<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<TaskId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coro: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Of a lock or condition: whether it is held, 1 or 0. Each kind of resource has a unit
    /// of its own, which a viewer shows beside the counter.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<u32>,
    /// Of a semaphore.
    #[serde(skip_serializing_if = "Option::is_none")]
    permits: Option<u32>,
    /// Of an event: 1 or 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<u32>,
    /// Of a queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u32>,
    /// Of a barrier: tasks between their arrival and their leaving.
    #[serde(skip_serializing_if = "Option::is_none")]
    inside: Option<u32>,
}

impl Args<'_> {
    /// Those of a counter's event.
    fn counted(state: ResourceState) -> Self {
        let mut args = Self::default();
        match state {
            ResourceState::Free => args.held = Some(0),
            ResourceState::Held { .. } | ResourceState::HeldByThread { .. } => args.held = Some(1),
            ResourceState::Permits(left) => args.permits = Some(left),
            ResourceState::Set(set) => args.set = Some(u32::from(set)),
            ResourceState::Items { length, .. } => args.length = Some(length),
            ResourceState::Parties { inside, .. } => args.inside = Some(inside),
        }
        args
    }
}
