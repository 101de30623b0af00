//! The standard streams of a program.

/// The standard streams of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// What it reads.
    Stdin,
    /// What it writes.
    Stdout,
    /// What it reports.
    Stderr,
}
