//! The list of programs.

use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::drafts::{self, Draft, Origin};
use crate::examples::{EXAMPLES, example, topics};
use crate::programs_dialog;
use crate::props::PageProps;
use crate::select::Select;
use crate::state::State;
use crate::when;

/// The user's drafts, and the examples by topic.
#[component]
pub(crate) fn Picker(PageProps { state, control }: &PageProps) -> Html {
    let choose = {
        let control = control.clone();
        Callback::from(move |value: String| open(&control, &value))
    };
    let origin = &state.program.origin;
    html! {
        <>
        <Select class="picker" id="example-picker" label="Program" value={value(origin)} on_choice={choose}>
            if *origin == Origin::Elsewhere {
                <option value="">{ "A shared program" }</option>
            }
            if let Origin::Recording(name) = origin {
                <option value="">{ name.to_string() }</option>
            }
            if !state.program.drafts.is_empty() {
                <optgroup label="Your programs">{ drafts(state) }</optgroup>
            }
            { for topics().into_iter().map(|topic| html! {
                <optgroup label={topic}>
                    { for EXAMPLES.iter().filter(|example| example.topic == topic).map(|example| html! {
                        <option value={example.id}>{ example.title }</option>
                    }) }
                </optgroup>
            }) }
        </Select>
        { programs_dialog::button(control) }
        </>
    }
}

/// What an option stands for, for [`open`].
fn value(origin: &Origin) -> String {
    match origin {
        Origin::Example(example) => example.id.to_owned(),
        Origin::Draft(id) => format!("draft:{id}"),
        Origin::Elsewhere | Origin::Recording(_) => String::new(),
    }
}

/// The latest first. Those of one title are told apart by their dates.
fn drafts(state: &State) -> Html {
    let drafts = &state.program.drafts;
    let now = browser::date();
    let option = |draft: &Draft| {
        let same = drafts.iter().filter(|other| other.title == draft.title);
        let label = match same.count() {
            1 => draft.title.to_string(),
            _ => format!("{} · {}", draft.title, when::relative(draft.changed, now)),
        };
        html! {
            <option value={value(&Origin::Draft(draft.id))}>{ label }</option>
        }
    };
    drafts::by_date(drafts).into_iter().map(option).collect()
}

fn open(control: &Control, value: &str) {
    let draft = value.strip_prefix("draft:").and_then(|id| id.parse().ok());
    if let Some(id) = draft {
        control.visit_draft(id);
    } else if let Some(example) = example(value) {
        control.visit(Origin::of_example(example));
    }
}
