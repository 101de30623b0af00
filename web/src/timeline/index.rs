//! What is computed once for a run, and not for every frame.

use std::collections::{HashMap, HashSet};

use interleave_trace::critical::{Segment, critical_path};
use interleave_trace::{Lane, Micros, Moment, Resource, State, TaskId};

use super::axis::Axis;
use super::folds::Folds;
use super::group::Group;
use super::lane_options::LaneOptions;
use super::names;
use super::scale::Scale;
use crate::trace::Trace;

/// The lanes of a run, and what is in them. It follows a growing run incrementally: an
/// update costs what came since the last one, and a look at each task.
#[derive(Debug, Default)]
pub(crate) struct Index {
    lanes: Vec<Lane>,
    /// How many of them are pinned.
    pinned: usize,
    /// The first lanes of the groups.
    group_starts: HashSet<Lane>,
    /// The number of lanes without a filter.
    all: usize,
    /// The tasks that created others.
    parents: HashSet<TaskId>,
    /// The user's options, how often they were applied, and the moment for which.
    options: LaneOptions,
    version: u32,
    moment: Moment,
    /// The rows of the lanes.
    rows: HashMap<Lane, usize>,
    /// The width of the widest name, in pixels.
    widest_name: f64,
    scale: Scale,
    folds: Folds,
    /// The number of events and the time for which the folds were computed.
    folded: (usize, Micros),
    /// The critical path, and the number of events and the time for which it was computed.
    path: Option<(usize, Micros, Vec<Segment>)>,
    /// By lane, the indices of what was printed there.
    prints: HashMap<Lane, Vec<usize>>,
    /// By lane, the indices of the spans at the emphasised line.
    emphasised: HashMap<Lane, Emphasised>,
    line: Option<u32>,
    events: usize,
    outputs: usize,
}

#[derive(Debug, Default)]
struct Emphasised {
    indices: Vec<usize>,
    /// How many spans were examined and have ended: they will not change.
    settled: usize,
}

impl Index {
    /// Catches up with the run. `line` is the one to emphasise.
    pub(crate) fn update(&mut self, run: &Trace, line: Option<u32>, scale: Scale) {
        self.scale = scale;
        let folded = (run.chart.events, run.chart.now);
        if scale == Scale::Folded && folded != self.folded {
            self.folds = Folds::of(&run.chart);
            self.folded = folded;
        }
        if line != self.line {
            self.line = line;
            self.emphasised.clear();
        } else if run.chart.events == self.events {
            return;
        }
        self.events = run.chart.events;
        self.moment = Moment {
            events: run.chart.events,
            time: run.chart.now,
        };
        for index in self.outputs..run.chart.outputs.len() {
            let lane = run.chart.outputs[index].lane();
            self.prints.entry(lane).or_default().push(index);
        }
        self.outputs = run.chart.outputs.len();
        self.choose(run);
        if let Some(line) = line {
            self.emphasise(run, line);
        }
    }

    /// Applies the user's options. `moment` is what the page shows.
    pub(crate) fn show(&mut self, run: &Trace, options: &LaneOptions, moment: Moment) {
        let moved = options.is_of_state() && moment != self.moment;
        if *options != self.options || moved {
            self.options = options.clone();
            self.moment = moment;
            self.choose(run);
        }
    }

    fn choose(&mut self, run: &Trace) {
        self.version += 1;
        let mut all = run.chart.lanes();
        if run.chart.callbacks.is_empty() && !self.prints.contains_key(&Lane::Loop) {
            all.retain(|&lane| lane != Lane::Loop);
        }
        if !self.options.no_resources {
            let used = |resource: &&Resource| !resource.changes.is_empty();
            let resources = run.chart.resources.iter().filter(used);
            all.extend(resources.map(|resource| Lane::Resource(resource.id)));
        }
        self.all = all.len();
        self.parents = run.chart.tasks.iter().map(|task| task.parent).collect();
        let prints = &self.prints;
        let printed = |lane| {
            let prints = prints.get(&lane).into_iter().flatten();
            prints.map(|&index| run.recording.text(run.chart.outputs[index].text))
        };
        let group_starts;
        (self.lanes, self.pinned, group_starts) = self.options.of(run, &all, self.moment, printed);
        self.group_starts = group_starts.into_iter().collect();
        let lanes = self.lanes.iter();
        self.rows = lanes.clone().copied().zip(0..).collect();
        let (group, moment) = (self.options.group, self.moment);
        let names = lanes.map(|&lane| names::name_width(run, lane, group, moment));
        self.widest_name = names.fold(0.0, f64::max);
    }

    /// How many of the lanes stay on top.
    pub(crate) fn pinned(&self) -> usize {
        self.pinned
    }

    /// The number of lanes without a filter.
    pub(crate) fn all(&self) -> usize {
        self.all
    }

    /// How the lanes are grouped.
    pub(crate) fn group(&self) -> Group {
        self.options.group
    }

    /// The annotation behind a lane's name.
    pub(crate) fn annotation<'a>(&self, run: &'a Trace, lane: Lane) -> Option<&'a str> {
        names::annotation(run, lane, self.options.group, self.moment)
    }

    /// Whether a lane is the first one of a group.
    pub(crate) fn starts_group(&self, lane: Lane) -> bool {
        self.group_starts.contains(&lane)
    }

    /// A number that changes with the lanes that are shown.
    pub(crate) fn version(&self) -> u32 {
        self.version
    }

    /// Whether a lane's children are shown; `None` where it has none.
    pub(crate) fn is_open(&self, lane: Lane) -> Option<bool> {
        let Lane::Task(id) = lane else { return None };
        if self.options.group != Group::Creator {
            return None;
        }
        let has = self.parents.contains(&id);
        has.then(|| !self.options.closed.contains(&id))
    }

    fn emphasise(&mut self, run: &Trace, line: u32) {
        for task in &run.chart.tasks {
            let found = self.emphasised.entry(Lane::Task(task.id)).or_default();
            let stands = |index: usize| {
                let span = &task.spans[index];
                span.line == line && span.state != State::Ready
            };
            let over = |index: usize| task.spans[index].end.is_some();
            found.extend(task.spans.len(), stands, over);
        }
        let callbacks = &run.chart.callbacks;
        let found = self.emphasised.entry(Lane::Loop).or_default();
        let stands = |index: usize| callbacks[index].line == line;
        found.extend(callbacks.len(), stands, |index| {
            callbacks[index].end.is_some()
        });
    }

    /// Computes the critical path, unless it is known.
    pub(crate) fn find_path(&mut self, run: &Trace) {
        let (events, now) = (run.chart.events, run.chart.now);
        let known = self.path.as_ref();
        if known.is_none_or(|path| (path.0, path.1) != (events, now)) {
            self.path = Some((events, now, critical_path(&run.chart)));
        }
    }

    /// The critical path, once it was computed.
    pub(crate) fn path(&self) -> &[Segment] {
        self.path.as_ref().map_or(&[], |(.., path)| path)
    }

    /// The rows, from top to bottom.
    pub(crate) fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// The row of a lane.
    pub(crate) fn row(&self, lane: Lane) -> Option<usize> {
        self.rows.get(&lane).copied()
    }

    /// The width of the widest name, in pixels.
    pub(crate) fn widest_name(&self) -> f64 {
        self.widest_name
    }

    /// The axis that the run is drawn on.
    pub(crate) fn axis<'a>(&'a self, run: &'a Trace) -> Axis<'a> {
        Axis {
            chart: &run.chart,
            scale: self.scale,
            folds: &self.folds,
        }
    }

    /// What was printed in a lane: indices into the chart's outputs.
    pub(crate) fn prints(&self, lane: Lane) -> &[usize] {
        self.prints.get(&lane).map_or(&[], |prints| prints)
    }

    /// The indices of a lane's emphasised spans, ascending.
    pub(crate) fn emphasised(&self, lane: Lane) -> &[usize] {
        self.emphasised
            .get(&lane)
            .map_or(&[], |found| &found.indices)
    }
}

impl Emphasised {
    fn extend(
        &mut self,
        count: usize,
        stands: impl Fn(usize) -> bool,
        over: impl Fn(usize) -> bool,
    ) {
        while self
            .indices
            .last()
            .is_some_and(|&last| last >= self.settled)
        {
            self.indices.pop();
        }
        self.indices
            .extend((self.settled..count).filter(|&index| stands(index)));
        while self.settled < count && over(self.settled) {
            self.settled += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::*;

    #[test]
    fn the_loop_has_a_lane_only_where_there_is_something_in_it() {
        let mut index = Index::default();
        let script = task().ready(0).runs(1);
        index.update(&script.run, None, Scale::Time);
        assert_eq!(index.lanes(), [Lane::Task(1)]);
        let script = script.calls_back(5, 6, "tick");
        index.update(&script.run, None, Scale::Time);
        assert_eq!(index.lanes(), [Lane::Loop, Lane::Task(1)]);
    }

    #[test]
    fn prints_are_found_by_lane() {
        let script = task().ready(0).runs(1).prints(2, "a\n").prints(3, "b\n");
        let script = script.creates(4, "brew", 1).prints(5, "c\n");
        let mut index = Index::default();
        index.update(&script.run, None, Scale::Time);
        assert_eq!(index.prints(Lane::Task(1)), [0, 1]);
        assert_eq!(index.prints(Lane::Task(2)), [2]);
        assert_eq!(index.prints(Lane::Loop), [0; 0]);
    }

    #[test]
    fn a_growing_run_is_emphasised_as_a_whole_one() {
        let round = |script: Script, at| script.runs(at).waits(at + 1).wakes(at + 5);
        let mut growing = Index::default();
        let mut script = task().ready(0);
        for at in 0..4 {
            script = round(script, at * 10).runs(at * 10 + 6);
            growing.update(&script.run, Some(4), Scale::Time);
            script = script.waits(at * 10 + 7).wakes(at * 10 + 8);
        }
        growing.update(&script.run, Some(4), Scale::Time);
        let mut whole = Index::default();
        whole.update(&script.run, Some(4), Scale::Time);
        assert_eq!(
            growing.emphasised(Lane::Task(1)),
            whole.emphasised(Lane::Task(1))
        );
        assert_eq!(whole.emphasised(Lane::Task(1)).len(), 8);
        whole.update(&script.run, Some(3), Scale::Time);
        assert_eq!(whole.emphasised(Lane::Task(1))[0], 1);
        whole.update(&script.run, None, Scale::Time);
        assert_eq!(whole.emphasised(Lane::Task(1)), [0; 0]);
    }
}
