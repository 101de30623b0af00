//! RustPython, made into the Python that people know, on a simulated computer.
//!
//! - [`interpreter`] puts together the native modules, the library that is frozen
//!   into the program, and the patches where RustPython differs from CPython.
//! - The native modules under `os/` are thin adapters over
//!   [`Machine`](interleave_machine::Machine).
//! - `../compat` holds what exists only because the library is that of Python 3.14
//!   and the reference is CPython 3.13.
//!
//! What runs here knows no event loop, no trace and no browser. What it needs of
//! the running program it asks of a [`System`], see [`current`].

#![forbid(unsafe_code)]

#[path = "../compat/compat.rs"]
mod compat;
pub mod current;
mod interpreter;
mod library;
mod os;
mod patches;
mod runtime;
mod system;
pub mod user_code;
mod zones;

pub use interleave_machine as machine;
pub use interpreter::interpreter;
pub use os::wake_pollers;
pub use patches::stack_reserve::with_reserve;
pub use system::{Caller, ModuleFile, OutputStream, System};
