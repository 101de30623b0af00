//! The messages between the page and the worker, and their encoding.
//!
//! A worker runs one program: the page prepares a worker ahead of time, sends it a
//! program, and takes a fresh one for the next run. The first messages of a worker are
//! JavaScript's own (see `web/worker/worker.js`); all later ones are these, encoded by
//! [`encode`].

#![forbid(unsafe_code)]

use interleave_trace::{Batch, Micros};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Start the interpreter ahead of time. Must come first, once.
    Prepare {
        /// The seed of hashes and of `random`.
        seed: u64,
    },
    /// Run a program. Can be sent once.
    Run(Program),
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
    /// [`Program::paused`].
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

/// A file beside `main.py`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path from there: `helper.py`, `package/module.py`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A program to run, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// The text of `main.py`.
    pub source: String,
    /// The files beside it.
    pub files: Vec<File>,
    /// `sys.argv` after the first.
    pub arguments: Vec<String>,
    /// Its whole input; `None` to ask the user.
    pub input: Option<String>,
    /// The clock.
    pub clock: Clock,
    /// Seconds of the loop's clock per real second (Live only).
    pub speed: f64,
    /// The same as in [`Command::Prepare`].
    pub seed: u64,
    /// Start paused, before the first job of the loop.
    pub paused: bool,
    /// When to end the run.
    pub limits: Limits,
    /// The latency of its network.
    pub latency: Micros,
}

/// The clock that a program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Browser timers.
    Live,
    /// Jumps to the next deadline.
    Simulated,
}

/// When a run is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// On the loop's clock.
    pub max_time: Option<Micros>,
    /// Jobs of the ready queue.
    pub max_steps: Option<u64>,
    /// Bytes written.
    pub max_output: u64,
    /// Bytes of memory.
    pub max_memory: u64,
    /// Nested calls: the initial `sys.getrecursionlimit()`.
    pub max_recursion: u32,
}

impl Default for Limits {
    /// A simulated hour, 300,000 steps, 10 MB of output and 1 GB of memory, which are reached
    /// within seconds and exceed the needs of any lesson; and Python's own 1,000 nested
    /// calls.
    fn default() -> Self {
        Self {
            max_time: Some(3_600_000_000),
            max_steps: Some(300_000),
            max_output: 10_000_000,
            max_memory: 1_000_000_000,
            max_recursion: 1_000,
        }
    }
}

/// Where and why a program does not compile. Lines and columns from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyntaxError {
    /// First line.
    pub line: u32,
    /// First column, in code points.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last one.
    pub end_column: u32,
    /// Python's message.
    pub message: String,
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
