//! `Token.MISSING`, which RustPython has as a class, and what `ContextVar.reset` says of a
//! token that is not its own (`Python/context.c`).

use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBoundMethod, PyTypeRef},
    class::PyClassImpl,
    function::{FuncArgs, PySetterValue},
    pyclass,
    types::{Callable, GetDescriptor, Representable},
};

/// Patches `ContextVar` and its `Token`. A second time does nothing.
pub(crate) fn install(variable: &PyTypeRef, token: &PyTypeRef, vm: &VirtualMachine) {
    let context = &vm.ctx;
    // The classes must exist before their first instances do.
    let _ = Missing::make_static_type();
    let _ = OldValue::make_static_type();
    let _ = Reset::make_static_type();
    let [missing, old_value, reset] =
        ["MISSING", "old_value", "reset"].map(|name| context.intern_str(name));
    if let Some(class) = token.get_direct_attr(missing)
        && class.downcast_ref::<Missing>().is_none()
        && let Some(original) = token.get_direct_attr(old_value)
    {
        let missing_one: PyObjectRef = Missing.into_ref(context).into();
        token.set_attr(missing, missing_one.clone());
        let getter = OldValue {
            original,
            class,
            missing: missing_one,
        };
        token.set_attr(old_value, getter.into_ref(context).into());
    }
    if let Some(original) = variable.get_direct_attr(reset)
        && original.downcast_ref::<Reset>().is_none()
    {
        variable.set_attr(reset, Reset { original }.into_ref(context).into());
    }
}

/// The one value of a token of a variable that had none.
#[pyclass(module = "Token", name = "MISSING")]
#[derive(Debug, PyPayload)]
struct Missing;

#[pyclass(flags(DISALLOW_INSTANTIATION), with(Representable))]
impl Missing {}

impl Representable for Missing {
    fn repr_str(_zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok("<Token.MISSING>".to_owned())
    }
}

/// `Token.old_value`
#[pyclass(module = false, name = "getset_descriptor")]
#[derive(Debug, PyPayload)]
struct OldValue {
    original: PyObjectRef,
    /// What RustPython's has in the place of `Token.MISSING`.
    class: PyObjectRef,
    missing: PyObjectRef,
}

impl GetDescriptor for OldValue {
    fn descr_get(
        zelf: &PyObject,
        token: Option<&PyObject>,
        class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let Some((old_value, token)) = zelf.downcast_ref::<Self>().zip(token) else {
            return Ok(zelf.to_owned());
        };
        let value = vm.call_get_descriptor_specific(&old_value.original, Some(token), class);
        let value = value.unwrap_or_else(|| Ok(vm.ctx.none()))?;
        Ok(if value.is(&old_value.class) {
            old_value.missing.clone()
        } else {
            value
        })
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(GetDescriptor))]
impl OldValue {
    #[pyslot]
    fn descr_set(
        _zelf: &PyObject,
        _token: PyObjectRef,
        _value: PySetterValue<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let text = "attribute 'old_value' of '_contextvars.Token' objects is not writable";
        Err(vm.new_attribute_error(text))
    }
}

/// `ContextVar.reset`
#[pyclass(module = false, name = "method_descriptor")]
#[derive(Debug, PyPayload)]
struct Reset {
    original: PyObjectRef,
}

impl Callable for Reset {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let token = args.args.get(1).cloned();
        zelf.original.call(args, vm).map_err(|error| {
            let text = error.as_object().str(vm).map(|text| text.to_string());
            let reason = text.ok().and_then(|text| {
                let at = text.rfind(" was created ")?;
                Some(text[at..].to_owned())
            });
            match (reason, token.map(|token| token.repr(vm))) {
                (Some(reason), Some(Ok(token))) => vm.new_value_error(format!("{token}{reason}")),
                _ => error,
            }
        })
    }
}

impl GetDescriptor for Reset {
    fn descr_get(
        zelf: &PyObject,
        variable: Option<&PyObject>,
        class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let original = zelf.downcast_ref::<Self>().map(|reset| &reset.original);
        match (original, variable) {
            (Some(_), Some(variable)) => {
                let bound = PyBoundMethod::new(variable.to_owned(), zelf.to_owned());
                Ok(bound.into_ref(&vm.ctx).into())
            }
            (Some(original), None) => vm
                .call_get_descriptor_specific(original, None, class)
                .unwrap_or_else(|| Ok(original.clone())),
            (None, _) => Ok(zelf.to_owned()),
        }
    }
}

#[pyclass(
    flags(DISALLOW_INSTANTIATION, METHOD_DESCRIPTOR),
    with(Callable, GetDescriptor)
)]
impl Reset {}
