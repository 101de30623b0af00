//! Problems: syntax errors, exceptions, and what else the author should know.

use interleave_trace::chart::Diagnostic;
use interleave_trace::narrate::diagnostic;
use interleave_trace::{DiagnosticKind, NO_TASK};
use yew::prelude::*;

use crate::control::Control;
use crate::files::MAIN;
use crate::limits::grouped;
use crate::props::PageProps;
use crate::sentence::plain;
use crate::state::{ShellAction, State};
use crate::trace::Trace;

/// Problems beyond these are counted: nobody reads on, and the page stays quick.
const MAX_SHOWN: usize = 500;
/// A problem is told by so many bytes of its text: of an exception's.
const MAX_TEXT: usize = 5_000;

#[component]
pub(crate) fn Problems(PageProps { state, control }: &PageProps) -> Html {
    let syntax = state.program.syntax.as_ref().map(|error| {
        let (kind, line) = (DiagnosticKind::SyntaxError, error.line);
        let show = {
            let control = control.clone();
            Callback::from(move |_: MouseEvent| control.reveal_present(line))
        };
        let text = format!("SyntaxError: {}", error.message);
        let place = Place {
            line,
            show: Some(show),
            task: None,
        };
        problem(control, kind, place, &text)
    });
    let recorded = state.session.run.as_ref().map(|run| run.snapshot.trace());
    let found = recorded.iter().flat_map(|run| {
        let shown = run
            .chart
            .diagnostics
            .iter()
            .filter(|one| !is_duplicate(state, one));
        shown.take(MAX_SHOWN).map(|one| {
            let task = (one.task != NO_TASK).then(|| run.narrator().task(one.task));
            let place = Place::recorded(state, control, one.line, task);
            problem(control, one.kind, place, text(run, one))
        })
    });
    let found: Vec<Html> = found.collect();
    let all = recorded.map_or(0, |run| run.chart.diagnostics.len());
    if syntax.is_none() && found.is_empty() {
        return html! { <p class="empty">{ "No problems found." }</p> };
    }
    html! {
        <>
            if let Some(syntax) = syntax {
                <ul class="problems">{ syntax }</ul>
            }
            if state.is_stale() && !found.is_empty() {
                <h2 class="earlier">{ "From the last run, before the program was changed" }</h2>
            }
            if !found.is_empty() {
                <ul class="problems">{ found }</ul>
            }
            if all > MAX_SHOWN {
                <p class="empty" data-testid="more-problems">{ format!("… and {} more; the trace file has all of them.", grouped((all - MAX_SHOWN) as f64)) }</p>
            }
        </>
    }
}

/// How many problems the program has that is open, for the panel's tab: those of a run of
/// another text are none of its own.
pub(crate) fn count(state: &State) -> usize {
    let run = state.session.run.as_ref().filter(|_| !state.is_stale());
    let found = run.map_or(0, |run| {
        let found = run.snapshot.trace().chart.diagnostics.iter();
        found.filter(|one| !is_duplicate(state, one)).count()
    });
    usize::from(state.program.syntax.is_some()) + found
}

/// Whether a syntax error that the editor has found was found again by running.
fn is_duplicate(state: &State, one: &Diagnostic) -> bool {
    one.kind == DiagnosticKind::SyntaxError
        && state.is_text_of_run()
        && state.program.syntax.is_some()
}

fn text<'run>(run: &'run Trace, one: &Diagnostic) -> &'run str {
    run.recording.beginning(one.text, MAX_TEXT)
}

const fn class(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::SyntaxError | DiagnosticKind::Uncaught | DiagnosticKind::Deadlock => "bad",
        DiagnosticKind::Note => "note",
        _ => "warn",
    }
}

/// Where a problem is.
struct Place<'a> {
    /// The number of its line, or 0.
    line: u32,
    /// Shows that line, where the program has it.
    show: Option<Callback<MouseEvent>>,
    /// The task that has it.
    task: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A line of the run, by its number in the program that is open.
    fn recorded(state: &State, control: &Control, line: u32, task: Option<&'a str>) -> Self {
        let present = state.lines.present(MAIN, line);
        let control = control.clone();
        Self {
            line: present.unwrap_or(line),
            show: present.map(|_| Callback::from(move |_: MouseEvent| control.reveal(MAIN, line))),
            task,
        }
    }

    fn text(&self) -> String {
        match (self.line, self.task) {
            (0, None) => String::new(),
            (0, Some(task)) => format!("{task}:"),
            (line, None) => format!("line {line}:"),
            (line, Some(task)) => format!("line {line}, {task}:"),
        }
    }

    /// Whether it is a line that the program no longer has.
    fn is_gone(&self) -> bool {
        self.show.is_none() && self.line > 0
    }
}

fn problem(control: &Control, kind: DiagnosticKind, place: Place<'_>, text: &str) -> Html {
    let raise = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::ShowLimits(true)))
    };
    let (is_gone, at) = (place.is_gone(), place.text());
    html! {
        <li class={class(kind)} data-kind={kind.name()}>
            <button disabled={place.show.is_none()} onclick={place.show}
                title={is_gone.then_some("This line has changed since the run")}>
                <span class={classes!("place", is_gone.then_some("gone"))}>{ at }</span>
                { " " }
                <span class="text">{ plain(&diagnostic(kind, text)) }</span>
            </button>
            if kind == DiagnosticKind::Limit {
                <button class="remedy" data-testid="raise-limit" onclick={raise}>{ "Raise the limit" }</button>
            }
        </li>
    }
}
