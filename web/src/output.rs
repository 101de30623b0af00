//! What the program printed, up to the cursor, as a terminal shows it.

mod copied;
mod ending;
mod finder;
mod line;
mod menu;
mod printed;
mod row;
mod shown;

use yew::prelude::*;

use crate::input_prompt::Ask;
use crate::props::PageProps;
use crate::state::State;
use ending::Ending;
use printed::Printed;

#[component]
pub(crate) fn Output(props: &PageProps) -> Html {
    html! {
        <>
            { printed(props) }
            <Ask ..props.clone() />
        </>
    }
}

fn printed(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let Some(run) = &state.session.run else {
        return html! { <p class="empty">{ "Press Run to see the program's output." }</p> };
    };
    let events = state.view.cursor.events(&run.snapshot.trace().chart);
    let count = run.lines().begun(events);
    html! {
        <>
            if run.lines().capped {
                <p class="cap">{ "Only the first 100,000 lines (or 10 MB) of output are shown. An exported trace has all of it." }</p>
            }
            if count > 0 {
                <Printed run={run.clone()} {events} {count} lines={state.lines.clone()} filter={state.view.filter} control={control.clone()} />
            } else if let Some(text) = nothing(state) {
                <p class="empty">{ text }</p>
            }
            <Ending ..props.clone() />
        </>
    }
}

/// Why nothing is there.
fn nothing(state: &State) -> Option<&'static str> {
    let is_on = state.session.is_on();
    match (state.view.follows(), is_on) {
        (false, _) => Some("Nothing printed up to this point."),
        (true, true) => Some("Nothing printed yet."),
        (true, false) => ending::ended_well(state).then_some("The program printed nothing."),
    }
}
