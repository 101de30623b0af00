//! What went wrong in the run, beside the lines where it did.

use std::collections::BTreeMap;

use interleave_trace::chart::Diagnostic;
use interleave_trace::narrate::diagnostic;
use interleave_trace::{DiagnosticKind, End, Stream};

use super::tracebacks::reports;
use crate::files::MAIN;
use crate::run_lines::RunLines;
use crate::trace::Trace;

/// More messages of a line are counted.
const MAX_TEXTS: usize = 2;
/// No more of them are told apart.
const MAX_KNOWN: usize = 100;
/// The most lines with a message.
const MAX_LINES: usize = 50;

/// No more bytes of stderr are looked through.
const MAX_TOLD: usize = 1 << 20;

/// A message beside a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The run failed here.
    Error,
    /// Something to mend.
    Warning,
    /// It was so in the run of an earlier text.
    Earlier,
}

impl Kind {
    /// Its name in the style sheet.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Earlier => "earlier",
        }
    }
}

/// The messages of what had happened after the first `events` events, on the lines of a
/// file that the program still has.
pub(super) fn messages(run: &Trace, events: usize, file: &str, lines: &RunLines) -> Vec<Message> {
    let mut by_line: BTreeMap<u32, (Kind, Vec<String>)> = BTreeMap::new();
    let found = match file {
        MAIN => found(run, events),
        file => told_of(run, events, file),
    };
    for (kind, line, text) in found {
        let Some(line) = lines.present(file, line) else {
            continue;
        };
        if by_line.len() >= MAX_LINES && !by_line.contains_key(&line) {
            continue;
        }
        let (worst, texts) = by_line.entry(line).or_insert((kind, Vec::new()));
        *worst = kind.min(*worst);
        if texts.len() < MAX_KNOWN && !texts.contains(&text) {
            texts.push(text);
        }
    }
    let message = |(line, (kind, texts)): (u32, (Kind, Vec<String>))| Message {
        line,
        text: match lines.is_same() {
            true => joined(&texts),
            false => format!("Last run: {}", joined(&texts)),
        },
        kind: match lines.is_same() {
            true => kind,
            false => Kind::Earlier,
        },
    };
    by_line.into_iter().map(message).collect()
}

fn found(run: &Trace, events: usize) -> Vec<(Kind, u32, String)> {
    let mut found = Vec::new();
    for one in &run.chart.diagnostics {
        let is_shown = one.event < events && one.line > 0;
        if let Some(kind) = kind(one).filter(|_| is_shown) {
            found.push((kind, one.line, label(run, one)));
        }
    }
    let is_deadlock = run.chart.end.is_some_and(|end| end.how == End::Deadlock);
    if is_deadlock && events >= run.chart.events {
        let narrator = run.narrator();
        for task in run.chart.tasks.iter().filter(|task| task.ended.is_none()) {
            if let (Some(span), Some(waits)) = (task.spans.last(), narrator.left_waiting(task)) {
                found.push((Kind::Error, span.line, waits.label()));
            }
        }
    }
    found
}

/// The same of another file, as far as stderr tells where it was.
fn told_of(run: &Trace, events: usize, file: &str) -> Vec<(Kind, u32, String)> {
    let diagnostics = run.chart.diagnostics.iter();
    let known: Vec<_> = diagnostics
        .filter(|one| one.event < events)
        .filter_map(|one| Some((kind(one)?, run.recording.label(one.text), one)))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut told = String::new();
    for output in &run.chart.outputs {
        if output.event >= events || told.len() > MAX_TOLD {
            break;
        }
        if output.stream == Stream::Stderr {
            told.push_str(run.recording.beginning(output.text, MAX_TOLD));
        }
    }
    let reports = reports(&told);
    let pairs = known
        .iter()
        .flat_map(|known| reports.iter().map(move |report| (known, report)));
    let about = pairs.filter(|((_, text, _), report)| text.contains(report.error));
    about
        .filter_map(|(&(kind, _, one), report)| Some((kind, report.line(file)?, label(run, one))))
        .collect()
}

/// A diagnostic in one line.
fn label(run: &Trace, one: &Diagnostic) -> String {
    let text = diagnostic(one.kind, run.recording.label(one.text)).label();
    text.lines().next().unwrap_or_default().to_owned()
}

/// How bad a diagnostic is; none where it is told in another way.
fn kind(one: &Diagnostic) -> Option<Kind> {
    match one.kind {
        DiagnosticKind::Uncaught | DiagnosticKind::Limit => Some(Kind::Error),
        DiagnosticKind::NeverAwaited | DiagnosticKind::NeverRetrieved => Some(Kind::Warning),
        // The editor finds syntax errors by itself, and each task of a deadlock is marked.
        DiagnosticKind::SyntaxError
        | DiagnosticKind::Deadlock
        | DiagnosticKind::Pending
        | DiagnosticKind::Note => None,
    }
}

fn joined(texts: &[String]) -> String {
    let shown = texts[..texts.len().min(MAX_TEXTS)].join(" · ");
    match texts.len().saturating_sub(MAX_TEXTS) {
        0 => shown,
        more => format!("{shown} · {more} more"),
    }
}
