//! The labels of the time axis.

use super::time::decimal;
use super::viewport::Viewport;

/// Two labels are at least so far apart, in pixels.
const APART: f64 = 64.0;
/// From so many units on, labels count from a base instead.
const MANY_UNITS: f64 = 10_000.0;

/// A label of the axis and its moment in µs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// Its moment.
    pub(crate) time: f64,
    /// Such as `1.5 s`, `250 µs`, or `+250 µs` where there is a base.
    pub(crate) label: String,
}

/// The labels of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ticks {
    /// What labels with a plus count from, such as `3.412 s`: far from the
    /// beginning full numbers would be longer than the space between them.
    pub(crate) base: Option<String>,
    /// From left to right, evenly spaced.
    pub(crate) ticks: Vec<Tick>,
}

/// The round moments of a window that is `width` pixels wide.
pub(crate) fn ticks(window: Viewport, width: f64) -> Ticks {
    if width < APART {
        return Ticks::default();
    }
    let step = round_up(window.length * APART / width);
    let (unit, name) = match step {
        100_000.. => (1_000_000, "s"),
        100.. => (1_000, "ms"),
        _ => (1, "µs"),
    };
    let far = window.end() / unit as f64 >= MANY_UNITS && unit < 1_000_000;
    // Ticks are whole microseconds, as steps are, so that they add up exactly.
    let first = (window.start.max(0.0) / step as f64).ceil() as u64 * step;
    let base = far.then(|| first / (unit * 1_000) * (unit * 1_000));
    let sign = if far { "+" } else { "" };
    // All have as many decimals as the step needs.
    let decimals = decimal(step, unit)
        .split_once('.')
        .map_or(0, |(_, d)| d.len());
    let times = (0..).map(|n| first + n * step);
    let ticks = times
        .take_while(|&time| time as f64 <= window.end())
        .map(|time| {
            let value = (time - base.unwrap_or(0)) as f64 / unit as f64;
            Tick {
                time: time as f64,
                label: format!("{sign}{value:.decimals$} {name}"),
            }
        });
    Ticks {
        ticks: ticks.collect(),
        base: base.map(|base| format!("{} s", decimal(base, 1_000_000))),
    }
}

/// The least of 1, 2, 5, 10, 20, … that is no less than `length`.
fn round_up(length: f64) -> u64 {
    let mut decade = 1;
    loop {
        for digit in [1, 2, 5] {
            if (digit * decade) as f64 >= length {
                return digit * decade;
            }
        }
        decade *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::{Viewport, ticks};

    fn labels(start: f64, length: f64, width: f64) -> (Option<String>, Vec<String>) {
        let ticks = ticks(Viewport { start, length }, width);
        let labels = ticks.ticks.into_iter().map(|tick| tick.label);
        (ticks.base, labels.collect())
    }

    #[test]
    fn seconds() {
        let (base, labels) = labels(0.0, 2_700_000.0, 600.0);
        assert_eq!(base, None);
        assert_eq!(
            labels,
            ["0.0 s", "0.5 s", "1.0 s", "1.5 s", "2.0 s", "2.5 s"]
        );
    }

    #[test]
    fn milliseconds_and_microseconds() {
        assert_eq!(
            labels(0.0, 6_000.0, 300.0).1,
            ["0 ms", "2 ms", "4 ms", "6 ms"]
        );
        assert_eq!(labels(15.0, 60.0, 300.0).1, ["20 µs", "40 µs", "60 µs"]);
    }

    #[test]
    fn whole_seconds_have_no_decimals() {
        assert_eq!(labels(0.0, 10_000_000.0, 200.0).1, ["0 s", "5 s", "10 s"]);
    }

    #[test]
    fn far_from_the_beginning_they_count_from_a_base() {
        let (base, labels) = labels(3_412_100.0, 60.0, 300.0);
        assert_eq!(base.as_deref(), Some("3.412 s"));
        assert_eq!(labels, ["+100 µs", "+120 µs", "+140 µs", "+160 µs"]);
    }

    #[test]
    fn they_never_crowd() {
        for length in [37.0, 999.0, 12_345.0, 7e7, 3.6e9] {
            for width in [80.0, 333.0, 1_000.0] {
                let ticks = ticks(Viewport { start: 5.0, length }, width).ticks;
                let gaps = ticks.windows(2).map(|two| two[1].time - two[0].time);
                assert!(
                    gaps.into_iter()
                        .all(|gap| gap * width / length >= super::APART)
                );
            }
        }
    }
}
