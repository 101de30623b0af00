//! The timeline as tables: its lanes at the cursor, the spans in them, and their totals.

mod grid;
mod lane_row;
mod lanes_table;
mod selecting;
mod sort;
mod span_row;
mod spans_table;
mod total_row;
mod totals_table;

use yew::prelude::*;

pub(crate) use grid::Grid;
pub(crate) use sort::{Key, Sort};

use crate::filter::chip;
use crate::props::PageProps;
use crate::state::ViewAction;
use lanes_table::LanesTable;
use spans_table::SpansTable;
use totals_table::TotalsTable;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Lanes,
    Spans,
    Totals,
}

/// The tables. While the timeline is drawn, that of the lanes is for screen readers only.
#[component]
pub(crate) fn Tables(props: &PageProps) -> Html {
    let chosen = use_state_eq(|| Table::Lanes);
    let shown = props.state.view.table;
    let table = if shown { *chosen } else { Table::Lanes };
    let choice = |label: &'static str, title: &'static str, value: Table| {
        let checked = *chosen == value;
        let chosen = chosen.clone();
        let choose = Callback::from(move |_: Event| chosen.set(value));
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
                        { choice("Tasks & resources", "Each lane at the cursor", Table::Lanes) }
                        { choice("Spans", "Every span of every lane", Table::Spans) }
                        { choice("Totals", "How often, how long in all and at most, up to the cursor", Table::Totals) }
                    </fieldset>
                    { for filter(props).filter(|_| *chosen == Table::Lanes) }
                </div>
            }
            <div class="lanes-table" data-testid="lanes-table" hidden={table != Table::Lanes}>
                <LanesTable ..props.clone() />
            </div>
            if table == Table::Spans {
                <div class="stretches-table" data-testid="stretches-table">
                    <SpansTable ..props.clone() />
                </div>
            }
            if table == Table::Totals {
                <div class="stretches-table totals" data-testid="totals">
                    <TotalsTable ..props.clone() />
                </div>
            }
        </div>
    }
}

/// The lane that the timeline, too, shows alone with what has to do with it.
fn filter(PageProps { state, control }: &PageProps) -> Option<Html> {
    let (lane, run) = state.view.filter.zip(state.session.run.as_ref())?;
    let control = control.clone();
    let clear = Callback::from(move |_: MouseEvent| control.act(ViewAction::Filter(None)));
    Some(chip(run.snapshot.trace(), lane, "table-filter", clear))
}
