//! A program, and where its text does not compile.

use interleave_trace::Micros;
use serde::{Deserialize, Serialize};

use crate::limits::{CostModel, Limits};

/// A file of a program's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path within the program's folder: `helper.py`, `package/module.py`.
    pub name: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// A program, and what decides its run besides the clock and the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The text of `main.py`.
    pub source: String,
    /// The files beside it.
    pub files: Vec<File>,
    /// `sys.argv` after the program's own name.
    pub arguments: Vec<String>,
    /// Unix time of the run's start, in µs.
    pub start: i64,
    /// What computing costs in simulated time.
    pub costs: CostModel,
    /// When to end it.
    pub limits: Limits,
    /// How long what it sends to itself is on its way, in µs.
    pub latency: Micros,
}

impl Program {
    /// A program with the defaults of a simulated run.
    #[must_use]
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            files: Vec::new(),
            arguments: Vec::new(),
            start: DEFAULT_START,
            costs: CostModel::default(),
            limits: Limits::terminal(),
            latency: 0,
        }
    }
}

/// Where and why a text does not compile. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyntaxError {
    /// First line.
    pub line: u32,
    /// First column, in code points.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last.
    pub end_column: u32,
    /// Python's message.
    pub message: String,
}

/// 2026-01-01 00:00:00 UTC, where simulated runs start, in µs of Unix time.
pub const DEFAULT_START: i64 = 1_767_225_600_000_000;
