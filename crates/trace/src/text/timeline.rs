//! The lanes as text.

use super::chart_bars::{BLOCKED, READY, RUNNING, Scale, WAITING, bar};
use super::{at_line, one_line, printable, quoted};
use crate::analysis::{length, time_use, waker};
use crate::chart::{Chart, Span, State, Task};
use crate::event::{TaskId, ThreadId};
use crate::narrate::time::{duration, exact_moment, exact_range};
use crate::narrate::{EVENT_LOOP, Narrator, UniqueNames};
use crate::query::Lane;
use crate::recording::Recording;

/// A longer name is truncated in its label, but not in the sentences.
const MAX_LABEL: usize = 24;

/// The lanes of a chart as text for terminals and screen readers, at most
/// `width` characters wide where that leaves room for a bar (40 and more does);
/// and below them each task's life in sentences.
///
/// ```text
/// finished at 0.300 s: 2 tasks
///
///            0       0.1       0.2       0.3 s
///            |       |         |         |
/// event loop █       █                   █
/// main       █···························█
///   tea      █·······█
///
/// █ running  ▒ ready  · waiting  (a column shows the busiest state in it)
/// ```
#[must_use]
pub fn timeline(chart: &Chart, recording: &Recording, width: usize) -> String {
    let mut text = headline(chart, recording);
    let lanes = chart.lanes();
    let names = UniqueNames::new(chart, recording);
    let narrator = Narrator::new(chart, recording);
    let words = Words {
        chart,
        recording,
        narrator,
        names: &names,
    };
    let labels: Vec<String> = lanes.iter().map(|&lane| words.label(lane)).collect();
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
            Lane::Loop => words.outside(&mut text),
            Lane::Task(id) => {
                if let Some(task) = chart.task(id) {
                    words.life(&mut text, task);
                }
            }
            Lane::Thread(id) => words.jobs(&mut text, id),
        }
    }
    for diagnostic in &chart.diagnostics {
        let (kind, line) = (diagnostic.kind.name(), at_line(diagnostic.line));
        text.push_str(&format!(
            "\n{kind}{line}: {}\n",
            printable(recording.text(diagnostic.text))
        ));
    }
    text
}

fn headline(chart: &Chart, recording: &Recording) -> String {
    let how = chart.end.map_or("not ended", |end| end.how.name());
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut text = format!(
        "{how} at {}: {}",
        exact_moment(chart.now),
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
        text.push_str(&format!("\n{}", printable(why)));
    }
    text.push('\n');
    text
}

fn push_row(text: &mut String, label: &str, margin: usize, bar: &str) {
    let row = format!("{label:margin$}{bar}");
    text.push_str(row.trim_end());
    text.push('\n');
}

/// What the paragraphs below the lanes are made with.
#[derive(Clone, Copy)]
struct Words<'a> {
    chart: &'a Chart,
    recording: &'a Recording,
    narrator: Narrator<'a>,
    names: &'a UniqueNames<'a>,
}

impl Words<'_> {
    fn label(self, lane: Lane) -> String {
        let (depth, name) = match lane {
            Lane::Task(id) => {
                let depth = self.chart.task(id).map_or(0, |task| task.depth);
                (depth, self.task(id))
            }
            lane => (0, one_line(self.narrator.lane(lane))),
        };
        // Deeper nesting is rare, and the bars need the room.
        let indent = "  ".repeat(depth.min(4) as usize);
        let room = MAX_LABEL - indent.len();
        if name.chars().count() <= room {
            return indent + &name;
        }
        let cut: String = name.chars().take(room - 1).collect();
        format!("{indent}{cut}…")
    }

    fn task(self, id: TaskId) -> String {
        one_line(&self.names.task(id))
    }

    /// What happened outside any task: callbacks, blocked spans, output.
    fn outside(self, text: &mut String) {
        let (chart, recording) = (self.chart, self.recording);
        let mut lines = Vec::new();
        for callback in &chart.callbacks {
            let when = exact_range(callback.start, chart.end_of(callback.end));
            let (name, line) = (recording.text(callback.name), at_line(callback.line));
            lines.push((
                callback.event,
                format!("{when} runs callback `{name}`{line}"),
            ));
        }
        for blocked in &chart.blocked {
            let when = exact_range(blocked.start, blocked.end);
            let who = self.task(blocked.task);
            let (cause, line) = (recording.text(blocked.cause), at_line(blocked.line));
            lines.push((
                blocked.event,
                format!("{when} is blocked by {who} with `{cause}`{line}"),
            ));
        }
        self.printed(&mut lines, |task, thread| task == 0 && thread == 0);
        paragraph(text, EVENT_LOOP, lines);
    }

    /// A task's life in sentences.
    fn life(self, text: &mut String, task: &Task) {
        let sum = time_use(self.chart, task);
        let head = format!(
            "{}: `{}()`, created by {} at {}{}; runs for {}, is ready for {}, waits for {}",
            self.task(task.id),
            self.recording.text(task.coro),
            self.task(task.parent),
            exact_moment(task.created),
            at_line(task.line),
            duration(sum.running),
            duration(sum.ready),
            duration(sum.waiting),
        );
        let mut lines = Vec::new();
        for span in &task.spans {
            if let Some(line) = self.span(span, task) {
                lines.push((span.event, line));
            }
        }
        self.printed(&mut lines, |by, thread| by == task.id && thread == 0);
        if let Some((time, how)) = task.ended {
            let (when, how) = (exact_moment(time), self.narrator.ending(how));
            let mut end = format!("{when} {how}");
            for reason in self.narrator.why_cancelled(task.id) {
                end.push_str(&format!(". {}", reason.to_string().trim_end_matches('.')));
            }
            lines.push((usize::MAX, end));
        }
        paragraph(text, &head, lines);
    }

    /// `None` for a ready span without length: the wait before it names the waker.
    fn span(self, span: &Span, task: &Task) -> Option<String> {
        let when = exact_range(span.start, self.chart.end_of(span.end));
        let line = at_line(span.line);
        let by = waker(task, span).map(|by| self.narrator.waker(by, task.id));
        Some(match (span.state, span.on) {
            (State::Running, _) => format!("{when} runs{line}"),
            (State::Ready, _) if length(self.chart, span) == 0 => return None,
            (State::Ready, _) => match by {
                Some(by) => format!("{when} is ready, woken by {by}"),
                None => format!("{when} is ready"),
            },
            (State::Waiting, on) => {
                let on =
                    on.map_or_else(String::new, |on| format!(" for {}", self.narrator.wait(on)));
                let by = by.map_or_else(String::new, |by| format!(", woken by {by}"));
                format!("{when} waits{on}{line}{by}")
            }
        })
    }

    fn jobs(self, text: &mut String, id: ThreadId) {
        let mut lines = Vec::new();
        let thread = self.chart.thread(id);
        for job in thread.iter().flat_map(|thread| &thread.jobs) {
            let when = exact_range(job.start, self.chart.end_of(job.end));
            let (name, who) = (self.recording.text(job.job), self.task(job.task));
            lines.push((
                job.event,
                format!("{when} runs `{name}` on behalf of {who}"),
            ));
        }
        let spans = thread.iter().flat_map(|thread| &thread.spans);
        for (span, on) in spans.filter_map(|span| Some((span, span.on?))) {
            let when = exact_range(span.start, self.chart.end_of(span.end));
            let (on, line) = (self.narrator.wait(on), at_line(span.line));
            lines.push((span.event, format!("{when} waits for {on}{line}")));
        }
        self.printed(&mut lines, |_, thread| thread == id);
        let name = self.narrator.lane(Lane::Thread(id));
        paragraph(text, &format!("Thread {name}"), lines);
    }

    /// Adds the output that `is_meant` accepts, by task and thread.
    fn printed(
        self,
        lines: &mut Vec<(usize, String)>,
        is_meant: impl Fn(TaskId, ThreadId) -> bool,
    ) {
        let outputs = self.chart.outputs.iter();
        for output in outputs.filter(|output| is_meant(output.task, output.thread)) {
            let what = quoted(self.recording.text(output.text));
            let line = format!(
                "{} {} {what}",
                exact_moment(output.time),
                output.stream.name()
            );
            lines.push((output.event, line));
        }
    }
}

/// Appends a heading and its lines in the order of their events, unless there are none.
fn paragraph(text: &mut String, head: &str, mut lines: Vec<(usize, String)>) {
    if lines.is_empty() {
        return;
    }
    lines.sort_by_key(|&(event, _)| event);
    text.push_str(&format!("\n{}\n", one_line(head)));
    for (_, line) in lines {
        text.push_str(&format!("  {}\n", one_line(&line)));
    }
}
