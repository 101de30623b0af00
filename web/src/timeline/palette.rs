//! The page's colours for the canvas.

use web_sys::HtmlElement;

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
