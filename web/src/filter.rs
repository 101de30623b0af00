//! Showing only what has to do with one lane.

use std::collections::HashSet;

use interleave_trace::{Lane, TaskId};
use yew::prelude::*;

use crate::trace::Trace;

/// A lane and those that have to do with it: what a task waited for or changed, who waited for
/// a resource or changed it, whose jobs a thread ran.
pub(crate) fn related(run: &Trace, lane: Lane) -> HashSet<Lane> {
    let chart = &run.chart;
    let mut lanes = HashSet::from([lane]);
    let mut join = |task: TaskId, other: Lane| {
        let task = Lane::Task(task);
        if task == lane {
            lanes.insert(other);
        } else if other == lane {
            lanes.insert(task);
        }
    };
    for resource in &chart.resources {
        let waiting = resource.waits.iter().map(|&(task, _)| task);
        let changing = resource.changes.iter().map(|change| change.task);
        for task in waiting.chain(changing) {
            join(task, Lane::Resource(resource.id));
        }
    }
    for thread in &chart.threads {
        let jobs = thread.jobs.iter();
        jobs.for_each(|job| join(job.task, Lane::Thread(thread.id)));
    }
    lanes
}

/// The filter, and the button that takes it away.
pub(crate) fn chip(
    run: &Trace,
    lane: Lane,
    test_id: &'static str,
    clear: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="chip" data-testid={test_id} title="Show all again" onclick={clear}>
            { "only " }<strong>{ run.narrator().lane(lane) }</strong>{ " ×" }
        </button>
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{ResourceKind, ResourceState};

    use super::*;
    use crate::timeline::fixtures::task;

    #[test]
    fn a_task_and_a_resource_belong_together_where_one_used_the_other() {
        let script = task().ready(0).runs(1).creates(2, "tea", 1).ready(2);
        let script = script.of(1).makes(3, ResourceKind::Lock, 0);
        let script = script.changes(4, ResourceState::Held { by: 1 }).until(9);
        let related = |lane| related(&script.run, lane);
        let (main, lock) = (Lane::Task(1), Lane::Resource(1));
        assert_eq!(related(main), HashSet::from([main, lock]));
        assert_eq!(related(lock), HashSet::from([main, lock]));
        assert_eq!(related(Lane::Task(2)), HashSet::from([Lane::Task(2)]));
    }
}
