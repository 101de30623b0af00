//! Paints the axis: its ticks, and the ruler of the event loop.

use super::super::pen::Pen;
use super::super::scene::{Scene, TextStyle};
use super::{MIN_WIDTH, Painter, RULER, RULER_HEIGHT};

/// The middle of the ticks' labels, where type is of its ordinary size.
const TEXT: f64 = 14.0;
/// The most dots in a fold.
const MAX_DOTS: usize = 400;

impl Painter {
    pub(super) fn axis(&self, all: &Pen<'_>, plot: &Pen<'_>, scene: &Scene) {
        let frame = &scene.frame;
        let bottom = frame.sizes.axis;
        let t = frame.sizes.type_size;
        let (text, top, height) = (TEXT * t, RULER * t, RULER_HEIGHT * t);
        all.color(&self.palette.dim);
        if let Some(base) = &scene.ticks.base {
            all.text(base, 10.0, text, TextStyle::Small);
        }
        plot.within((-4.0, 0.0, frame.plot(), bottom), || {
            for tick in &scene.ticks.ticks {
                plot.color(&self.palette.dim);
                plot.text(&tick.label, frame.x(tick.at) + 4.0, text, TextStyle::Small);
            }
        });
        plot.within((0.0, top - 2.0, frame.plot(), bottom), || {
            let ruler = &scene.ruler;
            let busy = ruler.busy.iter().map(|busy| (busy.left, busy.right));
            let blocked = ruler.blocked.iter().map(|block| (block.left, block.right));
            plot.color(&self.palette.line);
            plot.spans([ruler.idle].into_iter(), 0.0, top, height);
            plot.color(&self.palette.dim);
            plot.spans(busy, 1.0, top, height);
            plot.color(&self.palette.bad);
            plot.spans(blocked, MIN_WIDTH, top - 1.0, height + 2.0);
            for fold in &scene.ticks.folds {
                let ends = (frame.x(fold.start), frame.x(fold.end));
                self.fold(plot, ends, &fold.label, t);
            }
        });
    }

    /// The ruler is dotted where the axis is folded, with the length of what is missing.
    fn fold(&self, plot: &Pen<'_>, (left, right): (f64, f64), label: &str, t: f64) {
        let (top, height) = (RULER * t, RULER_HEIGHT * t);
        let middle = top + height / 2.0;
        plot.color(&self.palette.panel);
        plot.spans([(left, right)].into_iter(), 2.0, top - 1.0, height + 2.0);
        plot.color(&self.palette.dim);
        let dots = ((right - left) / 7.0).floor().max(1.0) as usize;
        let first = (left + right) / 2.0 - (dots - 1) as f64 * 3.5;
        for dot in 0..dots.min(MAX_DOTS) {
            plot.disc(first + dot as f64 * 7.0, middle, 1.1);
        }
        let wide = plot.measure(label, TextStyle::Small);
        let left = (left + right - wide) / 2.0;
        plot.text(label, left, TEXT * t, TextStyle::Small);
    }
}
