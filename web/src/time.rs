//! Times in words.

use interleave_trace::Micros;

/// `1.620 s`, as the status, the output and the tables say it.
pub(crate) fn seconds(time: Micros) -> String {
    format!("{}.{:03} s", time / 1_000_000, time / 1_000 % 1_000)
}

/// A length in the unit that reads best: `35 µs`, `1.2 ms`, `0.250 s`.
pub(crate) fn length(length: Micros) -> String {
    match length {
        0..1_000 => format!("{length} µs"),
        1_000..100_000 => format!("{}.{} ms", length / 1_000, length / 100 % 10),
        _ => seconds(length),
    }
}
