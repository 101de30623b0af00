//! Where RustPython differs from CPython.

pub(crate) mod compile;
mod error_messages;
mod exception_groups;
mod module_repr;
pub(crate) mod os_error;
pub(crate) mod stack_reserve;
pub(crate) mod sum;

use rustpython_vm::Context;

/// Patches the built-in types, which belong to the thread of the interpreter. A
/// second time does nothing.
pub(crate) fn install(context: &Context) {
    os_error::install(context);
    error_messages::install(context);
    exception_groups::install(context);
    module_repr::install(context);
    #[cfg(target_arch = "wasm32")]
    stack_reserve::install(context);
}
