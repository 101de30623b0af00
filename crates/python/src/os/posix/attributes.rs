//! The part of `posix` that reads and sets what is known of a file.

#[rustpython_vm::pymodule(sub)]
pub(super) mod attributes {
    use interleave_machine::{FileSystem, FileType, NULL_DEVICE, Nanos, Stat};
    use rustpython_vm::{
        AsObject, FromArgs, PyObjectRef, PyResult, VirtualMachine,
        function::{ArgIntoFloat, OptionalArg},
        pyclass, pystruct_sequence, pystruct_sequence_data,
        types::PyStructSequence,
    };

    use crate::current;
    use crate::os::posix::{
        UMASK,
        arguments::{OnePath, PathAndMode, descriptor, path_argument},
        call_files,
        descriptors::TERMINAL,
    };

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

    pub(in crate::os::posix) fn stat_result(stat: Stat, vm: &VirtualMachine) -> PyObjectRef {
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

    #[pyfunction]
    fn stat(args: OnePath, vm: &VirtualMachine) -> PyResult {
        if let Some(file) = descriptor(&args.path, vm) {
            return fstat(file, vm);
        }
        let path = path_argument!(
            args.path,
            "stat",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let stat = call_files(&[&path], |files, _| files.stat(&path.text), vm)?;
        Ok(stat_result(stat, vm))
    }

    #[pyfunction]
    fn lstat(args: OnePath, vm: &VirtualMachine) -> PyResult {
        let path = path_argument!(args.path, "lstat", vm)?;
        let stat = call_files(&[&path], |files, _| files.stat(&path.text), vm)?;
        Ok(stat_result(stat, vm))
    }

    #[pyfunction]
    fn fstat(file: i32, vm: &VirtualMachine) -> PyResult {
        let stat = if TERMINAL.contains(&file) {
            call_files(&[], |files, _| files.stat(NULL_DEVICE), vm)?
        } else {
            call_files(&[], |files, _| files.fstat(file), vm)?
        };
        Ok(stat_result(stat, vm))
    }

    #[pyfunction]
    fn access(args: PathAndMode, vm: &VirtualMachine) -> PyResult<bool> {
        let path = path_argument!(
            args.path,
            "access",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        let system = current::system(vm)?;
        let stat = system.machine().borrow().files.stat(&path.text);
        Ok(stat.is_ok_and(|stat| (stat.mode >> 6) & args.mode == args.mode & 7))
    }

    #[pyfunction]
    fn chmod(args: PathAndMode, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(
            args.path,
            "chmod",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        call_files(
            &[&path],
            |files, now| files.set_mode(&path.text, args.mode, now),
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
        #[expect(dead_code, reason = "there are no descriptors of directories")]
        dir_fd: OptionalArg,
        #[pyarg(named, optional)]
        #[expect(dead_code, reason = "there are no links")]
        follow_symlinks: OptionalArg,
    }

    #[pyfunction]
    fn utime(args: TimesArgs, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(
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
        let set = |files: &mut FileSystem, now| {
            let (accessed, modified) = wanted.unwrap_or((now, now));
            files.set_times(&path.text, accessed, modified, now)
        };
        call_files(&[&path], set, vm)
    }

    #[pyfunction]
    fn umask(_mask: u32) -> u32 {
        UMASK
    }
}
