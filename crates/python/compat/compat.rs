//! CPython 3.13's ways over Python 3.14's library.
//!
//! Every file of this folder, in Rust and in Python, exists only because RustPython
//! is at 3.14 while the reference is CPython 3.13; each says why at its top. On the
//! day the reference moves, the folder is deleted, with the calls into it (of
//! [`install`], and of [`error_messages`] in `patches/error_messages/rules.rs`) and
//! the import of `_interleave_compat` in `_interleave_builtins.py`.

mod division;
pub(crate) mod error_messages;
mod list_methods;

use rustpython_vm::Context;

/// Patches the built-in types, which belong to the thread of the interpreter. A
/// second time does nothing.
pub(crate) fn install(context: &Context) {
    division::install(context);
    list_methods::install(context);
}
