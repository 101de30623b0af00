//! The recording, event by event, in words.

use interleave_trace::NO_TASK;
use yew::prelude::*;

use crate::action::Action;
use crate::control::Control;
use crate::header::Props;
use crate::hue::dot;
use crate::rows::Rows;
use crate::run::Run;
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
    let cursor = state.cursor.events(&run.source.read().chart);
    html! { <List run={run.clone()} control={control.clone()} count={run.events()} {cursor} follows={state.follows()} /> }
}

#[derive(Properties)]
struct ListProps {
    run: Run,
    control: Control,
    count: usize,
    cursor: usize,
    follows: bool,
}

impl PartialEq for ListProps {
    /// The list changes with the recording's length, and not when time goes by.
    fn eq(&self, other: &Self) -> bool {
        let shown = |props: &Self| (props.count, props.cursor, props.follows);
        self.run.source.same_run(&other.run.source) && shown(self) == shown(other)
    }
}

#[component]
fn List(
    ListProps {
        run,
        control,
        count,
        cursor,
        follows,
    }: &ListProps,
) -> Html {
    let (run, control, cursor) = (run.clone(), control.clone(), *cursor);
    let row = Callback::from(move |index: usize| {
        let recorded = run.source.read();
        let Some(event) = recorded.recording.events().get(index) else {
            return Html::default();
        };
        let name = if event.task == NO_TASK {
            ""
        } else {
            words::name(&recorded, event.task)
        };
        let control = control.clone();
        let go = Callback::from(move |_: MouseEvent| control.act(Action::SeekEvents(index + 1)));
        let place = match index + 1 {
            next if next == cursor => "at",
            next if next > cursor => "ahead",
            _ => "past",
        };
        html! {
            <div key={index} role="listitem" class={classes!("line", "event", place)}>
                <span class="when">{ seconds(event.time) }</span>
                { dot(event.task) }
                <span class="who" title={name.to_owned()}>{ name }</span>
                <button class="what" title="Show this moment" onclick={go}>{ words::event(event, &recorded) }</button>
            </div>
        }
    });
    let focus = (!follows).then_some(cursor.saturating_sub(1));
    html! { <Rows label="Events" count={*count} {focus} {row} /> }
}
