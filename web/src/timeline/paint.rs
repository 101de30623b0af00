//! Puts a scene on a surface. Nothing is decided here but how things look.
//!
//! All is in device pixels: edges are rounded to them, so that they are sharp.

mod caption;
mod lanes;
mod overlay;
mod ruler;

use std::collections::HashMap;
use std::rc::Rc;

use super::palette::Palette;
use super::pen::Pen;
use super::scene::{Scene, TextStyle};
use super::surface::Surface;

/// From the upper edge of a lane of the ordinary height to that of its boxes.
const BOX_TOP: f64 = 6.0;
/// The height of a box in it.
const BOX: f64 = 20.0;
/// The upper edge of the ruler, where type is of its ordinary size.
const RULER: f64 = 25.0;
/// The height of the ruler.
const RULER_HEIGHT: f64 = 5.0;
/// A step is never narrower.
const MIN_WIDTH: f64 = 2.0;
/// The height of a caption.
const CAPTION: f64 = 72.0;
/// Texts whose widths are remembered.
const MAX_WIDTHS: usize = 4_000;

/// A surface, and what it takes to paint on it.
#[derive(Debug)]
pub(crate) struct Painter {
    surface: Rc<dyn Surface>,
    palette: Palette,
    scale: f64,
    type_size: f64,
    widths: HashMap<(bool, String), f64>,
}

impl Painter {
    /// Paints on `surface`, with `scale` device pixels in one of CSS.
    pub(super) fn new(surface: Rc<dyn Surface>, palette: Palette, scale: f64) -> Self {
        Self {
            surface,
            palette,
            scale,
            type_size: 1.0,
            widths: HashMap::new(),
        }
    }

    /// The colours.
    pub(crate) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// How many device pixels it takes one of CSS to be.
    pub(crate) fn scale(&self) -> f64 {
        self.scale
    }

    /// Sets the size of type, where 1 is the ordinary one.
    pub(crate) fn set_type(&mut self, size: f64) {
        if self.type_size != size {
            self.type_size = size;
            self.widths.clear();
        }
    }

    /// The width of a text, in pixels of CSS.
    pub(crate) fn measure(&mut self, text: &str, style: TextStyle) -> f64 {
        let key = (style == TextStyle::Name, text.to_owned());
        if let Some(&width) = self.widths.get(&key) {
            return width;
        }
        if self.widths.len() >= MAX_WIDTHS {
            self.widths.clear();
        }
        let width = self.pen(0.0).measure(text, style);
        self.widths.insert(key, width);
        width
    }

    /// Paints the scene, of which so much can be scrolled.
    pub(crate) fn paint(&self, scene: &Scene, most_scroll: f64) {
        let frame = &scene.frame;
        self.surface
            .clear(frame.width * self.scale, frame.height * self.scale);
        self.scene(scene, most_scroll);
    }

    /// Paints the scene on a ground of its own, with two lines and the legend below.
    pub(crate) fn draw(&mut self, scene: &Scene, caption: &[String; 2]) {
        self.set_type(scene.frame.sizes.type_size);
        let (width, height) = (scene.frame.width, scene.frame.height + CAPTION);
        self.surface.clear(width * self.scale, height * self.scale);
        let all = self.pen(0.0);
        all.color(&self.palette.panel);
        all.spans([(0.0, width)].into_iter(), 0.0, 0.0, height);
        self.scene(scene, 0.0);
        let all = Pen {
            type_size: 1.0,
            ..all
        };
        self.caption(&all, &scene.frame, caption);
    }

    fn scene(&self, scene: &Scene, most_scroll: f64) {
        let frame = &scene.frame;
        let axis = frame.sizes.axis;
        let ruler = RULER * frame.sizes.type_size;
        let (all, plot) = (self.pen(0.0), self.pen(frame.names));
        plot.within((0.0, ruler, frame.plot(), frame.height), || {
            plot.color(&self.palette.line);
            if !scene.rows.is_empty() {
                plot.upright(0.0, ruler, frame.height, 1.0);
            }
            for tick in &scene.ticks.ticks {
                plot.upright(frame.x(tick.at), ruler, frame.height, 1.0);
            }
            let folds = scene.ticks.folds.iter();
            let folds = folds.map(|fold| (frame.x(fold.start), frame.x(fold.end)));
            plot.faint(0.45, || plot.spans(folds, 1.0, axis, frame.height));
        });
        let below = frame.below_pinned();
        for (pinned, top) in [(false, below), (true, axis)] {
            let rows = || scene.rows.iter().filter(move |row| row.pinned == pinned);
            all.within((0.0, top, frame.width, frame.height), || {
                rows().for_each(|row| self.name(&all, row, frame));
            });
            // What stands at the very beginning reaches a little out of the plot.
            plot.within((-3.0, top, frame.plot(), frame.height), || {
                rows().for_each(|row| self.row(&plot, row, frame.sizes));
            });
        }
        if frame.pinned > 0 {
            all.color(&self.palette.dim);
            all.faint(0.5, || {
                all.spans([(0.0, frame.width)].into_iter(), 0.0, below - 1.0, 1.0);
            });
        }
        plot.within((-3.0, axis, frame.plot(), frame.height), || {
            self.path(&plot, &scene.path, frame.sizes);
            for arrow in &scene.arrows {
                self.arrow(&plot, arrow, frame.sizes);
            }
            if let Some(range) = &scene.range {
                plot.color(&self.palette.accent);
                let ends = (range.left, range.right);
                plot.faint(0.13, || {
                    plot.spans([ends].into_iter(), 1.0, axis, frame.height);
                });
                plot.upright(range.left, axis, frame.height, 1.0);
                plot.upright(range.right, axis, frame.height, 1.0);
            }
            if let Some(ahead) = scene.ahead {
                // What is still to come stands back.
                plot.color(&self.palette.panel);
                plot.faint(0.62, || {
                    plot.spans([(ahead, frame.plot())].into_iter(), 0.0, axis, frame.height);
                });
            }
        });
        self.axis(&all, &plot, scene);
        if most_scroll > 0.0 {
            let page = frame.height - axis;
            let thumb = (page * page / (page + most_scroll)).max(16.0);
            let top = axis + (page - thumb) * frame.scroll / most_scroll;
            all.color(&self.palette.dim);
            all.faint(0.45, || {
                all.rounded(frame.width - 5.0, top, 3.0, thumb, 1.5)
            });
        }
        if let Some(range) = &scene.range {
            plot.color(&self.palette.accent);
            self.badge(&plot, &range.badge, frame.sizes);
        }
        if let Some(x) = scene.cursor {
            self.cursor(&plot, x, scene);
        }
    }

    fn pen(&self, left: f64) -> Pen<'_> {
        Pen {
            surface: &*self.surface,
            font: &self.palette.font,
            type_size: self.type_size,
            scale: self.scale,
            left,
        }
    }
}
