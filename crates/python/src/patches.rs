//! Where RustPython differs from CPython.

mod bytecode;
pub(crate) mod compile;
pub(crate) mod context_variables;
pub(crate) mod depth;
mod error_messages;
pub(crate) mod exception_groups;
mod exception_state;
pub(crate) mod failing_statement;
mod generator_references;
mod grammar;
pub(crate) mod group_handlers;
mod keyword_suggestions;
mod mapping_proxy;
mod module_repr;
pub(crate) mod os_error;
pub(crate) mod stack_reserve;
pub(crate) mod sum;
pub(crate) mod trace;
mod unraisable;

use rustpython_vm::Context;

/// Patches the built-in types, which belong to the thread of the interpreter. A
/// second time does nothing.
pub(crate) fn install(context: &Context) {
    os_error::install(context);
    error_messages::install(context);
    exception_groups::install(context);
    group_handlers::install(context);
    exception_state::install(context);
    module_repr::install(context);
    bytecode::install(context);
    keyword_suggestions::install(context);
    generator_references::install(context);
    mapping_proxy::install(context);
    unraisable::install(context);
    #[cfg(target_arch = "wasm32")]
    stack_reserve::install(context);
}
