//! Paints the caption of a drawing: what it shows, and what its looks mean.

use super::super::pen::Pen;
use super::super::scene::{Frame, TextStyle};
use super::super::tiles::Fill;
use super::Painter;

/// The hue of the legend's samples.
const HUE: u32 = 1;
/// The width of a sample.
const SAMPLE: f64 = 18.0;
/// From the frame to the first line, and from line to line.
const LINE: f64 = 18.0;

/// A look that the legend explains.
#[derive(Clone, Copy)]
enum Look {
    Running,
    Ready,
    Waiting,
    Blocked,
    Prints,
    Wakes,
    Cancels,
}

const LOOKS: [(Look, &str); 7] = [
    (Look::Running, "running"),
    (Look::Ready, "ready"),
    (Look::Waiting, "waiting"),
    (Look::Blocked, "blocked"),
    (Look::Prints, "prints"),
    (Look::Wakes, "wakes"),
    (Look::Cancels, "cancels"),
];

impl Painter {
    /// Two lines and the legend, below the frame.
    pub(super) fn caption(&self, all: &Pen<'_>, frame: &Frame, [title, details]: &[String; 2]) {
        let (left, top) = (10.0, frame.height + LINE);
        all.color(&self.palette.line);
        let width = (0.0, frame.width);
        all.spans([width].into_iter(), 0.0, frame.height, 1.0);
        all.color(&self.palette.ink);
        all.text(title, left, top, TextStyle::Name);
        all.color(&self.palette.dim);
        all.text(details, left, top + LINE, TextStyle::Small);
        let (mut x, y) = (left, top + 2.0 * LINE);
        for (look, name) in LOOKS {
            self.sample(all, look, x, y);
            x += SAMPLE + 6.0;
            all.color(&self.palette.dim);
            all.text(name, x, y, TextStyle::Small);
            x += all.measure(name, TextStyle::Small) + 16.0;
        }
    }

    fn sample(&self, all: &Pen<'_>, look: Look, x: f64, y: f64) {
        let ends = || [(x, x + SAMPLE)].into_iter();
        let (top, high) = (y - 5.0, 10.0);
        let middle = x + SAMPLE / 2.0;
        all.color(self.palette.hue(HUE));
        match look {
            Look::Running => all.blocks(ends(), 1.0, top, high),
            Look::Ready => {
                all.pattern(Fill::Ready, HUE, self.palette.hue(HUE));
                all.blocks(ends(), 1.0, top, high);
                all.faint(0.75, || all.outlines(ends(), top, high, 3.0, 1.0));
            }
            Look::Waiting => all.faint(0.55, || all.spans(ends(), 1.0, y - 1.0, 2.0)),
            Look::Blocked => {
                all.color(&self.palette.bad);
                all.spans(ends(), 1.0, y - 1.5, 3.0);
            }
            Look::Prints => {
                all.color(&self.palette.ink);
                all.pointers([(middle, y - 2.0)].into_iter(), 2.8, 4.0);
            }
            Look::Wakes => {
                all.color(&self.palette.ink);
                let line = [(middle, y - 6.0), (middle, y + 2.0)];
                all.stroke(line.into_iter(), 1.2);
                all.pointers([(middle, y + 6.0)].into_iter(), 3.4, -6.0);
            }
            Look::Cancels => {
                all.color(&self.palette.bad);
                all.dashed((middle, y - 6.0), (middle, y + 1.0), 1.2);
                for slope in [-1.0, 1.0] {
                    let cross = [
                        (middle - 3.0, y + 3.5 - slope * 3.0),
                        (middle + 3.0, y + 3.5 + slope * 3.0),
                    ];
                    all.stroke(cross.into_iter(), 1.5);
                }
            }
        }
    }
}
