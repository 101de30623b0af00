//! The recording, event by event, in words.

use yew::prelude::*;

use crate::action::Action;
use crate::header::Props;
use crate::hue::hue;
use crate::rows::Rows;
use crate::state::Panel;
use crate::time::seconds;
use crate::words;

#[component]
pub(crate) fn Events(Props { state, control }: &Props) -> Html {
    // The list is as long as the recording: it is made only where it is seen.
    if state.panel != Panel::Events {
        return Html::default();
    }
    let Some(run) = &state.run else {
        return html! { <p class="empty">{ "Every decision of the loop will stand here, in its order. Press Run." }</p> };
    };
    let count = run.events();
    let cursor = state.cursor.events(&run.source.read().chart);
    let row = {
        let (run, control) = (run.clone(), control.clone());
        Callback::from(move |index: usize| {
            let recorded = run.source.read();
            let Some(event) = recorded.recording.events().get(index) else { return Html::default() };
            let name = if words::has_subject(event) { words::name(&recorded, event.task) } else { "" };
            let control = control.clone();
            let go = Callback::from(move |_: MouseEvent| control.act(Action::SeekEvents(index + 1)));
            html! {
                <div key={index} role="listitem" class={classes!("line", "event", (index + 1 == cursor).then_some("at"), (index >= cursor).then_some("ahead"))}>
                    <span class="when">{ seconds(event.time) }</span>
                    <span class={format!("dot hue-{}", if name.is_empty() { "none".to_owned() } else { hue(event.task).to_string() })}></span>
                    <span class="who" title={name.to_owned()}>{ name }</span>
                    <button class="what" title="Show this moment" onclick={go}>{ words::event(event, &recorded) }</button>
                </div>
            }
        })
    };
    html! { <Rows label="Events" {count} at={cursor} {row} /> }
}
