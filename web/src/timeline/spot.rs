//! A point of the picture that a menu is open for.

use interleave_trace::Moment;

use super::hit::Hit;

/// Where the menu is open, and for what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// In pixels from the page's corner.
    pub(super) at: (f64, f64),
    /// What is there.
    pub(super) hit: Hit,
    /// The moment at that point.
    pub(super) moment: Moment,
}
