//! `posix`: the operating system that `os` finds, which is almost none: no
//! files, no processes, an empty environment.

#![allow(
    clippy::module_inception,
    reason = "Python's name of the module is that of this file"
)]

pub(crate) use posix::module_def;

#[rustpython_vm::pymodule]
mod posix {
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyBaseExceptionRef, PyDictRef, PyTypeRef},
        function::FuncArgs,
    };

    use crate::world::world;

    #[pyattr]
    fn environ(vm: &VirtualMachine) -> PyDictRef {
        vm.ctx.new_dict()
    }

    /// The system calls of the machine that `os` may offer: none.
    #[pyattr]
    fn _have_functions(vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.new_list(Vec::new()).into()
    }

    #[pyattr]
    fn error(vm: &VirtualMachine) -> PyTypeRef {
        vm.ctx.exceptions.os_error.to_owned()
    }

    // Linux's numbers, which `shutil` and `tempfile` ask for when they are imported.
    #[pyattr]
    const F_OK: i32 = 0;
    #[pyattr]
    const X_OK: i32 = 1;
    #[pyattr]
    const W_OK: i32 = 2;
    #[pyattr]
    const R_OK: i32 = 4;
    #[pyattr]
    const O_RDONLY: i32 = 0;
    #[pyattr]
    const O_WRONLY: i32 = 1;
    #[pyattr]
    const O_RDWR: i32 = 2;
    #[pyattr]
    const O_CREAT: i32 = 0o100;
    #[pyattr]
    const O_EXCL: i32 = 0o200;
    #[pyattr]
    const O_TRUNC: i32 = 0o1000;
    #[pyattr]
    const O_APPEND: i32 = 0o2000;
    #[pyattr]
    const O_NONBLOCK: i32 = 0o4000;
    #[pyattr]
    const O_NOFOLLOW: i32 = 0o400000;
    #[pyattr]
    const O_CLOEXEC: i32 = 0o2000000;

    const NO_SUCH_FILE: i32 = 2;

    fn no_such_file(args: &FuncArgs, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let path = args.args.first().cloned().unwrap_or_else(|| vm.ctx.none());
        let args = vec![
            vm.ctx.new_int(NO_SUCH_FILE).into(),
            vm.ctx.new_str("No such file or directory").into(),
            path,
        ];
        vm.new_exception(vm.ctx.exceptions.file_not_found_error.to_owned(), args)
    }

    #[pyfunction]
    fn stat(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn lstat(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn open(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn scandir(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn listdir(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn mkdir(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn rmdir(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn unlink(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn remove(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn replace(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn chdir(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn readlink(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn access(_args: FuncArgs) -> bool {
        false
    }

    #[pyfunction]
    fn system(_command: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Err(vm.new_not_implemented_error(
            "Interleave cannot start processes: programs run inside the page",
        ))
    }

    #[pyfunction]
    fn rename(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Err(no_such_file(&args, vm))
    }

    #[pyfunction]
    fn getcwd() -> &'static str {
        "/"
    }

    #[pyfunction]
    fn getcwdb() -> Vec<u8> {
        b"/".to_vec()
    }

    #[pyfunction]
    fn getpid() -> i32 {
        1
    }

    #[pyfunction]
    fn getppid() -> i32 {
        0
    }

    #[pyfunction]
    fn cpu_count() -> i32 {
        4
    }

    #[pyfunction]
    fn isatty(_fd: i32) -> bool {
        false
    }

    #[pyfunction]
    fn putenv(_key: PyObjectRef, _value: PyObjectRef) {}

    #[pyfunction]
    fn unsetenv(_key: PyObjectRef) {}

    #[pyfunction]
    fn strerror(code: i32) -> String {
        if code == NO_SUCH_FILE {
            "No such file or directory".to_owned()
        } else {
            format!("Unknown error {code}")
        }
    }

    /// `os.urandom`, from the run's seed.
    #[pyfunction]
    fn urandom(size: isize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        /// More random bytes than anybody needs would take all memory.
        const MOST: usize = 1 << 26;
        let size = usize::try_from(size)
            .map_err(|_| vm.new_value_error("negative argument not allowed"))?;
        if size > MOST {
            return Err(vm.new_memory_error(""));
        }
        let world = world();
        let mut bytes = Vec::with_capacity(size + 8);
        while bytes.len() < size {
            bytes.extend(world.entropy().to_le_bytes());
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    #[pyfunction]
    fn _exit(code: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Err(vm.new_exception(vm.ctx.exceptions.system_exit.to_owned(), vec![code]))
    }
}
