//! The part of `posix` that reaches open files by their numbers.

/// The descriptors of the terminal.
pub(super) const TERMINAL: std::ops::RangeInclusive<i32> = 0..=2;

#[rustpython_vm::pymodule(sub)]
pub(super) mod descriptors {
    use interleave_machine::{Errno, SeekFrom};
    use rustpython_vm::{
        PyObjectRef, PyResult, VirtualMachine, builtins::PyBaseExceptionRef, function::ArgBytesLike,
    };

    use super::TERMINAL;
    use crate::{
        OutputStream, current,
        os::posix::{call_files, flag},
        patches::os_error,
    };

    fn failed(error: Errno, vm: &VirtualMachine) -> PyBaseExceptionRef {
        os_error::exception(error, &[], vm)
    }

    #[pyattr]
    const O_RDONLY: i32 = 0;
    #[pyattr]
    const O_WRONLY: i32 = flag::WRONLY;
    #[pyattr]
    const O_RDWR: i32 = flag::RDWR;
    #[pyattr]
    const O_CREAT: i32 = flag::CREAT;
    #[pyattr]
    const O_EXCL: i32 = flag::EXCL;
    #[pyattr]
    const O_TRUNC: i32 = flag::TRUNC;
    #[pyattr]
    const O_APPEND: i32 = flag::APPEND;
    #[pyattr]
    const O_CLOEXEC: i32 = flag::CLOEXEC;
    #[pyattr]
    const O_NOFOLLOW: i32 = 0o400_000;
    #[pyattr]
    const O_NONBLOCK: i32 = 0o4000;

    #[pyfunction]
    fn close(file: i32, vm: &VirtualMachine) -> PyResult<()> {
        if TERMINAL.contains(&file) {
            return Ok(());
        }
        call_files(&[], |files, _| files.close(file), vm)
    }

    #[pyfunction]
    fn read(file: i32, max: isize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let max = usize::try_from(max).map_err(|_| failed(Errno::EINVAL, vm))?;
        if file == 0 {
            return current::system(vm)?.read_input(max, vm);
        }
        call_files(&[], |files, _| files.read(file, max), vm)
    }

    #[pyfunction]
    fn write(file: i32, data: ArgBytesLike, vm: &VirtualMachine) -> PyResult<usize> {
        let bytes = data.borrow_buf().to_vec();
        if TERMINAL.contains(&file) {
            let system = current::system(vm)?;
            system.check(vm)?;
            let stream = OutputStream::of_descriptor(file);
            system.write(stream, &String::from_utf8_lossy(&bytes), vm);
            return Ok(bytes.len());
        }
        call_files(&[], |files, now| files.write(file, &bytes, now), vm)
    }

    #[pyfunction]
    fn lseek(file: i32, by: i64, whence: i32, vm: &VirtualMachine) -> PyResult<u64> {
        if TERMINAL.contains(&file) {
            return Err(failed(Errno::ESPIPE, vm));
        }
        let from = match whence {
            0 => SeekFrom::Start,
            1 => SeekFrom::Current,
            2 => SeekFrom::End,
            _ => return Err(failed(Errno::EINVAL, vm)),
        };
        call_files(&[], |files, _| files.seek(file, by, from), vm)
    }

    #[pyfunction]
    pub(crate) fn ftruncate(file: i32, length: i64, vm: &VirtualMachine) -> PyResult<()> {
        let length = u64::try_from(length).map_err(|_| failed(Errno::EINVAL, vm))?;
        call_files(&[], |files, now| files.truncate(file, length, now), vm)
    }

    /// What is written is in the file at once.
    #[pyfunction]
    fn fsync(_file: PyObjectRef) {}

    #[pyfunction]
    fn fdatasync(_file: PyObjectRef) {}
}
