//! The interpreter's parts: RustPython's native modules, ours, and the library.

use rustpython_vm::{
    Context, Interpreter, Settings, builtins::PyModuleDef, common::rc::PyRc, frozen::FrozenModule,
    signal::UserSignalReceiver,
};

use crate::{compat, library::LIBRARY, os, patches, runtime, zones};

/// RustPython's native modules that are left out, so that the pure Python ones of
/// the library are used, or ours.
const LEFT_OUT: &[&str] = &[
    // It reads the computer's clock, which a browser's wasm has not.
    "_datetime",
    // Its parser does not tell where a document is malformed.
    "_elementtree",
    // It waits for threads of the computer.
    "_queue",
    // They need an operating system.
    "_socket",
    "_ssl",
    // It needs the native `_datetime`.
    "_zoneinfo",
];

/// Builds an interpreter with native and frozen modules of the caller's. A native
/// one replaces RustPython's of the same name. What is sent to `signals` runs
/// between two instructions of the program.
pub fn interpreter(
    settings: Settings,
    signals: UserSignalReceiver,
    native: impl FnOnce(&Context) -> Vec<&'static PyModuleDef>,
    frozen: impl IntoIterator<Item = (&'static str, FrozenModule)>,
) -> Interpreter {
    let builder = Interpreter::builder(settings);
    patches::install(&builder.ctx);
    compat::install(&builder.ctx);
    let mut own = vec![
        runtime::module_def(&builder.ctx),
        zones::module_def(&builder.ctx),
    ];
    own.extend(os::module_defs(&builder.ctx));
    own.extend(native(&builder.ctx));
    let mut modules = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
    modules.retain(|module| {
        let name = module.name.as_str();
        !LEFT_OUT.contains(&name) && own.iter().all(|own| own.name.as_str() != name)
    });
    modules.extend(own);
    builder
        .add_native_modules(&modules)
        .add_frozen_modules(LIBRARY)
        .add_frozen_modules(frozen)
        .init_hook(move |vm| {
            vm.set_user_signal_channel(signals);
            if let Some(state) = PyRc::get_mut(&mut vm.state) {
                state.config.paths.stdlib_dir = Some("<frozen>".to_owned());
            }
        })
        .build()
}
