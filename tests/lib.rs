//! Conformance cases: programs whose output was recorded from CPython, and
//! which must print the same under Interleave.
//!
//! A case is a folder `cases/<topic>/<case>/`:
//!
//! | file | holds |
//! |---|---|
//! | `main.py` | the program |
//! | `stdin` | what it reads from its keyboard; absent if nothing |
//! | `expected.stdout` | what CPython 3.13 printed; never typed by hand |
//! | `expected.stderr` | the same for stderr, [normalised](normalise); absent if empty |
//! | `expected.status` | the exit status; absent if 0 |
//! | `expected.trace` | the transcript of our own recording, in a few cases |
//! | `known.*` | our own output, where it is [known](Settings::known) to differ |
//! | `case.toml` | [how to run and compare it](Settings), where that is not the usual way |
//! | any other | a file beside the program |
//!
//! Every program in `web/examples` is a case too; its expected output is in
//! `examples/<name>.stdout`.
//!
//! `cargo xtask record` writes the expected files ([`record`]), the test target
//! `cases` compares.

#![forbid(unsafe_code)]

mod case;
pub mod fuzz;
mod invariants;
mod normalise;
mod process;
mod record;

pub use case::{Case, Settings, Stderr, read, update};
pub use invariants::violations;
pub use normalise::{normalise, without_places};
pub use process::{Ran, run, run_for};
pub use record::record;
