//! Paints the axis: its ticks, and the ruler of the event loop.

use super::super::pen::Pen;
use super::super::scene::{AXIS, Scene, TextStyle};
use super::{MIN_WIDTH, Painter, RULER, RULER_HEIGHT};

/// The most dots in a fold.
const MAX_DOTS: usize = 400;

impl Painter {
    pub(super) fn axis(&self, all: &Pen<'_>, plot: &Pen<'_>, scene: &Scene) {
        let frame = &scene.frame;
        all.color(&self.palette.dim);
        if let Some(base) = &scene.ticks.base {
            all.text(base, 10.0, 14.0, TextStyle::Small);
        }
        plot.within((-4.0, 0.0, frame.plot(), AXIS), || {
            for tick in &scene.ticks.ticks {
                plot.color(&self.palette.dim);
                plot.text(&tick.label, frame.x(tick.at) + 4.0, 14.0, TextStyle::Small);
            }
        });
        plot.within((0.0, RULER - 2.0, frame.plot(), AXIS), || {
            let ruler = &scene.ruler;
            let busy = ruler.busy.iter().map(|busy| (busy.left, busy.right));
            let blocked = ruler.blocked.iter().map(|block| (block.left, block.right));
            plot.color(&self.palette.line);
            plot.spans([ruler.idle].into_iter(), 0.0, RULER, RULER_HEIGHT);
            plot.color(&self.palette.dim);
            plot.spans(busy, 1.0, RULER, RULER_HEIGHT);
            plot.color(&self.palette.bad);
            plot.spans(blocked, MIN_WIDTH, RULER - 1.0, RULER_HEIGHT + 2.0);
            for fold in &scene.ticks.folds {
                self.fold(plot, frame.x(fold.start), frame.x(fold.end), &fold.label);
            }
        });
    }

    /// The ruler is dotted where the axis is folded, with the length of what is missing.
    fn fold(&self, plot: &Pen<'_>, left: f64, right: f64, label: &str) {
        let middle = RULER + RULER_HEIGHT / 2.0;
        plot.color(&self.palette.panel);
        plot.spans(
            [(left, right)].into_iter(),
            2.0,
            RULER - 1.0,
            RULER_HEIGHT + 2.0,
        );
        plot.color(&self.palette.dim);
        let dots = ((right - left) / 7.0).floor().max(1.0) as usize;
        let first = (left + right) / 2.0 - (dots - 1) as f64 * 3.5;
        for dot in 0..dots.min(MAX_DOTS) {
            plot.disc(first + dot as f64 * 7.0, middle, 1.1);
        }
        let wide = plot.measure(label, TextStyle::Small);
        plot.text(label, (left + right - wide) / 2.0, 14.0, TextStyle::Small);
    }
}
