//! Times to the microsecond, in words.

use interleave_trace::Micros;

/// A moment, in seconds: `1.620 s`, and `1.620010 s` where the microseconds
/// tell it from its neighbours.
pub(super) fn moment(time: Micros) -> String {
    let (seconds, rest) = (time / 1_000_000, time % 1_000_000);
    if rest.is_multiple_of(1_000) {
        format!("{seconds}.{:03} s", rest / 1_000)
    } else {
        format!("{seconds}.{rest:06} s")
    }
}

/// `time` in a unit of that many microseconds, a power of ten, without needless
/// zeros.
pub(super) fn decimal(time: Micros, unit: Micros) -> String {
    let digits = unit.ilog10() as usize;
    if time.is_multiple_of(unit) {
        return format!("{}", time / unit);
    }
    let fraction = format!("{:0digits$}", time % unit);
    format!("{}.{}", time / unit, fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::{decimal, moment};

    #[test]
    fn moments_have_three_decimals_or_six() {
        assert_eq!(moment(0), "0.000 s");
        assert_eq!(moment(1_620_000), "1.620 s");
        assert_eq!(moment(61_000_010), "61.000010 s");
    }

    #[test]
    fn decimals_have_no_needless_zeros() {
        assert_eq!(decimal(0, 1), "0");
        assert_eq!(decimal(12_500, 1_000), "12.5");
        assert_eq!(decimal(3_412_000, 1_000_000), "3.412");
        assert_eq!(decimal(2_000_000, 1_000_000), "2");
    }
}
