//! How long a selector waits.

use interleave_executor::Micros;

/// When the wait for a deadline ends: after whole milliseconds, rounded up. So
/// does `selectors.EpollSelector.select`, and timers that are less than that
/// apart come due in one turn.
pub(crate) fn selected(now: Micros, deadline: Micros) -> Micros {
    const MILLISECOND: Micros = 1000;
    now.saturating_add(
        deadline
            .saturating_sub(now)
            .div_ceil(MILLISECOND)
            .saturating_mul(MILLISECOND),
    )
}

#[cfg(test)]
mod tests {
    use super::selected;

    #[test]
    fn waits_last_whole_milliseconds() {
        assert_eq!(selected(10, 11), 1010);
        assert_eq!(selected(10, 1010), 1010);
        assert_eq!(selected(10, 5), 10);
        assert_eq!(selected(10, u64::MAX), u64::MAX);
    }
}
