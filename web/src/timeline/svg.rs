//! The surface of files and of paper: an SVG document.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::surface::Surface;
use super::tiles::Fill;

/// Measures a text in a font of this size: the browser's work.
type Measure = Box<dyn Fn(&str, f64) -> f64>;

/// An SVG document that is being drawn. Texts are texts in it, and patterns patterns.
pub(super) struct Svg {
    measure: Measure,
    document: RefCell<Document>,
}

#[derive(Debug, Default)]
struct Document {
    size: (f64, f64),
    family: String,
    /// The patterns that are used, by the names that they have in the document.
    patterns: BTreeSet<(String, String)>,
    clips: u32,
    body: String,
    path: String,
    style: Style,
    /// Those of the clips around.
    outer: Vec<Style>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    fill: String,
    stroke: String,
    alpha: f64,
    size: f64,
}

impl Svg {
    /// An empty document.
    pub(super) fn new(measure: impl Fn(&str, f64) -> f64 + 'static) -> Self {
        Self {
            measure: Box::new(measure),
            document: RefCell::default(),
        }
    }

    /// The document, whose title this is.
    pub(super) fn document(&self, title: &str) -> String {
        let document = self.document.borrow();
        let (width, height) = document.size;
        let patterns = document.patterns.iter();
        let patterns: String = patterns.map(|(_, pattern)| &**pattern).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" font-family=\"{}\" xml:space=\"preserve\">\n<title>{}</title>\n<defs>{patterns}</defs>\n{}</svg>\n",
            escaped(&document.family),
            escaped(title),
            document.body,
        )
    }
}

impl std::fmt::Debug for Svg {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Svg")
            .field("document", &self.document)
            .finish_non_exhaustive()
    }
}

impl Surface for Svg {
    fn clear(&self, width: f64, height: f64) {
        *self.document.borrow_mut() = Document {
            size: (width, height),
            style: Style {
                alpha: 1.0,
                ..Style::default()
            },
            ..Document::default()
        };
    }

    fn color(&self, color: &str) {
        let style = &mut self.document.borrow_mut().style;
        color.clone_into(&mut style.fill);
        color.clone_into(&mut style.stroke);
    }

    fn pattern(&self, fill: Fill, hue: u32, color: &str) {
        let (look, strokes) = match fill {
            Fill::Ready => ("ready", "M-1.5 4.5l6-6M-1.5 7.5l9-9M1.5 7.5l6-6"),
            Fill::Many => ("many", "M.75 0v6M3.75 0v6"),
            Fill::Running | Fill::Waiting => return,
        };
        let name = format!("{look}-{hue}");
        let pattern = format!(
            "<pattern id=\"{name}\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\">\
             <rect width=\"6\" height=\"6\" fill=\"{color}\" fill-opacity=\".16\"/>\
             <path d=\"{strokes}\" stroke=\"{color}\" stroke-width=\"1.5\"/></pattern>"
        );
        let mut document = self.document.borrow_mut();
        document.style.fill = format!("url(#{name})");
        document.patterns.insert((name, pattern));
    }

    fn alpha(&self, alpha: f64) {
        self.document.borrow_mut().style.alpha = alpha;
    }

    fn clip(&self, [x, y, width, height]: [f64; 4]) {
        let document = &mut *self.document.borrow_mut();
        document.outer.push(document.style.clone());
        document.clips += 1;
        let (clip, width, height) = (document.clips, width.max(0.0), height.max(0.0));
        push(
            &mut document.body,
            format_args!(
                "<clipPath id=\"clip-{clip}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>\
                 <g clip-path=\"url(#clip-{clip})\">\n"
            ),
        );
    }

    fn unclip(&self) {
        let document = &mut *self.document.borrow_mut();
        document.style = document.outer.pop().unwrap_or_default();
        document.body.push_str("</g>\n");
    }

    fn begin(&self) {
        self.document.borrow_mut().path.clear();
    }

    fn rect(&self, [x, y, width, height]: [f64; 4]) {
        self.path(format_args!(
            "M{} {}h{}v{}h{}z",
            Short(x),
            Short(y),
            Short(width),
            Short(height),
            Short(-width)
        ));
    }

    fn round_rect(&self, [x, y, width, height]: [f64; 4], radius: f64) {
        let radius = radius.min(height / 2.0).max(0.0);
        let (r, left) = (Short(radius), Short(-radius));
        let (across, down) = (width - 2.0 * radius, height - 2.0 * radius);
        self.path(format_args!(
            "M{} {}h{}a{r} {r} 0 0 1 {r} {r}v{}a{r} {r} 0 0 1 {left} {r}h{}a{r} {r} 0 0 1 {left} {left}v{}a{r} {r} 0 0 1 {r} {left}z",
            Short(x + radius),
            Short(y),
            Short(across),
            Short(down),
            Short(-across),
            Short(-down)
        ));
    }

    fn move_to(&self, x: f64, y: f64) {
        self.path(format_args!("M{} {}", Short(x), Short(y)));
    }

    fn line_to(&self, x: f64, y: f64) {
        self.path(format_args!("L{} {}", Short(x), Short(y)));
    }

    fn close(&self) {
        self.path(format_args!("z"));
    }

    fn fill(&self) {
        let document = &mut *self.document.borrow_mut();
        if document.path.is_empty() {
            return;
        }
        let (path, style) = (&document.path, &document.style);
        push(
            &mut document.body,
            format_args!("<path d=\"{path}\" fill=\"{}\"", style.fill),
        );
        document.end_shape("fill");
    }

    fn stroke(&self, thick: f64, dash: Option<(f64, f64)>) {
        let document = &mut *self.document.borrow_mut();
        if document.path.is_empty() {
            return;
        }
        let (path, stroke) = (&document.path, &document.style.stroke);
        push(
            &mut document.body,
            format_args!(
                "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{}\" stroke-linecap=\"round\"",
                Short(thick)
            ),
        );
        if let Some((dash, gap)) = dash {
            push(
                &mut document.body,
                format_args!(" stroke-dasharray=\"{} {}\"", Short(dash), Short(gap)),
            );
        }
        document.end_shape("stroke");
    }

    fn font(&self, size: f64, family: &str) {
        let document = &mut *self.document.borrow_mut();
        document.style.size = size;
        family.clone_into(&mut document.family);
    }

    fn text(&self, text: &str, x: f64, y: f64) {
        let document = &mut *self.document.borrow_mut();
        let style = &document.style;
        // Not by `dominant-baseline`, which few programs but browsers know.
        let baseline = y + style.size * 0.35;
        push(
            &mut document.body,
            format_args!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>\n",
                Short(x),
                Short(baseline),
                Short(style.size),
                style.fill,
                escaped(text)
            ),
        );
    }

    fn measure(&self, text: &str) -> f64 {
        let size = self.document.borrow().style.size;
        (self.measure)(text, size)
    }
}

impl Svg {
    fn path(&self, piece: std::fmt::Arguments<'_>) {
        push(&mut self.document.borrow_mut().path, piece);
    }
}

impl Document {
    fn end_shape(&mut self, what: &str) {
        let alpha = self.style.alpha;
        if alpha < 1.0 {
            push(
                &mut self.body,
                format_args!(" {what}-opacity=\"{}\"", Short(alpha)),
            );
        }
        self.body.push_str("/>\n");
    }
}

fn push(to: &mut String, piece: std::fmt::Arguments<'_>) {
    // A string takes everything.
    let _ = to.write_fmt(piece);
}

/// A number with two digits behind the point at most.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Adding 0 makes of -0 what it is.
        ((self.0 * 100.0).round() / 100.0 + 0.0).fmt(to)
    }
}

/// A text as XML takes it: without the characters that it forbids.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter if letter.is_control() => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&Svg)) -> String {
        let svg = Svg::new(|text, size| text.chars().count() as f64 * size * 0.6);
        svg.clear(100.0, 50.0);
        draw(&svg);
        svg.document("a < b")
    }

    #[test]
    fn shapes_are_paths_with_what_was_set() {
        let document = drawn(|svg| {
            svg.color("rgb(1, 2, 3)");
            svg.alpha(0.5);
            svg.begin();
            svg.rect([1.004, 2.0, 3.0, -0.0]);
            svg.fill();
            svg.begin();
            svg.move_to(0.0, 0.0);
            svg.line_to(2.5, 0.0);
            svg.stroke(1.5, Some((3.0, 4.0)));
        });
        assert!(
            document
                .contains("<path d=\"M1 2h3v0h-3z\" fill=\"rgb(1, 2, 3)\" fill-opacity=\"0.5\"/>"),
            "{document}"
        );
        assert!(
            document.contains("stroke-dasharray=\"3 4\" stroke-opacity=\"0.5\"/>"),
            "{document}"
        );
        assert!(document.contains("<title>a &lt; b</title>"));
    }

    #[test]
    fn a_clip_gives_back_what_was_set_before() {
        let document = drawn(|svg| {
            svg.color("red");
            svg.clip([0.0, 0.0, 9.0, 9.0]);
            svg.color("blue");
            svg.unclip();
            svg.font(11.0, "\"Segoe UI\", sans-serif");
            svg.text("x & y\u{1b}", 1.0, 10.0);
        });
        assert!(document.contains("<g clip-path=\"url(#clip-1)\">\n</g>"));
        assert!(
            document.contains("y=\"13.85\" font-size=\"11\" fill=\"red\">x &amp; y\u{fffd}</text>"),
            "{document}"
        );
        assert!(document.contains("font-family=\"&quot;Segoe UI&quot;, sans-serif\""));
    }

    #[test]
    fn a_pattern_is_defined_once() {
        let document = drawn(|svg| {
            for _ in 0..2 {
                svg.pattern(Fill::Ready, 3, "green");
                svg.begin();
                svg.round_rect([0.0, 0.0, 8.0, 8.0], 3.0);
                svg.fill();
            }
        });
        assert_eq!(document.matches("<pattern id=\"ready-3\"").count(), 1);
        assert_eq!(document.matches("fill=\"url(#ready-3)\"").count(), 2);
    }
}
