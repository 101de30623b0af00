//! Clock, speed and latency as the page, its address and scripts write them.

use interleave_protocol::Clock;
use interleave_trace::Micros;

/// The speeds of the picker.
pub(crate) const SPEEDS: [f64; 6] = [0.1, 0.25, 0.5, 1.0, 2.0, 10.0];

/// The clock of this name.
pub(crate) fn clock(name: &str) -> Option<Clock> {
    match name {
        "live" => Some(Clock::Live),
        "simulated" => Some(Clock::Simulated),
        _ => None,
    }
}

/// The clock's name.
pub(crate) const fn clock_name(clock: Clock) -> &'static str {
    match clock {
        Clock::Live => "live",
        Clock::Simulated => "simulated",
    }
}

/// What is said of another clock.
pub(crate) const NO_CLOCK: &str = "Clock must be “live” or “simulated”.";
/// What is said of another speed.
pub(crate) const NO_SPEED: &str = "Speed must be a number from 0.1 to 10.";
/// What is said of another latency.
pub(crate) const NO_LATENCY: &str = "Latency must be a number of milliseconds from 0 to 10,000.";

/// A speed within the picker's bounds.
pub(crate) fn speed(text: &str) -> Option<f64> {
    let speed = text.trim_end_matches(['x', '×']).parse().ok()?;
    is_speed(speed).then_some(speed)
}

/// Whether it is within the picker's bounds.
pub(crate) fn is_speed(speed: f64) -> bool {
    (SPEEDS[0]..=SPEEDS[SPEEDS.len() - 1]).contains(&speed)
}

/// A latency in ms as µs, within ten seconds.
pub(crate) fn latency(milliseconds: f64) -> Option<Micros> {
    (0.0..=10_000.0)
        .contains(&milliseconds)
        .then(|| (milliseconds * 1e3).round() as Micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_clock_can_follow_is_no_speed() {
        assert_eq!(speed("2×"), Some(2.0));
        for wrong in ["0", "-1", "11", "1e308", "NaN", "inf", "-inf", "", "fast"] {
            assert_eq!(speed(wrong), None, "{wrong}");
        }
        for wrong in [f64::NAN, f64::INFINITY, -1.0, 1e308] {
            assert_eq!(latency(wrong), None, "{wrong}");
        }
    }
}
