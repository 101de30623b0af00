//! `compile`, `eval` and `exec` that accept every text.
//!
//! Before RustPython 0.6.0 rejects a text that does not parse, it scans the text's
//! string literals for invalid escapes, by bytes, and panics where an unfinished
//! literal ends inside a character (`first_invalid_escape` in `vm/compile.rs`). In the
//! browser a panic is a trap. Only a text with characters beyond ASCII that does not
//! parse can get there: that one is compiled here, and scanned with ASCII letters in
//! place of those characters.

use super::grammar;
use rustpython_vm::{
    AsObject, PyObject, PyObjectRef, PyRef, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyCode, PyStr},
    compiler::{self, CompileOpts, Mode, core::SourceFileBuilder, parser, pre_parse_source_error},
    function::{ArgBytesLike, FsPath, FuncArgs},
};

/// `PyCF_DONT_IMPLY_DEDENT`, `PyCF_ONLY_AST`, `PyCF_ALLOW_TOP_LEVEL_AWAIT` and
/// `PyCF_ALLOW_INCOMPLETE_INPUT`.
const DONT_IMPLY_DEDENT: i32 = 0x0200;
const ONLY_AST: i32 = 0x0400;
const ALLOW_TOP_LEVEL_AWAIT: i32 = 0x2000;
const ALLOW_INCOMPLETE_INPUT: i32 = 0x4000;

/// The builtin `compile`.
pub(crate) fn compile(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let by_name = || args.kwargs.get("source");
    let source = args.args.first().or_else(by_name).cloned();
    compile_plainly(args, vm).map_err(|error| reworded(error, source.as_deref(), false, vm))
}

/// The same, whose syntax errors have the compiler's own words.
pub(crate) fn compile_plainly(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let argument = |index: usize, name| args.args.get(index).or_else(|| args.kwargs.get(name));
    if let (Some(source), Some(filename)) = (argument(0, "source"), argument(1, "filename"))
        && let Ok(filename) = FsPath::try_from_path_like(filename.clone(), true, vm)
    {
        grammar::check(source, &filename.to_string_lossy(), vm)?;
    }
    match Unscannable::from_compile(&args, vm) {
        Some(text) => text.compile(vm).map(Into::into),
        None => plain("compile", vm)?.call(args, vm),
    }
}

/// The builtin `eval`.
pub(crate) fn eval(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    evaluate("eval", Mode::Eval, args, vm)
}

/// The builtin `exec`.
pub(crate) fn exec(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    evaluate("exec", Mode::Exec, args, vm)
}

fn evaluate(name: &'static str, mode: Mode, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let source = args.args.first().cloned();
    evaluate_plainly(name, mode, args, vm).map_err(|error| match &source {
        // An error of the program's own has been somewhere.
        Some(source) if error.__traceback__().is_none() => {
            reworded(error, Some(source), name == "eval", vm)
        }
        _ => error,
    })
}

fn evaluate_plainly(
    name: &'static str,
    mode: Mode,
    mut args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    if let Some(source) = args.args.first() {
        grammar::check(source, "<string>", vm)?;
    }
    if let Some(source) = args.args.first_mut()
        && let Some(text) = Unscannable::from_evaluated(source, mode, vm)
    {
        *source = text.compile(vm)?.into();
    }
    plain(name, vm)?.call(args, vm)
}

/// A syntax error in CPython's words (`_interleave_syntax.py`).
fn reworded(
    error: PyBaseExceptionRef,
    source: Option<&PyObject>,
    is_eval: bool,
    vm: &VirtualMachine,
) -> PyBaseExceptionRef {
    if !error.fast_isinstance(vm.ctx.exceptions.syntax_error) {
        return error;
    }
    let Some(source) = source else { return error };
    let reworded = vm.import("_interleave_syntax", 0).and_then(|module| {
        let args = (error.clone(), source.to_owned(), vm.ctx.new_bool(is_eval));
        vm.call_method(&module, "reworded", args)
    });
    match reworded.map(|error| error.downcast()) {
        Ok(Ok(reworded)) => reworded,
        // Such as that of too deep a recursion.
        _ => error,
    }
}

/// RustPython's own function, where `_interleave_builtins.py` keeps it.
pub(crate) fn plain(name: &str, vm: &VirtualMachine) -> PyResult {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    let module = modules.get_item("_interleave_runtime", vm)?;
    module.get_attr(vm.ctx.intern_str(format!("plain_{name}")), vm)
}

/// A text that RustPython's scan for invalid escapes must not see, and how to compile it.
struct Unscannable {
    text: String,
    filename: String,
    mode: Mode,
    options: CompileOpts,
    allow_incomplete: bool,
}

impl Unscannable {
    /// The text that `compile` was called with. None where the builtin can have it:
    /// it also reports wrong arguments, and does not scan for a syntax tree.
    fn from_compile(args: &FuncArgs, vm: &VirtualMachine) -> Option<Self> {
        let argument = |index: usize, name| {
            let by_name = || args.kwargs.get(name);
            args.args.get(index).or_else(by_name)
        };
        let text = unscannable_text(argument(0, "source")?, vm)?;
        let filename = FsPath::try_from_path_like(argument(1, "filename")?.clone(), true, vm);
        let mode = argument(2, "mode")?.downcast_ref::<PyStr>()?;
        let flags = match argument(3, "flags") {
            Some(flags) => flags.try_to_value::<i32>(vm).ok()?,
            None => 0,
        };
        if flags & ONLY_AST != 0 {
            return None;
        }
        Some(Self {
            text,
            filename: filename.ok()?.to_string_lossy().into_owned(),
            mode: mode.to_str()?.parse().ok()?,
            options: CompileOpts {
                allow_top_level_await: flags & ALLOW_TOP_LEVEL_AWAIT != 0,
                dont_imply_dedent: flags & DONT_IMPLY_DEDENT != 0,
                ..vm.compile_opts()
            },
            allow_incomplete: flags & ALLOW_INCOMPLETE_INPUT != 0,
        })
    }

    /// The text that `eval` or `exec` was called with.
    fn from_evaluated(source: &PyObject, mode: Mode, vm: &VirtualMachine) -> Option<Self> {
        let mut text = unscannable_text(source, vm)?;
        if matches!(mode, Mode::Eval) {
            text = text.trim_start_matches([' ', '\t']).to_owned();
        }
        Some(Self {
            text,
            filename: "<string>".to_owned(),
            mode,
            options: vm.compile_opts(),
            allow_incomplete: false,
        })
    }

    fn compile(self, vm: &VirtualMachine) -> PyResult<PyRef<PyCode>> {
        self.warn(vm)?;
        compiler::compile(&self.text, self.mode, &self.filename, self.options)
            .map(|code| PyCode::new_ref_from_bytecode(vm, code))
            .map_err(|error| {
                let text = Some(self.text.as_str());
                vm.new_syntax_error_maybe_incomplete(&error, text, self.allow_incomplete)
            })
    }

    /// Gives the warnings that come before a syntax error, by compiling a text of as
    /// many lines that has the same ones and can't be compiled either. As in CPython,
    /// an escaped character beyond ASCII is not one of them.
    fn warn(&self, vm: &VirtualMachine) -> PyResult<()> {
        /// A letter that may follow a backslash, and begins no keyword.
        const LETTER: char = 'v';
        /// What no text may hold outside its literals and comments.
        const INVALID: &str = "\n$";
        let letters = self.text.chars();
        let letters = letters.map(|letter| if letter.is_ascii() { letter } else { LETTER });
        let text: String = letters.chain(INVALID.chars()).collect();
        match vm.compile(&text, self.mode, self.filename.as_str()) {
            Ok(_) => Ok(()),
            Err(error) => {
                let error = error.into_pyexception(vm, None);
                // Another error is a warning that a filter has turned into one.
                if error.fast_isinstance(vm.ctx.exceptions.syntax_error) {
                    Ok(())
                } else {
                    Err(error)
                }
            }
        }
    }
}

/// The text of a source, if RustPython's scan could panic at it.
fn unscannable_text(source: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let text = match source.downcast_ref::<PyStr>() {
        Some(text) if text.isascii() => return None,
        Some(text) => text.to_str()?.to_owned(),
        None => decoded(source, vm)?,
    };
    if text.is_ascii() || text.contains('\0') {
        return None;
    }
    // What is nested too deep is neither scanned nor safe to parse.
    let file = SourceFileBuilder::new("", text.as_str()).finish();
    pre_parse_source_error(&file).ok()?;
    let parsed = parser::parse(&text, parser::Mode::Module.into());
    parsed.is_err().then_some(text)
}

/// The text of bytes that aren't ASCII. None where they can't be decoded, which is the
/// builtin's to report.
fn decoded(source: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let bytes = ArgBytesLike::try_from_object(vm, source.to_owned()).ok()?;
    if bytes.with_ref(<[u8]>::is_ascii) {
        return None;
    }
    let bytes: PyObjectRef = vm.ctx.new_bytes(bytes.with_ref(<[u8]>::to_vec)).into();
    let importlib = vm.import("_frozen_importlib_external", 0).ok()?;
    let text = vm.call_method(&importlib, "decode_source", (bytes,)).ok()?;
    Some(text.downcast_ref::<PyStr>()?.to_str()?.to_owned())
}
