//! Which lanes are shown, and in which order.

use std::collections::HashSet;

use interleave_trace::{Lane, Moment, TaskId};

use super::group::Group;
use super::lane_state::{STATES, state_at};
use super::names::name;
use crate::filter::related;
use crate::trace::Trace;

/// The user's options for the lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LaneOptions {
    /// Only lanes with this in their name, coroutine, state or output; all, where it is
    /// empty.
    pub(crate) find: String,
    /// Only this lane and those that have to do with it.
    pub(crate) filter: Option<Lane>,
    /// Lanes that are not shown.
    pub(crate) hidden: HashSet<Lane>,
    /// Collapsed tasks: their children are not shown.
    pub(crate) closed: HashSet<TaskId>,
    /// Whether resources have no lanes.
    pub(crate) no_resources: bool,
    /// How the other lanes are grouped.
    pub(crate) group: Group,
    /// The pinned lanes, in their order.
    pub(crate) pinned: Vec<Lane>,
}

impl LaneOptions {
    /// Collapses or expands the children of a task.
    pub(crate) fn toggle(&mut self, task: TaskId) {
        if !self.closed.remove(&task) {
            self.closed.insert(task);
        }
    }

    /// Pins or unpins a lane.
    pub(crate) fn pin(&mut self, lane: Lane) {
        match self.pinned.iter().position(|&pinned| pinned == lane) {
            Some(at) => {
                self.pinned.remove(at);
            }
            None => self.pinned.push(lane),
        }
    }

    /// Whether the result depends on the moment.
    pub(crate) fn is_of_state(&self) -> bool {
        self.group == Group::State || STATES.contains(&self.find.trim().to_lowercase().as_str())
    }

    /// The lanes to show: the pinned ones, and then those of `all` that match and are not
    /// below a collapsed one; how many are pinned; and the first lanes of the groups.
    /// `printed` gives the texts that a lane printed.
    pub(crate) fn of<'a, T: Iterator<Item = &'a str>>(
        &self,
        run: &Trace,
        all: &[Lane],
        moment: Moment,
        printed: impl Fn(Lane) -> T,
    ) -> (Vec<Lane>, usize, Vec<Lane>) {
        let find = self.find.trim().to_lowercase();
        let related = self.filter.map(|lane| related(run, lane));
        let mut folded = HashSet::new();
        let mut lanes: Vec<Lane> = self.pinned.clone();
        lanes.retain(|lane| all.contains(lane) && !self.hidden.contains(lane));
        let pinned = lanes.len();
        for &lane in all {
            if let Lane::Task(id) = lane
                && let Some(task) = run.chart.task(id)
                && (folded.contains(&task.parent) || self.closed.contains(&task.parent))
            {
                // A match, or a member of a group, is shown also below a collapsed task.
                folded.insert(id);
                if find.is_empty() && related.is_none() && self.group == Group::Creator {
                    continue;
                }
            }
            let found = || {
                find.is_empty()
                    || holds(name(run, lane), &find)
                    || is_in_state(run, lane, moment, &find)
                    || printed(lane).any(|text| holds(text, &find))
            };
            let is_related = related.as_ref().is_none_or(|lanes| lanes.contains(&lane));
            let is_open = !self.pinned.contains(&lane) && !self.hidden.contains(&lane);
            if is_open && is_related && found() {
                lanes.push(lane);
            }
        }
        let heads = self.group.order(run, &mut lanes[pinned..], moment);
        (lanes, pinned, heads)
    }
}

fn holds(text: &str, find: &str) -> bool {
    text.to_lowercase().contains(find)
}

/// Whether a task's coroutine or its state at a moment matches.
fn is_in_state(run: &Trace, lane: Lane, moment: Moment, find: &str) -> bool {
    let Lane::Task(id) = lane else { return false };
    let coro = run
        .chart
        .task(id)
        .map_or("", |task| run.recording.label(task.coro));
    state_at(run, id, moment) == Some(find) || holds(coro, find)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::*;

    /// `main` made `tea` and `toast`, which made `jam`; only `tea` is still there.
    fn script() -> Script {
        let script = task().ready(0).runs(0).creates(1, "tea", 1).ready(1);
        let script = script.creates(2, "toast", 1).ready(2).of(1).returns(5);
        let script = script.of(2).runs(5).prints(6, "It steams\n").waits(7);
        let script = script.of(3).runs(7).creates(8, "jam", 3).ready(8);
        let script = script.of(3).returns(9).of(4).runs(9).cancelled(10);
        script.until(20)
    }

    fn shown(options: &LaneOptions) -> (Vec<String>, usize) {
        let (names, pinned, _) = grouped(options);
        (names, pinned)
    }

    fn grouped(options: &LaneOptions) -> (Vec<String>, usize, Vec<String>) {
        let script = script();
        let run = &script.run;
        let all = run.chart.lanes();
        let end = Moment {
            events: run.chart.events,
            time: run.chart.now,
        };
        let printed = |lane| {
            let all = run.chart.outputs.iter();
            let own = all.filter(move |output| lane == Lane::Task(output.task));
            own.map(|output| run.recording.text(output.text))
        };
        let (lanes, pinned, heads) = options.of(run, &all[1..], end, printed);
        let names = |lanes: &[Lane]| {
            let names = lanes.iter().map(|&lane| name(run, lane).to_owned());
            names.collect()
        };
        (names(&lanes), pinned, names(&heads))
    }

    fn found(find: &str) -> Vec<String> {
        let find = find.to_owned();
        shown(&LaneOptions {
            find,
            ..LaneOptions::default()
        })
        .0
    }

    #[test]
    fn all_are_shown_at_first() {
        let (names, pinned) = shown(&LaneOptions::default());
        assert_eq!(names, ["main", "tea", "toast", "jam"]);
        assert_eq!(pinned, 0);
    }

    #[test]
    fn below_a_closed_task_nothing_is_shown() {
        let mut options = LaneOptions::default();
        options.toggle(3);
        assert_eq!(shown(&options).0, ["main", "tea", "toast"]);
        options.toggle(1);
        assert_eq!(shown(&options).0, ["main"]);
        options.toggle(1);
        options.toggle(3);
        assert_eq!(shown(&options).0.len(), 4);
    }

    #[test]
    fn lanes_are_found_by_name_state_and_output() {
        assert_eq!(found("T"), ["tea", "toast"]);
        assert_eq!(found("steams"), ["tea"]);
        assert_eq!(found("waiting"), ["tea"]);
        assert_eq!(found("returned"), ["main", "toast"]);
        assert_eq!(found("cancelled"), ["jam"]);
        assert_eq!(found("brew").len(), 4);
        assert_eq!(found("nothing"), [""; 0]);
    }

    #[test]
    fn lanes_stand_together_by_what_they_run_or_do() {
        let mut options = LaneOptions {
            group: Group::State,
            ..LaneOptions::default()
        };
        // Waiting, returned, cancelled; closed ones have their group, too.
        options.toggle(1);
        let (names, _, heads) = grouped(&options);
        assert_eq!(names, ["tea", "main", "toast", "jam"]);
        assert_eq!(heads, ["tea", "main", "jam"]);
        options.pin(Lane::Task(1));
        let (names, pinned, heads) = grouped(&options);
        assert_eq!(
            (names, pinned),
            (
                ["main", "tea", "toast", "jam"].map(str::to_owned).to_vec(),
                1
            )
        );
        assert_eq!(heads, ["tea", "toast", "jam"]);
        options = LaneOptions {
            group: Group::Coroutine,
            find: "t".to_owned(),
            ..LaneOptions::default()
        };
        // All run the same one.
        let (names, _, heads) = grouped(&options);
        assert_eq!(
            (names, heads),
            (
                ["tea", "toast"].map(str::to_owned).to_vec(),
                vec!["tea".to_owned()]
            )
        );
    }

    #[test]
    fn what_is_closed_is_found() {
        let mut options = LaneOptions {
            find: "jam".to_owned(),
            ..LaneOptions::default()
        };
        options.toggle(1);
        assert_eq!(shown(&options).0, ["jam"]);
    }

    #[test]
    fn a_filter_shows_a_lane_and_what_has_to_do_with_it() {
        let mut options = LaneOptions {
            filter: Some(Lane::Task(3)),
            ..LaneOptions::default()
        };
        assert_eq!(shown(&options).0, ["toast"]);
        options.toggle(1);
        assert_eq!(shown(&options).0, ["toast"]);
    }

    #[test]
    fn a_hidden_lane_leaves_those_below_it() {
        let mut options = LaneOptions::default();
        options.pin(Lane::Task(2));
        options.hidden.extend([Lane::Task(2), Lane::Task(3)]);
        assert_eq!(shown(&options), (vec!["main".into(), "jam".into()], 0));
    }

    #[test]
    fn pinned_lanes_stay_on_top() {
        let mut options = LaneOptions::default();
        options.pin(Lane::Task(4));
        assert_eq!(
            shown(&options),
            (
                vec!["jam".into(), "main".into(), "tea".into(), "toast".into()],
                1
            )
        );
        options.pin(Lane::Task(4));
        assert_eq!(shown(&options).1, 0);
    }
}
