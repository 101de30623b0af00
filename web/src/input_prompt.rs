//! The form for a line of input that the program waits for.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::props::PageProps;
use crate::state::Prompt;

/// The form, while the program waits for input.
#[component]
pub(crate) fn Ask(PageProps { state, control }: &PageProps) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        let unedited = state.is_text_of_run();
        use_effect_with(
            state.session.prompt.as_ref().map(|prompt| prompt.number),
            move |asks| {
                // Whoever is typing elsewhere goes on typing there.
                if let Some(field) = field
                    .cast::<HtmlElement>()
                    .filter(|_| asks.is_some() && (unedited || !is_typing()))
                {
                    // It throws for nothing that a field can be.
                    let _ = field.focus();
                }
            },
        );
    }
    let Some(Prompt { text, number }) = &state.session.prompt else {
        return Html::default();
    };
    let submit = {
        let (control, field) = (control.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let line = field.value();
                field.set_value("");
                control.answer(Some(line));
            }
        })
    };
    let end = {
        let control = control.clone();
        move || control.answer(None)
    };
    let keys = {
        let end = end.clone();
        Callback::from(move |event: KeyboardEvent| {
            let control = event.ctrl_key() && event.key().eq_ignore_ascii_case("d");
            if control {
                event.prevent_default();
                end();
            }
        })
    };
    let press = Callback::from(move |_: MouseEvent| end());
    let prompt = text.trim();
    let label = if prompt.is_empty() { "Input" } else { prompt };
    html! {
        <form class="ask" key={*number} onsubmit={submit}>
            <label for="answer">{ label.to_owned() }</label>
            <input id="answer" ref={field} data-testid="input" autocomplete="off" spellcheck="false" onkeydown={keys} />
            <button type="submit" data-testid="send-input">{ "Send" }</button>
            <button type="button" data-testid="end-input" title="End input (Ctrl+D)" onclick={press}>{ "End input (EOF)" }</button>
        </form>
    }
}

/// Whether a text has the focus.
fn is_typing() -> bool {
    let active = browser::document().active_element();
    active
        .and_then(|active| active.dyn_into::<HtmlElement>().ok())
        .is_some_and(|active| active.is_content_editable() || active.tag_name() == "INPUT")
}
