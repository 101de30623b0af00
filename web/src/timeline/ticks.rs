//! The labels of the axis.

use interleave_trace::Micros;
use interleave_trace::chart::Turn;
use interleave_trace::narrate::time::{decimal, exact_moment};

use super::axis::Axis;
use super::viewport::Viewport;

/// Two labels are at least so far apart, in pixels.
const APART: f64 = 64.0;
/// Lines of turns are at least so far apart, in pixels.
const RULED: f64 = 7.0;
/// A length needs so many pixels.
const FOR_LENGTH: f64 = 52.0;
/// A moment needs so many pixels.
const FOR_MOMENT: f64 = 76.0;
/// The label of a turn needs so many pixels.
const FOR_TURN: f64 = 88.0;
/// Folds are marked where each has so many pixels at least.
const MIN_FOLD: f64 = 6.0;
/// Labels of moments that are not round are so far apart.
const WIDE_APART: f64 = 110.0;
/// From so many units on, labels count from a base instead.
const MANY_UNITS: f64 = 10_000.0;

/// A line across the lanes with its label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// Where on the axis it stands.
    pub(crate) at: f64,
    /// Such as `1.5 s`, `250 µs`, `+250 µs` where there is a base, `loop turn 12`;
    /// may be empty.
    pub(crate) label: String,
}

/// A part of the axis that is shorter than it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FoldMark {
    /// Where on the axis it begins.
    pub(crate) start: f64,
    /// Where it ends.
    pub(crate) end: f64,
    /// How long it was: `0.600 s`; empty where there is no room for it.
    pub(crate) label: String,
}

/// The labels of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ticks {
    /// What labels with a plus count from, such as `3.412 s`: far from the
    /// beginning full numbers would be longer than the space between them.
    pub(crate) base: Option<String>,
    /// From left to right.
    pub(crate) ticks: Vec<Tick>,
    /// From left to right.
    pub(crate) folds: Vec<FoldMark>,
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
                at: time as f64,
                label: format!("{sign}{value:.decimals$} {name}"),
            }
        });
    Ticks {
        ticks: ticks.collect(),
        base: base.map(|base| format!("{} s", decimal(base, 1_000_000))),
        folds: Vec::new(),
    }
}

/// The ticks of an axis with folds: the moment at which the part between two
/// folds begins, and, where there is room, round distances from it.
pub(crate) fn folded(axis: Axis<'_>, window: Viewport, width: f64) -> Ticks {
    let pixel = window.length / width.max(1.0);
    let mut ticks = Ticks::default();
    if axis.folds.length() < MIN_FOLD * pixel {
        // Too many of both to be told apart.
        let count = (width / WIDE_APART) as usize;
        let places = (0..count).map(|n| window.start + n as f64 * WIDE_APART * pixel);
        let ticks = places.map(|at| Tick {
            at,
            label: exact_moment(axis.time(at).round() as u64),
        });
        return Ticks {
            ticks: ticks.collect(),
            ..Ticks::default()
        };
    }
    let mut start = axis.folds.end_before(window.start);
    for (fold, end) in axis.folds.within(window.start, window.end()) {
        between(axis, &mut ticks, (start, fold.at), (window, pixel));
        ticks.folds.push(FoldMark {
            start: fold.at,
            end,
            label: short(fold.end - fold.start),
        });
        start = end;
    }
    between(axis, &mut ticks, (start, window.end()), (window, pixel));
    ticks
}

/// The ticks between two folds.
fn between(
    axis: Axis<'_>,
    ticks: &mut Ticks,
    (start, end): (f64, f64),
    (window, pixel): (Viewport, f64),
) {
    if start >= window.start {
        ticks.ticks.push(Tick {
            at: start,
            label: exact_moment(axis.time(start).round() as u64),
        });
    }
    let step = round_up(APART * pixel);
    let first = ((window.start - start) / step as f64).ceil().max(0.0) as u64;
    // The first label must clear the moment.
    let clear = (FOR_MOMENT * pixel / step as f64).ceil() as u64;
    for n in first.max(1).. {
        let at = start + (n * step) as f64;
        if at + FOR_LENGTH * pixel > end {
            break;
        }
        let label = match n < clear {
            true => String::new(),
            false => format!("+{}", short(n * step)),
        };
        ticks.ticks.push(Tick { at, label });
    }
}

/// A length without needless digits: `0.6 s`, `250 ms`, `10 µs`.
fn short(time: Micros) -> String {
    match time {
        0..1_000 => format!("{time} µs"),
        1_000..100_000 => format!("{} ms", decimal(time / 10 * 10, 1_000)),
        _ => format!("{} s", decimal(time / 1_000 * 1_000, 1_000_000)),
    }
}

/// The turns of the loop on an axis of steps. Where they stand close, only some
/// have a label, or a line.
pub(crate) fn turns(axis: Axis<'_>, window: Viewport, width: f64) -> Ticks {
    let turns = &axis.chart.turns;
    let pixel = window.length / width.max(1.0);
    let place = |turn: &Turn| axis.at(turn.event, turn.start);
    let mut ticks = Ticks::default();
    let mut at = turns.partition_point(|turn| place(turn) < window.start);
    let (mut labelled, mut ruled) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    while let Some(turn) = turns.get(at) {
        let place_now = place(turn);
        if place_now > window.end() {
            break;
        }
        if place_now - labelled >= FOR_TURN * pixel {
            labelled = place_now;
            ticks.ticks.push(Tick {
                at: place_now,
                label: format!("loop turn {}", turn.number),
            });
        } else if place_now - ruled >= RULED * pixel {
            ticks.ticks.push(Tick {
                at: place_now,
                label: String::new(),
            });
        }
        ruled = place_now;
        let next = place_now + RULED * pixel;
        at = (at + 1).max(turns.partition_point(|turn| place(turn) < next));
    }
    ticks
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
    use super::super::axis::Axis;
    use super::super::fixtures::{Script, axis, task};
    use super::super::folds::Folds;
    use super::super::scale::Scale;
    use super::{Viewport, folded, ticks, turns};

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

    /// Steps at 0 and, after a sleep of half a second, at 500,010; each takes 10 µs.
    fn napping() -> Script {
        let script = task().ready(0).runs(0).waits(10);
        script.wakes(500_010).runs(500_010).returns(500_020)
    }

    #[test]
    fn folds_tell_how_long_they_were() {
        let script = napping();
        let folds = Folds::of(&script.run.chart);
        let axis = Axis {
            chart: &script.run.chart,
            scale: Scale::Folded,
            folds: &folds,
        };
        let all = Viewport {
            start: 0.0,
            length: 40.0,
        };
        let ticks = folded(axis, all, 400.0);
        let folds: Vec<_> = ticks
            .folds
            .iter()
            .map(|fold| (fold.start, fold.end))
            .collect();
        assert_eq!(folds, [(10.0, 30.0)]);
        assert_eq!(ticks.folds[0].label, "0.5 s");
        let labels: Vec<_> = ticks
            .ticks
            .iter()
            .map(|tick| (tick.at, &*tick.label))
            .collect();
        assert_eq!(labels, [(0.0, "0.000 s"), (30.0, "0.500010 s")]);
    }

    #[test]
    fn turns_are_ruled_where_there_is_room() {
        let mut script = task().ready(0);
        for turn in 1..=100 {
            script = script
                .turn(turn)
                .runs(u64::from(turn) * 10)
                .yields(u64::from(turn) * 10 + 5);
        }
        let axis = Axis {
            scale: Scale::Steps,
            ..axis(&script.run.chart)
        };
        let labels = |length: f64| {
            let ticks = turns(axis, Viewport { start: 0.0, length }, 500.0).ticks;
            let labels = ticks.iter().filter(|tick| !tick.label.is_empty());
            let labels: Vec<_> = labels.map(|tick| tick.label.clone()).collect();
            (ticks.len(), labels)
        };
        let (lines, few) = labels(5.0);
        assert_eq!(
            (lines, &*few[0], &*few[1]),
            (6, "loop turn 1", "loop turn 2")
        );
        let (lines, many) = labels(100.0);
        assert_eq!((&*many[0], &*many[1]), ("loop turn 1", "loop turn 19"));
        assert!(lines > many.len() && lines < 75, "{lines}");
    }

    #[test]
    fn they_never_crowd() {
        for length in [37.0, 999.0, 12_345.0, 7e7, 3.6e9] {
            for width in [80.0, 333.0, 1_000.0] {
                let ticks = ticks(Viewport { start: 5.0, length }, width).ticks;
                let gaps = ticks.windows(2).map(|two| two[1].at - two[0].at);
                assert!(
                    gaps.into_iter()
                        .all(|gap| gap * width / length >= super::APART)
                );
            }
        }
    }
}
