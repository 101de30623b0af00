//! Optional layers over the lanes.

/// Which layers are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layers {
    /// Arrows for all wake-ups, and not only for those of the selected task.
    pub(crate) wakes: bool,
    /// The critical path: what made the run as long as it was.
    pub(crate) critical: bool,
}
