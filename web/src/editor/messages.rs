//! What went wrong in the run, beside the lines where it did.

use std::collections::BTreeMap;

use interleave_trace::chart::Diagnostic;
use interleave_trace::narrate::diagnostic;
use interleave_trace::{DiagnosticKind, End};

use crate::files::MAIN;
use crate::run_lines::RunLines;
use crate::trace::Trace;

/// More messages of a line are counted.
const MAX_TEXTS: usize = 2;
/// The most lines with a message.
const MAX_LINES: usize = 50;

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

/// The messages of what had happened after the first `events` events, on the lines that
/// the program still has.
pub(super) fn messages(run: &Trace, events: usize, lines: &RunLines) -> Vec<Message> {
    let mut by_line: BTreeMap<u32, (Kind, Vec<String>)> = BTreeMap::new();
    for (kind, line, text) in found(run, events) {
        let Some(line) = lines.present(MAIN, line) else {
            continue;
        };
        if by_line.len() >= MAX_LINES && !by_line.contains_key(&line) {
            continue;
        }
        let (worst, texts) = by_line.entry(line).or_insert((kind, Vec::new()));
        *worst = kind.min(*worst);
        if !texts.contains(&text) {
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
        if let Some(kind) = kind(one).filter(|_| one.event < events) {
            let text = diagnostic(one.kind, run.recording.text(one.text)).label();
            let first = text.lines().next().unwrap_or_default();
            found.push((kind, one.line, first.to_owned()));
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

/// How bad a diagnostic is; none where it is told in another way, or is of no line.
fn kind(one: &Diagnostic) -> Option<Kind> {
    match one.kind {
        _ if one.line == 0 => None,
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
