//! The part of `posix` that opens, moves and removes files.

use interleave_machine::OpenOptions;

use super::flag;

/// The options of Linux's `open` flags.
fn open_options(flags: i32) -> OpenOptions {
    let has = |bit: i32| flags & bit != 0;
    OpenOptions {
        read: !has(flag::WRONLY),
        write: has(flag::WRONLY | flag::RDWR),
        create: has(flag::CREAT),
        exclusive: has(flag::EXCL),
        truncate: has(flag::TRUNC),
        append: has(flag::APPEND),
    }
}

#[rustpython_vm::pymodule(sub)]
pub(super) mod files {
    use interleave_machine::{Errno, FileSystem};
    use rustpython_vm::{
        FromArgs, PyObjectRef, PyResult, VirtualMachine,
        convert::ToPyObject,
        function::{FsPath, OptionalArg},
    };

    use super::open_options;
    use crate::os::posix::{
        Path,
        arguments::{OnePath, TwoPaths, descriptor, path_argument},
        call_files,
        descriptors::descriptors::ftruncate,
        flag,
    };
    use crate::patches::os_error;

    #[derive(FromArgs)]
    struct OpenArgs {
        #[pyarg(any)]
        path: PyObjectRef,
        #[pyarg(any)]
        flags: i32,
        #[pyarg(any, default = 0o777)]
        mode: u32,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of directories")]
        dir_fd: OptionalArg,
    }

    #[pyfunction]
    fn open(args: OpenArgs, vm: &VirtualMachine) -> PyResult<i32> {
        let path = path_argument!(args.path, "open", vm)?;
        let options = open_options(args.flags);
        call_files(
            &[&path],
            |files, now| files.open(&path.text, options, args.mode, now),
            vm,
        )
    }

    #[pyfunction]
    fn truncate(path: PyObjectRef, length: i64, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(file) = descriptor(&path, vm) {
            return ftruncate(file, length, vm);
        }
        let path = path_argument!(
            path,
            "truncate",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let length = u64::try_from(length).map_err(|_| {
            os_error::exception(Errno::EINVAL, std::slice::from_ref(&path.object), vm)
        })?;
        let cut = |files: &mut FileSystem, now| {
            let file = files.open(&path.text, open_options(flag::WRONLY), 0, now)?;
            let cut = files.truncate(file, length, now);
            files.close(file).and(cut)
        };
        call_files(&[&path], cut, vm)
    }

    #[pyfunction]
    fn fspath(path: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        FsPath::try_from_path_like(path, false, vm).map(|path| path.to_pyobject(vm))
    }

    #[pyfunction]
    fn unlink(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(args.path, "unlink", vm)?;
        call_files(&[&path], |files, now| files.remove(&path.text, now), vm)
    }

    #[pyfunction]
    fn remove(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(args.path, "remove", vm)?;
        call_files(&[&path], |files, now| files.remove(&path.text, now), vm)
    }

    fn move_to(from: &Path, to: &Path, vm: &VirtualMachine) -> PyResult<()> {
        call_files(
            &[from, to],
            |files, now| files.rename(&from.text, &to.text, now),
            vm,
        )
    }

    #[pyfunction]
    fn rename(args: TwoPaths, vm: &VirtualMachine) -> PyResult<()> {
        let from = path_argument!(
            args.src,
            "rename",
            "src",
            "string, bytes or os.PathLike",
            vm
        )?;
        let to = path_argument!(
            args.dst,
            "rename",
            "dst",
            "string, bytes or os.PathLike",
            vm
        )?;
        move_to(&from, &to, vm)
    }

    #[pyfunction]
    fn replace(args: TwoPaths, vm: &VirtualMachine) -> PyResult<()> {
        let from = path_argument!(
            args.src,
            "replace",
            "src",
            "string, bytes or os.PathLike",
            vm
        )?;
        let to = path_argument!(
            args.dst,
            "replace",
            "dst",
            "string, bytes or os.PathLike",
            vm
        )?;
        move_to(&from, &to, vm)
    }

    /// What is in a path; there are no links.
    #[pyfunction]
    fn readlink(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(args.path, "readlink", vm)?;
        let fault = |files: &mut FileSystem, _| files.stat(&path.text).and(Err(Errno::EINVAL));
        call_files(&[&path], fault, vm)
    }
}
