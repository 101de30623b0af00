//! Division by zero. The messages of 3.13 distinguish ints from floats, and `//` from
//! `%`; 3.14 has one for all.

use std::cell::Cell;

use rustpython_vm::{
    AsObject, Context, PyObject, PyResult, VirtualMachine, builtins::PyBaseExceptionRef,
    protocol::PyNumberBinaryFunc,
};

/// Declares a slot's replacement: the interpreter's own function, whose exception gets
/// another message.
macro_rules! with_messages {
    ($(($class:ident, $name:ident, $slot:ident, $right:ident, $message:literal))*) => {
        $(mod $name {
            use super::*;

            thread_local! {
                static ORIGINAL: Cell<Option<PyNumberBinaryFunc>> = const { Cell::new(None) };
            }

            pub(super) fn install(context: &Context) {
                let slots = &context.types.$class.slots.as_number;
                if let Some(original) = slots.$slot.load()
                    && ORIGINAL.get().is_none()
                {
                    ORIGINAL.set(Some(original));
                    for class in [context.types.$class, context.types.bool_type] {
                        let slots = &class.slots.as_number;
                        if slots.$slot.load().is_some_and(|own| std::ptr::fn_addr_eq(own, original)) {
                            slots.$slot.store(Some(divide));
                            slots.$right.store(Some(divide));
                        }
                    }
                }
            }

            fn divide(left: &PyObject, right: &PyObject, vm: &VirtualMachine) -> PyResult {
                match ORIGINAL.get() {
                    Some(original) => original(left, right, vm).map_err(|error| reworded(error, $message, vm)),
                    None => Ok(vm.ctx.not_implemented()),
                }
            }
        })*

        /// Patches the types. A second time does nothing.
        pub(crate) fn install(context: &Context) {
            $($name::install(context);)*
        }
    };
}

with_messages! {
    (int_type, int_floor, floor_divide, right_floor_divide, "integer division or modulo by zero")
    (int_type, int_modulo, remainder, right_remainder, "integer modulo by zero")
    (int_type, int_both, divmod, right_divmod, "integer division or modulo by zero")
    (float_type, float_true, true_divide, right_true_divide, "float division by zero")
    (float_type, float_floor, floor_divide, right_floor_divide, "float floor division by zero")
    (float_type, float_modulo, remainder, right_remainder, "float modulo by zero")
    (float_type, float_both, divmod, right_divmod, "float divmod()")
    (complex_type, complex_true, true_divide, right_true_divide, "complex division by zero")
}

fn reworded(
    error: PyBaseExceptionRef,
    message: &'static str,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    if error.class().is(vm.ctx.exceptions.zero_division_error) {
        vm.new_zero_division_error(message)
    } else {
        error
    }
}
