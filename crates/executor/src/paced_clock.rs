//! The arithmetic of a clock that runs faster or slower than real time.

use crate::Micros;

/// A clock with a speed that can be paused, told the real time on every call.
///
/// Real time is in milliseconds, as `performance.now()` gives it, on any clock
/// that never goes back. Changing the speed, pausing and resuming never make the
/// loop's clock jump.
///
/// ```
/// use interleave_executor::PacedClock;
///
/// let mut clock = PacedClock::new(5_000.0); // ms: when the run began
/// assert_eq!(clock.now(5_001.5), 1_500); // µs
/// clock.set_speed(5_001.5, 0.1);
/// assert_eq!(clock.now(5_011.5), 2_500);
/// clock.pause(5_011.5);
/// assert_eq!(clock.now(9_999.0), 2_500);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PacedClock {
    /// The real moment of the last change, in ms.
    real: f64,
    /// The loop's clock at that moment, in µs, with its fraction: dropping that
    /// would let every change of speed lose up to a microsecond.
    time: f64,
    /// Loop's seconds per real second.
    speed: f64,
    paused: bool,
}

impl PacedClock {
    /// A clock that is at zero at the moment `real`, running at speed 1.
    #[must_use]
    pub fn new(real: f64) -> Self {
        Self {
            real,
            time: 0.0,
            speed: 1.0,
            paused: false,
        }
    }

    /// The loop's clock at the moment `real`.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "truncation is meant; `as` saturates"
    )]
    pub fn now(&self, real: f64) -> Micros {
        self.exact(real) as Micros
    }

    /// Real milliseconds from `real` until the loop's clock reaches `deadline`:
    /// 0 where it has, None while the clock is paused.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years")]
    pub fn delay(&self, real: f64, deadline: Micros) -> Option<f64> {
        let left = deadline as f64 - self.exact(real);
        if left <= 0.0 {
            return Some(0.0);
        }
        (!self.paused).then(|| left / (self.speed * 1_000.0))
    }

    /// Loop's seconds per real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Changes the speed from the moment `real` on. One that is not a positive,
    /// finite number changes nothing.
    pub fn set_speed(&mut self, real: f64, speed: f64) {
        if speed.is_finite() && speed > 0.0 {
            self.rebase(real);
            self.speed = speed;
        }
    }

    /// Whether the clock stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Stops the clock at the moment `real`.
    pub fn pause(&mut self, real: f64) {
        self.rebase(real);
        self.paused = true;
    }

    /// Lets it run on from the moment `real`.
    pub fn resume(&mut self, real: f64) {
        self.rebase(real);
        self.paused = false;
    }

    fn exact(&self, real: f64) -> f64 {
        if self.paused {
            self.time
        } else {
            self.time + (real - self.real).max(0.0) * self.speed * 1_000.0
        }
    }

    fn rebase(&mut self, real: f64) {
        self.time = self.exact(real);
        self.real = self.real.max(real);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_at_its_speed() {
        for (speed, micros) in [(0.1, 1_000), (1.0, 10_000), (10.0, 100_000)] {
            let mut clock = PacedClock::new(7.0);
            clock.set_speed(7.0, speed);
            assert_eq!(clock.now(17.0), micros);
            assert_eq!(clock.delay(7.0, micros), Some(10.0));
        }
    }

    #[test]
    fn a_change_of_speed_never_jumps() {
        let mut clock = PacedClock::new(0.0);
        let mut last = 0;
        let mut expected = 0.0;
        for n in 1..1_000 {
            let (before, real) = (f64::from(n - 1) * 0.37, f64::from(n) * 0.37);
            expected += (real - before) * clock.speed() * 1_000.0;
            let now = clock.now(real);
            assert!(
                now >= last && (now as f64 - expected).abs() < 1.5,
                "{now} is not {expected}"
            );
            clock.set_speed(real, f64::from(n % 17 + 1) / 3.0);
            assert_eq!(clock.now(real), now);
            last = now;
        }
    }

    #[test]
    fn stands_still_while_paused() {
        let mut clock = PacedClock::new(0.0);
        clock.pause(3.0);
        assert!(clock.is_paused());
        assert_eq!(clock.now(100.0), 3_000);
        assert_eq!(clock.delay(100.0, 3_000), Some(0.0));
        assert_eq!(clock.delay(100.0, 3_001), None);
        clock.set_speed(100.0, 2.0);
        clock.pause(110.0);
        assert_eq!(clock.now(120.0), 3_000);
        clock.resume(200.0);
        assert!(!clock.is_paused());
        assert_eq!(clock.now(201.0), 5_000);
        clock.resume(202.0);
        assert_eq!(clock.now(202.0), 7_000);
    }

    #[test]
    fn refuses_a_senseless_speed() {
        let mut clock = PacedClock::new(0.0);
        for speed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            clock.set_speed(1.0, speed);
            assert_eq!(clock.speed(), 1.0);
        }
    }

    #[test]
    fn after_the_delay_the_deadline_has_come() {
        let mut clock = PacedClock::new(0.3);
        for (n, speed) in [0.1, 0.3, 0.7, 1.0, 3.0, 10.0].into_iter().enumerate() {
            clock.set_speed(1.7 + n as f64, speed);
            for deadline in [50_000, 123_457, 9_999_999] {
                let real = 10.0;
                let delay = clock.delay(real, deadline).expect("not paused");
                // `setTimeout` counts whole milliseconds; ours are rounded up.
                assert!(clock.now(real + delay.ceil()) >= deadline);
                assert!(clock.now(real + delay * 0.99) < deadline);
            }
        }
    }

    #[test]
    fn a_real_clock_that_goes_back_is_not_followed() {
        let mut clock = PacedClock::new(10.0);
        assert_eq!(clock.now(9.0), 0);
        clock.set_speed(20.0, 2.0);
        clock.set_speed(15.0, 1.0);
        assert_eq!(clock.now(20.0), 10_000);
    }
}
