//! What the program printed, up to the cursor.

use interleave_trace::narrate::time::moment;
use yew::prelude::*;

use crate::control::Control;
use crate::hue::dot;
use crate::input_prompt::Ask;
use crate::props::PageProps;
use crate::rows::Rows;
use crate::run::Run;
use crate::run_lines::RunLines;
use crate::source_links;
use crate::state::State;

#[component]
pub(crate) fn Output(props: &PageProps) -> Html {
    html! {
        <>
            { printed(&props.state, &props.control) }
            <Ask ..props.clone() />
        </>
    }
}

fn printed(state: &State, control: &Control) -> Html {
    let Some(run) = &state.session.run else {
        return html! { <p class="empty">{ "Press Run to see the program's output." }</p> };
    };
    let events = state.view.cursor.events(&run.snapshot.trace().chart);
    let count = run.lines().begun(events);
    if count == 0 {
        let text = match (run.is_on(), state.view.follows()) {
            (_, false) => "Nothing printed up to this point.",
            (true, true) => "Nothing printed yet.",
            (false, true) => "The program printed nothing.",
        };
        return html! { <p class="empty">{ text }</p> };
    }
    html! {
        <>
            if run.lines().capped {
                <p class="cap">{ "Only the first 100,000 lines (or 10 MB) of output are shown. An exported trace has all of it." }</p>
            }
            <Printed run={run.clone()} {events} {count} lines={state.lines.clone()} control={control.clone()} />
        </>
    }
}

#[derive(Properties)]
struct PrintedProps {
    run: Run,
    events: usize,
    count: usize,
    /// Where the links lead.
    lines: RunLines,
    control: Control,
}

impl PartialEq for PrintedProps {
    /// Lines change with the events before the cursor, and not with time alone.
    fn eq(&self, other: &Self) -> bool {
        self.run.snapshot.same_run(&other.run.snapshot)
            && self.events == other.events
            && self.count == other.count
            && self.lines == other.lines
    }
}

#[component]
fn Printed(props: &PrintedProps) -> Html {
    let PrintedProps { count, .. } = props;
    let (run, events, control) = (props.run.clone(), props.events, props.control.clone());
    let row = Callback::from(move |index: usize| {
        let (lines, recorded) = (run.lines(), run.snapshot.trace());
        let Some(line) = lines.get(index) else {
            return Html::default();
        };
        let name = recorded.narrator().task(line.task);
        html! {
            <div class="line" role="listitem" key={index} data-task={line.task.to_string()}
                data-time={line.time.to_string()} data-stream={line.stream.name()}>
                <span class="when">{ moment(line.time) }</span>
                { dot(line.task) }
                <span class="who" title={name.to_owned()}>{ name }</span>
                <span class="what" data-part="text">{ source_links::linked(line.text_at(events), run.files(), &control) }</span>
            </div>
        }
    });
    html! { <Rows label="Output" count={*count} {row} /> }
}
