//! The picture, before it is painted.
//!
//! ```text
//!  ┌─────────┬──────────────────────────────────┐ 0
//!  │  3.4 s  │ 0.5 s   ▼  1.0 s        1.5 s    │      ticks, badge of the cursor
//!  │         │▔▔▔▔██▔▔▔┼▔▔▔▔████▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔│      ruler: busy, idle, blocked
//!  ├─────────┼─────────┼────────────────────────┤ axis
//!  │ ● main  │█──gather┼─────────────────────▨█✓│ ┐
//!  │   ● tea │▨█──sleep┼1.0──────▨██⊘ cancelled │ │lane
//!  │ ● pool  │    ████ │                        │ ┘    (moved up by the scroll)
//!  └─────────┴─────────┼────────────────────────┘ height
//!  0       names                              width
//! ```
//!
//! The x of all that stands in the plot counts from the plot's left edge, which
//! is `names` pixels into the frame.

use interleave_trace::{Lane, Moment, TaskEnd};

use super::layers::Layers;
use super::scale::Scale;
use super::selection::{Range, Selection};
use super::sizes::Sizes;
use super::ticks::Ticks;
use super::tiles::Tile;
use super::viewport::Viewport;

/// The picture's measures, in pixels, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// All of its width.
    pub(crate) width: f64,
    /// All of its height.
    pub(crate) height: f64,
    /// The heights of axis and lanes.
    pub(crate) sizes: Sizes,
    /// The width of the column of names.
    pub(crate) names: f64,
    /// How far the lanes are scrolled up, but for the pinned ones.
    pub(crate) scroll: f64,
    /// How many lanes stay on top.
    pub(crate) pinned: usize,
    /// The visible part of the axis.
    pub(crate) viewport: Viewport,
    /// All of it.
    pub(crate) all: Viewport,
    /// What the axis means.
    pub(crate) scale: Scale,
}

/// What the page shows of the run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Overlay {
    /// The moment; `None` follows the live edge.
    pub(crate) cursor: Option<Moment>,
    /// What is selected.
    pub(crate) selection: Option<Selection>,
    /// What is measured.
    pub(crate) range: Option<Range>,
    /// What is drawn over the lanes.
    pub(crate) layers: Layers,
}

/// Which style a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextStyle {
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
    /// What is written at the cursor; nothing where it follows the live edge.
    pub(crate) badge: Option<Badge>,
    /// From where on the plot shows what is still to come.
    pub(crate) ahead: Option<f64>,
    /// From what woke somebody: the selected task, or all.
    pub(crate) arrows: Vec<Arrow>,
    /// The visible part of the critical path, from left to right.
    pub(crate) path: Vec<PathSegment>,
    /// What is measured, where it is in view.
    pub(crate) range: Option<RangeMark>,
}

/// A small text on a ground of its own: at the cursor, or over a range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Badge {
    /// Its left edge.
    pub(crate) left: f64,
    /// Its width.
    pub(crate) width: f64,
    /// What it says: `1.620 s`.
    pub(crate) text: String,
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

/// An interval in which the event loop was blocked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Block {
    /// Its left edge.
    pub(crate) left: f64,
    /// Its right edge.
    pub(crate) right: f64,
    /// Which one of the chart's; none of them while it goes on.
    pub(crate) index: Option<usize>,
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
    /// Whether those that its task created are shown; `None` where it created none.
    pub(crate) open: Option<bool>,
    /// Whether it stays on top.
    pub(crate) pinned: bool,
    /// Whether a group of lanes begins with it, below another.
    pub(crate) starts_group: bool,
    /// Whether it holds what is selected.
    pub(crate) selected: bool,
    /// Its spans.
    pub(crate) tiles: Vec<Tile>,
    /// Where it blocked the loop.
    pub(crate) blocked: Vec<Block>,
    /// What is written beside and inside of its spans.
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
    /// How high the step stands that it belongs to, as a part of the box.
    pub(crate) level: Option<f64>,
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

/// The mark behind a task that ended, or never will.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndMark {
    /// The middle of its shape.
    pub(crate) x: f64,
    /// How it ended; `None` where the run ended before it.
    pub(crate) how: Option<TaskEnd>,
    /// What is written behind the shape; may be empty.
    pub(crate) text: String,
}

/// A wake-up, or a request to cancel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arrow {
    /// When.
    pub(crate) x: f64,
    /// The upper edge of the lane that woke or asked; may be out of view. `None`: the
    /// loop itself, whose ruler is above all lanes.
    pub(crate) from: Option<f64>,
    /// The upper edge of the lane that was woken, or asked.
    pub(crate) to: f64,
    /// Whether a cancellation was asked for.
    pub(crate) cancels: bool,
    /// Whether it is the one before the selected span, or asked the selected task.
    pub(crate) selected: bool,
}

/// A part of the critical path in one lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PathSegment {
    /// Its left edge.
    pub(crate) left: f64,
    /// Its right edge.
    pub(crate) right: f64,
    /// The upper edge of its lane, which may be out of view; `None` where the run
    /// was in none.
    pub(crate) top: Option<f64>,
}

/// A measured range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RangeMark {
    /// Its left edge.
    pub(crate) left: f64,
    /// Its right edge.
    pub(crate) right: f64,
    /// How long it is.
    pub(crate) badge: Badge,
}

impl Frame {
    /// The width of the plot.
    pub(crate) fn plot(&self) -> f64 {
        (self.width - self.names).max(1.0)
    }

    /// Where in the plot a place on the axis stands.
    pub(crate) fn x(&self, at: f64) -> f64 {
        (at - self.viewport.start) / self.viewport.length * self.plot()
    }

    /// Which place on the axis stands at a place in the plot.
    pub(crate) fn at(&self, x: f64) -> f64 {
        self.viewport.start + x / self.plot() * self.viewport.length
    }

    /// The same as a round number: of those that are less than a pixel away, one
    /// with the fewest digits.
    pub(crate) fn round(&self, x: f64) -> f64 {
        let pixel = self.viewport.length / self.plot();
        let unit = 10_f64.powf(pixel.log10().floor()).max(1.0);
        ((self.at(x) / unit).round() * unit).max(0.0)
    }

    /// The upper edge of a row.
    pub(crate) fn top(&self, row: usize) -> f64 {
        let scroll = if row < self.pinned { 0.0 } else { self.scroll };
        self.sizes.axis + row as f64 * self.sizes.lane - scroll
    }

    /// The largest scroll offset of so many lanes.
    pub(crate) fn most_scroll(&self, lanes: usize) -> f64 {
        self.sizes.most_scroll(lanes, self.height)
    }

    /// Where the lanes that are scrolled begin.
    pub(crate) fn below_pinned(&self) -> f64 {
        self.sizes.axis + self.pinned as f64 * self.sizes.lane
    }
}
