//! The selected span or line in sentences.

use interleave_trace::chart::{Callback as LoopCallback, Task, ThreadSpan};
use interleave_trace::{Lane, Span, State as TaskState, analysis};
use yew::prelude::*;

use crate::action::Action;
use crate::header::Props;
use crate::hue::dot;
use crate::time::{length, seconds};
use crate::timeline::{Run, Selection};
use crate::words;

/// More spans of one line are counted, not listed.
const MOST_SPANS: usize = 200;

#[component]
pub(crate) fn Details(props: &Props) -> Html {
    let state = &props.state;
    let Some(run) = &state.run else {
        return html! { <p class="empty">{ "Select a span on the timeline, or click a line of the program." }</p> };
    };
    let recorded = run.source.read();
    if let Some(found) = state
        .selection
        .and_then(|selection| selected(&recorded, selection))
    {
        return html! { <div class="details">{ found }</div> };
    }
    match state.line {
        Some(line) => html! { <div class="details">{ of_line(props, &recorded, line) }</div> },
        None => {
            html! { <p class="empty">{ "Select a span on the timeline to read why it is there, or click a line of the program to see when it ran." }</p> }
        }
    }
}

fn selected(run: &Run, selection: Selection) -> Option<Html> {
    match selection.lane {
        Lane::Task(id) => {
            let task = run.chart.task(id)?;
            Some(of_span(
                run,
                task,
                task.spans.get(selection.index)?,
                selection.index,
            ))
        }
        Lane::Thread(id) => {
            let thread = run.chart.thread(id)?;
            let job = thread.jobs.get(selection.index)?;
            Some(of_job(run, run.recording.text(thread.name), job))
        }
        Lane::Loop => run
            .chart
            .callbacks
            .get(selection.index)
            .map(|callback| of_callback(run, callback)),
    }
}

fn of_span(run: &Run, task: &Task, span: &Span, index: usize) -> Html {
    let name = run.recording.text(task.name);
    let long = length(analysis::length(&run.chart, span));
    let until = span.end.map_or_else(|| "now".to_owned(), seconds);
    let line = if span.line > 0 {
        format!(" at line {}", span.line)
    } else {
        String::new()
    };
    let mut facts = Vec::new();
    match span.state {
        TaskState::Running => {
            facts.push(format!("Its step ran for {long}{line}."));
            facts.push(match task.spans.get(index + 1) {
                Some(next) => match (next.state, next.on) {
                    (TaskState::Waiting, Some(on)) => {
                        format!("Then it waited: {}.", words::wait(on, &run.recording))
                    }
                    (TaskState::Waiting, None) => "Then it waited.".to_owned(),
                    _ => "Then it gave way, and was ready again.".to_owned(),
                },
                None => match task.ended {
                    Some((_, end)) => format!(
                        "With it the task {}.",
                        words::end(end, &run.recording).replacen("cancelled", "was cancelled", 1)
                    ),
                    None => "It goes on.".to_owned(),
                },
            });
        }
        TaskState::Ready => {
            let by = span.woken_by.map(|by| words::waker(by, run));
            facts.push(match by {
                Some(by) if by == name => "It gave way and was ready at once.".to_owned(),
                Some(by) => format!("It was made ready by {by}."),
                None => "It had just been created.".to_owned(),
            });
            facts.push(format!(
                "It stood in the ready queue for {long} until the loop came to it."
            ));
            let before = run.chart.blocked.iter().find(|blocked| {
                blocked.start < run.chart.end_of(span.end)
                    && span.start < blocked.end
                    && blocked.task != task.id
            });
            if let Some(blocked) = before {
                facts.push(format!(
                    "The loop was blocked for {} meanwhile, by {} with {} at line {}.",
                    length(blocked.end - blocked.start),
                    words::name(run, blocked.task),
                    run.recording.text(blocked.cause),
                    blocked.line,
                ));
            }
        }
        TaskState::Waiting => {
            let on = span.on.map_or_else(
                || "something".to_owned(),
                |on| words::wait(on, &run.recording),
            );
            facts.push(format!("It waited{line} for {on}, {long} long."));
            if let Some(deadline) = span.on.and_then(|on| on.until) {
                facts.push(format!("The time was set to {}.", seconds(deadline.get())));
            }
            facts.push(match analysis::waker(task, span) {
                Some(by) => format!("It was woken by {}.", words::waker(by, run)),
                None if span.end.is_some() => {
                    "The run was over before anything woke it.".to_owned()
                }
                None => "Nothing has woken it yet.".to_owned(),
            });
        }
    }
    let sum = analysis::summary(&run.chart, task);
    let parent = words::name(run, task.parent);
    html! {
        <>
            <h2>{ dot(task.id) }{ name }
                { " " }<small>{ format!("{} from {} to {until}", span.state.name(), seconds(span.start)) }</small></h2>
            <p>{ facts.join(" ") }</p>
            <p class="whole">{ format!(
                "The task runs {}; {parent} created it at {}. In {} it ran for {}, queued for {} and waited for {}.",
                run.recording.text(task.coro), seconds(task.created), count(sum.steps, "step"),
                length(sum.running), length(sum.ready), length(sum.waiting),
            ) }</p>
        </>
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

fn of_job(run: &Run, thread: &str, job: &ThreadSpan) -> Html {
    let until = job.end.map_or_else(|| "now".to_owned(), seconds);
    html! {
        <>
            <h2>{ thread.to_owned() }{ " " }<small>{ format!("{} to {until}", seconds(job.start)) }</small></h2>
            <p>{ format!(
                "The thread ran {} for {}, for {}.",
                run.recording.text(job.job), words::name(run, job.task), length(run.chart.end_of(job.end) - job.start),
            ) }</p>
        </>
    }
}

fn of_callback(run: &Run, callback: &LoopCallback) -> Html {
    html! {
        <>
            <h2>{ run.recording.text(callback.name) }{ " " }<small>{ format!("at {}", seconds(callback.start)) }</small></h2>
            <p>{ format!(
                "A callback of the loop, no task's step. It ran for {} in turn {}.",
                length(run.chart.end_of(callback.end) - callback.start), callback.turn,
            ) }</p>
        </>
    }
}

/// When a line ran, and when somebody waited at it.
fn of_line(props: &Props, run: &Run, line: u32) -> Html {
    let spans: Vec<_> = run.chart.spans_of_line(line).collect();
    let row = |&(task, span): &(&Task, &Span)| {
        let index = task.spans.partition_point(|other| other.event < span.event);
        let index = index
            + task.spans[index..]
                .iter()
                .position(|other| other == span)
                .unwrap_or(0);
        let selection = Selection {
            lane: Lane::Task(task.id),
            index,
        };
        let (control, start) = (props.control.clone(), span.start);
        let go = Callback::from(move |_: MouseEvent| {
            control.act(Action::Select(Some(selection)));
            control.seek(start);
        });
        let long = length(analysis::length(&run.chart, span));
        html! {
            <li><button onclick={go}>
                { dot(task.id) }
                { format!("{} at {}, {} for {long}", run.recording.text(task.name), seconds(span.start), span.state.name()) }
            </button></li>
        }
    };
    html! {
        <>
            <h2>{ format!("Line {line}") }{ " " }<small>{ count(spans.len(), "span") }</small></h2>
            if spans.is_empty() {
                <p>{ "No step of a task began or waited at this line." }</p>
            } else {
                <ul>{ for spans.iter().take(MOST_SPANS).map(row) }</ul>
            }
        </>
    }
}
