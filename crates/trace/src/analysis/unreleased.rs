//! Locks that were never released.

use crate::chart::{Chart, Resource};
use crate::event::{ResourceId, ResourceKind, TaskId};

/// A lock whose holder is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreleased {
    /// Who held it when it ended.
    pub holder: TaskId,
    /// The lock, or a condition with its lock.
    pub resource: ResourceId,
}

/// The locks that tasks held when they ended, and never released.
#[must_use]
pub fn unreleased(chart: &Chart) -> Vec<Unreleased> {
    let held = |resource: &Resource| {
        let holder = *resource.holders_after(chart.events).first()?;
        let is_lock = matches!(resource.kind, ResourceKind::Lock | ResourceKind::Condition);
        let is_done = chart.task(holder)?.ended.is_some();
        let resource = resource.id;
        (is_lock && is_done).then_some(Unreleased { holder, resource })
    };
    chart.resources.iter().filter_map(held).collect()
}
