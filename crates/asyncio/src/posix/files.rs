//! The part of `posix` that reaches files.

use rustpython_vm::{PyObjectRef, VirtualMachine, builtins::PyInt};

use super::flag;
use interleave_machine::OpenOptions;

/// An argument that is a descriptor; none where it is a path.
fn descriptor(object: &PyObjectRef, vm: &VirtualMachine) -> Option<i32> {
    object
        .downcast_ref::<PyInt>()
        .map(|_| object.try_to_value::<i32>(vm).unwrap_or(-1))
}

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
    use rustpython_vm::{
        AsObject, FromArgs, PyObjectRef, PyResult, VirtualMachine,
        convert::ToPyObject,
        function::{ArgIntoFloat, FsPath, OptionalArg},
        pyclass, pystruct_sequence, pystruct_sequence_data,
        types::PyStructSequence,
    };

    use super::{descriptor, open_options};
    use crate::posix::{
        descriptors::{TERMINAL, descriptors::ftruncate},
        flag,
        paths::{Path, on_disk},
    };
    use crate::{os_error, world::world};
    use interleave_machine::{Errno, FileSystem, FileType, NULL_DEVICE, Nanos, Stat};

    #[pyattr]
    const F_OK: u32 = 0;
    #[pyattr]
    const R_OK: u32 = 4;
    #[pyattr]
    const W_OK: u32 = 2;
    #[pyattr]
    const X_OK: u32 = 1;

    #[pystruct_sequence_data]
    struct StatResultData {
        pub st_mode: u32,
        pub st_ino: u64,
        pub st_dev: u32,
        pub st_nlink: u32,
        pub st_uid: u32,
        pub st_gid: u32,
        pub st_size: u64,
        #[pystruct_sequence(unnamed)]
        pub st_atime_int: i64,
        #[pystruct_sequence(unnamed)]
        pub st_mtime_int: i64,
        #[pystruct_sequence(unnamed)]
        pub st_ctime_int: i64,
        #[pystruct_sequence(skip)]
        pub st_atime: f64,
        #[pystruct_sequence(skip)]
        pub st_mtime: f64,
        #[pystruct_sequence(skip)]
        pub st_ctime: f64,
        #[pystruct_sequence(skip)]
        pub st_atime_ns: i64,
        #[pystruct_sequence(skip)]
        pub st_mtime_ns: i64,
        #[pystruct_sequence(skip)]
        pub st_ctime_ns: i64,
    }

    #[pyattr]
    #[pystruct_sequence(name = "stat_result", module = "os", data = "StatResultData")]
    struct PyStatResult;

    #[pyclass(with(PyStructSequence))]
    impl PyStatResult {}

    const NANOS: i64 = 1_000_000_000;

    fn stat_result(stat: Stat, vm: &VirtualMachine) -> PyObjectRef {
        /// `st_mode`'s bits for the type of file.
        const CHARACTER_DEVICE: u32 = 0o020_000;
        const DIRECTORY: u32 = 0o040_000;
        const REGULAR: u32 = 0o100_000;
        let file_type = match stat.file_type {
            FileType::Regular => REGULAR,
            FileType::Directory => DIRECTORY,
            FileType::CharacterDevice => CHARACTER_DEVICE,
        };
        #[allow(clippy::cast_precision_loss)]
        let seconds = |nanos: Nanos| nanos as f64 / 1e9;
        let data = StatResultData {
            st_mode: file_type | stat.mode,
            st_ino: stat.inode,
            st_dev: 1,
            st_nlink: stat.links,
            st_uid: 0,
            st_gid: 0,
            st_size: stat.size,
            st_atime_int: stat.accessed.div_euclid(NANOS),
            st_mtime_int: stat.modified.div_euclid(NANOS),
            st_ctime_int: stat.changed.div_euclid(NANOS),
            st_atime: seconds(stat.accessed),
            st_mtime: seconds(stat.modified),
            st_ctime: seconds(stat.changed),
            st_atime_ns: stat.accessed,
            st_mtime_ns: stat.modified,
            st_ctime_ns: stat.changed,
        };
        PyStatResult::from_data(data, vm).into()
    }

    /// A path, and what only systems with links and descriptors of folders heed.
    #[derive(FromArgs)]
    struct OnePath {
        #[pyarg(any)]
        path: PyObjectRef,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        dir_fd: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no links")]
        follow_symlinks: OptionalArg,
    }

    /// A path and a mode.
    #[derive(FromArgs)]
    struct PathAndMode {
        #[pyarg(any)]
        path: PyObjectRef,
        #[pyarg(any, default = 0o777)]
        mode: u32,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        dir_fd: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no links")]
        follow_symlinks: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there is one user")]
        effective_ids: OptionalArg,
    }

    /// Where something is to come from and go to.
    #[derive(FromArgs)]
    struct TwoPaths {
        #[pyarg(any)]
        src: PyObjectRef,
        #[pyarg(any)]
        dst: PyObjectRef,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        src_dir_fd: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        dst_dir_fd: OptionalArg,
    }

    macro_rules! path {
        ($object:expr, $function:literal, $vm:expr) => {
            path!(
                $object,
                $function,
                "path",
                "string, bytes or os.PathLike",
                $vm
            )
        };
        ($object:expr, $function:literal, $argument:literal, $sorts:literal, $vm:expr) => {
            Path::of(
                $object,
                concat!($function, ": ", $argument, " should be ", $sorts),
                concat!($function, ": embedded null character in ", $argument),
                $vm,
            )
        };
    }

    #[pyfunction]
    fn stat(args: OnePath, vm: &VirtualMachine) -> PyResult {
        if let Some(file) = descriptor(&args.path, vm) {
            return fstat(file, vm);
        }
        let path = path!(
            args.path,
            "stat",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let stat = on_disk(&[&path], |disk, _| disk.stat(&path.text), vm)?;
        Ok(stat_result(stat, vm))
    }

    #[pyfunction]
    fn lstat(args: OnePath, vm: &VirtualMachine) -> PyResult {
        let path = path!(args.path, "lstat", vm)?;
        let stat = on_disk(&[&path], |disk, _| disk.stat(&path.text), vm)?;
        Ok(stat_result(stat, vm))
    }

    #[pyfunction]
    fn fstat(file: i32, vm: &VirtualMachine) -> PyResult {
        let stat = if TERMINAL.contains(&file) {
            on_disk(&[], |disk, _| disk.stat(NULL_DEVICE), vm)?
        } else {
            on_disk(&[], |disk, _| disk.fstat(file), vm)?
        };
        Ok(stat_result(stat, vm))
    }

    #[derive(FromArgs)]
    struct OpenArgs {
        #[pyarg(any)]
        path: PyObjectRef,
        #[pyarg(any)]
        flags: i32,
        #[pyarg(any, default = 0o777)]
        mode: u32,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        dir_fd: OptionalArg,
    }

    #[pyfunction]
    fn open(args: OpenArgs, vm: &VirtualMachine) -> PyResult<i32> {
        let path = path!(args.path, "open", vm)?;
        let options = open_options(args.flags);
        on_disk(
            &[&path],
            |disk, now| disk.open(&path.text, options, args.mode, now),
            vm,
        )
    }

    #[pyfunction]
    fn truncate(path: PyObjectRef, length: i64, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(file) = descriptor(&path, vm) {
            return ftruncate(file, length, vm);
        }
        let path = path!(
            path,
            "truncate",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let length = u64::try_from(length).map_err(|_| {
            let (error, paths) = (Errno::EINVAL, std::slice::from_ref(&path.object));
            os_error::exception(error, error.message(), paths, vm)
        })?;
        let cut = |disk: &mut FileSystem, now| {
            let file = disk.open(&path.text, open_options(flag::WRONLY), 0, now)?;
            let cut = disk.truncate(file, length, now);
            disk.close(file).and(cut)
        };
        on_disk(&[&path], cut, vm)
    }

    #[pyfunction]
    fn fspath(path: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        FsPath::try_from_path_like(path, false, vm).map(|path| path.to_pyobject(vm))
    }

    /// The folder that is to be listed: where nothing is given, the working folder.
    fn folder(path: OptionalArg, vm: &VirtualMachine) -> PyObjectRef {
        path.into_option()
            .filter(|path| !vm.is_none(path))
            .unwrap_or_else(|| vm.ctx.new_str(".").into())
    }

    #[pyfunction]
    fn listdir(path: OptionalArg, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let path = path!(
            folder(path, vm),
            "listdir",
            "path",
            "string, bytes, os.PathLike, integer or None",
            vm
        )?;
        let list = on_disk(&[&path], |disk, _| disk.read_directory(&path.text), vm)?;
        Ok(list.iter().map(|(name, _)| path.named(name, vm)).collect())
    }

    #[pyfunction]
    fn scandir(path: OptionalArg, vm: &VirtualMachine) -> PyResult {
        let path = path!(
            folder(path, vm),
            "scandir",
            "path",
            "string, bytes, os.PathLike, integer or None",
            vm
        )?;
        let list = on_disk(&[&path], |disk, _| disk.read_directory(&path.text), vm)?;
        let join = if path.text.ends_with('/') { "" } else { "/" };
        let entries = list.into_iter().map(|(name, stat)| {
            let whole = format!("{}{join}{name}", path.text);
            let parts = vec![
                path.named(&name, vm),
                path.named(&whole, vm),
                stat_result(stat, vm),
            ];
            vm.ctx.new_tuple(parts).into()
        });
        let entries = vm.ctx.new_list(entries.collect());
        let files = vm.import("_interleave_files", 0)?;
        vm.call_method(&files, "Scan", (entries,))
    }

    #[pyfunction]
    fn mkdir(args: PathAndMode, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(args.path, "mkdir", vm)?;
        let mode = args.mode & !UMASK;
        on_disk(
            &[&path],
            |disk, now| disk.create_directory(&path.text, mode, now),
            vm,
        )
    }

    #[pyfunction]
    fn rmdir(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(args.path, "rmdir", vm)?;
        on_disk(
            &[&path],
            |disk, now| disk.remove_directory(&path.text, now),
            vm,
        )
    }

    #[pyfunction]
    fn unlink(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(args.path, "unlink", vm)?;
        on_disk(&[&path], |disk, now| disk.remove(&path.text, now), vm)
    }

    #[pyfunction]
    fn remove(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(args.path, "remove", vm)?;
        on_disk(&[&path], |disk, now| disk.remove(&path.text, now), vm)
    }

    fn move_to(from: &Path, to: &Path, vm: &VirtualMachine) -> PyResult<()> {
        on_disk(
            &[from, to],
            |disk, now| disk.rename(&from.text, &to.text, now),
            vm,
        )
    }

    #[pyfunction]
    fn rename(args: TwoPaths, vm: &VirtualMachine) -> PyResult<()> {
        let from = path!(
            args.src,
            "rename",
            "src",
            "string, bytes or os.PathLike",
            vm
        )?;
        let to = path!(
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
        let from = path!(
            args.src,
            "replace",
            "src",
            "string, bytes or os.PathLike",
            vm
        )?;
        let to = path!(
            args.dst,
            "replace",
            "dst",
            "string, bytes or os.PathLike",
            vm
        )?;
        move_to(&from, &to, vm)
    }

    #[pyfunction]
    fn chdir(path: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(
            path,
            "chdir",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        on_disk(&[&path], |disk, _| disk.change_directory(&path.text), vm)
    }

    #[pyfunction]
    fn getcwd(vm: &VirtualMachine) -> PyResult<String> {
        on_disk(&[], |disk, _| disk.working_directory(), vm)
    }

    #[pyfunction]
    fn getcwdb(vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        getcwd(vm).map(String::into_bytes)
    }

    /// What is in a path; there are no links.
    #[pyfunction]
    fn readlink(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(args.path, "readlink", vm)?;
        let fault = |disk: &mut FileSystem, _| disk.stat(&path.text).and(Err(Errno::EINVAL));
        on_disk(&[&path], fault, vm)
    }

    #[pyfunction]
    fn access(args: PathAndMode, vm: &VirtualMachine) -> PyResult<bool> {
        let path = path!(
            args.path,
            "access",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let stat = world().machine.borrow().files.stat(&path.text);
        Ok(stat.is_ok_and(|stat| (stat.mode >> 6) & args.mode == args.mode & 7))
    }

    #[pyfunction]
    fn chmod(args: PathAndMode, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(
            args.path,
            "chmod",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        on_disk(
            &[&path],
            |disk, now| disk.set_mode(&path.text, args.mode, now),
            vm,
        )
    }

    #[derive(FromArgs)]
    struct TimesArgs {
        #[pyarg(any)]
        path: PyObjectRef,
        #[pyarg(any, optional)]
        times: OptionalArg,
        #[pyarg(named, optional)]
        ns: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no descriptors of folders")]
        dir_fd: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no links")]
        follow_symlinks: OptionalArg,
    }

    #[pyfunction]
    fn utime(args: TimesArgs, vm: &VirtualMachine) -> PyResult<()> {
        let path = path!(
            args.path,
            "utime",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let given = |times: OptionalArg| times.into_option().filter(|times| !vm.is_none(times));
        let (times, ns) = (given(args.times), given(args.ns));
        let pair = |times: &PyObjectRef, name: &str| -> PyResult<[PyObjectRef; 2]> {
            let fault = || format!("utime: '{name}' must be either a tuple of two ints or None");
            if !times.fast_isinstance(vm.ctx.types.tuple_type) {
                return Err(vm.new_type_error(fault()));
            }
            let list: Vec<PyObjectRef> = times.try_to_value(vm)?;
            <[PyObjectRef; 2]>::try_from(list).map_err(|_| vm.new_type_error(fault()))
        };
        let nanos = |seconds: PyObjectRef| -> PyResult<Nanos> {
            let seconds = seconds.try_into_value::<ArgIntoFloat>(vm)?.into_float();
            #[allow(clippy::cast_possible_truncation)]
            let nanos = (seconds * 1e9).round() as i64;
            Ok(nanos)
        };
        let wanted = match (times, ns) {
            (Some(_), Some(_)) => {
                return Err(vm.new_value_error(
                    "utime: you may specify either 'times' or 'ns' but not both",
                ));
            }
            (Some(times), None) => {
                let [accessed, modified] = pair(&times, "times")?;
                Some((nanos(accessed)?, nanos(modified)?))
            }
            (None, Some(ns)) => {
                let [accessed, modified] = pair(&ns, "ns")?;
                Some((accessed.try_to_value(vm)?, modified.try_to_value(vm)?))
            }
            (None, None) => None,
        };
        let set = |disk: &mut FileSystem, now| {
            let (accessed, modified) = wanted.unwrap_or((now, now));
            disk.set_times(&path.text, accessed, modified, now)
        };
        on_disk(&[&path], set, vm)
    }

    /// What a new file's permissions lack.
    const UMASK: u32 = 0o022;

    #[pyfunction]
    fn umask(_mask: u32) -> u32 {
        UMASK
    }
}
