//! The locks, queues and their kin of a program: each change becomes an event.

use std::{
    cell::OnceCell,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use interleave_trace::{Kind, NO_RESOURCE, Phase, ResourceId, ResourceKind, ResourceState};
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, VirtualMachine,
    builtins::{PyStrInterned, PyWeak},
    frame::{FrameObjectRef, frame_at_offset},
};

use interleave_asyncio::{WatchedField, convert::attribute, user_code};

use super::{Recorder, names};

/// The resources of a run.
#[derive(Default)]
pub(super) struct Resources {
    /// By address. One that is made at the address of another takes its place.
    known: HashMap<usize, Known, BuildHasherDefault<AddressHasher>>,
    count: ResourceId,
    /// How many there are of each class's name.
    of_class: HashMap<String, u32>,
    /// Those that no name was looked for yet.
    nameless: Vec<PyRef<PyWeak>>,
    /// The attributes of a queue that are read at each change of it.
    queue_attributes: OnceCell<[&'static PyStrInterned; 2]>,
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
    pub(super) fn id(&self, object: &PyObject) -> ResourceId {
        self.known
            .get(&object.get_id())
            .map_or(NO_RESOURCE, |known| known.id)
    }

    /// Whether any lock is held.
    pub(super) fn is_any_held(&self) -> bool {
        let mut all = self.known.values();
        all.any(|known| matches!(known.state, ResourceState::Held { .. }))
    }
}

impl Recorder {
    /// A lock or one of its kin was made.
    pub(super) fn resource_field_initialized(
        &self,
        object: &PyObject,
        field: WatchedField,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        let (kind, limit) = match field {
            WatchedField::Locked => (ResourceKind::Lock, 0),
            WatchedField::ThreadLocked | WatchedField::ThreadOwner => {
                self.thread_lock_made(object, vm);
                return;
            }
            WatchedField::Permits => (ResourceKind::Semaphore, number(value, vm)),
            WatchedField::Flag => (ResourceKind::Event, 0),
            WatchedField::Lock => (ResourceKind::Condition, 0),
            WatchedField::Phase => (ResourceKind::Barrier, size(object, "_parties", vm)),
            WatchedField::Inside => return,
        };
        let made = self.resource_made(object, kind, limit, vm);
        if made && field == WatchedField::Lock {
            // The lock that a condition made itself is no other thing.
            let mut resources = self.resources.borrow_mut();
            if let Some(&condition) = resources.known.get(&object.get_id()) {
                resources.known.entry(value.get_id()).or_insert(condition);
            }
        }
    }

    /// A queue was made.
    pub(super) fn resource_queue_created(&self, queue: &PyObject, vm: &VirtualMachine) {
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
        let is_own = !self.is_part_of_another(vm);
        let class = object.class().name().to_string();
        self.resource_is_made(object, kind, limit, is_own.then_some(class), vm)
    }

    /// A lock of `threading`'s was made. The library makes many; only the program's own
    /// are shown.
    fn thread_lock_made(&self, object: &PyObject, vm: &VirtualMachine) {
        // The innermost frame is that of `__init__`; `threading.RLock` is a function.
        let made_by = |offset| {
            let frame: FrameObjectRef = frame_at_offset(offset, vm)?;
            let code = frame.iframe().code();
            let name = code.qualname.as_str() == "RLock";
            Some((user_code::is_users(code), name))
        };
        let class = match (made_by(1), made_by(2)) {
            (Some((true, _)), _) => Some("Lock"),
            (Some((false, true)), Some((true, _))) => Some("RLock"),
            _ => None,
        };
        let class = class.map(|class| format!("threading.{class}"));
        self.resource_is_made(object, ResourceKind::Lock, 0, class, vm);
    }

    /// `class`: its name, where it is the program's own. Whether it is.
    fn resource_is_made(
        &self,
        object: &PyObject,
        kind: ResourceKind,
        limit: u32,
        class: Option<String>,
        vm: &VirtualMachine,
    ) -> bool {
        let Some(class) = class.filter(|_| self.is_recording.get()) else {
            self.resources.borrow_mut().known.remove(&object.get_id());
            return false;
        };
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
        let line = user_code::current_line(vm);
        self.record(
            self.activity.task(),
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

    /// The state of a lock or one of its kin was set.
    pub(super) fn resource_field_changed(
        &self,
        object: &PyObject,
        field: WatchedField,
        value: &PyObject,
        vm: &VirtualMachine,
    ) {
        if self.resources.borrow().id(object) == NO_RESOURCE {
            return;
        }
        let state = match field {
            WatchedField::Locked if value.is(&vm.ctx.true_value) => ResourceState::Held {
                by: self.activity.task(),
            },
            WatchedField::ThreadLocked if value.is(&vm.ctx.true_value) => self.held(),
            WatchedField::ThreadOwner if !vm.is_none(value) => self.held(),
            WatchedField::Locked | WatchedField::ThreadLocked | WatchedField::ThreadOwner => {
                ResourceState::Free
            }
            WatchedField::Permits => ResourceState::Permits(number(value, vm)),
            WatchedField::Flag => ResourceState::Set(value.is(&vm.ctx.true_value)),
            WatchedField::Phase | WatchedField::Inside => ResourceState::Parties {
                inside: size(object, "_count", vm),
                phase: phase(object, vm),
            },
            WatchedField::Lock => return,
        };
        self.resource_is(object, state, vm);
    }

    /// Held by what is at work, a task or a thread.
    fn held(&self) -> ResourceState {
        match self.activity.thread() {
            0 => ResourceState::Held {
                by: self.activity.task(),
            },
            by => ResourceState::HeldByThread { by },
        }
    }

    /// A queue got an item, or gave one away.
    pub(super) fn resource_queue_changed(&self, queue: &PyObject, vm: &VirtualMachine) {
        let resources = self.resources.borrow();
        let names = resources
            .queue_attributes
            .get_or_init(|| ["_queue", "_unfinished_tasks"].map(|name| vm.ctx.intern_str(name)));
        let (id, names) = (resources.id(queue), *names);
        drop(resources);
        if id != NO_RESOURCE {
            self.resource_is(queue, items(queue, names, vm), vm);
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
        self.record(
            self.activity.task(),
            Kind::ResourceChanged { resource, state },
        );
        if !named && !self.resources.borrow().nameless.is_empty() {
            self.name_resources(&names::running(vm), false, vm);
        }
    }

    /// Looks for names of what was made since the last job's end, in the frames
    /// of the task whose job ends.
    pub(super) fn name_new_resources(
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
        self.record(
            self.activity.task(),
            Kind::ResourceNamed { resource, label },
        );
    }

    /// asyncio makes locks, events and conditions for its own queues, conditions and
    /// barriers.
    fn is_part_of_another(&self, vm: &VirtualMachine) -> bool {
        // The innermost frame is that of the object's own `__init__`.
        frame_at_offset(1, vm).is_some_and(|caller| {
            self.library.module_of(&caller).is_some()
                && caller.iframe().code().qualname.as_str() != "BoundedSemaphore.__init__"
        })
    }
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
