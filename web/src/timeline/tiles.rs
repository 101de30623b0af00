//! Tiles: what is drawn of a lane, no more than the screen has pixels.
//!
//! ```text
//!  spans      ──┤█├────┤▨▨▨▨▨██├──┤██├┤█├┤█├┤█├┤█├┤█├──┤█├──────
//!                │ narrower than a pixel │  many of them   │
//!  tiles      ───▌─────▨▨▨▨▨██───▥▥▥▥▥▥▥▥▥▥▥▥▥▥───▌──────────
//! ```
//!
//! A span narrower than a pixel is merged with all that begin within that pixel; the
//! next one is found by binary search, so that a lane costs what its tiles cost, however
//! long the recording is.

use std::ops::Range;

use interleave_trace::State;

use super::axis::Axis;
use super::track::Track;
use super::viewport::Viewport;

/// From this number on, merged spans are drawn as `Many`.
pub(crate) const MANY: usize = 7;
/// How many of the merged spans are examined. A task cycles through ready, running and
/// waiting: four hold every state.
const LOOKED_AT: usize = 4;
/// Merged tiles that are closer than this, in pixels, become one.
const TOUCH: f64 = 2.0;

/// How a tile looks, the strongest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fill {
    /// A thin line.
    Waiting,
    /// Hatched.
    Ready,
    /// Solid.
    Running,
    /// Too many spans to tell apart.
    Many,
}

/// A piece of a lane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tile {
    /// How it looks.
    pub(crate) fill: Fill,
    /// The number of its hue.
    pub(crate) hue: u32,
    /// Its left edge, in pixels from the left of the plot.
    pub(crate) left: f64,
    /// Its right edge; may be less than a pixel away.
    pub(crate) right: f64,
    /// How high it is, in parts of a box; `None` for a whole one.
    pub(crate) level: Option<f64>,
    /// The spans that it stands for.
    pub(crate) spans: Range<usize>,
    /// The span that it looks like; of merged ones, the first.
    pub(crate) lead: usize,
    /// Whether the only one, or any of the merged ones, is emphasised.
    pub(crate) emphasis: bool,
    /// Whether the only one, or any of the merged ones, is selected.
    pub(crate) selected: bool,
    merged: bool,
}

/// The highlighted spans of a lane.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Highlights<'a> {
    /// The indices of the emphasised ones, ascending.
    pub(crate) emphasised: &'a [usize],
    /// The index of the selected one.
    pub(crate) selected: Option<usize>,
}

/// The tiles of a track in a window of so many pixels, from left to right. They extend
/// beyond the window where their spans do.
pub(crate) fn tiles(
    track: Track<'_>,
    axis: Axis<'_>,
    window: Viewport,
    width: f64,
    highlights: Highlights<'_>,
) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = Vec::new();
    let pixel = window.length / width;
    let x = |at: f64| (at - window.start) / pixel;
    let mut index = track.first_shown(window.start, axis);
    while index < track.len() {
        let first = track.get(index, axis);
        if first.start > window.end() {
            break;
        }
        let wide = first.end - first.start >= pixel;
        let next = if wide {
            index + 1
        } else {
            merge_from(track, axis, index, pixel)
        };
        let last = track.get(next - 1, axis);
        let spans = index..next;
        index = next;
        if last.end.max(first.end) < window.start {
            continue;
        }
        let (fill, lead) = look(track, spans.clone());
        let tile = Tile {
            fill,
            lead,
            hue: track.hue(lead),
            level: track.level(lead),
            left: x(first.start),
            right: x(last.end.max(first.end)),
            emphasis: highlights.is_emphasised(&spans),
            selected: highlights.is_selected(&spans),
            spans,
            merged: !wide,
        };
        match tiles.last_mut() {
            Some(before) if tile.continues(before) => before.append(tile),
            _ => tiles.push(tile),
        }
    }
    for tile in &mut tiles {
        let many = tile.merged && tile.level.is_none() && tile.spans.len() >= MANY;
        if many && tile.right - tile.left > TOUCH {
            tile.fill = Fill::Many;
        }
    }
    tiles
}

/// The end of the spans that begin within a pixel of the one at `index`, without a wider
/// last one.
fn merge_from(track: Track<'_>, axis: Axis<'_>, index: usize, pixel: f64) -> usize {
    let limit = track.place(index, axis) + pixel;
    let next = track.first_from(index + 1, limit, axis);
    if next == index + 1 {
        return next;
    }
    let last = track.get(next - 1, axis);
    if last.end - last.start >= pixel {
        next - 1
    } else {
        next
    }
}

/// The look of one span, or the strongest look among merged ones, and the first span
/// that has it.
fn look(track: Track<'_>, spans: Range<usize>) -> (Fill, usize) {
    let mut strongest = (Fill::Waiting, spans.start);
    for index in spans.take(LOOKED_AT) {
        let fill = match track.state(index) {
            State::Waiting => Fill::Waiting,
            State::Ready => Fill::Ready,
            State::Running => Fill::Running,
        };
        if fill > strongest.0 {
            strongest = (fill, index);
        }
    }
    strongest
}

impl Tile {
    fn continues(&self, before: &Self) -> bool {
        self.merged && before.merged && self.left - before.right < TOUCH
    }

    fn append(&mut self, next: Self) {
        self.right = self.right.max(next.right);
        self.spans.end = next.spans.end;
        self.emphasis |= next.emphasis;
        self.selected |= next.selected;
        if next.fill > self.fill {
            (self.fill, self.lead, self.hue) = (next.fill, next.lead, next.hue);
            self.level = next.level;
        }
    }
}

impl Highlights<'_> {
    fn is_emphasised(self, spans: &Range<usize>) -> bool {
        let before = self
            .emphasised
            .partition_point(|&index| index < spans.start);
        let next = self.emphasised.get(before);
        next.is_some_and(|index| spans.contains(index))
    }

    fn is_selected(self, spans: &Range<usize>) -> bool {
        self.selected.is_some_and(|index| spans.contains(&index))
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::Lane;

    use super::super::fixtures::{Script, axis, task};
    use super::*;

    const WINDOW: Viewport = Viewport {
        start: 0.0,
        length: 1_000.0,
    };

    fn of(script: &Script, window: Viewport, width: f64) -> Vec<Tile> {
        let chart = &script.run.chart;
        let track = Track::of(chart, Lane::Task(1)).expect("the first task's lane");
        tiles(track, axis(chart), window, width, Highlights::default())
    }

    fn looks(tiles: &[Tile]) -> Vec<(Fill, f64, f64)> {
        let look = |tile: &Tile| (tile.fill, tile.left, tile.right);
        tiles.iter().map(look).collect()
    }

    #[test]
    fn wide_spans_are_tiles_of_their_own() {
        let script = task()
            .ready(0)
            .runs(100)
            .waits(300)
            .wakes(800)
            .runs(900)
            .returns(1_000);
        assert_eq!(
            looks(&of(&script, WINDOW, 100.0)),
            [
                (Fill::Ready, 0.0, 10.0),
                (Fill::Running, 10.0, 30.0),
                (Fill::Waiting, 30.0, 80.0),
                (Fill::Ready, 80.0, 90.0),
                (Fill::Running, 90.0, 100.0),
            ]
        );
    }

    #[test]
    fn a_step_narrower_than_a_pixel_shows_as_running() {
        let script = task()
            .ready(0)
            .runs(0)
            .waits(1)
            .wakes(500)
            .runs(501)
            .waits(502)
            .until(1_000);
        let tiles = of(&script, WINDOW, 100.0);
        assert_eq!(
            looks(&tiles),
            [
                (Fill::Running, 0.0, 0.1),
                (Fill::Waiting, 0.1, 50.0),
                (Fill::Running, 50.0, 50.2),
                (Fill::Waiting, 50.2, 100.0),
            ]
        );
        assert_eq!((tiles[2].spans.clone(), tiles[2].lead), (3..5, 4));
    }

    #[test]
    fn crowds_become_one_tile() {
        let mut script = task().ready(0);
        for at in 0..500 {
            script = script.runs(at).yields(at + 1);
        }
        let tiles = of(&script.until(1_000), WINDOW, 100.0);
        assert_eq!(tiles.len(), 2);
        assert_eq!(tiles[0].fill, Fill::Many);
        assert_eq!(tiles[1].fill, Fill::Ready);
        assert_eq!(tiles[0].spans.end, tiles[1].spans.start);
    }

    #[test]
    fn the_cost_follows_the_width_and_not_the_run() {
        let mut script = task().ready(0);
        for at in 0..20_000 {
            script = script.runs(at * 10).waits(at * 10 + 1).wakes(at * 10 + 9);
        }
        let script = script.until(200_000);
        for length in [200_000.0, 20_000.0, 2_000.0] {
            let window = Viewport {
                start: 100_000.0 - length / 2.0,
                length,
            };
            assert!(of(&script, window, 100.0).len() <= 200);
        }
    }

    #[test]
    fn only_what_the_window_shows_is_there() {
        let script = task()
            .ready(0)
            .runs(100)
            .waits(300)
            .wakes(800)
            .runs(900)
            .returns(1_000);
        let window = Viewport {
            start: 350.0,
            length: 100.0,
        };
        let tiles = of(&script, window, 100.0);
        assert_eq!(looks(&tiles), [(Fill::Waiting, -50.0, 450.0)]);
    }

    #[test]
    fn merged_tiles_know_what_is_special_in_them() {
        let script = task().ready(0).runs(0).waits(1).until(1_000);
        let chart = &script.run.chart;
        let track = Track::of(chart, Lane::Task(1)).expect("the first task's lane");
        let highlights = Highlights {
            emphasised: &[1],
            selected: Some(2),
        };
        let tiles = tiles(track, axis(chart), WINDOW, 100.0, highlights);
        let highlights = |tile: &Tile| (tile.emphasis, tile.selected);
        assert_eq!(
            tiles.iter().map(highlights).collect::<Vec<_>>(),
            [(true, false), (false, true)]
        );
    }
}
