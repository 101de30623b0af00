//! `_interleave_io`: the functions of Python's `io` and `builtins` that reach
//! files and the terminal. The rest of `io` is RustPython's own; the classes
//! that it lacks are in `python/_interleave_files.py`.

pub(crate) use _interleave_io::module_def;

#[rustpython_vm::pymodule]
mod _interleave_io {
    use rustpython_vm::{
        AsObject, FromArgs, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyInt, PyStr, PyStrRef},
        function::OptionalArg,
        stdlib::_warnings,
    };

    use crate::{
        OutputStream, current,
        os::{
            open_mode::OpenMode,
            posix::{Path, call_files},
        },
    };

    /// The program's folder.
    #[pyattr]
    const HOME: &str = interleave_machine::HOME;

    /// Bytes that are read and written at once.
    const BUFFER: isize = 8192;

    /// What `open` takes: CPython's `_io_open_impl` in `Modules/_io/_iomodule.c`.
    #[derive(FromArgs)]
    struct OpenArgs {
        #[pyarg(any)]
        file: PyObjectRef,
        #[pyarg(any, optional)]
        mode: OptionalArg,
        #[pyarg(any, default = -1)]
        buffering: isize,
        #[pyarg(any, optional)]
        encoding: OptionalArg,
        #[pyarg(any, optional)]
        errors: OptionalArg,
        #[pyarg(any, optional)]
        newline: OptionalArg,
        #[pyarg(any, default = true)]
        closefd: bool,
        #[pyarg(any, optional)]
        opener: OptionalArg,
    }

    fn given(argument: OptionalArg, vm: &VirtualMachine) -> Option<PyObjectRef> {
        argument.into_option().filter(|value| !vm.is_none(value))
    }

    /// Opens what `file` names: a path, or an open descriptor.
    fn open_raw(
        file: &PyObjectRef,
        mode: &OpenMode,
        closefd: bool,
        opener: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<i32> {
        if file.fast_isinstance(vm.ctx.types.int_type) {
            let descriptor: i32 = file.try_to_value(vm)?;
            if descriptor < 0 {
                return Err(vm.new_value_error("negative file descriptor"));
            }
            let posix = vm.import("posix", 0)?;
            vm.call_method(&posix, "fstat", (descriptor,))?;
            return Ok(descriptor);
        }
        if !closefd {
            return Err(vm.new_value_error("Cannot use closefd=False with file name"));
        }
        let path = Path::of(
            file.clone(),
            "expected str, bytes or os.PathLike object",
            "embedded null byte",
            vm,
        )?;
        let Some(opener) = opener else {
            return call_files(
                &[&path],
                |files, now| files.open(&path.text, mode.open_options(), 0o666, now),
                vm,
            );
        };
        let descriptor = opener.call((path.object, mode.flags()), vm)?;
        if descriptor.downcast_ref::<PyInt>().is_none() {
            return Err(vm.new_type_error("expected integer from opener"));
        }
        let descriptor: i32 = descriptor.try_to_value(vm)?;
        if descriptor < 0 {
            return Err(vm.new_value_error(format!("opener returned {descriptor}")));
        }
        Ok(descriptor)
    }

    /// What `FileIO(file, mode, closefd, opener)` does: the descriptor, and the
    /// name of its mode.
    #[pyfunction]
    fn descriptor(
        file: PyObjectRef,
        mode: PyStrRef,
        closefd: bool,
        opener: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<(i32, &'static str)> {
        let mode = OpenMode::parse(&mode.to_string_lossy(), vm)?;
        let opener = (!vm.is_none(&opener)).then_some(opener);
        Ok((open_raw(&file, &mode, closefd, opener, vm)?, mode.name()))
    }

    /// `open`.
    #[pyfunction]
    fn open(args: OpenArgs, vm: &VirtualMachine) -> PyResult {
        let mode_name = match given(args.mode, vm) {
            None => "r".to_owned(),
            Some(mode) => match mode.downcast_ref::<PyStr>() {
                Some(mode) => mode.to_string_lossy().into_owned(),
                None => {
                    return Err(vm.new_type_error(format!(
                        "open() argument 'mode' must be str, not {}",
                        mode.class().name()
                    )));
                }
            },
        };
        let mode = OpenMode::parse(&mode_name, vm)?;
        let (encoding, errors, newline) = (
            given(args.encoding, vm),
            given(args.errors, vm),
            given(args.newline, vm),
        );
        if mode.binary {
            let takes = |argument: &str| {
                vm.new_value_error(format!("binary mode doesn't take {argument} argument"))
            };
            if encoding.is_some() {
                return Err(takes("an encoding"));
            }
            if errors.is_some() {
                return Err(takes("an errors"));
            }
            if newline.is_some() {
                return Err(takes("a newline"));
            }
        }
        let descriptor = open_raw(&args.file, &mode, args.closefd, given(args.opener, vm), vm)?;
        let files = vm.import("_interleave_files", 0)?;
        let of = (descriptor, args.file, mode.name(), args.closefd);
        let raw = vm.call_method(&files, "file_of", of)?;
        let wrapped = wrap(&raw, &mode, args.buffering, [encoding, errors, newline], vm);
        let file = match wrapped {
            Ok(file) => file,
            Err(error) => {
                vm.call_method(&raw, "close", ())?;
                return Err(error);
            }
        };
        if !mode.binary {
            file.set_attr("mode", vm.ctx.new_str(mode_name), vm)?;
        }
        Ok(file)
    }

    /// Lays a buffer, and a decoder for text, over a raw file.
    fn wrap(
        raw: &PyObjectRef,
        mode: &OpenMode,
        buffering: isize,
        [encoding, errors, newline]: [Option<PyObjectRef>; 3],
        vm: &VirtualMachine,
    ) -> PyResult {
        if buffering == 1 && mode.binary {
            _warnings::warn(
                vm.ctx.exceptions.runtime_warning,
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used".to_owned(),
                1,
                vm,
            )?;
        }
        if buffering == 0 {
            return if mode.binary {
                Ok(raw.clone())
            } else {
                Err(vm.new_value_error("can't have unbuffered text I/O"))
            };
        }
        let io = vm.import("_io", 0)?;
        let class = if mode.plus {
            "BufferedRandom"
        } else if mode.writes() {
            "BufferedWriter"
        } else {
            "BufferedReader"
        };
        let size = if buffering <= 1 { BUFFER } else { buffering };
        let buffered = vm.call_method(&io, class, (raw.clone(), size))?;
        if mode.binary {
            return Ok(buffered);
        }
        let or_none = |value: Option<PyObjectRef>| value.unwrap_or_else(|| vm.ctx.none());
        let encoding = encoding.unwrap_or_else(|| vm.ctx.new_str("utf-8").into());
        let by_lines = buffering == 1;
        let how = (
            buffered,
            encoding,
            or_none(errors),
            or_none(newline),
            by_lines,
        );
        vm.call_method(&io, "TextIOWrapper", how)
    }

    /// Writes to standard output (1) or standard error (2).
    #[pyfunction]
    fn write(descriptor: i32, text: PyStrRef, vm: &VirtualMachine) -> PyResult<usize> {
        let system = current::system(vm)?;
        system.check(vm)?;
        let stream = OutputStream::of_descriptor(descriptor);
        if let Some(plain) = text.to_str() {
            system.write(stream, plain, vm);
        } else {
            // Lone surrogates: stdout is strict, and stderr shows them escaped.
            let errors = match stream {
                OutputStream::Stdout => "strict",
                OutputStream::Stderr => "backslashreplace",
            };
            let bytes = vm.call_method(text.as_object(), "encode", ("utf-8", errors))?;
            let text = vm.call_method(&bytes, "decode", ("utf-8",))?.str(vm)?;
            system.write(stream, &text.to_string_lossy(), vm);
        }
        Ok(text.char_len())
    }

    /// `io.open_code`.
    #[pyfunction]
    fn open_code(path: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let io = vm.import("_io", 0)?;
        vm.call_method(&io, "open", (path, "rb"))
    }

    /// `input`: writes its prompt to `sys.stdout` and reads a line of `sys.stdin`.
    #[pyfunction]
    fn input(prompt: OptionalArg, vm: &VirtualMachine) -> PyResult {
        let stream = |name: &'static str| {
            vm.sys_module
                .get_attr(name, vm)
                .ok()
                .filter(|stream| !vm.is_none(stream))
                .ok_or_else(|| vm.new_runtime_error(format!("input(): lost sys.{name}")))
        };
        let (stdin, stdout, stderr) = (stream("stdin")?, stream("stdout")?, stream("stderr")?);
        vm.call_method(&stderr, "flush", ())?;
        if let OptionalArg::Present(prompt) = prompt {
            vm.call_method(&stdout, "write", (prompt.str(vm)?,))?;
        }
        vm.call_method(&stdout, "flush", ())?;
        let line = vm.call_method(&stdin, "readline", ())?;
        let Some(text) = line.downcast_ref::<PyStr>() else {
            return Err(vm.new_type_error("object.readline() returned non-string"));
        };
        if text.is_empty() {
            let end = vm.ctx.exceptions.eof_error.to_owned();
            return Err(vm.new_exception_msg(end, "EOF when reading a line".into()));
        }
        vm.call_method(&line, "removesuffix", ("\n",))
    }
}
