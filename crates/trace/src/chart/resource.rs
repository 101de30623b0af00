//! Resources: the history of each lock, queue and so on, and its waiters.

use super::{Chart, Thread};
use crate::event::{Event, Micros, ResourceId, ResourceKind, ResourceState, Sym, TaskId, ThreadId};
use crate::shared_vec::SharedVec;

/// A lock, a queue, or another object that tasks wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its number.
    pub id: ResourceId,
    /// Its kind.
    pub kind: ResourceKind,
    /// The name that the program has for it, if one was found; otherwise `Lock-1`.
    pub label: Sym,
    /// Whether the program has a name for it.
    pub named: bool,
    /// A queue's `maxsize` (0: unbounded), a semaphore's first value, a
    /// barrier's parties; 0 for the others.
    pub limit: u32,
    /// The task that created it, or `NO_TASK`.
    pub task: TaskId,
    /// The line that created it, or 0.
    pub line: u32,
    /// When it was created.
    pub created: Micros,
    /// The index of the event that created it.
    pub created_event: usize,
    /// Its changes, in order. Before the first it is in its
    /// [`first_state`](ResourceKind::first_state).
    pub changes: SharedVec<Change>,
    /// Its waiters, in the order in which they began to wait: the task, and the index of
    /// the waiting span in [`Task::spans`](super::Task::spans).
    pub waits: SharedVec<(TaskId, usize)>,
    /// The threads that waited for it, likewise: the index is one of
    /// [`Thread::spans`](super::Thread::spans).
    pub thread_waits: SharedVec<(ThreadId, usize)>,
}

/// A change of a resource's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub time: Micros,
    /// The task that changed it, or `NO_TASK`. Where a semaphore hands a permit to a waiter,
    /// the waiter.
    pub task: TaskId,
    /// The state from then on.
    pub state: ResourceState,
    /// The turn in which it changed.
    pub turn: u32,
    /// The index of its event.
    pub event: usize,
}

impl Resource {
    /// The state after the recording's first `events` events. `None` before the
    /// resource was made.
    #[must_use]
    pub fn state_after(&self, events: usize) -> Option<ResourceState> {
        (self.created_event < events).then(|| self.state(self.changes_after(events)))
    }

    /// The holders of the lock, or of the semaphore's permits, after the recording's first
    /// `events` events, in the order of acquisition. A task that holds two permits is
    /// listed twice.
    ///
    /// Permits have no owner: one that another task releases counts as the one that was
    /// acquired first.
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

    /// The number of its changes among the recording's first `events` events.
    fn changes_after(&self, events: usize) -> usize {
        self.changes.partition_point(|change| change.event < events)
    }

    fn state(&self, changes: usize) -> ResourceState {
        self.changes
            .range(..changes)
            .next_back()
            .map_or_else(|| self.kind.first_state(self.limit), |change| change.state)
    }

    /// Whether a semaphore's permit was acquired. `None` for a state that this kind of
    /// resource can't have.
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

    /// The tasks that wait for a resource after the recording's first `events` events, in
    /// the order in which they began to wait.
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

    /// The threads that wait for a resource after the recording's first `events` events.
    #[must_use]
    pub fn waiting_threads_after(&self, id: ResourceId, events: usize) -> Vec<ThreadId> {
        let waits = |thread: &&Thread| {
            let begun = thread.spans.partition_point(|span| span.event < events);
            let span = begun.checked_sub(1).and_then(|last| thread.spans.get(last));
            span.is_some_and(|span| {
                let lasts = span.ended_event.is_none_or(|ended| ended >= events);
                lasts && span.on.is_some_and(|on| on.object == id)
            })
        };
        let waiting = self.threads.iter().filter(waits);
        waiting.map(|thread| thread.id).collect()
    }

    /// Assigns the permit that was just acquired to the waiter that is woken with it.
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
