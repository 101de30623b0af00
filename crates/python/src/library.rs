//! Python's library, frozen into the program.

use rustpython_vm::frozen::FrozenLib;

/// What `library.txt` chooses, with `python/` and `compat/` over it.
pub(crate) const LIBRARY: &FrozenLib = include!(concat!(env!("OUT_DIR"), "/library.rs"));
