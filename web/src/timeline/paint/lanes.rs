//! Paints lanes: names, boxes, labels and marks.

use interleave_trace::TaskEnd;

use super::super::names::BEFORE_NAME;
use super::super::pen::Pen;
use super::super::scene::{EndMark, Frame, Row, TextStyle};
use super::super::sizes::Sizes;
use super::super::tiles::{Fill, Tile};
use super::{BOX, BOX_TOP, MIN_WIDTH, Painter};

/// The least width for a pattern, in pixels.
const MIN_PATTERN_WIDTH: f64 = 3.0;
/// The least height of a level for a text, in pixels.
const MIN_TEXT_HEIGHT: f64 = 14.0;

impl Painter {
    pub(super) fn name(&self, all: &Pen<'_>, row: &Row, frame: &Frame) {
        let (
            width,
            Sizes {
                lane, type_size: t, ..
            },
        ) = (frame.width, frame.sizes);
        if row.selected {
            all.color(&self.palette.accent);
            all.faint(0.1, || {
                all.spans([(0.0, width)].into_iter(), 0.0, row.top, lane)
            });
        }
        if row.starts_group {
            all.color(&self.palette.dim);
            all.faint(0.5, || {
                all.spans([(0.0, width)].into_iter(), 0.0, row.top, 1.0)
            });
        }
        let middle = row.top + lane / 2.0;
        if let Some(open) = row.open {
            let x = row.indent + 5.0 * t;
            let chevron = match open {
                true => [(-2.7, -1.4), (0.0, 1.4), (2.7, -1.4)],
                false => [(-1.4, -2.7), (1.4, 0.0), (-1.4, 2.7)],
            };
            all.color(&self.palette.dim);
            let points = chevron.iter().map(|(dx, dy)| (x + dx * t, middle + dy * t));
            all.stroke(points, 1.4 * t);
        }
        if row.pinned {
            all.color(&self.palette.accent);
            all.spans([(0.0, 2.0)].into_iter(), 2.0, row.top + 5.0, lane - 10.0);
        }
        all.color(
            row.hue
                .map_or(&self.palette.dim, |hue| self.palette.hue(hue)),
        );
        match row.hue {
            Some(_) => all.disc(14.0 * t + row.indent, middle, 4.5 * t),
            // A thread or resource: a hue would say that it is a task.
            None => {
                let (left, side) = (10.0 * t + row.indent, 8.0 * t);
                all.rounded(left, middle - side / 2.0, side, side, 2.0);
            }
        }
        all.color(&self.palette.ink);
        let left = BEFORE_NAME * t + row.indent;
        all.text(&row.name, left, middle, TextStyle::Name);
        if let Some((x, coro)) = &row.coro {
            all.color(&self.palette.dim);
            all.text(coro, *x, middle, TextStyle::Small);
        }
    }

    pub(super) fn row(&self, plot: &Pen<'_>, row: &Row, sizes: Sizes) {
        let Sizes {
            lane, type_size: t, ..
        } = sizes;
        let growth = sizes.growth();
        let (high, middle) = (BOX * growth, row.top + lane / 2.0);
        let bottom = row.top + (BOX_TOP + BOX) * growth;
        for tile in row.tiles.iter().filter(|tile| tile.emphasis) {
            let wide = (tile.right - tile.left).max(MIN_WIDTH) + 6.0;
            plot.color(&self.palette.accent);
            plot.faint(0.16, || {
                plot.rounded(tile.left - 3.0, row.top + 2.0, wide, lane - 4.0, 4.0);
            });
        }
        for tiles in row.tiles.chunk_by(|one, other| one.hue == other.hue) {
            self.tiles(plot, tiles, row.top, sizes);
        }
        let foot = bottom - 3.0;
        let blocked = || row.blocked.iter().map(|block| (block.left, block.right));
        // With a gap, as a hue may be close to red.
        plot.color(&self.palette.panel);
        plot.spans(blocked(), MIN_WIDTH, foot - 1.5, 1.5);
        plot.color(&self.palette.bad);
        plot.spans(blocked(), MIN_WIDTH, foot, 3.0);
        for tile in row.tiles.iter().filter(|tile| tile.selected) {
            let right = tile.right.max(tile.left + MIN_WIDTH);
            let around = (tile.left - 3.0, right + 3.0);
            plot.color(&self.palette.ink);
            plot.outlines([around].into_iter(), row.top + 0.5, lane - 1.0, 5.0, 1.5);
        }
        for label in &row.labels {
            let (color, y) = match label.level.map(|level| high * level) {
                // In the step, below its edge; above it where the step is low.
                Some(high) => {
                    let aside = if high < MIN_TEXT_HEIGHT * t {
                        -6.0
                    } else {
                        9.0
                    };
                    (&self.palette.ink, bottom - high + aside * t)
                }
                None if label.inside => (&self.palette.panel, middle),
                None => (&self.palette.dim, middle - 8.0 * growth.min(t * 1.1)),
            };
            plot.color(color);
            plot.text(&label.text, label.x, y, TextStyle::Small);
        }
        for (error, color) in [(false, &self.palette.ink), (true, &self.palette.bad)] {
            let prints = row.prints.iter().filter(|print| print.error == error);
            plot.color(color);
            let tips = prints.map(|print| (print.x, bottom + growth));
            plot.pointers(tips, 2.8 * growth, 4.0 * growth);
        }
        if let Some(end) = &row.end {
            self.end(plot, end, middle, t);
        }
    }

    /// Tiles of one hue. Those of one look are one path, as thousands of paths are slow; the
    /// strongest look comes last, so that a narrow step is not painted over.
    fn tiles(&self, plot: &Pen<'_>, tiles: &[Tile], top: f64, sizes: Sizes) {
        let Some(hue) = tiles.first().map(|tile| tile.hue) else {
            return;
        };
        let growth = sizes.growth();
        let (top, middle) = (top + BOX_TOP * growth, top + sizes.lane / 2.0);
        let height = BOX * growth;
        let of = |fill| tiles.iter().filter(move |tile: &&Tile| tile.fill == fill);
        let ends = |tile: &Tile| (tile.left, tile.right);
        let highlights = |tile: &&Tile| tile.emphasis || tile.selected;
        let narrow = |tile: &&Tile| tile.right - tile.left < MIN_PATTERN_WIDTH;

        plot.color(self.palette.hue(hue));
        plot.faint(0.55, || {
            plot.spans(of(Fill::Waiting).map(ends), 1.0, middle - 1.0, 2.0);
        });
        let thick = of(Fill::Waiting).filter(highlights);
        plot.spans(thick.map(ends), 1.0, middle - 1.5, 3.0);
        let ready = of(Fill::Ready).filter(narrow);
        plot.faint(0.5, || plot.spans(ready.map(ends), 1.0, top, height));
        for fill in [Fill::Ready, Fill::Many] {
            let wide = || of(fill).filter(|tile| !narrow(tile)).map(ends);
            plot.pattern(fill, hue, self.palette.hue(hue));
            plot.blocks(wide(), MIN_WIDTH, top, height);
            plot.faint(0.75, || plot.outlines(wide(), top, height, 3.0, 1.0));
        }
        plot.color(self.palette.hue(hue));
        let whole = of(Fill::Running).filter(|tile| tile.level.is_none());
        plot.blocks(whole.map(ends), MIN_WIDTH, top, height);
        for tile in of(Fill::Running) {
            if let Some(level) = tile.level {
                let high = (height * level).max(2.0);
                let edge = top + height - high;
                let ends = ends(tile);
                plot.faint(0.35, || plot.spans([ends].into_iter(), 1.0, edge, high));
                plot.spans([ends].into_iter(), 1.0, edge, 2.0);
            }
        }
    }

    fn end(&self, plot: &Pen<'_>, end: &EndMark, y: f64, t: f64) {
        let x = end.x;
        let strokes: &[&[(f64, f64)]] = match end.how {
            Some(TaskEnd::Returned) => &[&[(-4.0, 0.0), (-1.0, 3.5), (4.5, -4.0)]],
            Some(TaskEnd::Raised(_)) => &[&[(-3.5, -3.5), (3.5, 3.5)], &[(-3.5, 3.5), (3.5, -3.5)]],
            Some(TaskEnd::Cancelled) => &[&[(-3.2, 3.2), (3.2, -3.2)]],
            // Three dots: it had not ended.
            None => &[
                &[(-4.5, 0.0), (-3.0, 0.0)],
                &[(-0.7, 0.0), (0.8, 0.0)],
                &[(3.1, 0.0), (4.6, 0.0)],
            ],
        };
        let color = match end.how {
            Some(TaskEnd::Returned) => &self.palette.good,
            Some(TaskEnd::Raised(_) | TaskEnd::Cancelled) | None => &self.palette.bad,
        };
        plot.color(color);
        for stroke in strokes {
            plot.stroke(
                stroke.iter().map(|(dx, dy)| (x + dx * t, y + dy * t)),
                1.8 * t,
            );
        }
        if end.how == Some(TaskEnd::Cancelled) {
            let radius = 5.0 * t;
            let ends = [(x - radius, x + radius)];
            plot.outlines(ends.into_iter(), y - radius, 2.0 * radius, radius, 1.5 * t);
        }
        plot.text(&end.text, x + 9.0 * t, y, TextStyle::Small);
    }
}
