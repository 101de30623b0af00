//! The column of names: the names of lanes, and their widths.

use interleave_trace::{Chart, Lane, Moment};

use super::group::Group;
use super::lane_state::state_at;
use crate::trace::Trace;

/// The indent of a task below its creator, in pixels.
pub(super) const INDENT: f64 = 14.0;
/// The deepest indent, in levels.
const MAX_DEPTH: u32 = 5;
/// From the left edge to the name of a task without creator.
pub(super) const BEFORE_NAME: f64 = 26.0;
/// The largest part of the canvas's width that they may be given.
pub(super) const MOST: f64 = 0.6;
/// The average width of a character, in pixels.
const CHARACTER: f64 = 7.3;

/// The width of the column of names, from the widest name and the width of the canvas, or as
/// it was `chosen`.
pub(crate) fn names_width(widest: f64, width: f64, chosen: Option<f64>) -> f64 {
    let most = most_width(width, chosen);
    match chosen {
        Some(_) => most.round(),
        None => widest.clamp(72.0, most).round(),
    }
}

/// The width that the column of names may have.
pub(super) fn most_width(width: f64, chosen: Option<f64>) -> f64 {
    match chosen {
        Some(chosen) => chosen.min(width * MOST),
        None => (width * 0.32).clamp(84.0, 240.0),
    }
}

/// The width of a lane's name with its annotation, in pixels.
pub(crate) fn name_width(run: &Trace, lane: Lane, group: Group, moment: Moment) -> f64 {
    let coro = annotation(run, lane, group, moment).map_or(0, |coro| coro.chars().count() + 1);
    let characters = name(run, lane).chars().count() + coro;
    BEFORE_NAME + indent(&run.chart, lane, group) + characters as f64 * CHARACTER + 10.0
}

/// The name of a lane.
pub(crate) fn name(run: &Trace, lane: Lane) -> &str {
    run.narrator().lane(lane)
}

/// The annotation behind a name: the coroutine of a task without a name of its own, such
/// as `Task-1`; what the tasks of a group have in common; the kind of a resource.
pub(super) fn annotation(run: &Trace, lane: Lane, group: Group, moment: Moment) -> Option<&str> {
    if let Lane::Resource(id) = lane {
        return Some(run.chart.resource(id)?.kind.name());
    }
    let Lane::Task(id) = lane else { return None };
    if group == Group::State {
        return state_at(run, id, moment);
    }
    let number = name(run, lane).strip_prefix("Task-").unwrap_or_default();
    let unnamed = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let unnamed = unnamed || group == Group::Coroutine;
    let coro = run.recording.label(run.chart.task(id)?.coro);
    unnamed.then_some(coro)
}

/// The indent of a lane's name, in pixels.
pub(super) fn indent(chart: &Chart, lane: Lane, group: Group) -> f64 {
    match lane {
        Lane::Task(id) if group == Group::Creator => {
            chart.task(id).map_or(0, |task| task.depth).min(MAX_DEPTH) as f64 * INDENT
        }
        Lane::Task(_) | Lane::Loop | Lane::Thread(_) | Lane::Resource(_) => 0.0,
    }
}
