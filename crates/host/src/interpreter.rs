//! The interpreter's parts: asyncio's, and the host's own.

use rustpython_vm::{Interpreter, Settings, frozen::FrozenLib, signal::UserSignalReceiver};

use crate::module;

/// The modules of `python/`.
const FROZEN_MODULES: &FrozenLib =
    rustpython_derive::py_freeze!(dir = "../python", crate_name = "rustpython_compiler_core");

/// Builds the interpreter. What is sent to `signals` runs between two instructions
/// of the program; a browser's wasm has no second thread to send from.
pub(crate) fn interpreter(settings: Settings, signals: UserSignalReceiver) -> Interpreter {
    interleave_python::interpreter(
        settings,
        signals,
        |context| {
            let mut modules = interleave_asyncio::native_modules(context).to_vec();
            modules.push(module::module_def(context));
            modules
        },
        interleave_asyncio::FROZEN_MODULES
            .into_iter()
            .chain(FROZEN_MODULES),
    )
}
