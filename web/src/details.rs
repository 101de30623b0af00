//! Details: the selected item, range or line in sentences.

use interleave_trace::analysis::{LineVisit, line_visits};
use interleave_trace::narrate::time::moment;
use interleave_trace::narrate::{Sentence, line_summary};
use interleave_trace::{Lane, Micros, Span, Task};
use yew::prelude::*;

use crate::control::Control;
use crate::critical_path::CriticalPath;
use crate::hue::dot;
use crate::props::PageProps;
use crate::range_table;
use crate::sentence::linked;
use crate::state::{State, ViewAction};
use crate::timeline::{Direction, Selection, Track, neighbour};
use crate::trace::Trace;

/// At most this many spans of a line are listed.
const MAX_SPANS: usize = 200;

const NOTHING_AT_LINE: &str = "No step started, printed, waited or ended at this line. The recording does not tell which lines a step passed in between.";

const EMPTY: &str = "Click a span on the timeline to see why it is there. Drag across the lanes to measure. Click a line of the program to see when it ran.";

#[component]
pub(crate) fn Details(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let shown = state.session.run.as_ref().and_then(|of| {
        let run = of.snapshot.trace();
        let selected = state
            .view
            .selection
            .and_then(|selection| of_item(run, state, control, selection));
        let measured = || {
            let range = state.view.range?;
            Some(range_table::table(run, range, control))
        };
        let line = || Some(of_line(state, control, run, state.program.line?));
        let path = || {
            let shown = state.view.layers.critical;
            shown.then(|| html! { <CriticalPath run={of.clone()} texts={state.program.texts.clone()} control={control.clone()} /> })
        };
        selected.or_else(measured).or_else(path).or_else(line)
    });
    match shown {
        Some(shown) => html! { <div class="details">{ shown }</div> },
        None => html! { <p class="empty">{ EMPTY }</p> },
    }
}

/// Why an item is there, what the cursor shows of its lane, and the life of its task.
fn of_item(run: &Trace, state: &State, control: &Control, selection: Selection) -> Option<Html> {
    let Selection { lane, index } = selection;
    let (chart, narrator) = (&run.chart, run.narrator());
    let heading = narrator.heading(lane, index)?;
    let (start, end) = extent(run, lane, index)?;
    let (hue, life, at_cursor) = match lane {
        Lane::Task(id) => {
            let at_cursor = task_at_cursor(run, state, chart.task(id)?, index);
            (dot(id), narrator.life(id), at_cursor)
        }
        Lane::Resource(id) => {
            let cursor = state.view.cursor.moment(chart);
            let at_cursor = narrator.resource_at_cursor(id, cursor);
            (Html::default(), Vec::new(), at_cursor)
        }
        Lane::Thread(_) | Lane::Loop => (Html::default(), Vec::new(), None),
    };
    let until = end.map_or_else(|| "now".to_owned(), moment);
    Some(html! {
        <>
            <h2>{ hue }{ heading.title }
                { " " }<small>{ format!("{}, {} – {until}", heading.subtitle, moment(start)) }</small></h2>
            <p>{ linked(&narrator.item(lane, index), control) }</p>
            <p class="visits">{ go_to(run, control, selection, Direction::Back) }{ go_to(run, control, selection, Direction::Forward) }</p>
            if let Some(sentence) = at_cursor {
                <p class="here">{ linked(&[sentence], control) }</p>
            }
            if !life.is_empty() {
                <p class="whole">{ linked(&life, control) }</p>
            }
        </>
    })
}

/// When an item begins and ends.
fn extent(run: &Trace, lane: Lane, index: usize) -> Option<(Micros, Option<Micros>)> {
    let track = Track::of(&run.chart, lane).filter(|track| index < track.len())?;
    Some((track.start(index), track.end(index)))
}

/// A button that selects the neighbour of what is selected, and moves the cursor there.
fn go_to(run: &Trace, control: &Control, selected: Selection, way: Direction) -> Html {
    let next = neighbour(run, selected, way);
    let (label, title) = match way {
        Direction::Back => ("‹ Previous", "Go to the previous item of this lane (<)"),
        Direction::Forward => ("Next ›", "Go to the next item of this lane (>)"),
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

/// What a task is doing at the cursor, where that is not the selected span.
fn task_at_cursor(run: &Trace, state: &State, task: &Task, selected: usize) -> Option<Sentence> {
    if state.view.follows() {
        return None;
    }
    let cursor = state.view.cursor.moment(&run.chart);
    let span = run.chart.span_at_moment(&run.recording, task.id, cursor);
    let index = span.map(|span| index_of(task, span));
    (index != Some(selected)).then(|| run.narrator().task_at_cursor(task, cursor, index))
}

/// When steps started and waits began at a line.
fn of_line(state: &State, control: &Control, run: &Trace, line: u32) -> Html {
    let Some(recorded) = state.lines.recorded(line) else {
        return html! { <p class="empty">{ format!("Line {line} is new, or has changed since the run.") }</p> };
    };
    let visits = line_visits(&run.chart, &run.recording, recorded);
    let cursor = state.view.cursor.moment(&run.chart).events;
    let before = visits.partition_point(|visit| visit.event + 1 < cursor);
    let after = visits.partition_point(|visit| visit.event < cursor);
    let earlier = before.checked_sub(1).and_then(|before| visits.get(before));
    let go = |visit: &LineVisit| {
        let (control, events) = (control.clone(), visit.event + 1);
        Callback::from(move |_: MouseEvent| control.act(ViewAction::SeekEvents(events)))
    };
    let row = |visit: &LineVisit| {
        let text = run.narrator().line_visit(visit);
        let class = (visit.event + 1 == cursor).then_some("at");
        html! { <li {class}><button onclick={go(visit)}>{ dot(visit.task) }{ text }</button></li> }
    };
    let step = |label: &'static str, to: Option<&LineVisit>| {
        html! { <button class="visit" disabled={to.is_none()} onclick={to.map(go).unwrap_or_default()}>{ label }</button> }
    };
    html! {
        <>
            <h2>{ format!("Line {line}") }{ " " }<small>{ line_summary(&visits) }</small></h2>
            if visits.is_empty() {
                <p>{ NOTHING_AT_LINE }</p>
            } else {
                <p class="visits">{ step("‹ Earlier run", earlier) }{ step("Later run ›", visits.get(after)) }</p>
                <ul>{ for visits.iter().take(MAX_SPANS).map(row) }</ul>
                if visits.len() > MAX_SPANS {
                    <p class="whole">{ format!("{} more are not listed.", visits.len() - MAX_SPANS) }</p>
                }
            }
        </>
    }
}

fn index_of(task: &Task, span: &Span) -> usize {
    let first = task.spans.partition_point(|other| other.event < span.event);
    let same = task.spans.range(first..).position(|other| other == span);
    first + same.unwrap_or(0)
}
