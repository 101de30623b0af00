//! The visible part of the axis, and how it moves.
//!
//! ```text
//!            start                        start + length      (µs)
//!              ├──────────────────────────────┤
//!  names       │ 0.5 s      1.0 s     1.5 s   │
//!              left                           right           (px)
//! ```

/// The lengths that a live view grows by.
const LIVE_STOPS: [f64; 6] = [1.0, 1.5, 2.0, 3.0, 5.0, 7.5];

/// A part of the axis, in its units. [`Scale`](super::scale::Scale) gives the shortest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewport {
    /// Where it begins.
    pub(crate) start: f64,
    /// How long it is.
    pub(crate) length: f64,
}

impl Viewport {
    /// All of a run up to `end`. `room` is the part of the width, less than one, to leave
    /// free behind it for the end marks.
    ///
    /// A `live` run gets at least so much, and its viewport grows in leaps, so that the axis
    /// is steady.
    pub(crate) fn all(end: f64, room: f64, live: Option<f64>, shortest: f64) -> Self {
        let end = end.max(shortest / 2.0);
        let length = live.map_or(end, |least| live_length(end.max(least)));
        Self {
            start: 0.0,
            length: (length / (1.0 - room)).max(shortest),
        }
    }

    /// From `start` to `end`, with a margin on both sides.
    pub(crate) fn around(start: f64, end: f64, shortest: f64) -> Self {
        let length = (end - start).max(shortest / 2.0);
        Self {
            start: start - length * 0.25,
            length: length * 1.5,
        }
    }

    /// Where it ends.
    pub(crate) fn end(self) -> f64 {
        self.start + self.length
    }

    /// Zooms in by `factor` (out, below one) around the position `at`.
    pub(crate) fn zoomed(self, factor: f64, at: f64, shortest: f64) -> Self {
        let length = (self.length / factor).max(shortest);
        Self {
            start: at - (at - self.start) * length / self.length,
            length,
        }
    }

    /// Moves by so much.
    pub(crate) fn panned(self, by: f64) -> Self {
        Self {
            start: self.start + by,
            ..self
        }
    }

    /// Panned so that `first` to `last` is in view, all of it where it fits; unchanged where
    /// some of it is in view already.
    pub(crate) fn showing(self, first: f64, last: f64) -> Self {
        let margin = self.length * 0.05;
        let fits = last - first <= self.length - 2.0 * margin;
        let start = match () {
            () if last < self.start && fits => first - margin,
            () if last < self.start => last - self.length / 2.0,
            () if first > self.end() && fits => last + margin - self.length,
            () if first > self.end() => first - self.length / 2.0,
            () => return self,
        };
        Self { start, ..self }
    }

    /// Clamped to `all`: no longer than that, and neither before its start nor past its end.
    pub(crate) fn within(self, all: Self) -> Self {
        let length = self.length.min(all.length);
        let last = (all.end() - length).max(0.0);
        Self {
            start: self.start.clamp(0.0, last),
            length,
        }
    }
}

/// The next stop at or behind `end`.
fn live_length(end: f64) -> f64 {
    let decade = 10_f64.powf(end.log10().floor());
    let mut stops = LIVE_STOPS.iter().map(|stop| stop * decade);
    stops.find(|&stop| stop >= end).unwrap_or(10.0 * decade)
}

#[cfg(test)]
mod tests {
    use super::Viewport;

    const VIEW: Viewport = Viewport {
        start: 1_000.0,
        length: 4_000.0,
    };

    #[test]
    fn all_leaves_room_behind_the_end() {
        let all = Viewport::all(900.0, 0.1, None, 20.0);
        assert_eq!((all.start, all.length), (0.0, 1_000.0));
    }

    #[test]
    fn all_of_nothing_is_still_something() {
        assert!(Viewport::all(0.0, 0.1, None, 20.0).length > 0.0);
    }

    #[test]
    fn a_live_view_rests_and_then_leaps() {
        let length = |end| Viewport::all(end, 0.0, Some(500_000.0), 20.0).length;
        assert_eq!(length(0.0), 500_000.0);
        assert_eq!(length(1_100_000.0), 1_500_000.0);
        assert_eq!(length(1_499_999.0), 1_500_000.0);
        assert_eq!(length(1_500_001.0), 2_000_000.0);
        assert_eq!(length(8_000_000.0), 10_000_000.0);
    }

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer() {
        let zoomed = VIEW.zoomed(2.0, 2_000.0, 20.0);
        assert_eq!(zoomed.length, 2_000.0);
        let share = |view: Viewport| (2_000.0 - view.start) / view.length;
        assert_eq!(share(zoomed), share(VIEW));
        assert_eq!(zoomed.zoomed(0.5, 2_000.0, 20.0), VIEW);
    }

    #[test]
    fn zooming_in_has_an_end() {
        assert_eq!(VIEW.zoomed(1e9, 1_500.0, 20.0).length, 20.0);
    }

    #[test]
    fn the_view_stays_within_the_run() {
        let all = Viewport {
            start: 0.0,
            length: 10_000.0,
        };
        assert_eq!(VIEW.panned(-5_000.0).within(all).start, 0.0);
        assert_eq!(VIEW.panned(50_000.0).within(all).start, 6_000.0);
        assert_eq!(VIEW.zoomed(0.001, 0.0, 20.0).within(all), all);
    }

    #[test]
    fn showing_moves_no_more_than_it_must() {
        assert_eq!(VIEW.showing(2_000.0, 3_000.0), VIEW);
        assert_eq!(VIEW.showing(0.0, 10_000.0), VIEW);
        assert_eq!(VIEW.showing(4_500.0, 9_000.0), VIEW);
        assert_eq!(VIEW.showing(5_500.0, 6_000.0).end(), 6_200.0);
        assert_eq!(VIEW.showing(500.0, 600.0).start, 300.0);
        assert_eq!(VIEW.showing(9_000.0, 90_000.0).start, 7_000.0);
    }
}
