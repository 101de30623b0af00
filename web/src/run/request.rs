//! How a run is asked for.

use interleave_protocol::{Clock, Limits};
use interleave_trace::Micros;

/// How to run; what is left out is as the page's controls say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RunRequest {
    pub(crate) clock: Option<Clock>,
    pub(crate) speed: Option<f64>,
    pub(crate) seed: Option<u64>,
    /// Of the program's own network, in µs.
    pub(crate) latency: Option<Micros>,
    pub(crate) limits: Option<Limits>,
    /// How many bytes the recording may have.
    pub(crate) recording: Option<u64>,
    /// By a script, and not by the user's own hand.
    pub(crate) scripted: bool,
    /// Step by step, from the beginning.
    pub(crate) paused: bool,
    /// `sys.argv` after the first.
    pub(crate) arguments: Option<Vec<String>>,
    /// All that the program will read; else the user is asked.
    pub(crate) input: Option<String>,
}
