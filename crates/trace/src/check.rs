//! The invariants of every chart.

use crate::chart::{Chart, Resource, Runs, State, Step, Task, Thread};
use crate::event::{Micros, NO_TASK, ResourceState};

/// The invariants that a chart violates, in sentences; empty for a valid chart.
///
/// In a valid chart every event was consistent with those before it; the spans of each task tile its life, from
/// creation to its end, without gaps or overlaps, and follow one another as a
/// scheduler's do; so do those of each job of a thread; at most one step runs at a time, unless it is the first step
/// of a task that the running one started eagerly, or of a loop that a simulated
/// thread runs while the running one is suspended; a lock has at most one holder, a
/// semaphore or queue stays within its limit; and times never decrease.
#[must_use]
pub fn tiling_errors(chart: &Chart) -> Vec<String> {
    let mut errors = Vec::new();
    errors.extend(
        chart
            .misfits
            .iter()
            .map(|index| format!("event {index} is inconsistent with those before it")),
    );
    for task in &chart.tasks {
        check_spans(chart, task, &mut |error| {
            errors.push(format!("task {}: {error}", task.id));
        });
    }
    for thread in &chart.threads {
        check_jobs(chart, thread, &mut |error| {
            errors.push(format!("thread {}: {error}", thread.id));
        });
    }
    for resource in &chart.resources {
        check_states(chart, resource, &mut |error| {
            errors.push(format!("resource {}: {error}", resource.id));
        });
    }
    check_nesting(chart, &mut errors);
    check_order(chart, &mut errors);
    errors
}

fn check_spans(chart: &Chart, task: &Task, report: &mut impl FnMut(String)) {
    let mut now = task.created;
    let mut before = None;
    for (number, span) in task.spans.iter().enumerate() {
        let end = chart.end_of(span.end);
        if span.start > now {
            report(format!("a gap from {now} to {}", span.start));
        } else if span.start < now {
            report(format!("an overlap from {} to {now}", span.start));
        }
        if end < span.start {
            report(format!("a span from {} back to {end}", span.start));
        }
        if span.end.is_none() && number + 1 < task.spans.len() {
            report(format!("the span at {} never ends", span.start));
        }
        if span.on.is_some() != (span.state == State::Waiting) {
            report(format!(
                "the {} span at {} is on {:?}",
                span.state.name(),
                span.start,
                span.on
            ));
        }
        if span.woken_by.is_some() && span.state != State::Ready {
            report(format!(
                "the {} span at {} was woken",
                span.state.name(),
                span.start
            ));
        }
        let follows = match (before, span.state) {
            (None, state) => state != State::Waiting,
            (Some(State::Running), state) => state != State::Running,
            (Some(State::Waiting), state) => state == State::Ready,
            (Some(State::Ready), state) => state == State::Running,
        };
        if !follows {
            let before = before.map_or("nothing", State::name);
            report(format!(
                "{} at {} follows {before}",
                span.state.name(),
                span.start
            ));
        }
        (now, before) = (end, Some(span.state));
    }
    let end = task
        .ended
        .map(|(end, _)| end)
        .or(chart.end.map(|end| end.time));
    let end = end.unwrap_or(chart.now);
    if now != end {
        report(format!("its spans end at {now}, its life at {end}"));
    }
}

fn check_states(chart: &Chart, resource: &Resource, report: &mut impl FnMut(String)) {
    let limit = resource.limit;
    let mut before = resource.kind.first_state(limit);
    for change in &resource.changes {
        let time = change.time;
        match change.state {
            ResourceState::Held { by } => {
                if let ResourceState::Held { by: holder } = before {
                    report(format!("{by} holds it at {time}, but {holder} does"));
                }
                if by != NO_TASK && chart.task(by).is_none() {
                    report(format!("{by}, who holds it at {time}, is no task"));
                }
            }
            ResourceState::Free if before == ResourceState::Free => {
                report(format!("it is free twice at {time}"));
            }
            ResourceState::Items { length, .. } if limit != 0 && length > limit => {
                report(format!("{length} items at {time}, of {limit} at most"));
            }
            ResourceState::Parties { inside, .. } if inside > limit => {
                report(format!("{inside} inside at {time}, of {limit} at most"));
            }
            _ => (),
        }
        before = change.state;
    }
    for &(task, span) in &resource.waits {
        let span = chart.task(task).and_then(|task| task.spans.get(span));
        if span.and_then(|span| span.on).map(|on| on.object) != Some(resource.id) {
            report(format!("task {task} does not wait for it"));
        }
    }
}

/// The spans of a job follow each other from its beginning to its end.
fn check_jobs(chart: &Chart, thread: &Thread, report: &mut impl FnMut(String)) {
    for (index, job) in thread.jobs.iter().enumerate() {
        let mut spans = thread.spans.iter().filter(|span| span.job == index);
        let Some(first) = spans.next() else {
            report(format!("the job at {} has no spans", job.start));
            continue;
        };
        let mut last = first;
        for span in spans {
            if last.end != Some(span.start) || last.state() == span.state() {
                report(format!(
                    "a span at {} does not follow the one before it",
                    span.start
                ));
            }
            last = span;
        }
        if first.start != job.start || last.end != job.end {
            report(format!(
                "the spans of the job at {} are not as long as it",
                job.start
            ));
        }
    }
    for (index, span) in thread.spans.iter().enumerate() {
        let Some(on) = span.on else { continue };
        if let Some(resource) = chart.resource(on.object)
            && !resource
                .thread_waits
                .iter()
                .any(|&wait| wait == (thread.id, index))
        {
            report(format!(
                "resource {} does not know the wait at {}",
                on.object, span.start
            ));
        }
    }
}

fn check_nesting(chart: &Chart, errors: &mut Vec<String>) {
    // The running steps with their ends, the innermost last.
    let mut open: Vec<(usize, Micros)> = Vec::new();
    for (number, step) in chart.steps.iter().enumerate() {
        let start = step.start;
        open.retain(|&(_, end)| end > start);
        let end = chart.end_of(chart.end_of_step(step));
        // Outer steps that end in the microsecond in which this one begins were dropped
        // above.
        let mut around = step.inside;
        while let Some(outer) = around
            && open.last().map(|&(last, _)| last) != Some(outer)
        {
            around = chart.steps[outer].inside;
        }
        // Steps of loops in threads run side by side.
        let threaded = in_a_thread(chart, step)
            || open
                .iter()
                .any(|&(other, _)| in_a_thread(chart, &chart.steps[other]));
        if around.is_none() && !open.is_empty() && !threaded {
            errors.push(format!("two steps run at {start}"));
        }
        let outer = step.inside.map(|outer| &chart.steps[outer]);
        let outlives = |outer: &Step| end > chart.end_of(chart.end_of_step(outer));
        if outer.is_some_and(outlives) && !threaded {
            errors.push(format!(
                "a step ends at {end}, after the one it ran inside of"
            ));
        }
        if let Some(Runs::Task { task: outer, .. }) = outer.map(|outer| outer.runs) {
            let eager = match step.runs {
                Runs::Task { task, span } => chart.task(task).is_some_and(|task| {
                    let queued = task.spans.range(..span).any(|span| span.woken_by.is_some());
                    task.parent == outer && span <= 1 && !queued
                }),
                Runs::Callback(_) => false,
            };
            if !eager && !threaded {
                errors.push(format!(
                    "something runs at {start} inside a step of task {outer}"
                ));
            }
        }
        open.push((number, end));
    }
}

/// Whether a step may belong to a loop in a simulated thread, which runs while the outer
/// step is suspended.
fn in_a_thread(chart: &Chart, step: &Step) -> bool {
    let mut jobs = chart.threads.iter().flat_map(|thread| &thread.jobs);
    jobs.any(|job| job.event < step.event && chart.end_of(job.end) >= step.start)
}

fn check_order(chart: &Chart, errors: &mut Vec<String>) {
    let mut sorted = |what: &str, times: &mut dyn Iterator<Item = Micros>| {
        if !times.is_sorted() {
            errors.push(format!("{what} go back in time"));
        }
    };
    sorted("steps", &mut chart.steps.iter().map(|step| step.start));
    sorted("turns", &mut chart.turns.iter().map(|turn| turn.start));
    sorted(
        "outputs",
        &mut chart.outputs.iter().map(|output| output.time),
    );
    sorted(
        "diagnostics",
        &mut chart.diagnostics.iter().map(|diagnostic| diagnostic.time),
    );
    for thread in &chart.threads {
        let spans = thread.spans.iter();
        sorted(
            &format!("the spans of thread {}", thread.id),
            &mut spans.flat_map(|span| [span.start, chart.end_of(span.end)]),
        );
        let jobs = thread
            .jobs
            .iter()
            .flat_map(|job| [job.start, chart.end_of(job.end)]);
        sorted(
            &format!("the jobs of thread {}", thread.id),
            &mut jobs.into_iter(),
        );
    }
    for resource in &chart.resources {
        let times = std::iter::once(resource.created);
        sorted(
            &format!("the changes of resource {}", resource.id),
            &mut times.chain(resource.changes.iter().map(|change| change.time)),
        );
    }
    for blocked in &chart.blocked {
        sorted(
            "blocked periods",
            &mut [blocked.start, blocked.end].into_iter(),
        );
    }
}
