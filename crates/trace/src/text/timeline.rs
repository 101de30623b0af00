//! The lanes as text.

use super::{at_line, awaited, ended, one_line, quoted, seconds, task_name, waker_name};
use crate::analysis::{length, summary, waker};
use crate::chart::{Chart, Span, State, Task};
use crate::event::{Micros, ThreadId};
use crate::explain::why_cancelled;
use crate::query::Lane;
use crate::recording::Recording;

const RUNNING: char = '█';
const READY: char = '▒';
const WAITING: char = '·';
const BLOCKED: char = '#';
const NOTHING: char = ' ';

/// A name longer than this is cut in its label; the sentences have it whole.
const LONGEST_LABEL: usize = 24;

/// The lanes of a chart as text for terminals and screen readers, at most
/// `width` characters wide where that leaves room for a bar (40 and more does);
/// and below them each task's life in sentences.
///
/// ```text
/// finished at 0.300 s: 2 tasks
///
///          0         0.1       0.2       0.3 s
///          |         |         |         |
/// loop     █         █                   █
/// #1 main  █·····························█
///   #2 tea █·········█
///
/// █ running  ▒ ready  · waiting  (a column shows the busiest state in it)
/// ```
#[must_use]
pub fn timeline(chart: &Chart, recording: &Recording, width: usize) -> String {
    let mut text = headline(chart, recording);
    let lanes = chart.lanes();
    let labels: Vec<String> = lanes
        .iter()
        .map(|&lane| label(lane, chart, recording))
        .collect();
    let margin = labels
        .iter()
        .map(|label| label.chars().count())
        .max()
        .unwrap_or(0)
        + 1;
    let scale = Scale {
        total: chart.now.max(1),
        columns: width.saturating_sub(margin).max(20),
    };
    text.push('\n');
    for row in scale.axis() {
        push_row(&mut text, "", margin, &row);
    }
    for (&lane, label) in lanes.iter().zip(&labels) {
        push_row(&mut text, label, margin, &bar(lane, chart, scale));
    }
    text.push_str(&format!(
        "\n{RUNNING} running  {READY} ready  {WAITING} waiting  {BLOCKED} blocked  \
         (a column shows the busiest state in it)\n"
    ));
    for &lane in &lanes {
        match lane {
            Lane::Resource(_) => {}
            Lane::Loop => outside(&mut text, chart, recording),
            Lane::Task(id) => {
                if let Some(task) = chart.task(id) {
                    life(&mut text, task, chart, recording);
                }
            }
            Lane::Thread(id) => jobs(&mut text, id, chart, recording),
        }
    }
    for diagnostic in &chart.diagnostics {
        let (kind, line) = (diagnostic.kind.name(), at_line(diagnostic.line));
        text.push_str(&format!(
            "\n{kind}{line}: {}\n",
            recording.text(diagnostic.text)
        ));
    }
    text
}

fn headline(chart: &Chart, recording: &Recording) -> String {
    let how = chart.end.map_or("not ended", |end| end.how.name());
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut text = format!(
        "{how} at {} s: {}",
        seconds(chart.now),
        count(chart.tasks.len(), "task")
    );
    if !chart.threads.is_empty() {
        text.push_str(&format!(", {}", count(chart.threads.len(), "thread")));
    }
    if let Some(why) = chart
        .end
        .map(|end| recording.text(end.text))
        .filter(|why| !why.is_empty())
    {
        text.push_str(&format!("\n{why}"));
    }
    text.push('\n');
    text
}

fn label(lane: Lane, chart: &Chart, recording: &Recording) -> String {
    let (depth, name) = match lane {
        Lane::Loop => (0, "loop".to_owned()),
        Lane::Task(id) => {
            let depth = chart.task(id).map_or(0, |task| task.depth);
            (depth, task_name(id, chart, recording))
        }
        Lane::Thread(id) => (0, thread_name(id, chart, recording)),
        Lane::Resource(_) => (0, String::new()),
    };
    // Deeper creators than this are rare, and the bars need the room.
    let indent = "  ".repeat(depth.min(4) as usize);
    let room = LONGEST_LABEL - indent.len();
    if name.chars().count() <= room {
        return indent + &name;
    }
    let cut: String = name.chars().take(room - 1).collect();
    format!("{indent}{cut}…")
}

fn thread_name(id: ThreadId, chart: &Chart, recording: &Recording) -> String {
    chart
        .thread(id)
        .map_or_else(String::new, |thread| one_line(recording.text(thread.name)))
}

fn push_row(text: &mut String, label: &str, margin: usize, bar: &str) {
    let row = format!("{label:margin$}{bar}");
    text.push_str(row.trim_end());
    text.push('\n');
}

fn bar(lane: Lane, chart: &Chart, scale: Scale) -> String {
    let mut bar = Bar {
        scale,
        columns: vec![NOTHING; scale.columns],
    };
    match lane {
        Lane::Loop => {
            for step in &chart.steps {
                bar.paint(RUNNING, step.start, chart.end_of(chart.end_of_step(step)));
            }
            for blocked in &chart.blocked {
                bar.paint(BLOCKED, blocked.start, blocked.end);
            }
        }
        Lane::Task(id) => {
            for span in chart.task(id).iter().flat_map(|task| &task.spans) {
                let fill = match span.state {
                    State::Running => RUNNING,
                    State::Ready => READY,
                    State::Waiting => WAITING,
                };
                bar.paint(fill, span.start, chart.end_of(span.end));
            }
        }
        Lane::Thread(id) => {
            for job in chart.thread(id).iter().flat_map(|thread| &thread.jobs) {
                bar.paint(RUNNING, job.start, chart.end_of(job.end));
            }
        }
        Lane::Resource(_) => {}
    }
    bar.columns.into_iter().collect()
}

/// How times become columns.
#[derive(Clone, Copy)]
struct Scale {
    /// The run's length, at least 1.
    total: Micros,
    columns: usize,
}

impl Scale {
    /// The column of a time; the run's end is in the last one.
    fn column(self, time: Micros) -> usize {
        let column = u128::from(time) * self.columns as u128 / u128::from(self.total);
        usize::try_from(column)
            .unwrap_or(usize::MAX)
            .min(self.columns - 1)
    }

    /// The two rows of the time axis: labels, and ticks below them.
    fn axis(self) -> [String; 2] {
        // Labels such as `0.125` and a space must fit between two ticks.
        let most = (self.columns / 10).max(1) as u64;
        let step =
            (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.saturating_pow(power)));
        let step = step
            .into_iter()
            .find(|step| self.total / step <= most)
            .unwrap_or(self.total);
        let (mut labels, mut ticks) = (String::new(), String::new());
        for tick in 0..=self.total / step {
            let (time, at) = (tick * step, self.column(tick * step));
            labels = format!("{labels:at$}{}", short(time));
            ticks = format!("{ticks:at$}|");
        }
        [labels + " s", ticks]
    }
}

/// A time in seconds without needless digits: `0`, `0.5`, `12`.
fn short(time: Micros) -> String {
    let text = format!("{}.{:06}", time / 1_000_000, time % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

struct Bar {
    scale: Scale,
    columns: Vec<char>,
}

impl Bar {
    /// Fills the columns from `start` until `end`, at least one, unless
    /// something busier is there: a step of ten microseconds must be seen.
    fn paint(&mut self, fill: char, start: Micros, end: Micros) {
        let busy = |fill| {
            [NOTHING, WAITING, READY, RUNNING, BLOCKED]
                .iter()
                .position(|&c| c == fill)
        };
        let first = self.scale.column(start);
        let last = self.scale.column(end.saturating_sub(1).max(start));
        for column in &mut self.columns[first..=last] {
            if busy(fill) > busy(*column) {
                *column = fill;
            }
        }
    }
}

/// What happened outside any task: callbacks, blocked stretches, output.
fn outside(text: &mut String, chart: &Chart, recording: &Recording) {
    let mut lines = Vec::new();
    for callback in &chart.callbacks {
        let (when, line) = (
            stretch(callback.start, chart.end_of(callback.end)),
            at_line(callback.line),
        );
        lines.push((
            callback.event,
            format!("{when} runs {}{line}", recording.text(callback.name)),
        ));
    }
    for blocked in &chart.blocked {
        let when = stretch(blocked.start, blocked.end);
        let who = task_name(blocked.task, chart, recording);
        let (cause, line) = (recording.text(blocked.cause), at_line(blocked.line));
        lines.push((
            blocked.event,
            format!("{when} is blocked by {who}: {cause}{line}"),
        ));
    }
    printed(&mut lines, chart, recording, |task, thread| {
        task == 0 && thread == 0
    });
    paragraph(text, "The loop", lines);
}

/// A task's life in sentences.
fn life(text: &mut String, task: &Task, chart: &Chart, recording: &Recording) {
    let by = match task.parent {
        0 => "the program".to_owned(),
        parent => task_name(parent, chart, recording),
    };
    let sum = summary(chart, task);
    let head = format!(
        "{}, {}(), created by {by} at {} s{}; runs for {} s, is ready for {} s, waits for {} s",
        task_name(task.id, chart, recording),
        recording.text(task.coro),
        seconds(task.created),
        at_line(task.line),
        seconds(sum.running),
        seconds(sum.ready),
        seconds(sum.waiting),
    );
    let mut lines = Vec::new();
    for span in &task.spans {
        if let Some(sentence) = sentence(span, task, chart, recording) {
            lines.push((span.event, sentence));
        }
    }
    printed(&mut lines, chart, recording, |by, thread| {
        by == task.id && thread == 0
    });
    if let Some((time, how)) = task.ended {
        let when = seconds(time);
        let mut end = format!("{when} s {}", ended(how, recording));
        for reason in why_cancelled(chart, recording, task.id) {
            end.push_str(&format!(". {reason}"));
        }
        lines.push((usize::MAX, end.trim_end_matches('.').to_owned()));
    }
    paragraph(text, &head, lines);
}

/// `None` for a readiness that was over at once: the wait before it says who
/// woke the task.
fn sentence(span: &Span, task: &Task, chart: &Chart, recording: &Recording) -> Option<String> {
    let when = stretch(span.start, chart.end_of(span.end));
    let line = at_line(span.line);
    let by = waker(task, span).map(|by| waker_name(by, task.id, chart, recording));
    Some(match (span.state, span.on) {
        (State::Running, _) => format!("{when} runs{line}"),
        (State::Ready, _) if length(chart, span) == 0 => return None,
        (State::Ready, _) => match by {
            Some(by) => format!("{when} is ready, put in the queue by {by}"),
            None => format!("{when} is ready"),
        },
        (State::Waiting, on) => {
            let on = on.map_or_else(String::new, |on| format!(" for {}", awaited(on, recording)));
            let by = by.map_or_else(String::new, |by| format!(", woken by {by}"));
            format!("{when} waits{on}{line}{by}")
        }
    })
}

fn jobs(text: &mut String, id: ThreadId, chart: &Chart, recording: &Recording) {
    let mut lines = Vec::new();
    for job in chart.thread(id).iter().flat_map(|thread| &thread.jobs) {
        let when = stretch(job.start, chart.end_of(job.end));
        let who = task_name(job.task, chart, recording);
        lines.push((
            job.event,
            format!("{when} runs {} for {who}", recording.text(job.job)),
        ));
    }
    printed(&mut lines, chart, recording, |_, thread| thread == id);
    paragraph(
        text,
        &format!("Thread {}", thread_name(id, chart, recording)),
        lines,
    );
}

/// Adds what was printed by those that are `meant`.
fn printed(
    lines: &mut Vec<(usize, String)>,
    chart: &Chart,
    recording: &Recording,
    meant: impl Fn(u32, ThreadId) -> bool,
) {
    for output in chart
        .outputs
        .iter()
        .filter(|output| meant(output.task, output.thread))
    {
        let what = quoted(recording.text(output.text));
        let line = format!("{} s {} {what}", seconds(output.time), output.stream.name());
        lines.push((output.event, line));
    }
}

/// A head and its lines in the order of their events; nothing without lines.
fn paragraph(text: &mut String, head: &str, mut lines: Vec<(usize, String)>) {
    if lines.is_empty() {
        return;
    }
    lines.sort_by_key(|&(event, _)| event);
    text.push_str(&format!("\n{head}\n"));
    for (_, line) in lines {
        text.push_str(&format!("  {line}\n"));
    }
}

/// `1.000–1.500 s`, or `1.000 s` for what took no time.
fn stretch(start: Micros, end: Micros) -> String {
    if start == end {
        format!("{} s", seconds(start))
    } else {
        format!("{}–{} s", seconds(start), seconds(end))
    }
}
