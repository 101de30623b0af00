//! What Python's library finds in place of an operating system: adapters over
//! [`Machine`](interleave_machine::Machine) and [`System`](crate::System).

mod clock;
mod io;
mod network;
mod open_mode;
mod posix;

use rustpython_vm::{Context, builtins::PyModuleDef};

pub use network::wake_pollers;

/// The native modules.
pub(crate) fn module_defs(context: &Context) -> [&'static PyModuleDef; 4] {
    [
        posix::module_def(context),
        io::module_def(context),
        network::module_def(context),
        clock::module_def(context),
    ]
}
