//! Grouping of lanes.

use std::collections::HashMap;

use interleave_trace::{Lane, Moment, Sym};

use super::lane_state::{STATES, state_at};
use crate::trace::Trace;

/// How lanes are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Group {
    /// A task below the one that created it.
    #[default]
    Creator,
    /// Tasks that run the same coroutine.
    Coroutine,
    /// Tasks that are in the same state at the cursor.
    State,
}

impl Group {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Creator, Self::Coroutine, Self::State];

    /// What the page and its tests call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Creator => "creator",
            Self::Coroutine => "coroutine",
            Self::State => "state",
        }
    }

    /// Sorts the tasks by group: groups in the order of their first tasks, or in the order
    /// of [`STATES`]. Other lanes stay before or after the tasks. Returns the first lane of
    /// each group.
    pub(super) fn order(self, run: &Trace, lanes: &mut [Lane], moment: Moment) -> Vec<Lane> {
        if self == Self::Creator {
            return Vec::new();
        }
        let mut first: HashMap<Sym, usize> = HashMap::new();
        let mut keyed: Vec<_> = lanes
            .iter()
            .enumerate()
            .map(|(at, &lane)| {
                (
                    (class(lane), self.rank(run, lane, moment, at, &mut first)),
                    lane,
                )
            })
            .collect();
        keyed.sort_by_key(|&(key, _)| key);
        let mut heads = Vec::new();
        for (at, &(key, lane)) in keyed.iter().enumerate() {
            lanes[at] = lane;
            let new = at
                .checked_sub(1)
                .is_none_or(|before| keyed[before].0 != key);
            if new && matches!(lane, Lane::Task(_)) {
                heads.push(lane);
            }
        }
        heads
    }

    fn rank(
        self,
        run: &Trace,
        lane: Lane,
        moment: Moment,
        at: usize,
        first: &mut HashMap<Sym, usize>,
    ) -> usize {
        let Lane::Task(id) = lane else { return 0 };
        match self {
            Self::Creator => 0,
            Self::Coroutine => {
                let coro = run.chart.task(id).map(|task| task.coro);
                coro.map_or(0, |coro| *first.entry(coro).or_insert(at))
            }
            Self::State => {
                let state = state_at(run, id, moment);
                let place = STATES.iter().position(|&known| state == Some(known));
                place.unwrap_or(STATES.len())
            }
        }
    }
}

/// The event loop, tasks, threads, resources.
const fn class(lane: Lane) -> u8 {
    match lane {
        Lane::Loop => 0,
        Lane::Task(_) => 1,
        Lane::Thread(_) => 2,
        Lane::Resource(_) => 3,
    }
}
