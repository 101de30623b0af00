//! Paths, as Python's `os` words them.

use interleave_machine::{Errno, FileSystem, Nanos};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, function::FsPath};

use crate::{os_error, world::world};

/// A path, as the disk and as messages take it.
pub(crate) struct Path {
    pub text: String,
    pub object: PyObjectRef,
    is_bytes: bool,
}

impl Path {
    /// What a program gave as a path. `rule` is what CPython says of anything else.
    pub(crate) fn of(
        object: PyObjectRef,
        rule: &'static str,
        nul: &str,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        let path = FsPath::try_from(object, false, rule, vm)?;
        let text = path.to_string_lossy().into_owned();
        if text.contains('\0') {
            return Err(vm.new_value_error(nul.to_owned()));
        }
        let is_bytes = matches!(path, FsPath::Bytes(_));
        let object = match path {
            FsPath::Str(text) => text.into(),
            FsPath::Bytes(bytes) => bytes.into(),
        };
        Ok(Self {
            text,
            object,
            is_bytes,
        })
    }

    /// A name of the sort that the path is: a text or bytes.
    pub(super) fn named(&self, name: &str, vm: &VirtualMachine) -> PyObjectRef {
        if self.is_bytes {
            vm.ctx.new_bytes(name.as_bytes().to_vec()).into()
        } else {
            vm.ctx.new_str(name).into()
        }
    }
}

/// Does something on the disk, and words its fault.
pub(crate) fn on_disk<T>(
    paths: &[&Path],
    act: impl FnOnce(&mut FileSystem, Nanos) -> Result<T, Errno>,
    vm: &VirtualMachine,
) -> PyResult<T> {
    let world = world();
    world.check(vm)?;
    let now = world.nanos();
    let done = act(&mut world.machine.borrow_mut().files, now);
    done.map_err(|error| {
        let objects: Vec<_> = paths.iter().map(|path| path.object.clone()).collect();
        os_error::exception(error, error.message(), &objects, vm)
    })
}
