//! The column of names: what lanes are called, and how much room that takes.

use interleave_trace::{Chart, Lane, Moment};

use super::group::Group;
use super::lane_state::state_at;
use crate::trace::Trace;

/// How far a task stands to the right of its creator.
pub(super) const INDENT: f64 = 14.0;
/// No task stands farther to the right than this many creators' worth.
const MAX_DEPTH: u32 = 5;
/// From the left edge to the name of a task without creator.
pub(super) const BEFORE_NAME: f64 = 26.0;
/// Wide enough for a character of a name, on average.
const CHARACTER: f64 = 7.3;

/// The width of the column of names in a canvas of this width, where the widest name
/// asks for so much.
pub(crate) fn names_width(widest: f64, width: f64) -> f64 {
    let max = (width * 0.32).clamp(84.0, 200.0);
    widest.clamp(72.0, max).round()
}

/// The width that a lane's name asks for.
pub(crate) fn name_width(run: &Trace, lane: Lane, group: Group, moment: Moment) -> f64 {
    let coro = annotation(run, lane, group, moment).map_or(0, |coro| coro.chars().count() + 1);
    let characters = name(run, lane).chars().count() + coro;
    BEFORE_NAME + indent(&run.chart, lane, group) + characters as f64 * CHARACTER + 10.0
}

/// What a lane is called.
pub(crate) fn name(run: &Trace, lane: Lane) -> &str {
    run.narrator().lane(lane)
}

/// What is written behind a name: the coroutine of a task of which the name says
/// nothing, such as `Task-1`; what tasks that stand together have in common; and the
/// kind of a resource.
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
    let coro = run.recording.text(run.chart.task(id)?.coro);
    unnamed.then_some(coro)
}

/// How far to the right of the others a lane's name begins.
pub(super) fn indent(chart: &Chart, lane: Lane, group: Group) -> f64 {
    match lane {
        Lane::Task(id) if group == Group::Creator => {
            chart.task(id).map_or(0, |task| task.depth).min(MAX_DEPTH) as f64 * INDENT
        }
        Lane::Task(_) | Lane::Loop | Lane::Thread(_) | Lane::Resource(_) => 0.0,
    }
}
