//! The messages between the page and the worker, and how they are put on the wire.
//!
//! A worker runs one program in its life: the page prepares one ahead, hands it
//! a program, and takes a fresh one for the next run. The first messages of a
//! worker's life are JavaScript's own (see `web/worker/worker.js`); all later
//! ones are these, encoded by [`encode`].

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
    /// Run a program. At most once.
    Run(Program),
    /// Only compile a text and report its first syntax error.
    Check {
        /// Returned in [`Report::Checked`].
        id: u32,
        /// The program's text.
        source: String,
    },
    /// Halt before the next job of the ready queue.
    Pause,
    /// Go on after `Pause`.
    Resume,
    /// While paused: run one job of the ready queue. (A program that has not
    /// been started yet can be started paused: see [`Program::paused`].)
    Step,
    /// How many seconds of the loop's clock go by in a real one.
    Speed(f64),
    /// Ctrl+C.
    Stop,
    /// The line that the program asked for, without its end; none: there is no more.
    Answer(Option<String>),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The interpreter is up; `Run` will start at once.
    Ready {
        /// Whether this browser can suspend a wasm stack (JSPI): Live is possible.
        can_suspend: bool,
    },
    /// New events. Sent before anything that may take long.
    Recorded {
        /// What was added to the recording.
        batch: Batch,
        /// The loop's clock.
        now: Micros,
    },
    /// The program is halted (`true`) or goes on (`false`).
    Paused {
        /// Halted?
        paused: bool,
        /// The loop's clock.
        now: Micros,
    },
    /// The program waits for [`Command::Answer`].
    Asks {
        /// What it has written since its last line end.
        prompt: String,
        /// The loop's clock.
        now: Micros,
    },
    /// The program has ended; its last event, `Ended`, was in an earlier batch.
    Ended,
    /// The program used up what no program can be stopped in front of, and its worker
    /// is of no more use. All that was recorded was sent; it lacks its last event.
    Lost {
        /// Why, in a sentence.
        text: String,
        /// Whether the page's limits could be raised for it.
        limit: bool,
    },
    /// The answer to [`Command::Check`].
    Checked {
        /// The question's id.
        id: u32,
        /// The first error, or none.
        error: Option<SyntaxError>,
    },
    /// A bug of ours, in words that can be reported.
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
    /// All that it will read; where it is none, the user is asked.
    pub input: Option<String>,
    /// Which clock.
    pub clock: Clock,
    /// Seconds of the loop's clock in a real second (Live only).
    pub speed: f64,
    /// The same as in [`Command::Prepare`].
    pub seed: u64,
    /// Begin halted before the first job of the loop.
    pub paused: bool,
    /// When to end it.
    pub limits: Limits,
    /// How long what it sends to itself over its network is on its way.
    pub latency: Micros,
}

/// Which clock a program runs on.
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
    /// Calls within each other: where `sys.setrecursionlimit` begins.
    pub max_recursion: u32,
}

impl Default for Limits {
    /// A simulated hour, 300,000 steps, 10 MB of output, 1 GB of memory: more than any
    /// lesson, and over in seconds. And Python's own 1,000 calls within each other.
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
    /// Column after the last.
    pub end_column: u32,
    /// Python's message.
    pub message: String,
}

/// A message as bytes.
///
/// # Errors
/// Never for the types of this crate; a text for what serde makes of others.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(message).map_err(|error| error.to_string())
}

/// The message in `bytes`.
///
/// # Errors
/// A sentence, where the bytes are no such message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("The message can't be read: {error}"))
}
