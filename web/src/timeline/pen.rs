//! Shapes on a canvas, sharp to the device's pixel.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use super::scene::TextStyle;

/// Draws in pixels of CSS, from a left edge on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'a> {
    pub(super) context: &'a CanvasRenderingContext2d,
    /// Families of the font.
    pub(super) font: &'a str,
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
        self.context.set_fill_style_str(color);
        self.context.set_stroke_style_str(color);
    }

    /// Draws something that lets shine through.
    pub(super) fn faint(&self, alpha: f64, draw: impl FnOnce()) {
        self.context.set_global_alpha(alpha);
        draw();
        self.context.set_global_alpha(1.0);
    }

    /// Draws, but only from left and top to right and bottom.
    pub(super) fn within(
        &self,
        (left, top, right, bottom): (f64, f64, f64, f64),
        draw: impl FnOnce(),
    ) {
        self.context.save();
        self.context.begin_path();
        let (left, top) = (self.edge(left), self.y(top).round());
        self.context
            .rect(left, top, self.edge(right) - left, self.y(bottom) - top);
        self.context.clip();
        draw();
        self.context.restore();
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
        self.context.begin_path();
        for ends in ends {
            let (left, wide) = self.ends(ends, least);
            self.context.rect(left, top, wide, height);
        }
        self.context.fill();
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
        self.context.begin_path();
        for ends in ends {
            let (left, wide) = self.ends(ends, least);
            let radius = (3.0 * self.scale).min(wide / 3.0);
            if radius < self.scale {
                self.context.rect(left, top, wide, height);
            } else {
                self.add(left, top, wide, height, radius);
            }
        }
        self.context.fill();
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
        self.context.begin_path();
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
        self.context.set_line_width(thick);
        self.context.stroke();
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
        self.context.begin_path();
        self.add(left, self.y(y), wide, self.y(high), self.y(radius));
        self.context.fill();
    }

    /// Adds a rectangle with round corners to the path.
    fn add(&self, x: f64, y: f64, wide: f64, high: f64, radius: f64) {
        let radius = radius.min(wide / 2.0).max(0.0);
        // It fails for a negative radius only.
        if self
            .context
            .round_rect_with_f64(x, y, wide, high, radius)
            .is_err()
        {
            self.context.rect(x, y, wide, high);
        }
    }

    /// A vertical line.
    pub(super) fn upright(&self, x: f64, top: f64, bottom: f64, thick: f64) {
        let wide = self.y(thick).round().max(1.0);
        let left = (self.x(x) - wide / 2.0).round();
        let top = self.y(top).round();
        self.context
            .fill_rect(left, top, wide, self.y(bottom) - top);
    }

    /// A line through points.
    pub(super) fn stroke(&self, points: impl Iterator<Item = (f64, f64)>, thick: f64) {
        self.context.begin_path();
        for (x, y) in points {
            // After `begin_path` the first one moves.
            self.context.line_to(self.x(x), self.y(y));
        }
        self.context.set_line_width(self.y(thick));
        self.context.set_line_cap("round");
        self.context.stroke();
    }

    /// A broken line from one point to another.
    pub(super) fn dashed(&self, from: (f64, f64), to: (f64, f64), thick: f64) {
        // Gaps that still show where the ends are round.
        let (dash, gap) = (self.y(3.0), self.y(4.0));
        let pattern = [dash, gap]
            .into_iter()
            .map(JsValue::from)
            .collect::<Array>();
        // Two positive numbers are always a pattern.
        let _ = self.context.set_line_dash(&pattern);
        self.stroke([from, to].into_iter(), thick);
        let _ = self.context.set_line_dash(&Array::new());
    }

    /// A filled circle.
    pub(super) fn disc(&self, x: f64, y: f64, radius: f64) {
        self.rounded(x - radius, y - radius, 2.0 * radius, 2.0 * radius, radius);
    }

    /// Filled triangles with these tips, whose base is `length` below; above,
    /// where that is negative.
    pub(super) fn pointers(&self, tips: impl Iterator<Item = (f64, f64)>, half: f64, length: f64) {
        self.context.begin_path();
        for (x, y) in tips {
            let base = self.y(y + length);
            self.context.move_to(self.x(x), self.y(y));
            self.context.line_to(self.x(x - half), base);
            self.context.line_to(self.x(x + half), base);
            self.context.close_path();
        }
        self.context.fill();
    }

    /// Which style the next text is set in.
    pub(super) fn style(&self, style: TextStyle) {
        let size = match style {
            TextStyle::Name => 12.0,
            TextStyle::Small => 11.0,
        };
        let (size, family) = (size * self.scale, self.font);
        self.context.set_font(&format!("{size}px {family}"));
    }

    /// A text whose middle is at `y`.
    pub(super) fn text(&self, text: &str, x: f64, y: f64, style: TextStyle) {
        if text.is_empty() {
            return;
        }
        self.style(style);
        self.context.set_text_baseline("middle");
        // It fails for no text.
        drop(
            self.context
                .fill_text(text, self.x(x), (self.y(y) + 0.5).round()),
        );
    }

    /// The width of a small text.
    pub(super) fn width(&self, text: &str) -> f64 {
        self.style(TextStyle::Small);
        let metrics = self.context.measure_text(text);
        metrics.map_or(0.0, |metrics| metrics.width()) / self.scale
    }
}
