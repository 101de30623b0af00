//! The list of programs.

use yew::prelude::*;

use crate::address;
use crate::browser;
use crate::control::Control;
use crate::drafts::Origin;
use crate::examples::{EXAMPLES, example, topics};
use crate::files::Texts;
use crate::props::PageProps;
use crate::state::State;

/// The user's drafts, and the examples by topic.
#[component]
pub(crate) fn Picker(PageProps { state, control }: &PageProps) -> Html {
    let choose = {
        let control = control.clone();
        Callback::from(move |event: Event| open(&control, &browser::chosen(&event)))
    };
    let origin = &state.program.origin;
    html! {
        <select class="picker" data-testid="example-picker" aria-label="Program" onchange={choose}>
            if *origin == Origin::Elsewhere {
                <option value="" selected=true>{ "A shared program" }</option>
            }
            if let Origin::Recording(name) = origin {
                <option value="" selected=true>{ name.to_string() }</option>
            }
            if !state.program.drafts.is_empty() {
                <optgroup label="Your programs">{ drafts(state) }</optgroup>
            }
            { for topics().into_iter().map(|topic| html! {
                <optgroup label={topic}>
                    { for EXAMPLES.iter().filter(|example| example.topic == topic).map(|example| html! {
                        <option value={example.id} selected={*origin == Origin::Example(example)}>{ example.title }</option>
                    }) }
                </optgroup>
            }) }
        </select>
    }
}

/// The latest first.
fn drafts(state: &State) -> Html {
    let option = |draft: &crate::drafts::Draft| {
        html! {
            <option value={format!("draft:{}", draft.id)} selected={state.program.origin == Origin::Draft(draft.id)}>
                { draft.title.to_string() }
            </option>
        }
    };
    state.program.drafts.iter().rev().map(option).collect()
}

fn open(control: &Control, value: &str) {
    let state = control.state();
    let draft = value.strip_prefix("draft:").and_then(|id| id.parse().ok());
    if let Some(draft) = state
        .program
        .drafts
        .iter()
        .find(|one| Some(one.id) == draft)
    {
        control.load(Origin::Draft(draft.id), draft.texts.clone());
    } else if let Some(example) = example(value) {
        control.load(Origin::Example(example), Texts::single(example.program));
    } else {
        return;
    }
    address::forget_program();
}
