//! Optional layers over the lanes.

/// Which layers are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layers {
    /// Arrows for all wake-ups, and not only for those of the selected task.
    pub(crate) wakes: bool,
    /// Show the critical path: what determined the run's length.
    pub(crate) critical: bool,
}
