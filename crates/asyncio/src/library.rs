//! The interpreter's parts: RustPython's native modules, ours, and the frozen library.

use rustpython_vm::{
    Interpreter, Settings, common::rc::PyRc, frozen::FrozenLib, signal::UserSignalReceiver,
};

use crate::{division, groups, io, lists, module, native, os_error, posix, sockets, words};

/// Python's library, chosen by `library.txt`, with `python/` over it.
const LIBRARY: &FrozenLib = include!(concat!(env!("OUT_DIR"), "/library.rs"));

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Without these, or in their stead, the pure Python ones are used:
/// `_asyncio` is ours; `_datetime` reads the machine's clock, which a browser's wasm has not; `_queue`
/// waits for threads of the machine.
const LEFT_OUT: &[&str] = &["_asyncio", "_datetime", "_queue", "_socket", "_ssl"];

/// Builds the interpreter. What is sent to `signals` runs between two instructions
/// of the program; a browser's wasm has no second thread to send from.
pub(crate) fn interpreter(settings: Settings, signals: UserSignalReceiver) -> Interpreter {
    let builder = Interpreter::builder(settings);
    os_error::install(&builder.ctx);
    words::install(&builder.ctx);
    division::install(&builder.ctx);
    lists::install(&builder.ctx);
    groups::install(&builder.ctx);
    #[cfg(target_arch = "wasm32")]
    crate::ballast::install(&builder.ctx);
    let native: Vec<_> = rustpython_stdlib::stdlib_module_defs(&builder.ctx)
        .into_iter()
        .filter(|def| !LEFT_OUT.contains(&def.name.as_str()))
        .chain([
            module::module_def(&builder.ctx),
            native::module_def(&builder.ctx),
            posix::module_def(&builder.ctx),
            io::module_def(&builder.ctx),
            sockets::module_def(&builder.ctx),
        ])
        .collect();
    builder
        .add_native_modules(&native)
        .add_frozen_modules(LIBRARY)
        .init_hook(move |vm| {
            vm.set_user_signal_channel(signals);
            if let Some(state) = PyRc::get_mut(&mut vm.state) {
                state.config.paths.stdlib_dir = Some("<frozen>".to_owned());
            }
        })
        .build()
}
