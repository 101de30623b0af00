//! Events: the recording, event by event.

use std::rc::Rc;

use interleave_trace::narrate::time::moment;
use interleave_trace::{Event, NO_TASK};
use yew::prelude::*;

use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::run::Run;
use crate::sentence::plain;
use crate::state::{Panel, ViewAction};
use crate::tables::{Grid, Key, Sort};
use crate::trace::Trace;

/// Up to this many rows are all in the document, where the browser's own search finds
/// them.
const MAX_IN_DOCUMENT: usize = 1_000;
/// A browser can't scroll a longer list.
const MAX_ROWS: usize = 1_000_000;

const COLUMNS: [&str; 3] = ["Time", "Task", "Event"];

#[component]
pub(crate) fn Events(PageProps { state, control }: &PageProps) -> Html {
    let sort = use_state_eq(|| None::<Sort>);
    // The list is as long as the recording: it is built only while it is visible.
    if state.shell.panel != Panel::Events {
        return Html::default();
    }
    let Some(run) = &state.session.run else {
        return html! { <p class="empty">{ "Press Run to see every event of the run, in order." }</p> };
    };
    let cursor = state.view.cursor.events(&run.snapshot.trace().chart);
    let on_sort = {
        let sort = sort.clone();
        Callback::from(move |next| sort.set(next))
    };
    html! {
        <List run={run.clone()} control={control.clone()} count={run.events()} {cursor} follows={state.view.follows()}
            sort={*sort} {on_sort} />
    }
}

#[derive(Properties)]
struct ListProps {
    run: Run,
    control: Control,
    count: usize,
    cursor: usize,
    follows: bool,
    sort: Option<Sort>,
    on_sort: Callback<Option<Sort>>,
}

impl PartialEq for ListProps {
    /// The list changes with the length of the recording, not with the clock.
    fn eq(&self, other: &Self) -> bool {
        let shown = |props: &Self| (props.count, props.cursor, props.follows, props.sort);
        self.run.snapshot.same_run(&other.run.snapshot) && shown(self) == shown(other)
    }
}

#[component]
fn List(props: &ListProps) -> Html {
    let (all, sort, cursor) = (props.count, props.sort, props.cursor);
    let count = all.min(MAX_ROWS);
    let order = {
        let source = props.run.snapshot.clone();
        use_memo((count, sort), move |&(count, sort)| {
            // Unsorted, the rows are the events.
            sort.map(|sort| {
                let run = source.trace();
                let column = COLUMNS[sort.column];
                let keys = (0..count).map(|at| key(run, at, column));
                sort.order(&keys.collect::<Vec<_>>())
            })
        })
    };
    let focus = (!props.follows && sort.is_none()).then_some(cursor.saturating_sub(1));
    let caption = match count < all {
        true => format!("Events, the first {count} of {all}"),
        false => "Events".to_owned(),
    };
    let (run, control) = (props.run.clone(), props.control.clone());
    let row = Callback::from(move |place: usize| {
        let index = Rc::as_ref(&order).as_ref().map_or(place, |order| {
            order.get(place).copied().unwrap_or(usize::MAX)
        });
        let recorded = run.snapshot.trace();
        let Some(event) = recorded.recording.events().get(index) else {
            return Html::default();
        };
        let control = control.clone();
        let go =
            Callback::from(move |_: MouseEvent| control.act(ViewAction::SeekEvents(index + 1)));
        let which = match index + 1 {
            next if next == cursor => "at",
            next if next > cursor => "ahead",
            _ => "past",
        };
        html! {
            <tr key={index} class={classes!("event", which)} aria-rowindex={(place + 2).to_string()}
                aria-current={(which == "at").then_some("true")}>
                <td class="when">{ moment(event.time) }</td>
                <td>{ dot(event.task) }{ name(recorded, event) }</td>
                <td><button class="what" title="Move the cursor here" onclick={go}>{ plain(&recorded.narrator().event(index)) }</button></td>
            </tr>
        }
    });
    let on_sort = Some(props.on_sort.clone());
    html! { <Grid {caption} columns={&COLUMNS[..]} {count} all={MAX_IN_DOCUMENT} {focus} follows={sort.is_none()} {row} {sort} {on_sort} /> }
}

fn name<'a>(run: &'a Trace, event: &Event) -> &'a str {
    match event.task {
        NO_TASK => "",
        task => run.narrator().task(task),
    }
}

fn key<'a>(run: &'a Trace, index: usize, column: &str) -> Key<'a> {
    let Some(event) = run.recording.events().get(index) else {
        return Key::some(None);
    };
    match column {
        "Time" => Key::number(index as u64),
        "Task" => Key::texts(name(run, event), ""),
        _ => Key::texts(run.narrator().event(index).to_string(), ""),
    }
}
