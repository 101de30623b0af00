//! The measured range: how each task spent it.

use interleave_trace::narrate::time::{duration, moment};
use interleave_trace::{Lane, Micros, Task, analysis};
use yew::prelude::*;

use crate::control::Control;
use crate::hue::dot;
use crate::state::ViewAction;
use crate::timeline::{Range, Selection};
use crate::trace::Trace;

/// More tasks are counted, not listed.
const MAX_ROWS: usize = 200;

/// The length of a range, and how each task alive in it spent it.
pub(crate) fn table(run: &Trace, range: Range, control: &Control) -> Html {
    let (from, to) = (range.from.time, range.to.time);
    let alive = |task: &&Task| {
        let begun = task.created_event < range.to.events;
        let ended = task.ended_event.unwrap_or(usize::MAX);
        begun && ended >= range.from.events
    };
    let tasks: Vec<_> = run.chart.tasks.iter().filter(alive).collect();
    let rows = tasks.iter().take(MAX_ROWS);
    let clear = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ViewAction::Range(None)))
    };
    let more = tasks.len().saturating_sub(MAX_ROWS);
    html! {
        <div data-testid="range">
            <h2>{ duration(to - from) }{ " " }<small>{ format!("measured, {} – {}", moment(from), moment(to)) }</small>
                { " " }<button class="link" onclick={clear}>{ "clear" }</button></h2>
            <table>
                <caption class="unseen">{ "How each task spent the measured range" }</caption>
                <thead><tr>
                    <th scope="col">{ "Task" }</th><th scope="col">{ "Steps" }</th><th scope="col">{ "Ran" }</th>
                    <th scope="col">{ "Queued" }</th><th scope="col">{ "Waited" }</th>
                </tr></thead>
                <tbody>{ for rows.map(|task| row(run, task, from, to, control)) }</tbody>
            </table>
            if more > 0 { <p class="whole">{ format!("{more} more tasks are not listed.") }</p> }
        </div>
    }
}

fn row(run: &Trace, task: &Task, from: Micros, to: Micros, control: &Control) -> Html {
    let sum = analysis::time_use_between(&run.chart, task, from, to);
    let begun = task.spans.partition_point(|span| span.start <= from);
    let selection = Selection {
        lane: Lane::Task(task.id),
        index: begun.saturating_sub(1),
    };
    let control = control.clone();
    let select = Callback::from(move |_: MouseEvent| {
        control.act(ViewAction::Select(Some(selection)));
    });
    html! {
        <tr key={task.id}>
            <th scope="row">{ dot(task.id) }<button class="link" onclick={select}>{ run.recording.label(task.name) }</button></th>
            <td>{ sum.steps }</td><td>{ duration(sum.running) }</td>
            <td>{ duration(sum.ready) }</td><td>{ duration(sum.waiting) }</td>
        </tr>
    }
}
