//! Code objects that no compiler has made are refused.
//!
//! RustPython trusts its bytecode: what is not the compiler's can read and write any memory.
//! So `code.replace` changes what is told of code, and its constants and names, but not what
//! runs; and `types.CodeType` makes none.

use rustpython_vm::{
    Context, PyObject, PyObjectRef, PyResult, VirtualMachine,
    builtins::{PyCode, PyTuple},
    function::{FuncArgs, ItemDoc, PyMethodDef, PyMethodFlags},
};

/// What `replace` may change.
const TOLD: &[&str] = &["co_filename", "co_firstlineno", "co_name", "co_qualname"];
/// What it may change, one for one.
const POOLS: &[&str] = &["co_consts", "co_names"];
/// `CO_ITERABLE_COROUTINE`, which `types.coroutine` sets.
const ITERABLE_COROUTINE: i64 = 0x100;
const REFUSED: &str = "code that the compiler did not make can't run here";

const REPLACE: &PyMethodDef =
    &PyMethodDef::new_const("replace", replace, PyMethodFlags::METHOD, ItemDoc::NONE);

/// RustPython's own method, by another name.
const PLAIN: &str = "__interleave_replace__";

/// Patches the type. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let class = context.types.code_type;
    if class.get_direct_attr(context.intern_str(PLAIN)).is_some() {
        return;
    }
    let Some(plain) = class.get_direct_attr(context.intern_str("replace")) else {
        return;
    };
    class.set_str_attr(PLAIN, plain, context);
    for name in ["replace", "__replace__"] {
        class.set_str_attr(name, REPLACE.build_method(context, class), context);
    }
    class
        .slots
        .new
        .store(Some(|_, _, vm| Err(vm.new_value_error(REFUSED))));
}

fn replace(code: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    for (name, value) in &args.kwargs {
        let name = name.to_string_lossy();
        if !TOLD.contains(&&*name) && !may_be(&name, value, &code, vm)? {
            return Err(vm.new_value_error(format!("{REFUSED}: {name} has changed")));
        }
    }
    vm.call_method(&code, PLAIN, args)
}

/// Whether code can run with another `value` for one of its attributes.
fn may_be(name: &str, value: &PyObject, code: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let own = code.get_attr(vm.ctx.intern_str(name), vm)?;
    if name == "co_flags" {
        let (own, flags) = (own.try_to_value::<i64>(vm)?, value.try_to_value::<i64>(vm)?);
        return Ok((own ^ flags) & !ITERABLE_COROUTINE == 0);
    }
    if POOLS.contains(&name)
        && let (Some(own), Some(pool)) = (tuple(&own), tuple(value))
    {
        let is_code = |value: &PyObjectRef| value.downcastable::<PyCode>();
        let alike = |(own, value): (&PyObjectRef, &PyObjectRef)| is_code(own) == is_code(value);
        return Ok(own.len() <= pool.len() && own.iter().zip(pool).all(alike));
    }
    vm.bool_eq(&own, value)
}

fn tuple(value: &PyObject) -> Option<&[PyObjectRef]> {
    value
        .downcast_ref::<PyTuple>()
        .map(|tuple| tuple.as_slice())
}
