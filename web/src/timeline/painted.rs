//! What HTML shows of the latest picture.

use super::tooltip::Tooltip;

/// What HTML shows of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Painted {
    /// The tooltip of what is at the pointer.
    pub(super) tooltip: Option<Tooltip>,
    /// How many lanes there are.
    pub(super) lanes: usize,
    /// The number of lanes without a filter.
    pub(super) all: usize,
    /// The width of the column of names.
    pub(super) names: f64,
    /// Whether only a part of the run is in view.
    pub(super) zoomed: bool,
    /// The start and the length of the viewport on the minimap, in parts of its width, and
    /// the left edge of the minimap's plot, in pixels; `None` where none is needed.
    pub(super) map: Option<(f64, f64, f64)>,
    /// What is in view, in words.
    pub(super) in_view: String,
}
