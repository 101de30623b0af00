//! The locks, queues and their kin of a program: each change becomes an event.
//!
//! asyncio's own classes keep their state in attributes of their instances.
//! `python/_interleave_resources.py` lays a [`Watched`] over each of these: it
//! keeps the value where it always was, and sees it change, whoever changes it.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use interleave_trace::{Kind, NO_RESOURCE, Phase, ResourceId, ResourceKind, ResourceState};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::{PyDictRef, PyStrInterned, PyStrRef, PyWeak},
    frame::FrameObjectRef,
    function::PySetterValue,
    pyclass,
    types::GetDescriptor,
};

use crate::{
    names, source,
    tasks::attribute,
    world::{World, world},
};

/// What a watched attribute says of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `Lock._locked`
    Locked,
    /// `Semaphore._value`
    Permits,
    /// `Event._value`
    Flag,
    /// `Condition._lock`
    Lock,
    /// `Barrier._state`
    Phase,
    /// `Barrier._count`
    Inside,
}

impl Part {
    /// The part of this name, where there is one.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "locked" => Self::Locked,
            "permits" => Self::Permits,
            "flag" => Self::Flag,
            "lock" => Self::Lock,
            "phase" => Self::Phase,
            "inside" => Self::Inside,
            _ => return None,
        })
    }
}

/// A descriptor over an instance's attribute of the same name.
#[pyclass(module = "_interleave", name = "Watched")]
#[derive(Debug, PyPayload)]
pub(crate) struct Watched {
    pub name: PyStrRef,
    pub part: Part,
}

impl GetDescriptor for Watched {
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
impl Watched {
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
        match before {
            None => world().part_made(&object, watched.part, &value, vm),
            Some(before) if before.is(&value) => (),
            Some(_) => world().resource_changed(&object, watched.part, &value, vm),
        }
        Ok(())
    }
}

fn attributes(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyDictRef> {
    object
        .dict()
        .ok_or_else(|| vm.new_type_error("this object has no attributes"))
}

fn missing(
    object: &PyObject,
    name: &Py<rustpython_vm::builtins::PyStr>,
    vm: &VirtualMachine,
) -> rustpython_vm::builtins::PyBaseExceptionRef {
    let class = object.class().name().to_string();
    vm.new_attribute_error(format!("'{class}' object has no attribute '{name}'"))
}

/// The resources of a run.
#[derive(Default)]
pub(crate) struct Resources {
    /// By address. One that is made at the address of another takes its place.
    known: HashMap<usize, Known, BuildHasherDefault<AddressHasher>>,
    count: ResourceId,
    /// How many there are of each class's name.
    of_class: HashMap<String, u32>,
    /// Those that no name was looked for yet.
    nameless: Vec<PyRef<PyWeak>>,
}

/// Addresses are spread well enough, but for their lowest bits.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (address as u64 >> 4).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[derive(Clone, Copy)]
struct Known {
    id: ResourceId,
    kind: ResourceKind,
    /// The latest state that is recorded.
    state: ResourceState,
    /// Whether a name was found, or looked for in the program's frames.
    named: bool,
}

impl Resources {
    /// The number of the resource that this object is.
    pub(crate) fn id(&self, object: &PyObject) -> ResourceId {
        self.known
            .get(&object.get_id())
            .map_or(NO_RESOURCE, |known| known.id)
    }

    /// Whether any lock is held.
    pub(crate) fn is_any_held(&self) -> bool {
        let mut all = self.known.values();
        all.any(|known| matches!(known.state, ResourceState::Held { .. }))
    }
}

impl World {
    fn part_made(&self, object: &PyObject, part: Part, value: &PyObject, vm: &VirtualMachine) {
        let (kind, limit) = match part {
            Part::Locked => (ResourceKind::Lock, 0),
            Part::Permits => (ResourceKind::Semaphore, number(value, vm)),
            Part::Flag => (ResourceKind::Event, 0),
            Part::Lock => (ResourceKind::Condition, 0),
            Part::Phase => (ResourceKind::Barrier, size(object, "_parties", vm)),
            Part::Inside => return,
        };
        let made = self.resource_made(object, kind, limit, vm);
        if made && part == Part::Lock {
            // The lock that a condition made itself is no other thing.
            let mut resources = self.resources.borrow_mut();
            if let Some(&condition) = resources.known.get(&object.get_id()) {
                resources.known.entry(value.get_id()).or_insert(condition);
            }
        }
    }

    /// A queue was made.
    pub(crate) fn queue_made(&self, queue: &PyObject, vm: &VirtualMachine) {
        let limit = size(queue, "_maxsize", vm);
        self.resource_made(queue, ResourceKind::Queue, limit, vm);
    }

    /// Whether it is the program's own.
    fn resource_made(
        &self,
        object: &PyObject,
        kind: ResourceKind,
        limit: u32,
        vm: &VirtualMachine,
    ) -> bool {
        if is_part_of_another(vm) || !self.is_running() {
            self.resources.borrow_mut().known.remove(&object.get_id());
            return false;
        }
        let class = object.class().name().to_string();
        let weak = object.downgrade(None, vm);
        let (resource, label) = {
            let mut resources = self.resources.borrow_mut();
            resources.count += 1;
            let id = resources.count;
            let known = Known {
                id,
                kind,
                state: kind.first_state(limit),
                named: false,
            };
            resources.known.insert(object.get_id(), known);
            resources.nameless.extend(weak);
            let number = resources.of_class.entry(class.clone()).or_default();
            *number += 1;
            (id, format!("{class}-{number}"))
        };
        let label = self.intern(&label);
        let line = source::current_line(vm);
        self.record(
            self.task.get(),
            Kind::ResourceCreated {
                resource,
                kind,
                label,
                limit,
                line,
            },
        );
        true
    }

    fn resource_changed(
        &self,
        object: &PyObject,
        part: Part,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        if self.resources.borrow().id(object) == NO_RESOURCE {
            return;
        }
        let state = match part {
            Part::Locked if value.is(&vm.ctx.true_value) => ResourceState::Held {
                by: self.task.get(),
            },
            Part::Locked => ResourceState::Free,
            Part::Permits => ResourceState::Permits(number(value, vm)),
            Part::Flag => ResourceState::Set(value.is(&vm.ctx.true_value)),
            Part::Phase | Part::Inside => ResourceState::Parties {
                inside: size(object, "_count", vm),
                phase: phase(object, vm),
            },
            Part::Lock => return,
        };
        self.resource_is(object, state, vm);
    }

    /// A queue got an item, or gave one away.
    pub(crate) fn queue_changed(&self, queue: &PyObject, vm: &VirtualMachine) {
        if self.resources.borrow().id(queue) != NO_RESOURCE {
            let names = self.queue_names.get_or_init(|| {
                ["_queue", "_unfinished_tasks"].map(|name| vm.ctx.intern_str(name))
            });
            self.resource_is(queue, items(queue, *names, vm), vm);
        }
    }

    fn resource_is(&self, object: &PyObject, state: ResourceState, vm: &VirtualMachine) {
        let (resource, named) = {
            let mut resources = self.resources.borrow_mut();
            let Some(known) = resources.known.get_mut(&object.get_id()) else {
                return;
            };
            if known.state == state || !known.kind.can_be(state) {
                return;
            }
            known.state = state;
            (known.id, std::mem::replace(&mut known.named, true))
        };
        self.record(self.task.get(), Kind::ResourceChanged { resource, state });
        if !named && !self.resources.borrow().nameless.is_empty() {
            self.name_resources(&names::running(vm), false, vm);
        }
    }

    /// Looks for names of what was made since the last job's end, in the frames
    /// of the task whose job ends.
    pub(crate) fn name_new_resources(
        &self,
        frames: impl FnOnce() -> Vec<FrameObjectRef>,
        vm: &VirtualMachine,
    ) {
        if !self.resources.borrow().nameless.is_empty() {
            self.name_resources(&frames(), true, vm);
        }
    }

    /// `last`: those for which no name is found now are not looked for again.
    fn name_resources(&self, frames: &[FrameObjectRef], last: bool, vm: &VirtualMachine) {
        let nameless = std::mem::take(&mut self.resources.borrow_mut().nameless);
        let objects: Vec<PyObjectRef> = nameless.iter().filter_map(|weak| weak.upgrade()).collect();
        let found = names::find(&objects, frames, vm);
        for (object, name) in objects.iter().zip(&found) {
            if let Some(name) = name {
                self.name_resource(object, name);
            }
        }
        if !last {
            let left = objects.iter().zip(&found).zip(&nameless);
            let left = left.filter(|((_, name), _)| name.is_none());
            let left: Vec<_> = left.map(|(_, weak)| weak.clone()).collect();
            self.resources.borrow_mut().nameless.extend(left);
        }
    }

    fn name_resource(&self, object: &PyObject, name: &str) {
        let resource = {
            let mut resources = self.resources.borrow_mut();
            let Some(known) = resources.known.get_mut(&object.get_id()) else {
                return;
            };
            known.named = true;
            known.id
        };
        let label = self.intern(name);
        self.record(self.task.get(), Kind::ResourceNamed { resource, label });
    }
}

/// asyncio makes locks, events and conditions for its own queues, conditions
/// and barriers.
fn is_part_of_another(vm: &VirtualMachine) -> bool {
    // The innermost frame is that of the object's own `__init__`.
    let caller = rustpython_vm::frame::frame_at_offset(1, vm);
    caller.is_some_and(|caller| {
        let code = caller.iframe().code();
        code.source_path().as_str().starts_with("asyncio")
            && !source::is_users(code)
            && code.qualname.as_str() != "BoundedSemaphore.__init__"
    })
}

fn items(
    queue: &PyObject,
    [items, unfinished]: [&'static PyStrInterned; 2],
    vm: &VirtualMachine,
) -> ResourceState {
    let attributes = queue.dict();
    let part = |name| attributes.as_ref()?.get_item_opt(name, vm).ok()?;
    // A subclass may keep its items where it likes.
    let length = match part(items) {
        Some(items) => items.length_opt(vm).and_then(Result::ok),
        None => vm
            .call_method(queue, "qsize", ())
            .ok()
            .and_then(|size| size.try_to_value(vm).ok()),
    };
    ResourceState::Items {
        length: u32::try_from(length.unwrap_or(0)).unwrap_or(u32::MAX),
        unfinished: part(unfinished).map_or(0, |count| number(&count, vm)),
    }
}

fn phase(barrier: &PyObject, vm: &VirtualMachine) -> Phase {
    let name = attribute(barrier, "_state", vm)
        .and_then(|state| attribute(&state, "_value_", vm))
        .and_then(|value| value.str(vm).ok());
    let named = |phase: &&Phase| {
        name.as_ref()
            .is_some_and(|name| name.to_string_lossy() == phase.name())
    };
    Phase::ALL
        .iter()
        .find(named)
        .copied()
        .unwrap_or(Phase::Filling)
}

fn size(object: &PyObject, name: &'static str, vm: &VirtualMachine) -> u32 {
    attribute(object, name, vm).map_or(0, |value| number(&value, vm))
}

/// A count of a program's, which may be any number at all.
fn number(value: &PyObject, vm: &VirtualMachine) -> u32 {
    let number = value.try_to_value::<i64>(vm).unwrap_or(i64::MAX);
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}
