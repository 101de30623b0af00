//! The arguments of the loop's methods.

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, function::FuncArgs};

/// Takes the arguments that a method of the loop can't do without, by position or by name.
pub(crate) fn required<const N: usize>(
    args: &mut FuncArgs,
    method: &str,
    names: [&str; N],
    vm: &VirtualMachine,
) -> PyResult<[PyObjectRef; N]> {
    let mut missing = Vec::new();
    let found = names.map(|name| {
        let given = args.take_positional().or_else(|| args.take_keyword(name));
        given.unwrap_or_else(|| {
            missing.push(format!("'{name}'"));
            vm.ctx.none()
        })
    });
    if missing.is_empty() {
        return Ok(found);
    }
    let plural = if missing.len() == 1 { "" } else { "s" };
    Err(vm.new_type_error(format!(
        "BaseEventLoop.{method}() missing {} required positional argument{plural}: {}",
        missing.len(),
        missing.join(" and ")
    )))
}
