//! Hit testing: what is at a point of the canvas.

use interleave_trace::{Lane, TaskId};

use super::scene::{Frame, Row, Scene};
use super::selection::Selection;
use super::sizes::Sizes;
use super::tiles::{Fill, Tile};

/// How far a pointer may miss what is too narrow to aim at, in pixels.
const REACH: f64 = 3.0;
/// The width of a lane's expander from its indent, in pixels.
const EXPANDER: f64 = 19.0;
/// From where on, from the top of the frame, the ruler and not the axis is meant, in pixels.
const RULER: f64 = 20.0;
/// The height of the strip of print marks at the bottom of a lane, in pixels.
const FOOT: f64 = 9.0;

/// What is at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// The axis.
    Axis,
    /// A blocked interval on the ruler, by its index in the chart.
    Blocked(usize),
    /// The name of a lane.
    Name(Lane),
    /// The button that collapses a task's children.
    Expander(TaskId),
    /// A selectable span, which stands for so many merged ones.
    Span(Selection, usize),
    /// The mark at the end of a task.
    End(Lane),
    /// A print mark, by its index in the chart's outputs.
    Print(usize),
    /// Nothing.
    Nothing,
}

/// What is at the point (`x`, `y`) of the frame.
pub(crate) fn hit(scene: &Scene, x: f64, y: f64) -> Hit {
    let plot = x - scene.frame.names;
    if !(0.0..=scene.frame.height).contains(&y) || !(0.0..=scene.frame.width).contains(&x) {
        return Hit::Nothing;
    }
    let sizes = scene.frame.sizes;
    if y < sizes.axis {
        let ruler = RULER * sizes.type_size;
        let blocked = scene.ruler.blocked.iter().filter(|_| y >= ruler);
        let here = blocked
            .min_by(|a, b| away(plot, a.left, a.right).total_cmp(&away(plot, b.left, b.right)));
        let here = here.filter(|block| within(plot, block.left, block.right));
        return match here {
            _ if plot < 0.0 => Hit::Nothing,
            Some(block) => block.index.map_or(Hit::Axis, Hit::Blocked),
            None => Hit::Axis,
        };
    }
    let mut rows = scene.rows.iter();
    let Some(row) = rows.find(|row| (row.top..row.top + sizes.lane).contains(&y)) else {
        return Hit::Nothing;
    };
    if plot < 0.0 {
        let expander = row.open.is_some() && x < row.indent + EXPANDER * sizes.type_size;
        return match row.lane {
            Lane::Task(id) if expander => Hit::Expander(id),
            lane => Hit::Name(lane),
        };
    }
    in_row(row, &scene.frame, plot, y)
}

/// Whether a point of the frame is where the cursor can be dragged.
pub(crate) fn is_axis(frame: &Frame, x: f64, y: f64) -> bool {
    y < frame.sizes.axis && x >= frame.names - REACH
}

fn in_row(row: &Row, frame: &Frame, x: f64, y: f64) -> Hit {
    let Sizes { lane, .. } = frame.sizes;
    if y > row.top + lane - FOOT * frame.sizes.growth() {
        let mut prints = row.prints.iter();
        if let Some(print) = prints.find(|print| within(x, print.x, print.x)) {
            return Hit::Print(print.index);
        }
    }
    if let Some(tile) = nearest(&row.tiles, x) {
        let selection = Selection {
            lane: row.lane,
            index: tile.lead,
        };
        return Hit::Span(selection, tile.spans.len());
    }
    let end = row.end.as_ref();
    match end.filter(|end| (end.x - 8.0..frame.plot()).contains(&x)) {
        Some(_) => Hit::End(row.lane),
        None => Hit::Nothing,
    }
}

/// The tile at `x`. A narrow tile wins over a wide neighbour, and a step over what is
/// drawn below it.
fn nearest(tiles: &[Tile], x: f64) -> Option<&Tile> {
    let far = |tile: &Tile| ((tile.left + tile.right) / 2.0 - x).abs();
    let here = tiles.iter().filter(|tile| within(x, tile.left, tile.right));
    here.max_by(|a, b| {
        let rank = |tile: &Tile| {
            let narrow = tile.right - tile.left < REACH && tile.fill != Fill::Waiting;
            let inside = (tile.left..=tile.right).contains(&x);
            (narrow, !narrow && inside, tile.fill)
        };
        rank(a).cmp(&rank(b)).then(far(b).total_cmp(&far(a)))
    })
}

/// How far a point is from an interval.
fn away(x: f64, left: f64, right: f64) -> f64 {
    (left - x).max(x - right).max(0.0)
}

fn within(x: f64, left: f64, right: f64) -> bool {
    x >= left - REACH && x <= right.max(left) + REACH
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::super::index::Index;
    use super::super::layout::layout;
    use super::super::scale::Scale;
    use super::super::scene::Overlay;
    use super::super::sizes::{AXIS, LANE};
    use super::super::viewport::Viewport;
    use super::*;

    const ALL: Viewport = Viewport {
        start: 0.0,
        length: 1_000.0,
    };

    /// A frame whose plot begins at 100 and has a pixel a microsecond.
    fn scene(script: &Script) -> Scene {
        let mut index = Index::default();
        index.update(&script.run, None, Scale::Time);
        let frame = Frame {
            width: 1_100.0,
            height: AXIS + 3.0 * LANE,
            sizes: Sizes::default(),
            names: 100.0,
            scroll: 0.0,
            pinned: 0,
            viewport: ALL,
            all: ALL,
            scale: Scale::Time,
        };
        layout(
            &script.run,
            &index,
            frame,
            Overlay::default(),
            &mut |text, _| text.len() as f64 * 6.0,
        )
    }

    fn script() -> Script {
        let script = task().ready(0).runs(100).prints(150, "hi\n").waits(200);
        script.wakes(500).runs(500).blocked(500, 501).cancelled(501)
    }

    fn span(index: usize, count: usize) -> Hit {
        let lane = Lane::Task(1);
        Hit::Span(Selection { lane, index }, count)
    }

    #[test]
    fn each_part_is_found() {
        let scene = scene(&script());
        let (middle, foot) = (AXIS + LANE / 2.0, AXIS + LANE - 2.0);
        assert_eq!(hit(&scene, 150.0, middle), span(0, 1));
        assert_eq!(hit(&scene, 250.0, middle), span(1, 1));
        assert_eq!(hit(&scene, 250.0, foot), Hit::Print(0));
        assert_eq!(hit(&scene, 400.0, middle), span(2, 1));
        assert_eq!(hit(&scene, 50.0, middle), Hit::Name(Lane::Task(1)));
        assert_eq!(hit(&scene, 615.0, middle), Hit::End(Lane::Task(1)));
        assert_eq!(hit(&scene, 150.0, 5.0), Hit::Axis);
        assert_eq!(hit(&scene, 600.0, 30.0), Hit::Blocked(0));
        assert_eq!(hit(&scene, 50.0, 5.0), Hit::Nothing);
        assert_eq!(hit(&scene, 150.0, middle + LANE), Hit::Nothing);
        assert_eq!(hit(&scene, 150.0, -1.0), Hit::Nothing);
    }

    #[test]
    fn a_branch_is_found_before_the_name() {
        let script = script().creates(600, "tea", 1).ready(600);
        let scene = scene(&script);
        let middle = AXIS + LANE / 2.0;
        assert_eq!(hit(&scene, 10.0, middle), Hit::Expander(1));
        assert_eq!(hit(&scene, 40.0, middle), Hit::Name(Lane::Task(1)));
        assert_eq!(hit(&scene, 10.0, middle + LANE), Hit::Name(Lane::Task(2)));
    }

    #[test]
    fn a_narrow_step_is_found_from_beside_it() {
        let scene = scene(&script());
        let middle = AXIS + LANE / 2.0;
        // The ready span before it has no length: only the step is visible.
        assert_eq!(hit(&scene, 598.0, middle), span(4, 1));
        assert_eq!(hit(&scene, 603.0, middle), span(4, 1));
        assert_eq!(hit(&scene, 590.0, middle), span(2, 1));
    }
}
