//! What the program printed, up to the cursor.

use interleave_trace::NO_TASK;
use yew::prelude::*;

use crate::header::Props;
use crate::hue::hue;
use crate::rows::Rows;
use crate::time::seconds;
use crate::words;

#[component]
pub(crate) fn Output(Props { state, .. }: &Props) -> Html {
    let Some(run) = &state.run else {
        return html! { <p class="empty">{ "What the program prints will stand here. Press Run." }</p> };
    };
    let events = state.cursor.events(&run.source.read().chart);
    let count = run.lines().until(events).len();
    if count == 0 {
        let text = match (run.is_on(), state.follows()) {
            (_, false) => "Nothing has been printed up to this moment.",
            (true, true) => "Nothing has been printed yet.",
            (false, true) => "The program printed nothing.",
        };
        return html! { <p class="empty">{ text }</p> };
    }
    let row = {
        let run = run.clone();
        Callback::from(move |index: usize| {
            let (lines, recorded) = (run.lines(), run.source.read());
            let Some(line) = lines.until(events).get(index) else { return Html::default() };
            let name = words::name(&recorded, line.task);
            let by = if line.task == NO_TASK { "none".to_owned() } else { hue(line.task).to_string() };
            html! {
                <div class="line" role="listitem" key={index} data-task={line.task.to_string()}
                    data-time={line.time.to_string()} data-stream={line.stream.name()}>
                    <span class="when">{ seconds(line.time) }</span>
                    <span class={format!("dot hue-{by}")}></span>
                    <span class="who" title={name.to_owned()}>{ name }</span>
                    <span class="what" data-part="text">{ line.text_at(events) }</span>
                </div>
            }
        })
    };
    html! {
        <>
            if run.lines().capped {
                <p class="cap">{ "The program prints very much: only its first 100,000 lines (or 10 MB) are shown. An exported trace holds all." }</p>
            }
            <Rows label="Output" {count} at={events} {row} />
        </>
    }
}
