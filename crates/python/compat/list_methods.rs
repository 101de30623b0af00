//! `list.remove` and `list.index`, whose messages for a value that is not in the list
//! changed with 3.14.

use rustpython_vm::{
    Context, Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyInt, PyList},
    function::{ItemDoc, OptionalArg, PyMethodDef, PyMethodFlags},
};

const REMOVE: &PyMethodDef =
    &PyMethodDef::new_const("remove", remove, PyMethodFlags::METHOD, ItemDoc::NONE);
const INDEX: &PyMethodDef =
    &PyMethodDef::new_const("index", index, PyMethodFlags::METHOD, ItemDoc::NONE);

/// Patches the type.
pub(crate) fn install(context: &Context) {
    let class = context.types.list_type;
    class.set_str_attr("remove", REMOVE.build_method(context, class), context);
    class.set_str_attr("index", INDEX.build_method(context, class), context);
}

fn remove(list: PyRef<PyList>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let Some(position) = find(&list, &value, 0, usize::MAX, vm)? else {
        return Err(vm.new_value_error("list.remove(x): x not in list"));
    };
    let removed = {
        let mut items = list.borrow_vec_mut();
        // A comparison may have shortened the list.
        (position < items.len()).then(|| items.remove(position))
    };
    drop(removed);
    Ok(())
}

fn index(
    list: PyRef<PyList>,
    value: PyObjectRef,
    start: OptionalArg<PyObjectRef>,
    stop: OptionalArg<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<usize> {
    let length = list.borrow_vec().len();
    let position = |given: OptionalArg<PyObjectRef>, default| match given {
        OptionalArg::Present(given) => given
            .try_index(vm)
            .map(|position| from_start(&position, length, vm)),
        OptionalArg::Missing => Ok(default),
    };
    let start = position(start, 0)?;
    let stop = position(stop, usize::MAX)?;
    match find(&list, &value, start, stop, vm)? {
        Some(position) => Ok(position),
        None => {
            let value = value.repr(vm)?;
            Err(vm.new_value_error(format!("{} is not in list", value.to_string_lossy())))
        }
    }
}

/// The position in a list of an index that may count from its end.
fn from_start(position: &Py<PyInt>, length: usize, vm: &VirtualMachine) -> usize {
    match position.try_to_primitive::<isize>(vm) {
        Ok(position) if position < 0 => length.saturating_sub(position.unsigned_abs()),
        Ok(position) => position.unsigned_abs(),
        Err(_) if *position.as_bigint() < 0.into() => 0,
        Err(_) => usize::MAX,
    }
}

/// The first position from `start` before `stop` where a value is.
fn find(
    list: &PyList,
    value: &PyObjectRef,
    start: usize,
    stop: usize,
    vm: &VirtualMachine,
) -> PyResult<Option<usize>> {
    for position in start..stop {
        let Some(item) = list.borrow_vec().get(position).cloned() else {
            return Ok(None);
        };
        if vm.identical_or_equal(&item, value)? {
            return Ok(Some(position));
        }
    }
    Ok(None)
}
