//! The selected span, range or line in sentences.

use interleave_trace::critical::{blame, critical_path};
use interleave_trace::explain::{explain, life, resource_at};
use interleave_trace::sentence::{Piece, Sentence};
use interleave_trace::{Lane, Moment, Span, Task, analysis};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::hue::dot;
use crate::props::PageProps;
use crate::range_table;
use crate::state::{Panel, ProgramAction, ShellAction, State, ViewAction};
use crate::time::{length, seconds};
use crate::timeline::{Direction, Selection, jump};
use crate::trace::Trace as Run;
use crate::words;

/// More spans of one line are counted, not listed.
const MAX_SPANS: usize = 200;
/// More causes of the run's length are not listed.
const MAX_CAUSES: usize = 12;

const EMPTY: &str = "Select a span on the timeline to read why it is there, drag over the lanes to measure, or click a line of the program to see when it ran.";

#[component]
pub(crate) fn Details(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let shown = state.session.run.as_ref().and_then(|run| {
        let run = run.snapshot.trace();
        let selected = state
            .view
            .selection
            .and_then(|selection| of_stretch(run, state, control, selection));
        let measured = || {
            let range = state.view.range?;
            Some(range_table::table(run, range, control))
        };
        let line = || {
            state
                .program
                .line
                .map(|line| of_line(state, control, run, line))
        };
        let path = || state.view.layers.critical.then(|| of_path(run, control));
        selected.or_else(measured).or_else(path).or_else(line)
    });
    match shown {
        Some(shown) => html! { <div class="details">{ shown }</div> },
        None => html! { <p class="empty">{ EMPTY }</p> },
    }
}

/// Why a stretch is there, what the cursor shows of its lane, and the lane's life.
fn of_stretch(
    run: &Run,
    state: &State,
    control: &Control,
    Selection { lane, index }: Selection,
) -> Option<Html> {
    let (chart, recording) = (&run.chart, &run.recording);
    let told = explain(chart, recording, lane, index);
    if told.is_empty() {
        return None;
    }
    let (name, what, start, end, whole, here) = match lane {
        Lane::Task(id) => {
            let task = chart.task(id)?;
            let span = task.spans.get(index)?;
            let what = span.state.name();
            let whole = life(chart, recording, id);
            let here = at_cursor(run, state, task, index);
            (task.name, what, span.start, span.end, whole, here)
        }
        Lane::Thread(id) => {
            let thread = chart.thread(id)?;
            let job = thread.jobs.get(index)?;
            (thread.name, "working", job.start, job.end, Vec::new(), None)
        }
        Lane::Resource(id) => {
            let resource = chart.resource(id)?;
            let start = resource.changes.get(index)?.time;
            let end = resource.changes.get(index + 1).map(|next| next.time);
            let events = state.view.cursor.events(chart);
            let now = resource_at(chart, recording, id, events);
            let now = now.map(|mut now| {
                let at = seconds(state.view.cursor.time(chart));
                now.0
                    .insert(0, Piece::Text(format!("At the cursor, {at}: ")));
                now
            });
            let whole = Vec::new();
            (resource.label, resource.kind.name(), start, end, whole, now)
        }
        Lane::Loop => {
            let callback = chart.callbacks.get(index)?;
            let (start, end) = (callback.start, callback.end);
            (callback.name, "running", start, end, Vec::new(), None)
        }
    };
    let until = end.map_or_else(|| "now".to_owned(), seconds);
    let hue = match lane {
        Lane::Task(id) => dot(id),
        Lane::Thread(_) | Lane::Resource(_) | Lane::Loop => Html::default(),
    };
    Some(html! {
        <>
            <h2>{ hue }{ recording.text(name) }
                { " " }<small>{ format!("{what}, {} – {until}", seconds(start)) }</small></h2>
            <p>{ sentences(&told, control) }</p>
            <p class="visits">{ jump_to(run, state, control, lane, Direction::Back) }{ jump_to(run, state, control, lane, Direction::Forward) }</p>
            if let Some(here) = here {
                <p class="here">{ sentences(&[here], control) }</p>
            }
            if !whole.is_empty() {
                <p class="whole">{ sentences(&whole, control) }</p>
            }
        </>
    })
}

/// A button that moves the cursor through a lane.
fn jump_to(run: &Run, state: &State, control: &Control, lane: Lane, way: Direction) -> Html {
    let next = jump(run, lane, state.view.cursor.events(&run.chart), way);
    let (label, title) = match way {
        Direction::Back => (
            "‹ Before",
            "Move the cursor to what this lane did before (<)",
        ),
        Direction::Forward => ("Next ›", "Move the cursor to what this lane did next (>)"),
    };
    let control = control.clone();
    let press = Callback::from(move |_: MouseEvent| {
        if let Some((selection, moment)) = next {
            control.act(ViewAction::SeekMoment(moment));
            control.act(ViewAction::Select(Some(selection)));
        }
    });
    html! { <button class="visit" {title} disabled={next.is_none()} onclick={press}>{ label }</button> }
}

/// What the task does at the cursor, where that is not the selected span.
fn at_cursor(run: &Run, state: &State, task: &Task, selected: usize) -> Option<Sentence> {
    if state.view.follows() {
        return None;
    }
    let moment = state.view.cursor.moment(&run.chart);
    let mut pieces = vec![Piece::Text(format!(
        "At the cursor, {}, ",
        seconds(moment.time)
    ))];
    let lane = Lane::Task(task.id);
    match run.chart.span_at_moment(&run.recording, task.id, moment) {
        Some(span) => {
            let index = index_of(task, span);
            if index == selected {
                return None;
            }
            let name = run.recording.text(task.name);
            let standing = words::standing(task, span, run);
            let standing = standing.strip_prefix(name).unwrap_or(&standing);
            pieces.push(Piece::Text("it ".to_owned()));
            pieces.push(Piece::Link(standing.trim().to_owned(), lane, index));
        }
        None => pieces.push(Piece::Text(
            match task.created_event < moment.events {
                true => "it is over",
                false => "it does not exist yet",
            }
            .to_owned(),
        )),
    }
    pieces.push(Piece::Text(".".to_owned()));
    Some(Sentence(pieces))
}

/// What would have to be faster.
fn of_path(run: &Run, control: &Control) -> Html {
    let path = critical_path(&run.chart);
    let causes = blame(&run.chart, &run.recording, &path);
    let more = causes.len().saturating_sub(MAX_CAUSES);
    let causes = causes.into_iter().take(MAX_CAUSES);
    let cause = |(_, sentence)| html! { <li>{ sentences(&[sentence], control) }</li> };
    html! {
        <>
            <h2>{ "Critical path" }{ " " }<small>{ seconds(run.chart.now) }</small></h2>
            <p>{ "The chain of stretches that made the run as long as it was. To shorten the run, one of these would have to be faster:" }</p>
            <ul class="causes">{ for causes.map(cause) }</ul>
            if more > 0 { <p class="whole">{ format!("{more} more are shorter.") }</p> }
        </>
    }
}

/// When a line ran, and when somebody waited at it.
fn of_line(state: &State, control: &Control, run: &Run, line: u32) -> Html {
    let mut spans: Vec<_> = run.chart.spans_of_line(line).collect();
    spans.sort_by_key(|(_, span)| span.event);
    let cursor = state.view.cursor.moment(&run.chart).events;
    let before = spans.partition_point(|(_, span)| span.event + 1 < cursor);
    let after = spans.partition_point(|(_, span)| span.event < cursor);
    let earlier = before.checked_sub(1).and_then(|before| spans.get(before));
    let row = |span: &(&Task, &Span)| {
        let long = length(analysis::length(&run.chart, span.1));
        let text = format!(
            "{} at {}, {} for {long}",
            run.recording.text(span.0.name),
            seconds(span.1.start),
            span.1.state.name()
        );
        let class = (span.1.event + 1 == cursor).then_some("at");
        html! { <li {class}><button onclick={visit(control, *span)}>{ dot(span.0.id) }{ text }</button></li> }
    };
    let step = |label: &'static str, to: Option<&(&Task, &Span)>| {
        let visit = to.map(|&to| visit(control, to));
        html! { <button class="visit" disabled={to.is_none()} onclick={visit.unwrap_or_default()}>{ label }</button> }
    };
    let plural = if spans.len() == 1 { "" } else { "s" };
    html! {
        <>
            <h2>{ format!("Line {line}") }{ " " }<small>{ format!("{} span{plural}", spans.len()) }</small></h2>
            if spans.is_empty() {
                <p>{ "No step of a task began or waited at this line." }</p>
            } else {
                <p class="visits">{ step("‹ Earlier run", earlier) }{ step("Later run ›", spans.get(after)) }</p>
                <ul>{ for spans.iter().take(MAX_SPANS).map(row) }</ul>
                if spans.len() > MAX_SPANS {
                    <p class="whole">{ format!("{} more are not listed.", spans.len() - MAX_SPANS) }</p>
                }
            }
        </>
    }
}

/// Selects a span, and moves the cursor to where it has just begun.
fn visit(control: &Control, (task, span): (&Task, &Span)) -> Callback<MouseEvent> {
    let moment = Moment {
        events: span.event + 1,
        time: span.start,
    };
    let control = control.clone();
    let _ = task;
    Callback::from(move |_| control.act(ViewAction::SeekMoment(moment)))
}

fn index_of(task: &Task, span: &Span) -> usize {
    let first = task.spans.partition_point(|other| other.event < span.event);
    let same = task.spans.range(first..).position(|other| other == span);
    first + same.unwrap_or(0)
}

/// Sentences whose links select, and whose lines show themselves.
pub(crate) fn sentences(sentences: &[Sentence], control: &Control) -> Html {
    let sentence = |sentence: &Sentence| {
        let pieces = sentence.0.iter().map(|piece| match piece {
            Piece::Text(text) => html! { { text } },
            Piece::Code(code) => html! { <code>{ code }</code> },
            Piece::Link(text, lane, index) => {
                let (lane, index) = (*lane, *index);
                let control = control.clone();
                let select = Callback::from(move |_: MouseEvent| {
                    control.act(ViewAction::Select(Some(Selection { lane, index })));
                });
                html! { <button class="link" onclick={select}>{ text }</button> }
            }
            Piece::Line(line) => {
                let (control, line) = (control.clone(), *line);
                let show = Callback::from(move |_: MouseEvent| {
                    control.act(ProgramAction::reveal(line));
                    if browser::is_narrow() {
                        control.act(ShellAction::Panel(Panel::Program));
                    }
                });
                html! { <button class="link" onclick={show}>{ format!("line {line}") }</button> }
            }
        });
        html! { <>{ for pieces }{ " " }</> }
    };
    html! { { for sentences.iter().map(sentence) } }
}
