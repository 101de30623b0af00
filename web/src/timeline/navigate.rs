//! Keyboard navigation: the next selection.

use interleave_trace::chart::Runs;
use interleave_trace::{Chart, Lane, Moment, NO_TASK};

use super::keys::Direction;
use super::selection::Selection;
use super::track::Track;
use crate::trace::Trace;

/// The span after the selected one in its lane, or the one before; itself at
/// either end. Without a selection: the first, or last, span of the first lane.
pub(crate) fn span(
    chart: &Chart,
    lanes: &[Lane],
    selection: Option<Selection>,
    direction: Direction,
) -> Option<Selection> {
    let Some(Selection { lane, index }) = selection else {
        let lane = *lanes.first()?;
        let last = Track::of(chart, lane)?.len().checked_sub(1)?;
        let index = if direction == Direction::Forward {
            0
        } else {
            last
        };
        return Some(Selection { lane, index });
    };
    let last = Track::of(chart, lane)?.len().checked_sub(1)?;
    let index = match direction {
        Direction::Forward => (index + 1).min(last),
        Direction::Back => index.saturating_sub(1).min(last),
    };
    Some(Selection { lane, index })
}

/// What goes on in the lane below the selected one, or above, when the selected
/// span begins. Lanes with nothing in them are passed over. Without a
/// selection: in the first lane, or the last, at the moment `time`.
pub(crate) fn lane(
    chart: &Chart,
    lanes: &[Lane],
    selection: Option<Selection>,
    direction: Direction,
    time: u64,
) -> Option<Selection> {
    let row = selection.and_then(|selection| lanes.iter().position(|&at| at == selection.lane));
    let begun = selection.and_then(|selection| {
        let track = Track::of(chart, selection.lane)?;
        (selection.index < track.len()).then(|| track.start(selection.index))
    });
    let time = begun.unwrap_or(time);
    let select = |&lane: &Lane| {
        let track = Track::of(chart, lane)?;
        let index = track.last_begun(time);
        (track.len() > 0).then_some(Selection { lane, index })
    };
    let found = match (direction, row) {
        (Direction::Forward, row) => lanes
            .iter()
            .skip(row.map_or(0, |row| row + 1))
            .find_map(select),
        (Direction::Back, row) => {
            let above = &lanes[..row.unwrap_or(lanes.len())];
            above.iter().rev().find_map(select)
        }
    };
    found.or(selection)
}

/// The item after the selected one in its lane, or the one before, and the moment when it
/// has just begun; `None` at either end of the lane.
pub(crate) fn neighbour(
    run: &Trace,
    Selection { lane, index }: Selection,
    direction: Direction,
) -> Option<(Selection, Moment)> {
    let index = match direction {
        Direction::Forward => index.checked_add(1)?,
        Direction::Back => index.checked_sub(1)?,
    };
    begun(run, Selection { lane, index })
}

/// The step or callback that blocked the event loop in the chart's blocked interval of this
/// index.
pub(crate) fn blocker(chart: &Chart, blocked: usize) -> Option<Selection> {
    let blocked = chart.blocked.get(blocked)?;
    let begun = chart
        .steps
        .partition_point(|step| step.event < blocked.event);
    let before = chart.steps.range(..begun).rev();
    before
        .map(|step| match step.runs {
            Runs::Task { task, span } => (task, Lane::Task(task), span),
            Runs::Callback(callback) => (NO_TASK, Lane::Loop, callback),
        })
        .find(|&(task, ..)| task == blocked.task)
        .map(|(_, lane, index)| Selection { lane, index })
        .filter(|selection| {
            let track = Track::of(chart, selection.lane);
            let ended = track.and_then(|track| track.ended_event(selection.index));
            // The event loop may have been blocked outside any callback, after this one.
            ended.is_none_or(|ended| blocked.event <= ended)
        })
}

/// The first span of a lane that begins after the cursor (a number of events),
/// or the last one that began before, and the moment when it has just begun.
pub(crate) fn jump(
    run: &Trace,
    lane: Lane,
    cursor: usize,
    direction: Direction,
) -> Option<(Selection, Moment)> {
    let track = Track::of(&run.chart, lane)?;
    let index = match direction {
        Direction::Forward => Some(track.begun(cursor)).filter(|&next| next < track.len()),
        Direction::Back => track.begun(cursor.saturating_sub(1)).checked_sub(1),
    }?;
    begun(run, Selection { lane, index })
}

/// The last item of a lane.
pub(super) fn last(run: &Trace, lane: Lane) -> Option<usize> {
    Track::of(&run.chart, lane)?.len().checked_sub(1)
}

/// An item that is there, with the moment when it has just begun.
pub(super) fn begun(run: &Trace, selection: Selection) -> Option<(Selection, Moment)> {
    let Selection { lane, index } = selection;
    let track = Track::of(&run.chart, lane).filter(|track| index < track.len())?;
    let event = track.event(index);
    let time = run.recording.events().get(event)?.time;
    let events = event + 1;
    Some((selection, Moment { events, time }))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::*;

    const LANES: [Lane; 2] = [Lane::Task(1), Lane::Task(2)];

    /// Two tasks; the second has its first step while the first one waits.
    fn script() -> Script {
        let script = task().ready(0).runs(10).creates(12, "tea", 1).ready(12);
        script.of(1).waits(20).of(2).runs(20).returns(30).until(100)
    }

    fn at(task: u32, index: usize) -> Option<Selection> {
        let lane = Lane::Task(task);
        Some(Selection { lane, index })
    }

    #[test]
    fn slices_go_through_a_lane_and_stop_at_its_ends() {
        let script = script();
        let span = |from, direction| span(&script.run.chart, &LANES, from, direction);
        assert_eq!(span(None, Direction::Forward), at(1, 0));
        assert_eq!(span(None, Direction::Back), at(1, 2));
        assert_eq!(span(at(1, 0), Direction::Forward), at(1, 1));
        assert_eq!(span(at(1, 2), Direction::Forward), at(1, 2));
        assert_eq!(span(at(1, 0), Direction::Back), at(1, 0));
    }

    #[test]
    fn lanes_are_changed_at_the_same_moment() {
        let script = script();
        let lane = |from, direction| lane(&script.run.chart, &LANES, from, direction, 25);
        assert_eq!(lane(None, Direction::Forward), at(1, 2));
        assert_eq!(lane(at(1, 2), Direction::Forward), at(2, 1));
        assert_eq!(lane(at(2, 0), Direction::Back), at(1, 1));
        assert_eq!(lane(at(2, 0), Direction::Forward), at(2, 0));
        assert_eq!(lane(None, Direction::Back), at(2, 1));
    }

    #[test]
    fn the_cursor_jumps_through_a_lane_and_back_by_the_same_places() {
        let script = script();
        let jump = |cursor, direction| jump(&script.run, Lane::Task(1), cursor, direction);
        let (mut places, mut cursor) = (vec![0], 0);
        while let Some((selection, moment)) = jump(cursor, Direction::Forward) {
            assert_eq!(selection.index + 1, places.len(), "one after the other");
            assert!(moment.events > cursor);
            cursor = moment.events;
            places.push(cursor);
        }
        assert_eq!(places.len(), 4, "ready, running, waiting");
        for &before in places[1..places.len() - 1].iter().rev() {
            let (_, moment) = jump(cursor, Direction::Back).expect("there is one before");
            assert_eq!(moment.events, before);
            cursor = moment.events;
        }
        assert_eq!(jump(cursor, Direction::Back), None);
    }

    #[test]
    fn the_neighbours_of_what_is_selected_are_those_of_its_lane() {
        let script = script();
        let next = |index, direction| {
            let lane = Lane::Task(1);
            let found = neighbour(&script.run, Selection { lane, index }, direction);
            found.map(|(selection, moment)| (selection.index, moment.time))
        };
        assert_eq!(next(0, Direction::Back), None);
        assert_eq!(next(0, Direction::Forward), Some((1, 10)));
        assert_eq!(next(2, Direction::Back), Some((1, 10)));
        assert_eq!(next(2, Direction::Forward), None);
    }

    #[test]
    fn what_blocked_the_loop_is_the_step_that_ran() {
        let script = task().ready(0).runs(10).blocked(10, 500).waits(510);
        assert_eq!(blocker(&script.run.chart, 0), at(1, 1));
        assert_eq!(blocker(&script.run.chart, 1), None);
    }

    #[test]
    fn an_empty_run_has_nothing_to_select() {
        let chart = Chart::default();
        assert_eq!(span(&chart, &[], None, Direction::Forward), None);
        assert_eq!(lane(&chart, &[], None, Direction::Back, 0), None);
    }
}
