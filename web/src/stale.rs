//! What the page says when the program has changed since the run, and the way back from
//! the program of a run to the one that was open before.

use yew::prelude::*;

use crate::control::Control;
use crate::props::PageProps;
use crate::run::RunRequest;
use crate::state::Python;

/// The strip above a recording of another text than the editor's.
#[component]
pub(crate) fn Stale(PageProps { state, control }: &PageProps) -> Html {
    if !state.is_stale() {
        return Html::default();
    }
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    html! {
        <div class="stale" data-testid="stale">
            <p role="status">{ "The program has changed since this run" }</p>
            <button class="visit" data-testid="run-again" disabled={state.session.python == Python::Missing}
                onclick={press(|control| control.run(RunRequest::default()))}>{ "Run again" }</button>
            <button class="visit" data-testid="show-recorded-program"
                onclick={press(Control::open_program_of_run)}>{ "Show the program that was run" }</button>
        </div>
    }
}

/// The way back, above the program of a run.
#[component]
pub(crate) fn WayBack(PageProps { state, control }: &PageProps) -> Html {
    // An opened recording has a banner of its own.
    if state.program.before.is_none() || state.session.opened_file().is_some() {
        return Html::default();
    }
    let back = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.restore_program())
    };
    html! {
        <div class="opened" data-testid="program-of-run">
            <p>{ "Opened from the recording." }</p>
            <button class="visit" data-testid="back-to-program" onclick={back}>{ "Back to my program" }</button>
        </div>
    }
}
