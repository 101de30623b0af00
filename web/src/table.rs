//! The lanes as a table: what the timeline shows, for readers.

use interleave_trace::State as TaskState;
use interleave_trace::chart::Task;
use interleave_trace::explain::resource_at;
use interleave_trace::{Lane, Moment};
use yew::prelude::*;

use crate::browser;
use crate::header::Props;
use crate::state::State;
use crate::time::{length, seconds};
use crate::timeline::Run;
use crate::words;

/// More lanes are counted, not listed.
const MOST_ROWS: usize = 500;
/// How often the table is made anew while time goes by, in ms: readers don't
/// read faster, and it is long.
const PERIOD: f64 = 500.0;

/// A row a task and thread, at the cursor.
#[component]
pub(crate) fn LanesTable(Props { state, .. }: &Props) -> Html {
    let made = use_mut_ref(|| (f64::NEG_INFINITY, Html::default()));
    let (now, mut made) = (browser::now(), made.borrow_mut());
    if !state.goes_on() || now - made.0 > PERIOD {
        *made = (now, table(state));
    }
    made.1.clone()
}

fn table(state: &State) -> Html {
    let Some(run) = &state.run else {
        return html! { <p class="empty">{ "Each task's state will stand here. Press Run." }</p> };
    };
    let recorded = run.source.read();
    let moment = state.cursor.moment(&recorded.chart);
    let mut lanes = recorded.chart.lanes();
    let resources = recorded.chart.resources.iter();
    lanes.extend(resources.map(|resource| Lane::Resource(resource.id)));
    let rows = lanes
        .iter()
        .filter_map(|&lane| row(&recorded, lane, moment));
    let more = lanes.len().saturating_sub(MOST_ROWS);
    html! {
        <table>
            <caption>
                { format!("Tasks, threads, locks and queues at {}", seconds(moment.time)) }
                if more > 0 { { format!(", the first {MOST_ROWS} of {}", lanes.len()) } }
            </caption>
            <thead><tr>
                <th scope="col">{ "Lane" }</th><th scope="col">{ "Created" }</th><th scope="col">{ "State" }</th>
                <th scope="col">{ "Since" }</th><th scope="col">{ "Line" }</th><th scope="col">{ "Ran" }</th>
                <th scope="col">{ "Queued" }</th><th scope="col">{ "Waited" }</th>
            </tr></thead>
            <tbody>{ for rows.take(MOST_ROWS) }</tbody>
        </table>
    }
}

fn row(run: &Run, lane: Lane, moment: Moment) -> Option<Html> {
    let Moment { events, time: _ } = moment;
    match lane {
        Lane::Loop => None,
        Lane::Resource(id) => {
            let resource = run.chart.resource(id)?;
            let state = resource_at(&run.chart, &run.recording, id, events)?;
            let name = format!(
                "{} {}",
                resource.kind.name(),
                run.recording.text(resource.label)
            );
            Some(html! {
                <tr>
                    <th scope="row">{ name }</th><td>{ seconds(resource.created) }</td><td colspan="6">{ state.to_string() }</td>
                </tr>
            })
        }
        Lane::Task(id) => {
            let task = run
                .chart
                .task(id)
                .filter(|task| task.created_event < events)?;
            Some(task_row(run, task, moment))
        }
        Lane::Thread(id) => {
            let thread = run.chart.thread(id)?;
            let job = thread.jobs.iter().rfind(|job| job.event < events)?;
            let busy = job.ended_event.is_none_or(|event| events <= event);
            let state = if busy {
                format!("runs {}", run.recording.text(job.job))
            } else {
                "idle".to_owned()
            };
            let since = if busy {
                job.start
            } else {
                run.chart.end_of(job.end)
            };
            Some(html! {
                <tr>
                    <th scope="row">{ run.recording.text(thread.name) }</th><td></td><td>{ state }</td>
                    <td>{ seconds(since) }</td><td></td><td></td><td></td><td></td>
                </tr>
            })
        }
    }
}

fn task_row(run: &Run, task: &Task, moment: Moment) -> Html {
    let Moment { events, time } = moment;
    let span = run.chart.span_at_moment(&run.recording, task.id, moment);
    let (state, text, since, line) = match (span, task.ended) {
        (Some(span), _) => {
            let text = match (span.state, span.on) {
                (TaskState::Waiting, Some(on)) => {
                    format!("waiting: {}", words::wait(on, &run.recording))
                }
                (state, _) => state.name().to_owned(),
            };
            (span.state.name(), text, span.start, span.line)
        }
        (None, Some((time, end))) => (end.name(), words::end(end, &run.recording), time, 0),
        (None, None) => ("", String::new(), task.created, 0),
    };
    let spent = |state| {
        let begun = task.spans.iter().take_while(|span| {
            // One that is late is ready before the event that says so.
            span.event < events || (span.start < time && span.state == TaskState::Ready)
        });
        let spans = begun.filter(|span| span.state == state);
        length(
            spans
                .map(|span| {
                    run.chart
                        .end_of(span.end)
                        .min(time)
                        .saturating_sub(span.start)
                })
                .sum(),
        )
    };
    html! {
        <tr key={task.id} data-task={task.id.to_string()} data-state={state}>
            <th scope="row" style={format!("--depth:{}", task.depth.min(8))}>{ run.recording.text(task.name) }</th>
            <td>{ seconds(task.created) }</td><td>{ text }</td><td>{ seconds(since) }</td>
            <td>{ if line > 0 { line.to_string() } else { String::new() } }</td>
            <td>{ spent(TaskState::Running) }</td><td>{ spent(TaskState::Ready) }</td><td>{ spent(TaskState::Waiting) }</td>
        </tr>
    }
}
