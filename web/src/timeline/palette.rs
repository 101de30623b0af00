//! The page's colours for the canvas.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use super::tiles::Fill;
use crate::hue::HUES;

/// Colours as CSS writes them, and the font.
#[derive(Clone, Debug)]
pub(crate) struct Palette {
    /// Text.
    pub(crate) ink: String,
    /// Secondary text.
    pub(crate) dim: String,
    /// Grid and idle loop.
    pub(crate) line: String,
    /// The background.
    pub(crate) panel: String,
    /// Emphasis.
    pub(crate) accent: String,
    /// Blocked, raised, cancelled.
    pub(crate) bad: String,
    /// Returned.
    pub(crate) good: String,
    /// Those of tasks.
    pub(crate) hues: Vec<String>,
    /// The families, as CSS writes them.
    pub(crate) font: String,
}

impl Palette {
    /// Reads the colours off an element of the timeline, by setting its colour for a
    /// moment: so they are resolved, whatever the style sheet computes them from.
    pub(crate) fn read(probe: &HtmlElement) -> Option<Self> {
        let style = web_sys::window()?.get_computed_style(probe).ok()??;
        let color = |name: &str| {
            let value = format!("var({name})");
            let set = probe.style().set_property("color", &value);
            set.and_then(|()| style.get_property_value("color"))
                .unwrap_or_default()
        };
        let hues = (0..HUES).map(|hue| color(&format!("--task-{hue}")));
        let palette = Self {
            ink: color("--ink"),
            dim: color("--dim"),
            line: color("--line"),
            panel: color("--panel"),
            accent: color("--accent"),
            bad: color("--bad"),
            good: color("--good"),
            hues: hues.collect(),
            font: style.get_property_value("font-family").unwrap_or_default(),
        };
        // Only tidies up: what is left there does no harm.
        drop(probe.style().remove_property("color"));
        Some(palette)
    }

    /// The colour of a hue.
    pub(crate) fn hue(&self, hue: u32) -> &str {
        self.hues.get(hue as usize).unwrap_or(&self.dim)
    }
}

/// The patterns of ready and of many, in every hue.
#[derive(Debug)]
pub(crate) struct Patterns {
    ready: Vec<Option<CanvasPattern>>,
    many: Vec<Option<CanvasPattern>>,
}

impl Patterns {
    /// Drawn for a screen with so many device pixels in one of CSS.
    pub(crate) fn new(palette: &Palette, scale: f64) -> Self {
        let all = |draw: fn(&CanvasRenderingContext2d, f64)| {
            let hues = palette.hues.iter();
            hues.map(|color| pattern(color, scale, draw)).collect()
        };
        Self {
            ready: all(hatch),
            many: all(stripes),
        }
    }

    /// The pattern of a look that has one.
    pub(crate) fn get(&self, fill: Fill, hue: u32) -> Option<&CanvasPattern> {
        let patterns = match fill {
            Fill::Ready => &self.ready,
            Fill::Many => &self.many,
            Fill::Running | Fill::Waiting => return None,
        };
        patterns.get(hue as usize)?.as_ref()
    }
}

/// A square of 6 pixels of CSS, repeated, on a ground of the same colour, soft.
fn pattern(
    color: &str,
    scale: f64,
    draw: fn(&CanvasRenderingContext2d, f64),
) -> Option<CanvasPattern> {
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
pub(crate) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context = canvas.get_context("2d").ok()??;
    JsValue::from(context).dyn_into().ok()
}
