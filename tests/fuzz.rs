//! A differential fuzzer: random asyncio programs, under CPython 3.13 and under
//! Interleave, which must write the same and end the same.
//!
//! [`program`] writes a program for a seed as a tree of [`Line`]s. The [`Pair`]
//! runs it in both and tells the [`Difference`], and makes a program that
//! differs small enough to read.
//!
//! `fuzz/reference.py` says what is simulated in CPython, and which orders that
//! it leaves open are settled there.

mod generator;
mod line;
mod outcome;
mod pair;
mod random;
mod reports;
mod runner;
mod shrink;

pub use generator::program;
pub use line::{Line, text};
pub use outcome::{Difference, Outcome};
pub use pair::Pair;
