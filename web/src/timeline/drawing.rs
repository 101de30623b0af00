//! A drawing of a run for a file or for paper: the scene of the page, and a caption below it.

use std::rc::Rc;

use interleave_trace::narrate::time::{duration, exact_moment};
use interleave_trace::{End, Moment};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::canvas::Canvas;
use super::index::Index;
use super::layout::{Measure, layout};
use super::names::names_width;
use super::paint::Painter;
use super::palette::Palette;
use super::scene::{Frame, Scene};
use super::seen::{Seen, Sight};
use super::sizes::Sizes;
use super::surface::Surface;
use super::svg::Svg;
use super::view::{Content, View};
use crate::browser;
use crate::trace::Trace;

/// The width of a drawing of the whole run, in pixels.
const WIDTH: f64 = 1_200.0;
/// Device pixels of a PNG in one of CSS.
const PNG_SCALE: f64 = 2.0;
/// No browser's canvas is larger than this, in device pixels.
const MAX_CANVAS: f64 = 16_000.0;

/// How much of a run is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All lanes from the beginning to the end.
    Whole,
    /// What the page shows, as it shows it.
    InView,
}

/// What stands below a drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Caption {
    /// The title of the program.
    pub(crate) title: String,
    /// The clock of the run.
    pub(crate) clock: &'static str,
}

/// Draws a run, in the colours of the page or of paper.
#[derive(Debug)]
pub(crate) struct Draftsman {
    palette: Palette,
    scene: Scene,
    caption: [String; 2],
}

impl Draftsman {
    /// Draws a part of a run, in the colours and the font of elements of this class. `None`
    /// where the browser has no canvas.
    pub(crate) fn new(
        class: &str,
        run: &Trace,
        seen: &Seen,
        part: Part,
        caption: &Caption,
    ) -> Option<Self> {
        let palette = palette(class)?;
        let canvas = Canvas::new(detached()?, 1.0)?;
        let mut painter = Painter::new(Rc::new(canvas), palette.clone(), 1.0);
        let sight = seen.get();
        if let Some(sight) = sight.as_ref().filter(|_| part == Part::InView) {
            painter.set_type(sight.frame.sizes.type_size);
        }
        let scene = scene(run, sight, part, &mut |text, style| {
            painter.measure(text, style)
        });
        let caption = [
            caption.title.clone(),
            caption.details(run, &scene.frame, part),
        ];
        Some(Self {
            palette,
            scene,
            caption,
        })
    }

    /// The drawing as an SVG document.
    pub(crate) fn svg(self) -> Option<String> {
        let canvas = Canvas::new(detached()?, 1.0)?;
        let family = self.palette.font.clone();
        let svg = Rc::new(Svg::new(move |text, size| {
            canvas.font(size, &family);
            canvas.measure(text)
        }));
        let surface: Rc<dyn Surface> = Rc::clone(&svg) as _;
        let mut painter = Painter::new(surface, self.palette, 1.0);
        painter.draw(&self.scene, &self.caption);
        Some(svg.document(&self.caption.join(". ")))
    }

    /// The drawing on a canvas.
    pub(crate) fn canvas(self) -> Option<HtmlCanvasElement> {
        let canvas = detached()?;
        let frame = &self.scene.frame;
        let scale = (MAX_CANVAS / frame.width.max(frame.height)).min(PNG_SCALE);
        let surface = Canvas::new(canvas.clone(), scale)?;
        let mut painter = Painter::new(Rc::new(surface), self.palette, scale);
        painter.draw(&self.scene, &self.caption);
        Some(canvas)
    }
}

impl Caption {
    /// `Simulated · 1.62 s`, and the part that is drawn.
    fn details(&self, run: &Trace, frame: &Frame, part: Part) -> String {
        let length = duration(run.chart.now);
        let whole = format!("{} · {length}", self.clock);
        if part == Part::Whole || frame.viewport == frame.all {
            return whole;
        }
        let mut index = Index::default();
        index.update(run, None, frame.scale);
        let axis = index.axis(run);
        let time = |at: f64| exact_moment(axis.time(at.min(axis.end())).max(0.0) as u64);
        let (from, to) = (time(frame.viewport.start), time(frame.viewport.end()));
        format!("{whole} · {from} to {to}")
    }
}

/// What is drawn of a run.
fn scene(run: &Trace, sight: Option<Sight>, part: Part, measure: Measure<'_>) -> Scene {
    let options = sight.as_ref().map(|sight| sight.options.clone());
    let scale = sight.as_ref().map(|sight| sight.frame.scale);
    let overlay = sight.as_ref().map(|sight| sight.overlay);
    let (options, scale) = (options.unwrap_or_default(), scale.unwrap_or_default());
    let mut overlay = overlay.unwrap_or_default();
    let end = Moment {
        events: run.chart.events,
        time: run.chart.now,
    };
    let mut index = Index::default();
    index.update(run, None, scale);
    if overlay.layers.critical {
        index.find_path(run);
    }
    index.show(run, &options, overlay.cursor.unwrap_or(end));
    let in_view = sight.map(|sight| sight.frame);
    if let Some(frame) = in_view.filter(|_| part == Part::InView) {
        return layout(run, &index, frame, overlay, measure);
    }
    overlay.cursor = None;
    let content = Content {
        lanes: index.lanes().len(),
        pinned: 0,
        end: index.axis(run).end(),
        live: false,
        ends_badly: run
            .chart
            .end
            .is_some_and(|end| matches!(end.how, End::Deadlock | End::Raised)),
        scale,
    };
    let sizes = Sizes::default();
    let height = sizes.content(content.lanes);
    let names = names_width(index.widest_name(), WIDTH, None);
    let frame = View::default().frame(content, sizes, (WIDTH, height), names);
    Scene {
        // It would stand at the end, and mean nothing.
        cursor: None,
        ..layout(run, &index, frame, overlay, measure)
    }
}

/// The colours and the font of elements of this class.
fn palette(class: &str) -> Option<Palette> {
    let document = browser::document();
    let probe: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    probe.set_class_name(class);
    document.body()?.append_child(&probe).ok()?;
    let palette = Palette::read(&probe);
    probe.remove();
    palette
}

fn detached() -> Option<HtmlCanvasElement> {
    let canvas = browser::document().create_element("canvas").ok()?;
    canvas.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::super::lane_options::LaneOptions;
    use super::super::scale::Scale;
    use super::super::scene::Overlay;
    use super::super::viewport::Viewport;
    use super::*;

    fn sight(run: &Trace, viewport: Option<Viewport>) -> Sight {
        let mut index = Index::default();
        index.update(run, None, Scale::Time);
        let content = Content {
            lanes: index.lanes().len(),
            pinned: 0,
            end: index.axis(run).end(),
            live: false,
            ends_badly: false,
            scale: Scale::Time,
        };
        let view = View {
            viewport,
            scroll: 0.0,
        };
        Sight {
            frame: view.frame(content, Sizes::default(), (600.0, 60.0), 100.0),
            options: LaneOptions::default(),
            overlay: Overlay::default(),
        }
    }

    fn script() -> Script {
        task().ready(0).runs(1_000)
    }

    #[test]
    fn the_whole_run_is_as_high_as_its_lanes() {
        let run = script().creates(2_000, "other", 1).until(10_000).run;
        let drawn = scene(&run, Some(sight(&run, None)), Part::Whole, &mut |_, _| 10.0);
        assert_eq!(drawn.rows.len(), 2);
        assert_eq!(
            (drawn.frame.width, drawn.frame.height),
            (WIDTH, Sizes::default().content(2))
        );
        assert_eq!(drawn.cursor, None);
    }

    #[test]
    fn what_is_in_view_is_drawn_as_it_is_and_named() {
        let run = script().until(10_000).run;
        let viewport = Viewport {
            start: 1_000.0,
            length: 2_000.0,
        };
        let seen = sight(&run, Some(viewport));
        let drawn = scene(&run, Some(seen.clone()), Part::InView, &mut |_, _| 10.0);
        assert_eq!(drawn.frame, seen.frame);
        let caption = Caption {
            title: "Tea".to_owned(),
            clock: "Simulated",
        };
        let details = |part| caption.details(&run, &seen.frame, part);
        assert_eq!(details(Part::Whole), "Simulated · 10 ms");
        assert_eq!(
            details(Part::InView),
            "Simulated · 10 ms · 0.001 s to 0.003 s"
        );
    }
}
