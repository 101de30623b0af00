//! Paths and faults, as Python's `os` words them.

use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine, builtins::PyBaseExceptionRef, function::FsPath,
};

use crate::{
    disk::{Disk, Fault, Nanos},
    world::world,
};

impl Fault {
    /// `os.strerror`.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::NoSuchFile => "No such file or directory",
            Self::BadDescriptor => "Bad file descriptor",
            Self::NoAccess => "Permission denied",
            Self::Busy => "Device or resource busy",
            Self::Exists => "File exists",
            Self::NotAFolder => "Not a directory",
            Self::IsAFolder => "Is a directory",
            Self::Invalid => "Invalid argument",
            Self::TooManyOpen => "Too many open files",
            Self::NoSpace => "No space left on device",
            Self::NameTooLong => "File name too long",
            Self::NotEmpty => "Directory not empty",
        }
    }

    pub(super) const ALL: [Self; 12] = [
        Self::NoSuchFile,
        Self::BadDescriptor,
        Self::NoAccess,
        Self::Busy,
        Self::Exists,
        Self::NotAFolder,
        Self::IsAFolder,
        Self::Invalid,
        Self::TooManyOpen,
        Self::NoSpace,
        Self::NameTooLong,
        Self::NotEmpty,
    ];

    /// The `OSError` of this fault, with the paths that it is about: one, or
    /// where something was to come from and go to.
    pub(crate) fn error(self, paths: &[PyObjectRef], vm: &VirtualMachine) -> PyBaseExceptionRef {
        let exceptions = &vm.ctx.exceptions;
        let class = match self {
            Self::NoSuchFile => exceptions.file_not_found_error,
            Self::NoAccess => exceptions.permission_error,
            Self::Exists => exceptions.file_exists_error,
            Self::NotAFolder => exceptions.not_a_directory_error,
            Self::IsAFolder => exceptions.is_a_directory_error,
            _ => exceptions.os_error,
        };
        let mut args = vec![
            vm.ctx.new_int(self as i32).into(),
            vm.ctx.new_str(self.text()).into(),
        ];
        match paths {
            [] => {}
            [path] => args.push(path.clone()),
            [from, to, ..] => args.extend([from.clone(), vm.ctx.none(), to.clone()]),
        }
        match vm.invoke_exception(class, args) {
            Ok(error) | Err(error) => error,
        }
    }
}

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
    act: impl FnOnce(&mut Disk, Nanos) -> Result<T, Fault>,
    vm: &VirtualMachine,
) -> PyResult<T> {
    let world = world();
    world.check(vm)?;
    let now = world.nanos();
    let done = act(&mut world.disk.borrow_mut(), now);
    done.map_err(|fault| {
        let objects: Vec<_> = paths.iter().map(|path| path.object.clone()).collect();
        fault.error(&objects, vm)
    })
}
