//! `posix`: the operating system that `os` finds. Its files are those of the
//! run's machine; there are no processes, and its environment is empty.

#![allow(
    clippy::module_inception,
    reason = "Python's name of the module is that of this file"
)]

mod arguments;
mod attributes;
mod descriptors;
mod directories;
mod files;

use interleave_machine::{Errno, FileSystem, Nanos};
use rustpython_vm::{PyResult, VirtualMachine};

use crate::{current, patches::os_error};

pub(super) use arguments::Path;
pub(super) use posix::module_def;

/// The permissions that a new file does not get.
const UMASK: u32 = 0o022;

/// Linux's bits of `os.open`.
pub(super) mod flag {
    pub(crate) const WRONLY: i32 = 0o1;
    pub(crate) const RDWR: i32 = 0o2;
    pub(crate) const CREAT: i32 = 0o100;
    pub(crate) const EXCL: i32 = 0o200;
    pub(crate) const TRUNC: i32 = 0o1000;
    pub(crate) const APPEND: i32 = 0o2000;
    pub(crate) const CLOEXEC: i32 = 0o2_000_000;
}

/// Makes a system call on the machine's files. `paths` are those that its error is
/// about: none, one, or a source and a destination.
pub(super) fn call_files<T>(
    paths: &[&Path],
    call: impl FnOnce(&mut FileSystem, Nanos) -> Result<T, Errno>,
    vm: &VirtualMachine,
) -> PyResult<T> {
    let system = current::system(vm)?;
    system.check(vm)?;
    let now = system.epoch().saturating_add_unsigned(system.now());
    let answer = call(
        &mut system.machine().borrow_mut().files,
        now.saturating_mul(1000),
    );
    answer.map_err(|error| {
        let objects: Vec<_> = paths.iter().map(|path| path.object.clone()).collect();
        os_error::exception(error, &objects, vm)
    })
}

#[rustpython_vm::pymodule(with(
    attributes::attributes,
    descriptors::descriptors,
    directories::directories,
    files::files
))]
mod posix {
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyDictRef, PyStrRef, PyTypeRef},
        function::OptionalArg,
        pyclass, pystruct_sequence, pystruct_sequence_data,
        types::PyStructSequence,
    };

    use interleave_machine::Errno;

    use crate::{current, patches::os_error};

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

    #[pystruct_sequence_data]
    struct TerminalSizeData {
        pub columns: u32,
        pub lines: u32,
    }

    #[pyattr]
    #[pystruct_sequence(name = "terminal_size", module = "os", data = "TerminalSizeData")]
    struct PyTerminalSize;

    #[pyclass(with(PyStructSequence))]
    impl PyTerminalSize {}

    /// `os.get_terminal_size`: there is no terminal.
    #[pyfunction]
    fn get_terminal_size(_descriptor: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
        Err(os_error::exception(Errno::ENOTTY, &[], vm))
    }

    #[pyfunction]
    fn system(_command: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        Err(vm.new_not_implemented_error(
            "Interleave cannot start processes: programs run inside the page",
        ))
    }

    /// `os.sysconf`, as far as the library itself asks.
    #[pyfunction]
    fn sysconf(name: PyStrRef, vm: &VirtualMachine) -> PyResult<i32> {
        match name.to_string_lossy().as_ref() {
            "SC_IOV_MAX" => Ok(1024),
            "SC_PAGE_SIZE" | "SC_PAGESIZE" => Ok(4096),
            _ => Err(vm.new_value_error("unrecognized configuration name")),
        }
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
    fn isatty(_file: i32) -> bool {
        false
    }

    #[pyfunction]
    fn putenv(_key: PyObjectRef, _value: PyObjectRef) {}

    #[pyfunction]
    fn unsetenv(_key: PyObjectRef) {}

    #[pyfunction]
    fn strerror(code: i32) -> String {
        Errno::from_number(code).map_or_else(
            || format!("Unknown error {code}"),
            |error| error.message().to_owned(),
        )
    }

    /// `os.urandom`, from the run's seed.
    #[pyfunction]
    fn urandom(size: isize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        /// A bound, lest they take all memory.
        const MAX: usize = 1 << 26;
        let size = usize::try_from(size)
            .map_err(|_| vm.new_value_error("negative argument not allowed"))?;
        if size > MAX {
            return Err(vm.new_memory_error(""));
        }
        let system = current::system(vm)?;
        Ok(system.machine().borrow_mut().entropy.bytes(size))
    }

    /// `os._exit`: nothing of the program runs after it.
    #[pyfunction]
    fn _exit(status: i32, vm: &VirtualMachine) -> PyResult {
        let [status, ..] = status.to_le_bytes();
        Err(current::system(vm)?.exit(status, vm))
    }

    /// `os.abort`, with the status that a shell shows of SIGABRT.
    #[pyfunction]
    fn abort(vm: &VirtualMachine) -> PyResult {
        Err(current::system(vm)?.exit(128 + 6, vm))
    }

    /// `os.kill`: there is no process but the program's own.
    #[pyfunction]
    fn kill(process: i32, signal: i32, vm: &VirtualMachine) -> PyResult {
        if process != getpid() && process != 0 {
            return Err(os_error::exception(Errno::ESRCH, &[], vm));
        }
        let signals = vm.import("signal", 0)?;
        vm.call_method(&signals, "raise_signal", (signal,))
    }
}
