//! Problems: syntax errors, exceptions, and what else the author should know.

use interleave_trace::chart::Diagnostic;
use interleave_trace::narrate::diagnostic;
use interleave_trace::{DiagnosticKind, NO_TASK};
use yew::prelude::*;

use crate::control::Control;
use crate::props::PageProps;
use crate::sentence::plain;
use crate::state::{ProgramAction, ShellAction, State};
use crate::trace::Trace;

#[component]
pub(crate) fn Problems(PageProps { state, control }: &PageProps) -> Html {
    let syntax = state.program.syntax.as_ref().map(|error| {
        let text = format!("SyntaxError: {}", error.message);
        problem(
            control,
            "bad",
            DiagnosticKind::SyntaxError,
            error.line,
            &text,
            None,
        )
    });
    let recorded = state.session.run.as_ref().map(|run| run.snapshot.trace());
    let found = recorded.iter().flat_map(|run| {
        let shown = run
            .chart
            .diagnostics
            .iter()
            .filter(|one| !is_duplicate(state, one));
        shown.map(|one| {
            let name = (one.task != NO_TASK).then(|| run.narrator().task(one.task));
            problem(
                control,
                class(one.kind),
                one.kind,
                one.line,
                text(run, one),
                name,
            )
        })
    });
    let list: Vec<Html> = syntax.into_iter().chain(found).collect();
    if list.is_empty() {
        return html! { <p class="empty">{ "No problems found." }</p> };
    }
    html! { <ul class="problems">{ list }</ul> }
}

/// How many lines the panel has, for its tab.
pub(crate) fn count(state: &State) -> usize {
    let recorded = state.session.run.as_ref().map(|run| run.snapshot.trace());
    let found = recorded.iter().flat_map(|run| run.chart.diagnostics.iter());
    usize::from(state.program.syntax.is_some())
        + found.filter(|one| !is_duplicate(state, one)).count()
}

/// Whether a syntax error that the editor has found was found again by running.
fn is_duplicate(state: &State, one: &Diagnostic) -> bool {
    one.kind == DiagnosticKind::SyntaxError
        && state.is_text_of_run()
        && state.program.syntax.is_some()
}

fn text<'run>(run: &'run Trace, one: &Diagnostic) -> &'run str {
    run.recording.text(one.text)
}

const fn class(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::SyntaxError | DiagnosticKind::Uncaught | DiagnosticKind::Deadlock => "bad",
        DiagnosticKind::Note => "note",
        _ => "warn",
    }
}

fn problem(
    control: &Control,
    class: &'static str,
    kind: DiagnosticKind,
    line: u32,
    text: &str,
    task: Option<&str>,
) -> Html {
    let go = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| {
            if line > 0 {
                control.act(ProgramAction::reveal(line));
            }
        })
    };
    let raise = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::ShowLimits(true)))
    };
    let place = match (line, task) {
        (0, None) => String::new(),
        (0, Some(task)) => format!("{task}:"),
        (line, None) => format!("line {line}:"),
        (line, Some(task)) => format!("line {line}, {task}:"),
    };
    html! {
        <li class={class} data-kind={kind.name()}>
            <button onclick={go} disabled={line == 0}>
                <span class="place">{ place }</span>
                { " " }
                <span class="text">{ plain(&diagnostic(kind, text)) }</span>
            </button>
            if kind == DiagnosticKind::Limit {
                <button class="remedy" data-testid="raise-limit" onclick={raise}>{ "Raise the limit" }</button>
            }
        </li>
    }
}
