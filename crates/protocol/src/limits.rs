//! What a run may not exceed, and what computing costs.

use interleave_trace::Micros;
use serde::{Deserialize, Serialize};

/// When a run is ended from outside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// µs on the loop's clock.
    pub max_time: Option<Micros>,
    /// Jobs of the loop.
    pub max_steps: Option<u64>,
    /// Bytes of output.
    pub max_output: u64,
    /// Bytes of memory beyond what was taken when the run began.
    pub max_memory: u64,
    /// Calls within each other: where `sys.setrecursionlimit` begins.
    pub max_recursion: u32,
}

impl Limits {
    /// In the page: a simulated hour, 300,000 steps, 10 MB of output, 1 GB of memory:
    /// more than any lesson, and over in seconds.
    #[must_use]
    pub fn page() -> Self {
        Self {
            max_steps: Some(300_000),
            max_memory: 1_000_000_000,
            ..Self::terminal()
        }
    }

    /// In the terminal: a simulated hour, a million steps, 10 MB of output, 2 GB of
    /// memory, and Python's own 1,000 calls within each other.
    #[must_use]
    pub fn terminal() -> Self {
        Self {
            max_time: Some(3_600_000_000),
            max_steps: Some(1_000_000),
            max_output: 10_000_000,
            max_memory: 2_000_000_000,
            max_recursion: 1_000,
        }
    }
}

/// The nominal cost of computing, in simulated time. A real clock needs none:
/// computing takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostModel {
    /// Of a job of the loop, in µs.
    pub job: Micros,
    /// Of a reading of the clock, in µs.
    pub reading: Micros,
}

impl CostModel {
    /// Computing takes no time.
    pub const FREE: Self = Self { job: 0, reading: 0 };
}

impl Default for CostModel {
    /// 10 µs a job, 1 µs a reading: without them, ties appear that CPython never shows.
    fn default() -> Self {
        Self {
            job: 10,
            reading: 1,
        }
    }
}
