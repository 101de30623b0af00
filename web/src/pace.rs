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

/// A speed within the picker's bounds.
pub(crate) fn speed(text: &str) -> Option<f64> {
    let speed: f64 = text.trim_end_matches(['x', '×']).parse().ok()?;
    (SPEEDS[0]..=SPEEDS[SPEEDS.len() - 1])
        .contains(&speed)
        .then_some(speed)
}

/// A latency in ms as µs, within ten seconds.
pub(crate) fn latency(milliseconds: f64) -> Option<Micros> {
    (0.0..=10_000.0)
        .contains(&milliseconds)
        .then(|| (milliseconds * 1e3).round() as Micros)
}
