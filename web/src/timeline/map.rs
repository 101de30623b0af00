//! The picture of the minimap: all of the run.

use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::index::Index;
use super::palette::Palette;
use super::pen::Pen;
use super::surface::Surface;
use super::tiles::{Fill, Highlights, Tile, tiles};
use super::track::Track;
use super::viewport::Viewport;
use crate::trace::Trace;

/// The most lanes that are drawn; of more, every nth.
const MAX_LANES: usize = 14;
/// Its resolution, in pixels.
const GRAIN: f64 = 2.0;

/// What the picture depends on: it is repainted when this changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapKey {
    /// The run's number of events.
    pub(crate) events: usize,
    /// The version of the lanes.
    pub(crate) choice: u32,
    /// All of the axis.
    pub(crate) all: Viewport,
    /// The width of the plot, and the map's height.
    pub(crate) size: (f64, f64),
}

/// The tiles of the map's lanes.
pub(crate) fn rows(run: &Trace, index: &Index, all: Viewport, width: f64) -> Vec<Vec<Tile>> {
    let (lanes, axis) = (index.lanes(), index.axis(run));
    let count = lanes.len().min(MAX_LANES);
    let chosen = (0..count).map(|row| lanes[row * lanes.len() / count]);
    let tracks = chosen.filter_map(|lane| Track::of(&run.chart, lane));
    tracks
        .map(|track| tiles(track, axis, all, width / GRAIN, Highlights::default()))
        .collect()
}

/// Paints the map; its plot is `left` pixels from the canvas's left edge.
pub(crate) fn paint(
    canvas: &HtmlCanvasElement,
    palette: &Palette,
    scale: f64,
    left: f64,
    rows: &[Vec<Tile>],
) {
    let Some(surface) = Canvas::new(canvas.clone(), scale) else {
        return;
    };
    let [width, height] = [canvas.client_width(), canvas.client_height()].map(f64::from);
    surface.clear((width * scale).round(), (height * scale).round());
    let pen = Pen {
        surface: &surface,
        font: &palette.font,
        type_size: 1.0,
        scale,
        left,
    };
    let pitch = ((height - 6.0) / rows.len().max(1) as f64).min(6.0);
    for (row, tiles) in rows.iter().enumerate() {
        let top = 3.0 + row as f64 * pitch;
        let high = (pitch - 1.0).max(1.0);
        for tiles in tiles.chunk_by(|one, other| one.hue == other.hue) {
            let ends = |tile: &Tile| (tile.left * GRAIN, tile.right * GRAIN);
            let of = |waits: bool| {
                let tiles = tiles.iter();
                tiles.filter(move |tile| (tile.fill == Fill::Waiting) == waits)
            };
            pen.color(palette.hue(tiles[0].hue));
            pen.faint(0.3, || {
                pen.spans(of(true).map(ends), 1.0, top + high / 2.0 - 0.5, 1.0);
            });
            pen.spans(of(false).map(ends), 1.0, top, high);
        }
    }
}

/// Where of the map's plot, in parts of its width, the view begins and how much
/// of it that is.
pub(crate) fn window(viewport: Viewport, all: Viewport) -> (f64, f64) {
    let start = ((viewport.start - all.start) / all.length).clamp(0.0, 1.0);
    let length = (viewport.length / all.length).clamp(0.0, 1.0 - start);
    (start, length)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::super::scale::Scale;
    use super::*;
    use interleave_trace::NO_TASK;

    const ALL: Viewport = Viewport {
        start: 0.0,
        length: 1_000.0,
    };

    #[test]
    fn of_many_lanes_some_are_drawn() {
        let rows_of = |script: &Script| {
            let mut index = Index::default();
            index.update(&script.run, None, Scale::Time);
            rows(&script.run, &index, ALL, 500.0).len()
        };
        assert_eq!(rows_of(&task().ready(0).until(1_000)), 1);
        let mut script = Script::default();
        for at in 0..100 {
            script = script.creates(at, "worker", NO_TASK).ready(at);
        }
        assert_eq!(rows_of(&script.until(1_000)), MAX_LANES);
        assert_eq!(rows_of(&Script::default()), 0);
    }

    #[test]
    fn the_window_is_within_the_map() {
        let view = |start, length| window(Viewport { start, length }, ALL);
        assert_eq!(view(250.0, 500.0), (0.25, 0.5));
        assert_eq!(view(0.0, 1_000.0), (0.0, 1.0));
        assert_eq!(view(900.0, 500.0), (0.9, 0.09999999999999998));
    }
}
