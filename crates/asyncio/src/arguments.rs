//! The arguments of the loop's methods.

use rustpython_vm::{
    AsObject, PyObjectRef, PyResult, VirtualMachine, function::FuncArgs,
    suggestion::calculate_suggestions,
};

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

/// The arguments of a scheduling call, with `context=` split off.
pub(crate) fn split_context(
    mut args: FuncArgs,
    method: &'static str,
    vm: &VirtualMachine,
) -> PyResult<(Vec<PyObjectRef>, Option<PyObjectRef>)> {
    let context = args
        .take_keyword("context")
        .filter(|context| !vm.is_none(context));
    let Some((name, _)) = args.kwargs.iter().next() else {
        return Ok((args.args, context));
    };
    let names: &[&str] = match method {
        "call_later" => &["delay", "callback", "context"],
        "call_at" => &["when", "callback", "context"],
        _ => &["callback", "context"],
    };
    let names: Vec<PyObjectRef> = names
        .iter()
        .map(|name| vm.ctx.new_str(*name).into())
        .collect();
    let given = vm.ctx.new_str(name.clone());
    let suggested = calculate_suggestions(names.iter().map(|name| &**name), given.as_object())
        .map_or_else(String::new, |name| format!(". Did you mean '{name}'?"));
    Err(vm.new_type_error(format!(
        "BaseEventLoop.{method}() got an unexpected keyword argument '{name}'{suggested}"
    )))
}
