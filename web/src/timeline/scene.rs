//! The picture, before it is painted.
//!
//! ```text
//!  ┌─────────┬──────────────────────────────────┐ 0
//!  │  3.4 s  │ 0.5 s   ▼  1.0 s        1.5 s    │      ticks, head of the cursor
//!  │         │▔▔▔▔██▔▔▔┼▔▔▔▔████▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│      ruler: busy, idle, blocked
//!  ├─────────┼─────────┼────────────────────────┤ AXIS
//!  │ ● main  │█──gather┼─────────────────────▨█✓│ ┐
//!  │   ● tea │▨█──sleep┼1.0──────▨██⊘ cancelled │ │LANE
//!  │ ● pool  │    ████ │                        │ ┘    (moved up by the scroll)
//!  └─────────┴─────────┼────────────────────────┘ height
//!  0       names                              width
//! ```
//!
//! The x of all that stands in the plot counts from the plot's left edge, which
//! is `names` pixels into the frame.

use interleave_trace::{Lane, Micros, TaskEnd};

use super::Selection;
use super::ticks::Ticks;
use super::tiles::Tile;
use super::viewport::Viewport;

/// The height of ticks and ruler.
pub(crate) const AXIS: f64 = 38.0;
/// The height of a lane.
pub(crate) const LANE: f64 = 32.0;

/// The picture's measures, in pixels, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// All of its width.
    pub(crate) width: f64,
    /// All of its height.
    pub(crate) height: f64,
    /// The width of the column of names.
    pub(crate) names: f64,
    /// How far the lanes are scrolled up.
    pub(crate) scroll: f64,
    /// The stretch of time.
    pub(crate) viewport: Viewport,
}

/// What the page shows of the run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shown {
    /// The live edge.
    pub(crate) now: Micros,
    /// The moment; `None` follows the live edge.
    pub(crate) cursor: Option<Micros>,
    /// What is selected.
    pub(crate) selection: Option<Selection>,
}

/// Which letters a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// Those of names.
    Name,
    /// The smaller ones of causes and marks.
    Small,
}

/// All that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scene {
    /// The measures.
    pub(crate) frame: Frame,
    /// The axis.
    pub(crate) ticks: Ticks,
    /// The ruler.
    pub(crate) ruler: Ruler,
    /// The visible lanes.
    pub(crate) rows: Vec<Row>,
    /// The x of the cursor, where it is in view.
    pub(crate) cursor: Option<f64>,
    /// From what woke the selected span's task.
    pub(crate) arrow: Option<Arrow>,
}

/// What the loop did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruler {
    /// From the run's beginning to the live edge.
    pub(crate) idle: (f64, f64),
    /// Where a step or callback ran.
    pub(crate) busy: Vec<Tile>,
    /// Where it was blocked.
    pub(crate) blocked: Vec<Block>,
}

/// A stretch for which the loop was blocked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Block {
    /// Its left edge.
    pub(crate) left: f64,
    /// Its right edge.
    pub(crate) right: f64,
    /// Which one of the chart's.
    pub(crate) index: usize,
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Which one.
    pub(crate) lane: Lane,
    /// The y of its upper edge.
    pub(crate) top: f64,
    /// The number of its hue; a thread has none.
    pub(crate) hue: Option<u32>,
    /// Its name, as much of it as there is room for.
    pub(crate) name: String,
    /// How far its name is moved to the right.
    pub(crate) indent: f64,
    /// The coroutine of a task that got no name of its own, and where it is
    /// written, from the left of the frame.
    pub(crate) coro: Option<(f64, String)>,
    /// Whether it holds what is selected.
    pub(crate) selected: bool,
    /// Its stretches.
    pub(crate) tiles: Vec<Tile>,
    /// Where it blocked the loop.
    pub(crate) blocked: Vec<Block>,
    /// What is written beside and inside of its stretches.
    pub(crate) labels: Vec<Label>,
    /// Where it printed.
    pub(crate) prints: Vec<Print>,
    /// How it ended.
    pub(crate) end: Option<EndMark>,
}

/// A text in a lane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// Where it begins.
    pub(crate) x: f64,
    /// What it says.
    pub(crate) text: String,
    /// Inside of a solid box, and not above a thin line.
    pub(crate) inside: bool,
}

/// A mark where something was printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Print {
    /// Where.
    pub(crate) x: f64,
    /// The first one it stands for, of the chart's outputs.
    pub(crate) index: usize,
    /// Whether that one went to stderr.
    pub(crate) error: bool,
}

/// The mark behind a task that ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndMark {
    /// The middle of its shape.
    pub(crate) x: f64,
    /// How it ended.
    pub(crate) how: TaskEnd,
    /// What is written behind the shape; may be empty.
    pub(crate) text: String,
}

/// A wake-up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arrow {
    /// When.
    pub(crate) x: f64,
    /// The upper edge of the lane that woke; may be out of view.
    pub(crate) from: f64,
    /// The upper edge of the lane that was woken.
    pub(crate) to: f64,
}

impl Frame {
    /// The width of the plot.
    pub(crate) fn plot(&self) -> f64 {
        (self.width - self.names).max(1.0)
    }

    /// Where in the plot a moment stands.
    pub(crate) fn x(&self, time: Micros) -> f64 {
        (time as f64 - self.viewport.start) / self.viewport.length * self.plot()
    }

    /// Which moment, in µs, stands at a place in the plot.
    pub(crate) fn time(&self, x: f64) -> f64 {
        self.viewport.start + x / self.plot() * self.viewport.length
    }

    /// The same as a round number: of those that are less than a pixel away, one
    /// with the fewest digits.
    pub(crate) fn round_time(&self, x: f64) -> Micros {
        let pixel = self.viewport.length / self.plot();
        let unit = 10_f64.powf(pixel.log10().floor()).max(1.0);
        ((self.time(x) / unit).round() * unit).max(0.0) as Micros
    }

    /// The upper edge of a row.
    pub(crate) fn top(&self, row: usize) -> f64 {
        AXIS + row as f64 * LANE - self.scroll
    }
}
