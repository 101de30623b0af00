//! Division by zero, in CPython 3.13's words: they tell ints from floats, and `//` from `%`.

use std::sync::OnceLock;

use rustpython_vm::{
    AsObject, Context, PyObject, PyResult, VirtualMachine, builtins::PyBaseExceptionRef,
    protocol::PyNumberBinaryFunc,
};

/// Declares a slot's replacement: the interpreter's own function, with an error of its own words.
macro_rules! worded {
    ($(($class:ident, $name:ident, $slot:ident, $right:ident, $words:literal))*) => {
        $(mod $name {
            use super::*;

            static PLAIN: OnceLock<PyNumberBinaryFunc> = OnceLock::new();

            pub(super) fn install(context: &Context) {
                let slots = &context.types.$class.slots.as_number;
                if let Some(plain) = slots.$slot.load()
                    && PLAIN.set(plain).is_ok()
                {
                    for class in [context.types.$class, context.types.bool_type] {
                        let slots = &class.slots.as_number;
                        if slots.$slot.load().is_some_and(|own| std::ptr::fn_addr_eq(own, plain)) {
                            slots.$slot.store(Some(divide));
                            slots.$right.store(Some(divide));
                        }
                    }
                }
            }

            fn divide(left: &PyObject, right: &PyObject, vm: &VirtualMachine) -> PyResult {
                match PLAIN.get() {
                    Some(plain) => plain(left, right, vm).map_err(|error| worded(error, $words, vm)),
                    None => Ok(vm.ctx.not_implemented()),
                }
            }
        })*

        /// Types are the process's: once is enough.
        pub(crate) fn install(context: &Context) {
            $($name::install(context);)*
        }
    };
}

worded! {
    (int_type, int_floor, floor_divide, right_floor_divide, "integer division or modulo by zero")
    (int_type, int_modulo, remainder, right_remainder, "integer modulo by zero")
    (int_type, int_both, divmod, right_divmod, "integer division or modulo by zero")
    (float_type, float_true, true_divide, right_true_divide, "float division by zero")
    (float_type, float_floor, floor_divide, right_floor_divide, "float floor division by zero")
    (float_type, float_modulo, remainder, right_remainder, "float modulo by zero")
    (float_type, float_both, divmod, right_divmod, "float divmod()")
    (complex_type, complex_true, true_divide, right_true_divide, "complex division by zero")
}

fn worded(
    error: PyBaseExceptionRef,
    words: &'static str,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    if error.class().is(vm.ctx.exceptions.zero_division_error) {
        vm.new_zero_division_error(words)
    } else {
        error
    }
}
