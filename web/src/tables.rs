//! The timeline as tables: its lanes at the cursor, and the spans in them.

mod grid;
mod lane_row;
mod lanes_table;
mod sort;
mod span_row;
mod spans_table;

use yew::prelude::*;

pub(crate) use grid::Grid;
pub(crate) use sort::{Key, Sort};

use crate::props::PageProps;
use lanes_table::LanesTable;
use spans_table::SpansTable;

/// The tables. While the timeline is drawn, that of the lanes is for screen readers only.
#[component]
pub(crate) fn Tables(props: &PageProps) -> Html {
    let spans = use_state_eq(|| false);
    let shown = props.state.view.table;
    let all = shown && *spans;
    let choice = |label: &'static str, title: &'static str, value: bool| {
        let checked = *spans == value;
        let spans = spans.clone();
        let choose = Callback::from(move |_: Event| spans.set(value));
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
                        { choice("Tasks & resources", "Each lane at the cursor", false) }
                        { choice("Spans", "Every span of every lane", true) }
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
