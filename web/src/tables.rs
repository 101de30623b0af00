//! The timeline in words: its lanes at the cursor, and all that was ever drawn in
//! them, as tables.

mod grid;
mod lanes_table;
mod sort;
mod spans_table;

use yew::prelude::*;

pub(crate) use grid::Grid;
pub(crate) use sort::{Key, Sort};

use crate::props::PageProps;
use lanes_table::LanesTable;
use spans_table::SpansTable;

/// The tables. Where the timeline is drawn, that of the lanes is there for screen
/// readers only.
#[component]
pub(crate) fn Tables(props: &PageProps) -> Html {
    let stretches = use_state_eq(|| false);
    let shown = props.state.view.table;
    let all = shown && *stretches;
    let choice = |label: &'static str, title: &'static str, value: bool| {
        let checked = *stretches == value;
        let stretches = stretches.clone();
        let choose = Callback::from(move |_: Event| stretches.set(value));
        html! {
            <label {title}>
                <input type="radio" name="table" {checked} onchange={choose} />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <div class={classes!("tables", (!shown).then_some("unseen"))}>
            if shown {
                <div class="tables-bar">
                    <fieldset class="timeline-scales" data-testid="table-choice">
                        <legend>{ "Table" }</legend>
                        { choice("Lanes", "Each lane at the cursor", false) }
                        { choice("Stretches", "All that is drawn in the lanes", true) }
                    </fieldset>
                </div>
            }
            <div class="lanes-table" data-testid="lanes-table" hidden={all}>
                <LanesTable ..props.clone() />
            </div>
            if all {
                <div class="stretches-table" data-testid="stretches-table">
                    <SpansTable ..props.clone() />
                </div>
            }
        </div>
    }
}
