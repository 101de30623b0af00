//! What asyncio adds to Python's library: its own native and frozen modules.

use rustpython_vm::{Interpreter, Settings, frozen::FrozenLib, signal::UserSignalReceiver};

use crate::{module, native};

/// The modules of `python/`.
const LIBRARY: &FrozenLib =
    rustpython_derive::py_freeze!(dir = "../python", crate_name = "rustpython_compiler_core");

/// Builds the interpreter. What is sent to `signals` runs between two instructions
/// of the program; a browser's wasm has no second thread to send from.
pub(crate) fn interpreter(settings: Settings, signals: UserSignalReceiver) -> Interpreter {
    interleave_python::interpreter(
        settings,
        signals,
        |context| vec![module::module_def(context), native::module_def(context)],
        LIBRARY,
    )
}

/// The text of a module whose functions wait for other threads.
pub(crate) fn text(module: &str) -> Option<&'static str> {
    match module {
        "asgiref.sync" => Some(include_str!("../python/asgiref/sync.py")),
        "concurrent.futures.thread" => Some(include_str!("../python/concurrent/futures/thread.py")),
        _ => interleave_python::library_text(module),
    }
}
