//! What is drawn over the lanes on demand.

/// What is drawn over the lanes on demand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layers {
    /// An arrow for every wake-up, and not only for those of the selected task.
    pub(crate) wakes: bool,
    /// The chain of stretches that made the run as long as it was.
    pub(crate) critical: bool,
}
