//! `list.remove` and `list.index`, which refuse in CPython 3.13's words.

use rustpython_vm::{
    Context, Py, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyInt, PyList},
    function::{ItemDoc, OptionalArg, PyMethodDef, PyMethodFlags},
};

const REMOVE: &PyMethodDef =
    &PyMethodDef::new_const("remove", remove, PyMethodFlags::METHOD, ItemDoc::NONE);
const INDEX: &PyMethodDef =
    &PyMethodDef::new_const("index", index, PyMethodFlags::METHOD, ItemDoc::NONE);

pub(crate) fn install(context: &Context) {
    let class = context.types.list_type;
    class.set_str_attr("remove", REMOVE.build_method(context, class), context);
    class.set_str_attr("index", INDEX.build_method(context, class), context);
}

fn remove(list: PyRef<PyList>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let Some(place) = find(&list, &value, 0, usize::MAX, vm)? else {
        return Err(vm.new_value_error("list.remove(x): x not in list"));
    };
    let removed = {
        let mut items = list.borrow_vec_mut();
        // Comparing may have shortened the list.
        (place < items.len()).then(|| items.remove(place))
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
    let place = |given: OptionalArg<PyObjectRef>, default| match given {
        OptionalArg::Present(given) => given
            .try_index(vm)
            .map(|place| from_start(&place, length, vm)),
        OptionalArg::Missing => Ok(default),
    };
    let start = place(start, 0)?;
    let stop = place(stop, usize::MAX)?;
    match find(&list, &value, start, stop, vm)? {
        Some(place) => Ok(place),
        None => {
            let value = value.repr(vm)?;
            Err(vm.new_value_error(format!("{} is not in list", value.to_string_lossy())))
        }
    }
}

/// A place in a list that may be counted from its end.
fn from_start(place: &Py<PyInt>, length: usize, vm: &VirtualMachine) -> usize {
    match place.try_to_primitive::<isize>(vm) {
        Ok(place) if place < 0 => length.saturating_sub(place.unsigned_abs()),
        Ok(place) => place.unsigned_abs(),
        Err(_) if *place.as_bigint() < 0.into() => 0,
        Err(_) => usize::MAX,
    }
}

/// The first place from `start` before `stop` where a value is.
fn find(
    list: &PyList,
    value: &PyObjectRef,
    start: usize,
    stop: usize,
    vm: &VirtualMachine,
) -> PyResult<Option<usize>> {
    for place in start..stop {
        let Some(item) = list.borrow_vec().get(place).cloned() else {
            return Ok(None);
        };
        if vm.identical_or_equal(&item, value)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
