//! Puts a scene on a canvas. Nothing is decided here but how things look.
//!
//! All is in device pixels: edges are rounded to them, so that they are sharp.

use std::collections::HashMap;

use interleave_trace::TaskEnd;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::palette::{Palette, Patterns, context};
use super::pen::Pen;
use super::scene::{AXIS, Arrow, Badge, EndMark, LANE, PathSegment, Row, Scene, TextStyle};
use super::tiles::{Fill, Tile};

/// From the upper edge of a lane to that of its boxes.
const BOX_TOP: f64 = 6.0;
/// The height of a box.
const BOX: f64 = 20.0;
/// The upper edge of the ruler.
const RULER: f64 = 25.0;
/// The height of the ruler.
const RULER_HEIGHT: f64 = 5.0;
/// A step is never narrower.
const NARROWEST: f64 = 2.0;
/// What is narrower is too narrow for a pattern to be seen.
const FOR_PATTERN: f64 = 3.0;
/// In a step that is higher there is room for a text.
const HIGH_TEXT: f64 = 14.0;
/// No more dots than these are drawn in a fold.
const MAX_DOTS: usize = 400;
/// Texts whose widths are remembered.
const MAX_WIDTHS: usize = 4_000;

/// A canvas, and what it takes to paint on it.
#[derive(Debug)]
pub(crate) struct Painter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    palette: Palette,
    patterns: Patterns,
    scale: f64,
    widths: HashMap<(bool, String), f64>,
}

impl Painter {
    /// Paints on `canvas`, with `scale` device pixels in one of CSS.
    pub(crate) fn new(canvas: HtmlCanvasElement, palette: Palette, scale: f64) -> Option<Self> {
        Some(Self {
            context: context(&canvas)?,
            patterns: Patterns::new(&palette, scale),
            canvas,
            palette,
            scale,
            widths: HashMap::new(),
        })
    }

    /// The colours.
    pub(crate) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// How many device pixels it takes one of CSS to be.
    pub(crate) fn scale(&self) -> f64 {
        self.scale
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
        self.pen(0.0).style(style);
        let metrics = self.context.measure_text(text);
        let width = metrics.map_or(0.0, |metrics| metrics.width()) / self.scale;
        self.widths.insert(key, width);
        width
    }

    /// Paints the scene, of which so much can be scrolled.
    pub(crate) fn paint(&self, scene: &Scene, most_scroll: f64) {
        let frame = &scene.frame;
        let (width, height) = (frame.width * self.scale, frame.height * self.scale);
        let size = (width.round() as u32, height.round() as u32);
        if (self.canvas.width(), self.canvas.height()) != size {
            // Setting it clears the canvas, and costs even where nothing changes.
            self.canvas.set_width(size.0);
            self.canvas.set_height(size.1);
        }
        self.context.clear_rect(0.0, 0.0, width, height);
        let (all, plot) = (self.pen(0.0), self.pen(frame.names));
        plot.within((0.0, RULER, frame.plot(), frame.height), || {
            plot.color(&self.palette.line);
            if !scene.rows.is_empty() {
                plot.upright(0.0, RULER, frame.height, 1.0);
            }
            for tick in &scene.ticks.ticks {
                plot.upright(frame.x(tick.at), RULER, frame.height, 1.0);
            }
            let folds = scene.ticks.folds.iter();
            let folds = folds.map(|fold| (frame.x(fold.start), frame.x(fold.end)));
            plot.faint(0.45, || plot.spans(folds, 1.0, AXIS, frame.height));
        });
        let below = frame.below_pinned();
        for (pinned, top) in [(false, below), (true, AXIS)] {
            let rows = || scene.rows.iter().filter(move |row| row.pinned == pinned);
            all.within((0.0, top, frame.width, frame.height), || {
                rows().for_each(|row| self.name(&all, row, frame.width));
            });
            // What stands at the very beginning reaches a little out of the plot.
            plot.within((-3.0, top, frame.plot(), frame.height), || {
                rows().for_each(|row| self.row(&plot, row));
            });
        }
        if frame.pinned > 0 {
            all.color(&self.palette.dim);
            all.faint(0.5, || {
                all.spans([(0.0, frame.width)].into_iter(), 0.0, below - 1.0, 1.0);
            });
        }
        plot.within((-3.0, AXIS, frame.plot(), frame.height), || {
            self.path(&plot, &scene.path);
            for arrow in &scene.arrows {
                self.arrow(&plot, arrow);
            }
            if let Some(range) = &scene.range {
                plot.color(&self.palette.accent);
                let ends = (range.left, range.right);
                plot.faint(0.13, || {
                    plot.spans([ends].into_iter(), 1.0, AXIS, frame.height);
                });
                plot.upright(range.left, AXIS, frame.height, 1.0);
                plot.upright(range.right, AXIS, frame.height, 1.0);
            }
            if let Some(ahead) = scene.ahead {
                // What is still to come stands back.
                plot.color(&self.palette.panel);
                plot.faint(0.62, || {
                    plot.spans([(ahead, frame.plot())].into_iter(), 0.0, AXIS, frame.height);
                });
            }
        });
        self.axis(&all, &plot, scene);
        if most_scroll > 0.0 {
            let page = frame.height - AXIS;
            let thumb = (page * page / (page + most_scroll)).max(16.0);
            let top = AXIS + (page - thumb) * frame.scroll / most_scroll;
            all.color(&self.palette.dim);
            all.faint(0.45, || {
                all.rounded(frame.width - 5.0, top, 3.0, thumb, 1.5)
            });
        }
        if let Some(range) = &scene.range {
            plot.color(&self.palette.accent);
            self.badge(&plot, &range.badge);
        }
        if let Some(x) = scene.cursor {
            self.cursor(&plot, x, scene);
        }
    }

    fn pen(&self, left: f64) -> Pen<'_> {
        Pen {
            context: &self.context,
            font: &self.palette.font,
            scale: self.scale,
            left,
        }
    }

    fn name(&self, all: &Pen<'_>, row: &Row, width: f64) {
        if row.selected {
            all.color(&self.palette.accent);
            all.faint(0.1, || {
                all.spans([(0.0, width)].into_iter(), 0.0, row.top, LANE)
            });
        }
        if row.starts_group {
            all.color(&self.palette.dim);
            all.faint(0.5, || {
                all.spans([(0.0, width)].into_iter(), 0.0, row.top, 1.0)
            });
        }
        let middle = row.top + LANE / 2.0;
        if let Some(open) = row.open {
            let x = row.indent + 5.0;
            let chevron = match open {
                true => [(-2.7, -1.4), (0.0, 1.4), (2.7, -1.4)],
                false => [(-1.4, -2.7), (1.4, 0.0), (-1.4, 2.7)],
            };
            all.color(&self.palette.dim);
            let points = chevron.iter().map(|(dx, dy)| (x + dx, middle + dy));
            all.stroke(points, 1.4);
        }
        if row.pinned {
            all.color(&self.palette.accent);
            all.spans([(0.0, 2.0)].into_iter(), 2.0, row.top + 5.0, LANE - 10.0);
        }
        all.color(
            row.hue
                .map_or(&self.palette.dim, |hue| self.palette.hue(hue)),
        );
        match row.hue {
            Some(_) => all.disc(14.0 + row.indent, middle, 4.5),
            // A thread: its own colour would say that it is a task.
            None => all.rounded(10.0 + row.indent, middle - 4.0, 8.0, 8.0, 2.0),
        }
        all.color(&self.palette.ink);
        all.text(&row.name, 26.0 + row.indent, middle, TextStyle::Name);
        if let Some((x, coro)) = &row.coro {
            all.color(&self.palette.dim);
            all.text(coro, *x, middle, TextStyle::Small);
        }
    }

    fn row(&self, plot: &Pen<'_>, row: &Row) {
        let middle = row.top + LANE / 2.0;
        for tile in row.tiles.iter().filter(|tile| tile.emphasis) {
            let wide = (tile.right - tile.left).max(NARROWEST) + 6.0;
            plot.color(&self.palette.accent);
            plot.faint(0.16, || {
                plot.rounded(tile.left - 3.0, row.top + 2.0, wide, LANE - 4.0, 4.0);
            });
        }
        for tiles in row.tiles.chunk_by(|one, other| one.hue == other.hue) {
            self.tiles(plot, tiles, row.top);
        }
        let foot = row.top + BOX_TOP + BOX - 3.0;
        let blocked = || row.blocked.iter().map(|block| (block.left, block.right));
        // Set off, as a hue may be close to red.
        plot.color(&self.palette.panel);
        plot.spans(blocked(), NARROWEST, foot - 1.5, 1.5);
        plot.color(&self.palette.bad);
        plot.spans(blocked(), NARROWEST, foot, 3.0);
        for tile in row.tiles.iter().filter(|tile| tile.selected) {
            let right = tile.right.max(tile.left + NARROWEST);
            let around = (tile.left - 3.0, right + 3.0);
            plot.color(&self.palette.ink);
            plot.outlines([around].into_iter(), row.top + 0.5, LANE - 1.0, 5.0, 1.5);
        }
        for label in &row.labels {
            let (color, y) = match label.level.map(|level| BOX * level) {
                // In the step, below its edge; above it where the step is low.
                Some(high) => {
                    let edge = row.top + BOX_TOP + BOX - high;
                    let aside = if high < HIGH_TEXT { -6.0 } else { 9.0 };
                    (&self.palette.ink, edge + aside)
                }
                None if label.inside => (&self.palette.panel, middle),
                None => (&self.palette.dim, middle - 8.0),
            };
            plot.color(color);
            plot.text(&label.text, label.x, y, TextStyle::Small);
        }
        for (error, color) in [(false, &self.palette.ink), (true, &self.palette.bad)] {
            let prints = row.prints.iter().filter(|print| print.error == error);
            plot.color(color);
            let tips = prints.map(|print| (print.x, row.top + BOX_TOP + BOX + 1.0));
            plot.pointers(tips, 2.8, 4.0);
        }
        if let Some(end) = &row.end {
            self.end(plot, end, middle);
        }
    }

    /// Tiles of one hue. All of one look are one shape, as thousands of shapes
    /// take long; the strongest look last, so that a narrow step is not painted over.
    fn tiles(&self, plot: &Pen<'_>, tiles: &[Tile], top: f64) {
        let Some(hue) = tiles.first().map(|tile| tile.hue) else {
            return;
        };
        let (top, middle) = (top + BOX_TOP, top + LANE / 2.0);
        let of = |fill| tiles.iter().filter(move |tile: &&Tile| tile.fill == fill);
        let ends = |tile: &Tile| (tile.left, tile.right);
        let highlights = |tile: &&Tile| tile.emphasis || tile.selected;
        let narrow = |tile: &&Tile| tile.right - tile.left < FOR_PATTERN;

        plot.color(self.palette.hue(hue));
        plot.faint(0.55, || {
            plot.spans(of(Fill::Waiting).map(ends), 1.0, middle - 1.0, 2.0);
        });
        let thick = of(Fill::Waiting).filter(highlights);
        plot.spans(thick.map(ends), 1.0, middle - 1.5, 3.0);
        let ready = of(Fill::Ready).filter(narrow);
        plot.faint(0.5, || plot.spans(ready.map(ends), 1.0, top, BOX));
        for fill in [Fill::Ready, Fill::Many] {
            let wide = || of(fill).filter(|tile| !narrow(tile)).map(ends);
            if let Some(pattern) = self.patterns.get(fill, hue) {
                self.context.set_fill_style_canvas_pattern(pattern);
            }
            plot.blocks(wide(), NARROWEST, top, BOX);
            plot.faint(0.75, || plot.outlines(wide(), top, BOX, 3.0, 1.0));
        }
        plot.color(self.palette.hue(hue));
        let whole = of(Fill::Running).filter(|tile| tile.level.is_none());
        plot.blocks(whole.map(ends), NARROWEST, top, BOX);
        for tile in of(Fill::Running) {
            if let Some(level) = tile.level {
                let high = (BOX * level).max(2.0);
                let edge = top + BOX - high;
                let ends = ends(tile);
                plot.faint(0.35, || plot.spans([ends].into_iter(), 1.0, edge, high));
                plot.spans([ends].into_iter(), 1.0, edge, 2.0);
            }
        }
    }

    fn end(&self, plot: &Pen<'_>, end: &EndMark, y: f64) {
        let x = end.x;
        let strokes: &[&[(f64, f64)]] = match end.how {
            Some(TaskEnd::Returned) => &[&[(-4.0, 0.0), (-1.0, 3.5), (4.5, -4.0)]],
            Some(TaskEnd::Raised(_)) => &[&[(-3.5, -3.5), (3.5, 3.5)], &[(-3.5, 3.5), (3.5, -3.5)]],
            Some(TaskEnd::Cancelled) => &[&[(-3.2, 3.2), (3.2, -3.2)]],
            // Three dots: it would have gone on.
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
            plot.stroke(stroke.iter().map(|(dx, dy)| (x + dx, y + dy)), 1.8);
        }
        if end.how == Some(TaskEnd::Cancelled) {
            plot.outlines([(x - 5.0, x + 5.0)].into_iter(), y - 5.0, 10.0, 5.0, 1.5);
        }
        plot.text(&end.text, x + 9.0, y, TextStyle::Small);
    }

    fn arrow(&self, plot: &Pen<'_>, arrow: &Arrow) {
        let x = arrow.x;
        let down = match arrow.from {
            Some(from) if from > arrow.to => -1.0,
            _ => 1.0,
        };
        let edge = BOX / 2.0 + 1.0;
        let from = match arrow.from {
            Some(from) => from + LANE / 2.0 + down * edge,
            None => RULER + RULER_HEIGHT,
        };
        let to = arrow.to + LANE / 2.0 - down * (edge + 1.0);
        let (alpha, thick): (f64, f64) = if arrow.selected {
            (1.0, 1.8)
        } else {
            (0.55, 1.2)
        };
        if arrow.cancels {
            // Broken, and crossed out at its end: no grey can make it a wake-up.
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

    /// The critical path: a line along the feet of its lanes, and from one to the next.
    fn path(&self, plot: &Pen<'_>, path: &[PathSegment]) {
        let foot = |top: f64| top + LANE - 3.0;
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

    fn axis(&self, all: &Pen<'_>, plot: &Pen<'_>, scene: &Scene) {
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
            plot.spans(blocked, NARROWEST, RULER - 1.0, RULER_HEIGHT + 2.0);
            for fold in &scene.ticks.folds {
                self.fold(plot, frame.x(fold.start), frame.x(fold.end), &fold.label);
            }
        });
    }

    /// The ruler is torn where the axis is folded, and tells how much is missing.
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
        let wide = plot.width(label);
        plot.text(label, (left + right - wide) / 2.0, 14.0, TextStyle::Small);
    }

    fn cursor(&self, plot: &Pen<'_>, x: f64, scene: &Scene) {
        let frame = &scene.frame;
        plot.color(&self.palette.ink);
        let Some(badge) = &scene.badge else {
            plot.faint(0.4, || plot.upright(x, RULER - 4.0, frame.height, 1.0));
            return;
        };
        plot.upright(x, 18.0, frame.height, 1.5);
        plot.pointers([(x, RULER)].into_iter(), 5.0, -7.0);
        self.badge(plot, badge);
    }

    fn badge(&self, plot: &Pen<'_>, badge: &Badge) {
        plot.rounded(badge.left, 4.0, badge.width, 17.0, 4.0);
        plot.color(&self.palette.panel);
        plot.text(&badge.text, badge.left + 6.0, 13.0, TextStyle::Small);
    }
}
