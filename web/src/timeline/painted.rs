//! What the page shows of the latest picture, besides the picture.

use super::tooltip::Tooltip;

/// What HTML shows of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Painted {
    /// What the mouse is at.
    pub(super) tooltip: Option<Tooltip>,
    /// How many lanes there are.
    pub(super) lanes: usize,
    /// How many there would be if all were shown.
    pub(super) all: usize,
    /// Whether the view is not of all of it.
    pub(super) zoomed: bool,
    /// Where the view begins on the map, how much it is of it, in parts, and where
    /// the map's plot begins, in pixels; `None` where no map is needed.
    pub(super) map: Option<(f64, f64, f64)>,
    /// What is in view, in words.
    pub(super) in_view: String,
}
