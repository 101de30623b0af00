//! Times and durations, rounded as a person would.

use crate::event::Micros;

/// A point in time, in seconds: `1.620 s`.
#[must_use]
pub fn moment(time: Micros) -> String {
    let millis = rounded(time, 1_000);
    format!("{}.{:03} s", millis / 1_000, millis % 1_000)
}

/// A point in time, to the microsecond where that differs from the millisecond:
/// `1.620 s`, `1.620010 s`.
#[must_use]
pub fn exact_moment(time: Micros) -> String {
    format!("{} s", exact_seconds(time))
}

/// From one point in time to another: `0.000010–1.500 s`, or `1.500 s` where both are
/// the same.
#[must_use]
pub fn exact_range(start: Micros, end: Micros) -> String {
    match start == end {
        true => exact_moment(start),
        false => format!("{}–{}", exact_seconds(start), exact_moment(end)),
    }
}

/// A duration, in the unit that reads best: `35 µs`, `1.2 ms`, `61 ms`, `0.944 s`, `2 s`.
#[must_use]
pub fn duration(length: Micros) -> String {
    match length {
        0..1_000 => format!("{length} µs"),
        1_000..99_950 => format!("{} ms", decimal(rounded(length, 100), 10)),
        _ => format!("{} s", decimal(rounded(length, 1_000), 1_000)),
    }
}

/// When something happened and how long it took: `0.000010–1.500010 s: 1.5 s`; while it
/// goes on, `Since 1.000 s: 0.5 s so far`.
#[must_use]
pub fn extent(start: Micros, end: Option<Micros>, now: Micros) -> String {
    let long = duration(end.unwrap_or(now).saturating_sub(start));
    match end {
        Some(end) => format!("{}: {long}", exact_range(start, end)),
        None => format!("Since {}: {long} so far", exact_moment(start)),
    }
}

/// `value` divided by `unit`, a power of ten, without trailing zeros.
#[must_use]
pub fn decimal(value: u64, unit: u64) -> String {
    let digits = unit.ilog10() as usize;
    if value.is_multiple_of(unit) {
        return format!("{}", value / unit);
    }
    let fraction = format!("{:0digits$}", value % unit);
    format!("{}.{}", value / unit, fraction.trim_end_matches('0'))
}

fn exact_seconds(time: Micros) -> String {
    let (seconds, rest) = (time / 1_000_000, time % 1_000_000);
    match rest.is_multiple_of(1_000) {
        true => format!("{seconds}.{:03}", rest / 1_000),
        false => format!("{seconds}.{rest:06}"),
    }
}

const fn rounded(value: u64, unit: u64) -> u64 {
    value.saturating_add(unit / 2) / unit
}

#[cfg(test)]
mod tests {
    use super::{decimal, duration, exact_moment, exact_range, moment};

    #[test]
    fn moments_are_rounded_to_the_millisecond() {
        assert_eq!(moment(0), "0.000 s");
        assert_eq!(moment(1_620_499), "1.620 s");
        assert_eq!(moment(1_620_500), "1.621 s");
        assert_eq!(moment(59_999_900), "60.000 s");
        assert_eq!(moment(u64::MAX), "18446744073709.551 s");
    }

    #[test]
    fn exact_moments_have_three_decimals_or_six() {
        assert_eq!(exact_moment(1_620_000), "1.620 s");
        assert_eq!(exact_moment(61_000_010), "61.000010 s");
        assert_eq!(exact_range(10, 1_500_000), "0.000010–1.500 s");
        assert_eq!(exact_range(10, 10), "0.000010 s");
    }

    #[test]
    fn durations_are_rounded_as_a_person_would() {
        for (length, expected) in [
            (0, "0 µs"),
            (35, "35 µs"),
            (999, "999 µs"),
            (1_000, "1 ms"),
            (1_249, "1.2 ms"),
            (1_250, "1.3 ms"),
            (61_000, "61 ms"),
            (99_949, "99.9 ms"),
            (99_950, "0.1 s"),
            (250_000, "0.25 s"),
            (944_400, "0.944 s"),
            (999_600, "1 s"),
            (2_000_010, "2 s"),
            (61_500_000, "61.5 s"),
        ] {
            assert_eq!(duration(length), expected, "{length}");
        }
    }

    #[test]
    fn decimals_have_no_trailing_zeros() {
        assert_eq!(decimal(0, 1), "0");
        assert_eq!(decimal(12_500, 1_000), "12.5");
        assert_eq!(decimal(3_412_000, 1_000_000), "3.412");
        assert_eq!(decimal(2_000_000, 1_000_000), "2");
    }
}
