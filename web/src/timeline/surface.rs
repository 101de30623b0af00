//! What a pen draws on: a [canvas](super::canvas), or an [SVG document](super::svg).

use std::fmt::Debug;

use super::tiles::Fill;

/// A drawing surface, in device pixels. What was set holds until it is set again, or until
/// the [`unclip`](Self::unclip) that ends the clip in which it was set.
pub(super) trait Surface: Debug {
    /// Clears it, and makes it this wide and high.
    fn clear(&self, width: f64, height: f64);

    /// What comes is filled and stroked in this colour.
    fn color(&self, color: &str);

    /// What comes is filled with the pattern of a look, in this hue, which is that colour.
    fn pattern(&self, fill: Fill, hue: u32, color: &str);

    /// How opaque what comes is.
    fn alpha(&self, alpha: f64);

    /// What comes is drawn only in this rectangle (x, y, width, height).
    fn clip(&self, area: [f64; 4]);

    /// Ends the latest clip.
    fn unclip(&self);

    /// Begins a path.
    fn begin(&self);

    /// Adds a rectangle (x, y, width, height) to the path.
    fn rect(&self, area: [f64; 4]);

    /// Adds a rectangle with round corners to the path.
    fn round_rect(&self, area: [f64; 4], radius: f64);

    /// Goes on at a point of the path.
    fn move_to(&self, x: f64, y: f64);

    /// Adds a straight line to the path.
    fn line_to(&self, x: f64, y: f64);

    /// Closes the latest part of the path.
    fn close(&self);

    /// Fills the path.
    fn fill(&self);

    /// Draws a line of this width along the path; dashes and gaps have these lengths.
    fn stroke(&self, thick: f64, dash: Option<(f64, f64)>);

    /// The font of what comes.
    fn font(&self, size: f64, family: &str);

    /// A text; `y` is its middle.
    fn text(&self, text: &str, x: f64, y: f64);

    /// The width of a text.
    fn measure(&self, text: &str) -> f64;
}
