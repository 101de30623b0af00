//! Sees the watched fields of asyncio's locks and their kin change.
//!
//! asyncio's classes keep their state in attributes of their instances.
//! `python/_interleave_resources.py` lays a [`WatchedAttribute`] over each of these:
//! it keeps the value where it always was, and sees it change, whoever changes it.

use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyDictRef, PyStr, PyStrRef},
    function::PySetterValue,
    pyclass,
    types::GetDescriptor,
};

use crate::{current::current, watched_field::WatchedField};

/// A descriptor over an instance's attribute of the same name.
#[pyclass(module = "_interleave", name = "WatchedAttribute")]
#[derive(Debug, PyPayload)]
pub(crate) struct WatchedAttribute {
    pub name: PyStrRef,
    pub field: WatchedField,
}

impl GetDescriptor for WatchedAttribute {
    fn descr_get(
        zelf: &PyObject,
        object: Option<&PyObject>,
        _cls: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let Some((watched, object)) = zelf.downcast_ref::<Self>().zip(object) else {
            return Ok(zelf.to_owned());
        };
        match attributes(object, vm)?.get_item_opt(&*watched.name, vm)? {
            Some(value) => Ok(value),
            None => Err(missing(object, &watched.name, vm)),
        }
    }
}

#[pyclass(flags(DISALLOW_INSTANTIATION), with(GetDescriptor))]
impl WatchedAttribute {
    #[pyslot]
    fn descr_set(
        zelf: &PyObject,
        object: PyObjectRef,
        value: PySetterValue<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(watched) = zelf.downcast_ref::<Self>() else {
            return Err(vm.new_type_error("not an attribute of asyncio's"));
        };
        let attributes = attributes(&object, vm)?;
        let before = attributes.get_item_opt(&*watched.name, vm)?;
        let PySetterValue::Assign(value) = value else {
            return match before {
                Some(_) => attributes.del_item(&*watched.name, vm),
                None => Err(missing(&object, &watched.name, vm)),
            };
        };
        attributes.set_item(&*watched.name, value.clone(), vm)?;
        let field = watched.field;
        match before {
            None => current().tell(|observer| {
                observer.field_initialized(&object, field, &value, vm);
            }),
            Some(before) if before.is(&value) => (),
            Some(_) => current().tell(|observer| {
                observer.field_changed(&object, field, &value, vm);
            }),
        }
        Ok(())
    }
}

fn attributes(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyDictRef> {
    object
        .dict()
        .ok_or_else(|| vm.new_type_error("this object has no attributes"))
}

fn missing(object: &PyObject, name: &Py<PyStr>, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = object.class().name().to_string();
    vm.new_attribute_error(format!("'{class}' object has no attribute '{name}'"))
}
