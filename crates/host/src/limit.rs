//! The kinds of limits.

/// What a run may not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Seconds on the loop's clock.
    Time,
    /// Jobs of the loop.
    Steps,
    /// Bytes written.
    Output,
    /// Bytes of memory.
    Memory,
}
