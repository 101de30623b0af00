//! Locks, queues and their kin: what became of each, and who waited for it.

use super::Chart;
use crate::event::{Event, Micros, ResourceId, ResourceKind, ResourceState, Sym, TaskId};
use crate::shared_vec::SharedVec;

/// A lock, a queue, or another thing that tasks wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its number.
    pub id: ResourceId,
    /// Which sort of thing.
    pub kind: ResourceKind,
    /// What the user calls it, as far as it was found out; otherwise `Lock-1`.
    pub label: Sym,
    /// Whether that is a name of the user's.
    pub named: bool,
    /// A queue's `maxsize` (0: unbounded), a semaphore's first value, a
    /// barrier's parties; 0 for the others.
    pub limit: u32,
    /// Who made it, or `NO_TASK`.
    pub task: TaskId,
    /// The line that made it, or 0.
    pub line: u32,
    /// When it was made.
    pub created: Micros,
    /// The index of the event that made it.
    pub created_event: usize,
    /// What became of it, in order. Before the first, it is as
    /// [`ResourceKind::first_state`] says.
    pub changes: SharedVec<Change>,
    /// Who waited for it, in the order in which they began to: the task, and the
    /// index of the waiting span in [`Task::spans`](super::Task::spans).
    pub waits: SharedVec<(TaskId, usize)>,
}

/// A change of a resource's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub time: Micros,
    /// Who changed it, or `NO_TASK`. A semaphore's permit that was handed to a
    /// waiting task counts as that task's.
    pub task: TaskId,
    /// The state from then on.
    pub state: ResourceState,
    /// The turn in which it changed.
    pub turn: u32,
    /// The index of its event.
    pub event: usize,
}

impl Resource {
    /// The state at a time; where it changes several times then, the last.
    /// `None` before the resource was made.
    #[must_use]
    pub fn state_at(&self, time: Micros) -> Option<ResourceState> {
        let changes = self.changes.partition_point(|change| change.time <= time);
        (self.created <= time).then(|| self.state(changes))
    }

    /// The state after the recording's first `events` events. `None` before the
    /// resource was made.
    #[must_use]
    pub fn state_after(&self, events: usize) -> Option<ResourceState> {
        (self.created_event < events).then(|| self.state(self.changes_after(events)))
    }

    /// Who holds the lock or the permits of the semaphore after the recording's
    /// first `events` events, in the order in which they got them. A task that
    /// holds two permits is named twice.
    ///
    /// Permits belong to nobody: one that another task gave back is taken to be
    /// the one that was got first.
    #[must_use]
    pub fn holders_after(&self, events: usize) -> Vec<TaskId> {
        let mut changes = self.changes.range(..self.changes_after(events));
        if self.kind != ResourceKind::Semaphore {
            return match changes.next_back().map(|change| change.state) {
                Some(ResourceState::Held { by }) => vec![by],
                _ => Vec::new(),
            };
        }
        let mut holders = Vec::new();
        let mut before = self.limit;
        for change in changes {
            let ResourceState::Permits(left) = change.state else {
                continue;
            };
            if left < before {
                holders.push(change.task);
            } else if !holders.is_empty() {
                let own = holders.iter().position(|&holder| holder == change.task);
                holders.remove(own.unwrap_or(0));
            }
            before = left;
        }
        holders
    }

    /// How many of its changes the recording's first `events` events hold.
    fn changes_after(&self, events: usize) -> usize {
        self.changes.partition_point(|change| change.event < events)
    }

    fn state(&self, changes: usize) -> ResourceState {
        self.changes
            .range(..changes)
            .next_back()
            .map_or_else(|| self.kind.first_state(self.limit), |change| change.state)
    }

    /// Whether a semaphore's permit was taken. `None` where the state is none of
    /// this kind's.
    pub(super) fn change(
        &mut self,
        event: &Event,
        index: usize,
        state: ResourceState,
    ) -> Option<bool> {
        if !self.kind.can_be(state) {
            return None;
        }
        let before = self.state(self.changes.len());
        self.changes.push(Change {
            time: event.time,
            task: event.task,
            state,
            turn: event.turn,
            event: index,
        });
        Some(matches!(
            (before, state),
            (ResourceState::Permits(before), ResourceState::Permits(left)) if left < before
        ))
    }
}

impl Chart {
    /// The resource with this id.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> Option<&Resource> {
        self.resources.get((id as usize).checked_sub(1)?)
    }

    pub(super) fn resource_mut(&mut self, id: ResourceId) -> Option<&mut Resource> {
        self.resources.get_mut((id as usize).checked_sub(1)?)
    }

    /// The tasks that wait for a resource after the recording's first `events`
    /// events, in the order in which they began to.
    #[must_use]
    pub fn waiters_after(&self, id: ResourceId, events: usize) -> Vec<TaskId> {
        let waits = |task: TaskId| {
            let span = self.span_after(task, events)?;
            (span.on?.object == id).then_some((span.event, task))
        };
        let mut waiters: Vec<_> = self
            .tasks
            .iter()
            .filter_map(|task| waits(task.id))
            .collect();
        waiters.sort_unstable();
        waiters.into_iter().map(|(_, task)| task).collect()
    }

    /// The permit that was just taken goes to the task that is woken for it.
    pub(super) fn grant(&mut self, granted: Option<ResourceId>, woken: TaskId) {
        let waits = |id: &ResourceId| {
            let span = self.task(woken).and_then(|task| task.spans.last());
            span.and_then(|span| span.on)
                .is_some_and(|on| on.object == *id)
        };
        if let Some(id) = granted.filter(waits)
            && let Some(change) = self
                .resource_mut(id)
                .and_then(|resource| resource.changes.last_mut())
        {
            change.task = woken;
        }
    }
}
