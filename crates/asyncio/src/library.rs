//! What asyncio adds to Python's library: its own native and frozen modules.

use rustpython_vm::{Context, builtins::PyModuleDef, frozen::FrozenLib};

use crate::{module, native, thread_frames};

/// The modules of `python/`.
pub const FROZEN_MODULES: &FrozenLib =
    rustpython_derive::py_freeze!(dir = "../python", crate_name = "rustpython_compiler_core");

/// The native modules. What they take for granted of the interpreter's types is patched.
pub fn native_modules(context: &Context) -> [&'static PyModuleDef; 2] {
    thread_frames::install(context);
    [module::module_def(context), native::module_def(context)]
}
