//! The messages between the page and the worker, and their encoding.
//!
//! A worker runs one program: the page prepares a worker ahead of time, sends it a
//! program, and takes a fresh one for the next run. The first messages of a worker are
//! JavaScript's own (see `web/worker/worker.js`); all later ones are these, encoded by
//! [`encode`].

#![forbid(unsafe_code)]

mod limits;
mod program;

pub use limits::{CostModel, Limits};
pub use program::{DEFAULT_START, File, Program, SyntaxError};

use interleave_trace::{Batch, Micros};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Start the interpreter ahead of time, where the worker was not given the image of one that
    /// had been. Must come first, once.
    Prepare {
        /// The seed of a run to come, or one with the same [`hash_seed`].
        seed: u64,
    },
    /// Run a program. Can be sent once.
    Run(Launch),
    /// Compile a text, and report its first syntax error.
    Check {
        /// Returned in [`Report::Checked`].
        id: u32,
        /// The program's text.
        source: String,
    },
    /// Pause before the next job of the ready queue.
    Pause,
    /// Resume after `Pause`.
    Resume,
    /// While paused: run one job of the ready queue. A program can be started paused: see
    /// [`Launch::paused`].
    Step,
    /// Set the speed: seconds of the loop's clock per real second.
    Speed(f64),
    /// Ctrl+C.
    Stop,
    /// A line of input, without its line break; `None` for the end of the input.
    Answer(Option<String>),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The interpreter has started; `Run` will start at once.
    Ready {
        /// Whether this browser can suspend a wasm stack (JSPI), as Live requires.
        can_suspend: bool,
    },
    /// New events. Sent before anything that may take a while.
    Recorded {
        /// What was added to the recording.
        batch: Batch,
        /// The loop's clock.
        now: Micros,
    },
    /// The program was paused or resumed.
    Paused {
        /// Whether it is paused.
        paused: bool,
        /// The loop's clock.
        now: Micros,
    },
    /// The program is waiting for input: [`Command::Answer`].
    Asks {
        /// What it has written since its last line break.
        prompt: String,
        /// The loop's clock.
        now: Micros,
    },
    /// The program has ended; its last event, `Ended`, was in an earlier batch.
    Ended,
    /// The program exhausted a resource of the worker, such as its memory, and the worker is
    /// unusable. All events were sent, except the last one, `Ended`.
    Lost {
        /// Why, in a sentence.
        text: String,
        /// Whether raising a limit of the page could help.
        limit: bool,
    },
    /// The answer to [`Command::Check`].
    Checked {
        /// The question's id.
        id: u32,
        /// The first error, or none.
        error: Option<SyntaxError>,
    },
    /// A bug in Interleave, as a message that can be reported.
    Fault {
        /// What went wrong.
        text: String,
    },
}

/// A program, and how to run it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Launch {
    /// The program.
    pub program: Program,
    /// Its whole input; `None` to ask the user.
    pub input: Option<String>,
    /// The clock.
    pub clock: Clock,
    /// Seconds of the loop's clock per real second (Live only).
    pub speed: f64,
    /// What `random` and hashes follow from. It has the [`hash_seed`] of the one in
    /// [`Command::Prepare`].
    pub seed: u64,
    /// Start paused, before the first job of the loop.
    pub paused: bool,
}

/// What the hashes of texts follow from. An interpreter that was started for a run is good for
/// any other whose seed has the same. Python knows it as `PYTHONHASHSEED`.
#[must_use]
pub const fn hash_seed(seed: u64) -> u8 {
    seed.to_le_bytes()[0]
}

/// The clock that a program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Browser timers.
    Live,
    /// Jumps to the next deadline.
    Simulated,
}

/// Encodes a message.
///
/// # Errors
/// Never for the types of this crate.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(message).map_err(|error| error.to_string())
}

/// Decodes a message.
///
/// # Errors
/// A sentence, where the bytes are not such a message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("The message can't be read: {error}"))
}
