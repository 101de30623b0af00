//! How the run ended, below what it printed, where a terminal would say nothing.

use interleave_trace::End;
use interleave_trace::narrate;
use yew::prelude::*;

use crate::props::PageProps;
use crate::run::{Phase, Run};
use crate::sentence::plain;
use crate::state::{Panel, ShellAction, State};

/// Whether the latest run ended as its author meant it to.
pub(super) fn ended_well(state: &State) -> bool {
    let end = state.session.run.as_ref().and_then(Run::end);
    matches!(end, Some((End::Finished, _) | (End::Exited, 0)))
}

/// The line, at the end of a recording that did not end well.
#[component]
pub(super) fn Ending(PageProps { state, control }: &PageProps) -> Html {
    let run = state.session.run.as_ref();
    let told = run
        .filter(|run| !run.is_on() && state.view.follows())
        .and_then(sentence);
    let Some(told) = told else {
        return Html::default();
    };
    let problems = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::Panel(Panel::Problems)))
    };
    let has_problems = crate::problems::count(state) > 0;
    html! {
        <p class="ending" data-part="ending">
            { told }
            if has_problems {
                { " " }<button class="link" onclick={problems}>{ "See Problems" }</button>
            }
        </p>
    }
}

/// How it ended. An exception has printed its traceback.
fn sentence(run: &Run) -> Option<Html> {
    let trace = run.snapshot.trace();
    let Some(end) = trace.chart.end else {
        let text = match run.phase {
            Phase::Killed => "You stopped the run; its last events are missing.",
            _ => "The run broke off.",
        };
        return Some(html! { { text } });
    };
    let text = trace.recording.label(end.text);
    let is_mute = run.lines().begun(usize::MAX) == 0;
    match end.how {
        End::Finished | End::Exited if end.status == 0 => None,
        End::Exited => {
            Some(html! { { format!("The program exited with status {}.", end.status) } })
        }
        End::Raised => is_mute.then(|| html! { { "The program raised an exception." } }),
        End::Deadlock | End::Limit if !text.is_empty() => {
            let words = narrate::reason(end.how, text);
            Some(html! { <>{ "The run ended. " }{ plain(&words) }</> })
        }
        End::Stopped => Some(html! { { "You stopped the run." } }),
        End::Deadlock | End::Limit | End::Finished => Some(html! { { "The run ended." } }),
    }
}
