//! The arguments of `os`'s functions: paths, modes and descriptors.

use rustpython_vm::{
    FromArgs, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyInt,
    function::{FsPath, OptionalArg},
};

/// A path, as text for the machine and as an object for messages.
pub(in crate::os) struct Path {
    pub(in crate::os) text: String,
    pub(in crate::os) object: PyObjectRef,
    is_bytes: bool,
}

impl Path {
    /// The path that the program gave. `rule` is CPython's message for anything else,
    /// and `nul` the one for a path with a null character.
    pub(in crate::os) fn of(
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

    /// A name as an object of the path's own type: `str` or `bytes`.
    pub(super) fn named(&self, name: &str, vm: &VirtualMachine) -> PyObjectRef {
        if self.is_bytes {
            vm.ctx.new_bytes(name.as_bytes().to_vec()).into()
        } else {
            vm.ctx.new_str(name).into()
        }
    }
}

/// The [`Path`] in an argument of a function of `os`.
macro_rules! path_argument {
    ($object:expr, $function:literal, $vm:expr) => {
        path_argument!(
            $object,
            $function,
            "path",
            "string, bytes or os.PathLike",
            $vm
        )
    };
    ($object:expr, $function:literal, $argument:literal, $types:literal, $vm:expr) => {
        $crate::os::posix::Path::of(
            $object,
            concat!($function, ": ", $argument, " should be ", $types),
            concat!($function, ": embedded null character in ", $argument),
            $vm,
        )
    };
}

pub(super) use path_argument;

/// An argument that is a descriptor; none where it is a path.
pub(super) fn descriptor(object: &PyObjectRef, vm: &VirtualMachine) -> Option<i32> {
    object
        .downcast_ref::<PyInt>()
        .map(|_| object.try_to_value::<i32>(vm).unwrap_or(-1))
}

/// A path, and what only systems with links and descriptors of directories heed.
#[derive(FromArgs)]
pub(super) struct OnePath {
    #[pyarg(any)]
    pub(super) path: PyObjectRef,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no descriptors of directories")]
    dir_fd: OptionalArg,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no links")]
    follow_symlinks: OptionalArg,
}

/// A path and a mode.
#[derive(FromArgs)]
pub(super) struct PathAndMode {
    #[pyarg(any)]
    pub(super) path: PyObjectRef,
    #[pyarg(any, default = 0o777)]
    pub(super) mode: u32,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no descriptors of directories")]
    dir_fd: OptionalArg,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no links")]
    follow_symlinks: OptionalArg,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there is one user")]
    effective_ids: OptionalArg,
}

/// A source and a destination.
#[derive(FromArgs)]
pub(super) struct TwoPaths {
    #[pyarg(any)]
    pub(super) src: PyObjectRef,
    #[pyarg(any)]
    pub(super) dst: PyObjectRef,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no descriptors of directories")]
    src_dir_fd: OptionalArg,
    #[pyarg(named, optional)]
    #[expect(dead_code, reason = "there are no descriptors of directories")]
    dst_dir_fd: OptionalArg,
}
