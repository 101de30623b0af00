//! The part of `posix` that reads and changes directories.

#[rustpython_vm::pymodule(sub)]
pub(super) mod directories {
    use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, function::OptionalArg};

    use crate::os::posix::{
        UMASK,
        arguments::{OnePath, PathAndMode, path_argument},
        attributes::attributes::stat_result,
        call_files,
    };

    /// The directory to list: the working directory, if none is given.
    fn listed(path: OptionalArg, vm: &VirtualMachine) -> PyObjectRef {
        path.into_option()
            .filter(|path| !vm.is_none(path))
            .unwrap_or_else(|| vm.ctx.new_str(".").into())
    }

    #[pyfunction]
    fn listdir(path: OptionalArg, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let path = path_argument!(
            listed(path, vm),
            "listdir",
            "path",
            "string, bytes, os.PathLike, integer or None",
            vm
        )?;
        let list = call_files(&[&path], |files, _| files.read_directory(&path.text), vm)?;
        Ok(list.iter().map(|(name, _)| path.named(name, vm)).collect())
    }

    #[pyfunction]
    fn scandir(path: OptionalArg, vm: &VirtualMachine) -> PyResult {
        let path = path_argument!(
            listed(path, vm),
            "scandir",
            "path",
            "string, bytes, os.PathLike, integer or None",
            vm
        )?;
        let list = call_files(&[&path], |files, _| files.read_directory(&path.text), vm)?;
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
        let path = path_argument!(args.path, "mkdir", vm)?;
        let mode = args.mode & !UMASK;
        call_files(
            &[&path],
            |files, now| files.create_directory(&path.text, mode, now),
            vm,
        )
    }

    #[pyfunction]
    fn rmdir(args: OnePath, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(args.path, "rmdir", vm)?;
        call_files(
            &[&path],
            |files, now| files.remove_directory(&path.text, now),
            vm,
        )
    }

    #[pyfunction]
    fn chdir(path: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let path = path_argument!(
            path,
            "chdir",
            "path",
            "string, bytes, os.PathLike or integer",
            vm
        )?;
        call_files(&[&path], |files, _| files.change_directory(&path.text), vm)
    }

    #[pyfunction]
    fn getcwd(vm: &VirtualMachine) -> PyResult<String> {
        call_files(&[], |files, _| files.working_directory(), vm)
    }

    #[pyfunction]
    fn getcwdb(vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        getcwd(vm).map(String::into_bytes)
    }
}
