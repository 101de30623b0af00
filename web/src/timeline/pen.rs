//! Shapes on a surface, sharp to the device's pixel.

use super::scene::TextStyle;
use super::surface::Surface;
use super::tiles::Fill;

/// Draws in pixels of CSS, from a left edge on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'a> {
    pub(super) surface: &'a dyn Surface,
    /// Families of the font.
    pub(super) font: &'a str,
    /// The size of type, where 1 is the ordinary one.
    pub(super) type_size: f64,
    /// Device pixels in one of CSS.
    pub(super) scale: f64,
    /// Where x counts from.
    pub(super) left: f64,
}

impl Pen<'_> {
    fn x(&self, x: f64) -> f64 {
        // Canvas coordinates are single floats: what is far outside stays there.
        (self.left + x.clamp(-1e4, 1e5)) * self.scale
    }

    fn edge(&self, x: f64) -> f64 {
        self.x(x).round()
    }

    fn y(&self, y: f64) -> f64 {
        y * self.scale
    }

    /// What comes is filled and stroked in this colour.
    pub(super) fn color(&self, color: &str) {
        self.surface.color(color);
    }

    /// What comes is filled with the pattern of a look, in this hue, which is that colour.
    pub(super) fn pattern(&self, fill: Fill, hue: u32, color: &str) {
        self.surface.pattern(fill, hue, color);
    }

    /// Draws something that lets shine through.
    pub(super) fn faint(&self, alpha: f64, draw: impl FnOnce()) {
        self.surface.alpha(alpha);
        draw();
        self.surface.alpha(1.0);
    }

    /// Draws, but only from left and top to right and bottom.
    pub(super) fn within(
        &self,
        (left, top, right, bottom): (f64, f64, f64, f64),
        draw: impl FnOnce(),
    ) {
        let (left, top) = (self.edge(left), self.y(top).round());
        let (right, bottom) = (self.edge(right), self.y(bottom));
        self.surface.clip([left, top, right - left, bottom - top]);
        draw();
        self.surface.unclip();
    }

    /// Filled rectangles from left to right, not narrower than `least`.
    pub(super) fn spans(
        &self,
        ends: impl Iterator<Item = (f64, f64)>,
        least: f64,
        top: f64,
        height: f64,
    ) {
        let (top, height) = (self.y(top).round(), self.y(height).round().max(1.0));
        self.surface.begin();
        for ends in ends {
            let (left, wide) = self.ends(ends, least);
            self.surface.rect([left, top, wide, height]);
        }
        self.surface.fill();
    }

    /// The same with round corners where they are wide enough for them.
    pub(super) fn blocks(
        &self,
        ends: impl Iterator<Item = (f64, f64)>,
        least: f64,
        top: f64,
        height: f64,
    ) {
        let (top, height) = (self.y(top).round(), self.y(height).round());
        self.surface.begin();
        for ends in ends {
            let (left, wide) = self.ends(ends, least);
            let radius = (3.0 * self.scale).min(wide / 3.0);
            if radius < self.scale {
                self.surface.rect([left, top, wide, height]);
            } else {
                self.add(left, top, wide, height, radius);
            }
        }
        self.surface.fill();
    }

    /// Lines within the edges of rectangles with round corners.
    pub(super) fn outlines(
        &self,
        ends: impl Iterator<Item = (f64, f64)>,
        top: f64,
        height: f64,
        radius: f64,
        thick: f64,
    ) {
        let thick = self.y(thick);
        let (top, height) = (
            self.y(top).round() + thick / 2.0,
            self.y(height).round() - thick,
        );
        self.surface.begin();
        for ends in ends {
            let (left, wide) = self.ends(ends, 1.0);
            let wide = (wide - thick).max(1.0);
            self.add(
                left + thick / 2.0,
                top,
                wide,
                height,
                self.y(radius) - thick / 2.0,
            );
        }
        self.surface.stroke(thick, None);
    }

    fn ends(&self, (left, right): (f64, f64), least: f64) -> (f64, f64) {
        let first = self.edge(left);
        let wide = (self.edge(right) - first).max((least * self.scale).round());
        (first, wide)
    }

    /// A filled rectangle with round corners.
    pub(super) fn rounded(&self, x: f64, y: f64, wide: f64, high: f64, radius: f64) {
        let left = self.x(x);
        let wide = self.x(x + wide) - left;
        self.surface.begin();
        self.add(left, self.y(y), wide, self.y(high), self.y(radius));
        self.surface.fill();
    }

    /// Adds a rectangle with round corners to the path.
    fn add(&self, x: f64, y: f64, wide: f64, high: f64, radius: f64) {
        let radius = radius.min(wide / 2.0).max(0.0);
        self.surface.round_rect([x, y, wide, high], radius);
    }

    /// A vertical line.
    pub(super) fn upright(&self, x: f64, top: f64, bottom: f64, thick: f64) {
        let wide = self.y(thick).round().max(1.0);
        let left = (self.x(x) - wide / 2.0).round();
        let top = self.y(top).round();
        self.surface.begin();
        self.surface.rect([left, top, wide, self.y(bottom) - top]);
        self.surface.fill();
    }

    /// A line through points.
    pub(super) fn stroke(&self, points: impl Iterator<Item = (f64, f64)>, thick: f64) {
        self.through(points);
        self.surface.stroke(self.y(thick), None);
    }

    /// A broken line from one point to another.
    pub(super) fn dashed(&self, from: (f64, f64), to: (f64, f64), thick: f64) {
        self.through([from, to].into_iter());
        // Gaps that still show where the ends are round.
        let dash = (self.y(3.0), self.y(4.0));
        self.surface.stroke(self.y(thick), Some(dash));
    }

    fn through(&self, points: impl Iterator<Item = (f64, f64)>) {
        self.surface.begin();
        for (at, (x, y)) in points.enumerate() {
            let (x, y) = (self.x(x), self.y(y));
            match at {
                0 => self.surface.move_to(x, y),
                _ => self.surface.line_to(x, y),
            }
        }
    }

    /// A filled circle.
    pub(super) fn disc(&self, x: f64, y: f64, radius: f64) {
        self.rounded(x - radius, y - radius, 2.0 * radius, 2.0 * radius, radius);
    }

    /// Filled triangles with these tips, whose base is `length` below; above,
    /// where that is negative.
    pub(super) fn pointers(&self, tips: impl Iterator<Item = (f64, f64)>, half: f64, length: f64) {
        self.surface.begin();
        for (x, y) in tips {
            let base = self.y(y + length);
            self.surface.move_to(self.x(x), self.y(y));
            self.surface.line_to(self.x(x - half), base);
            self.surface.line_to(self.x(x + half), base);
            self.surface.close();
        }
        self.surface.fill();
    }

    /// Which style the next text is set in.
    pub(super) fn style(&self, style: TextStyle) {
        let size = match style {
            TextStyle::Name => 12.0,
            TextStyle::Small => 11.0,
        };
        self.surface
            .font(size * self.type_size * self.scale, self.font);
    }

    /// A text whose middle is at `y`.
    pub(super) fn text(&self, text: &str, x: f64, y: f64, style: TextStyle) {
        if text.is_empty() {
            return;
        }
        self.style(style);
        let (x, y) = (self.x(x), (self.y(y) + 0.5).round());
        self.surface.text(text, x, y);
    }

    /// The width of a text.
    pub(super) fn measure(&self, text: &str, style: TextStyle) -> f64 {
        self.style(style);
        self.surface.measure(text) / self.scale
    }
}
