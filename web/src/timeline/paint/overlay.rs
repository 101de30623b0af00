//! Paints what lies over the lanes: arrows, the critical path, the cursor.

use super::super::pen::Pen;
use super::super::scene::{Arrow, Badge, PathSegment, Scene, TextStyle};
use super::super::sizes::Sizes;
use super::{BOX, Painter, RULER, RULER_HEIGHT};

impl Painter {
    pub(super) fn arrow(&self, plot: &Pen<'_>, arrow: &Arrow, sizes: Sizes) {
        let x = arrow.x;
        let down = match arrow.from {
            Some(from) if from > arrow.to => -1.0,
            _ => 1.0,
        };
        let edge = BOX / 2.0 * sizes.growth() + 1.0;
        let middle = sizes.lane / 2.0;
        let from = match arrow.from {
            Some(from) => from + middle + down * edge,
            None => (RULER + RULER_HEIGHT) * sizes.type_size,
        };
        let to = arrow.to + middle - down * (edge + 1.0);
        let (alpha, thick): (f64, f64) = if arrow.selected {
            (1.0, 1.8)
        } else {
            (0.55, 1.2)
        };
        if arrow.cancels {
            // Dashed, and crossed out at its end: told from a wake-up without colours, too.
            plot.color(&self.palette.bad);
            plot.faint(alpha.max(0.8), || {
                let end = to - down * 3.5;
                plot.dashed((x, from), (x, end - down * 3.5), thick);
                for slope in [-1.0, 1.0] {
                    let cross = [(x - 3.5, end - slope * 3.5), (x + 3.5, end + slope * 3.5)];
                    plot.stroke(cross.into_iter(), thick.max(1.5));
                }
            });
            return;
        }
        plot.color(&self.palette.ink);
        plot.faint(alpha, || {
            plot.stroke([(x, from), (x, to - down * 4.0)].into_iter(), thick);
            plot.pointers([(x, to)].into_iter(), 3.4, -6.0 * down);
        });
    }

    /// The critical path: a line along the bottoms of its lanes, and from one to the next.
    pub(super) fn path(&self, plot: &Pen<'_>, path: &[PathSegment], sizes: Sizes) {
        let foot = |top: f64| top + sizes.lane - 3.0;
        // No hue: that would be a task's.
        plot.color(&self.palette.ink);
        let mut before: Option<f64> = None;
        for segment in path {
            let Some(top) = segment.top else {
                before = None;
                continue;
            };
            let y = foot(top);
            if let Some(before) = before {
                plot.stroke([(segment.left, before), (segment.left, y)].into_iter(), 2.0);
            }
            plot.stroke([(segment.left, y), (segment.right, y)].into_iter(), 3.0);
            before = Some(y);
        }
    }

    pub(super) fn cursor(&self, plot: &Pen<'_>, x: f64, scene: &Scene) {
        let frame = &scene.frame;
        let t = frame.sizes.type_size;
        plot.color(&self.palette.ink);
        let Some(badge) = &scene.badge else {
            plot.faint(0.4, || plot.upright(x, RULER * t - 4.0, frame.height, 1.0));
            return;
        };
        plot.upright(x, 18.0 * t, frame.height, 1.5);
        plot.pointers([(x, RULER * t)].into_iter(), 5.0 * t, -7.0 * t);
        self.badge(plot, badge, frame.sizes);
    }

    pub(super) fn badge(&self, plot: &Pen<'_>, badge: &Badge, sizes: Sizes) {
        let t = sizes.type_size;
        plot.rounded(badge.left, 4.0 * t, badge.width, 17.0 * t, 4.0);
        plot.color(&self.palette.panel);
        plot.text(&badge.text, badge.left + 6.0, 13.0 * t, TextStyle::Small);
    }
}
