//! What the user calls an object: the variable, attribute or element that holds it.

use std::collections::HashMap;

use interleave_asyncio::user_code;
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, VirtualMachine,
    builtins::{PyDict, PyFunction, PyInt, PyList, PyModule, PyStr, PyTuple, PyType},
    frame::{FrameObjectRef, frame_at_offset},
};

/// No more than this many places are looked at in one search.
const MAX_PLACES: usize = 20_000;

/// No more frames than this are looked into.
const MAX_FRAMES: usize = 64;

/// The names of `objects`: of the program's global variables, of the local ones
/// of `frames`, in this order, of their attributes, and of the elements of all
/// these: `lock`, `account.lock`, `forks[2]`, `table.forks[2]`.
pub(super) fn find(
    objects: &[PyObjectRef],
    frames: &[FrameObjectRef],
    vm: &VirtualMachine,
) -> Vec<Option<String>> {
    let mut search = Search {
        names: objects
            .iter()
            .map(|object| (object.get_id(), None))
            .collect(),
        missing: objects.len(),
        left: MAX_PLACES,
    };
    let globals = vm
        .sys_module
        .get_attr("modules", vm)
        .and_then(|modules| modules.get_item("__main__", vm))
        .ok()
        .and_then(|main| main.dict());
    let locals = frames.iter().filter_map(|frame| locals(frame, vm));
    // A notebook's cell has the same variables twice.
    for variables in globals.into_iter().chain(locals) {
        search.attributes_of(&variables, "", 0);
    }
    let names = &mut search.names;
    objects
        .iter()
        .map(|object| names.get_mut(&object.get_id()).and_then(Option::take))
        .collect()
}

/// The running frames of the program, the outermost first.
pub(super) fn running(vm: &VirtualMachine) -> Vec<FrameObjectRef> {
    let mut frames: Vec<_> = (0..)
        .map_while(|offset| frame_at_offset(offset, vm))
        .filter(|frame| user_code::is_users(frame.iframe().code()))
        .take(MAX_FRAMES)
        .collect();
    frames.reverse();
    frames
}

/// What a user's function calls an object that it uses: its own variable, a
/// global one, an attribute of its `self`, or else what [`find`] finds.
pub(super) fn of(object: &PyObject, frame: Option<&FrameObjectRef>, vm: &VirtualMachine) -> String {
    let Some(frame) = frame else {
        return String::new();
    };
    let locals = locals(frame, vm);
    let found = locals
        .as_deref()
        .and_then(|locals| key_of(locals, object))
        .or_else(|| key_of(frame.iframe().globals(), object));
    if let Some(name) = found {
        return name;
    }
    let receiver = locals
        .and_then(|locals| locals.as_object().get_item("self", vm).ok())
        .and_then(|receiver| receiver.dict());
    let found = receiver.and_then(|attributes| key_of(&attributes, object));
    if let Some(name) = found {
        return format!("self.{name}");
    }
    let found = find(&[object.to_owned()], std::slice::from_ref(frame), vm);
    found.into_iter().flatten().next().unwrap_or_default()
}

fn locals(frame: &FrameObjectRef, vm: &VirtualMachine) -> Option<rustpython_vm::PyRef<PyDict>> {
    let locals = frame.locals(vm).ok()?;
    locals.as_object().to_owned().downcast::<PyDict>().ok()
}

fn key_of(dict: &Py<PyDict>, object: &PyObject) -> Option<String> {
    dict.items_vec()
        .into_iter()
        .find(|(_, value)| value.is(object))
        .and_then(|(key, _)| key.downcast::<PyStr>().ok())
        .map(|key| key.to_string_lossy().into_owned())
}

struct Search {
    /// By address.
    names: HashMap<usize, Option<String>>,
    missing: usize,
    /// How many places may still be looked at.
    left: usize,
}

impl Search {
    fn attributes_of(&mut self, variables: &Py<PyDict>, prefix: &str, depth: u8) {
        for (key, value) in variables.items_vec() {
            let Ok(key) = key.downcast::<PyStr>() else {
                continue;
            };
            if self.missing == 0 || self.left == 0 {
                return;
            }
            let key = key.to_string_lossy();
            if !key.starts_with("__") {
                self.look(&value, &|| format!("{prefix}{key}"), depth);
            }
        }
    }

    /// Looks at what is called `name`, and into it.
    fn look(&mut self, value: &PyObject, name: &dyn Fn() -> String, depth: u8) {
        if self.missing == 0 || self.left == 0 {
            return;
        }
        self.left -= 1;
        if let Some(found) = self.names.get_mut(&value.get_id())
            && found.is_none()
        {
            *found = Some(name());
            self.missing -= 1;
        }
        if depth == 2 {
            return;
        }
        let elements = if let Some(list) = value.downcast_ref::<PyList>() {
            list.borrow_vec().to_vec()
        } else if let Some(tuple) = value.downcast_ref::<PyTuple>() {
            tuple.as_slice().to_vec()
        } else {
            Vec::new()
        };
        for (index, element) in elements.iter().take(self.left).enumerate() {
            self.look(element, &|| format!("{}[{index}]", name()), depth + 1);
        }
        if let Some(dict) = value.downcast_ref::<PyDict>() {
            for (key, element) in dict.items_vec() {
                let key = if let Some(key) = key.downcast_ref::<PyStr>() {
                    format!("{:?}", key.to_string_lossy()).replace('"', "'")
                } else if let Some(key) = key.downcast_ref::<PyInt>() {
                    key.as_bigint().to_string()
                } else {
                    continue;
                };
                self.look(&element, &|| format!("{}[{key}]", name()), depth + 1);
            }
        }
        let is_code = value.downcast_ref::<PyModule>().is_some()
            || value.downcast_ref::<PyType>().is_some()
            || value.downcast_ref::<PyFunction>().is_some();
        if !is_code && let Some(attributes) = value.dict() {
            self.attributes_of(&attributes, &format!("{}.", name()), depth + 1);
        }
    }
}
