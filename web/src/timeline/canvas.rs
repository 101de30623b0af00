//! The surface of the page: a canvas.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

use super::surface::Surface;
use super::tiles::Fill;

/// A canvas, with `scale` device pixels in one of CSS.
#[derive(Debug)]
pub(super) struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scale: f64,
    /// The patterns of looks and hues; `None` where the browser made none.
    patterns: RefCell<HashMap<(Fill, u32), Option<CanvasPattern>>>,
}

impl Canvas {
    /// The surface of this element.
    pub(super) fn new(element: HtmlCanvasElement, scale: f64) -> Option<Self> {
        Some(Self {
            context: context(&element)?,
            element,
            scale,
            patterns: RefCell::default(),
        })
    }
}

impl Surface for Canvas {
    fn clear(&self, width: f64, height: f64) {
        let size = (width.round() as u32, height.round() as u32);
        if (self.element.width(), self.element.height()) != size {
            // Setting it clears the canvas, and costs even where nothing changes.
            self.element.set_width(size.0);
            self.element.set_height(size.1);
        }
        self.context.clear_rect(0.0, 0.0, width, height);
    }

    fn color(&self, color: &str) {
        self.context.set_fill_style_str(color);
        self.context.set_stroke_style_str(color);
    }

    fn pattern(&self, fill: Fill, hue: u32, color: &str) {
        let mut patterns = self.patterns.borrow_mut();
        let pattern = patterns
            .entry((fill, hue))
            .or_insert_with(|| pattern(fill, color, self.scale));
        if let Some(pattern) = pattern {
            self.context.set_fill_style_canvas_pattern(pattern);
        }
    }

    fn alpha(&self, alpha: f64) {
        self.context.set_global_alpha(alpha);
    }

    fn clip(&self, [x, y, width, height]: [f64; 4]) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(x, y, width, height);
        self.context.clip();
    }

    fn unclip(&self) {
        self.context.restore();
    }

    fn begin(&self) {
        self.context.begin_path();
    }

    fn rect(&self, [x, y, width, height]: [f64; 4]) {
        self.context.rect(x, y, width, height);
    }

    fn round_rect(&self, [x, y, width, height]: [f64; 4], radius: f64) {
        // It fails for a negative radius only.
        if self
            .context
            .round_rect_with_f64(x, y, width, height, radius)
            .is_err()
        {
            self.context.rect(x, y, width, height);
        }
    }

    fn move_to(&self, x: f64, y: f64) {
        self.context.move_to(x, y);
    }

    fn line_to(&self, x: f64, y: f64) {
        self.context.line_to(x, y);
    }

    fn close(&self) {
        self.context.close_path();
    }

    fn fill(&self) {
        self.context.fill();
    }

    fn stroke(&self, thick: f64, dash: Option<(f64, f64)>) {
        self.context.set_line_width(thick);
        self.context.set_line_cap("round");
        if let Some((dash, gap)) = dash {
            let pattern = [dash, gap].map(JsValue::from).into_iter().collect();
            self.dash(&pattern);
        }
        self.context.stroke();
        if dash.is_some() {
            self.dash(&Array::new());
        }
    }

    fn font(&self, size: f64, family: &str) {
        self.context.set_font(&format!("{size}px {family}"));
    }

    fn text(&self, text: &str, x: f64, y: f64) {
        self.context.set_text_baseline("middle");
        // It fails for no text.
        drop(self.context.fill_text(text, x, y));
    }

    fn measure(&self, text: &str) -> f64 {
        let metrics = self.context.measure_text(text);
        metrics.map_or(0.0, |metrics| metrics.width())
    }
}

impl Canvas {
    fn dash(&self, pattern: &Array) {
        // It fails for what are not positive numbers.
        drop(self.context.set_line_dash(pattern));
    }
}

/// A square of 6 pixels of CSS, repeated, on a ground of the same colour, soft.
fn pattern(fill: Fill, color: &str, scale: f64) -> Option<CanvasPattern> {
    let draw = match fill {
        Fill::Ready => hatch,
        Fill::Many => stripes,
        Fill::Running | Fill::Waiting => return None,
    };
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let side = (6.0 * scale).round().max(4.0);
    canvas.set_width(side as u32);
    canvas.set_height(side as u32);
    let context = context(&canvas)?;
    context.set_fill_style_str(color);
    context.set_stroke_style_str(color);
    context.set_global_alpha(0.16);
    context.fill_rect(0.0, 0.0, side, side);
    context.set_global_alpha(1.0);
    draw(&context, side);
    context
        .create_pattern_with_html_canvas_element(&canvas, "repeat")
        .ok()?
}

/// Diagonals, which meet where the squares do.
fn hatch(context: &CanvasRenderingContext2d, side: f64) {
    context.set_line_width(side * 0.26);
    for shift in [-1.0, 0.0, 1.0] {
        context.begin_path();
        context.move_to((shift - 0.5) * side, 1.5 * side);
        context.line_to((shift + 1.5) * side, -0.5 * side);
        context.stroke();
    }
}

/// Uprights.
fn stripes(context: &CanvasRenderingContext2d, side: f64) {
    let wide = (side / 4.0).round().max(1.0);
    context.fill_rect(0.0, 0.0, wide, side);
    context.fill_rect((side / 2.0).round(), 0.0, wide, side);
}

/// A canvas's context for drawing.
fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context = canvas.get_context("2d").ok()??;
    JsValue::from(context).dyn_into().ok()
}
