//! What to watch in the open example.

use yew::prelude::*;

use crate::drafts::Origin;
use crate::props::PageProps;

/// The example's note, as long as the program is recognisably that example.
#[component]
pub(crate) fn Watch(PageProps { state, control }: &PageProps) -> Html {
    let example = state.program.example();
    let text = state.program.texts.main.clone();
    let shown = use_memo(
        (example.map(|example| example.id), text),
        move |(_, text)| example.filter(|example| example.is_left_in(text)),
    );
    let Some(example) = *shown else {
        return Html::default();
    };
    let is_changed = matches!(state.program.origin, Origin::Draft(_));
    let reset = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.reset())
    };
    html! {
        <div class="hint">
            <details class="watch" open={!state.shell.embed}>
                <summary>{ "What to watch" }</summary>
                <p>{ example.watch }</p>
            </details>
            if is_changed {
                <button class="reset" data-testid="reset-program" title={format!("Back to the example “{}”", example.title)}
                    onclick={reset}>{ "Reset to the example" }</button>
            }
        </div>
    }
}
