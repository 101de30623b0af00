//! Grammar that only Python 3.14 has is refused, in 3.13's words.

use rustpython_vm::{
    AsObject, PyObject, PyResult, TryFromObject, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyStr},
    compiler::{
        ast::PythonVersion,
        core::SourceFileBuilder,
        parser::{self, ParseOptions, UnsupportedSyntaxErrorKind},
        pre_parse_source_error,
    },
    function::ArgBytesLike,
};

/// # Errors
/// `SyntaxError`, where the source that `filename` names is one of 3.14 only.
pub(crate) fn check(source: &PyObject, filename: &str, vm: &VirtualMachine) -> PyResult<()> {
    let text = match source.downcast_ref::<PyStr>() {
        Some(text) => text.to_str().map(str::to_owned),
        None => ArgBytesLike::try_from_object(vm, source.to_owned())
            .ok()
            .and_then(|bytes| String::from_utf8(bytes.with_ref(<[u8]>::to_vec)).ok()),
    };
    let Some(text) = text.filter(|text| has_except_with_comma(text)) else {
        return Ok(());
    };
    // What is nested too deep is not safe to parse, and refused by the compiler.
    let file = SourceFileBuilder::new("", text.as_str()).finish();
    if pre_parse_source_error(&file).is_err() {
        return Ok(());
    }
    let options = ParseOptions::from(parser::Mode::Module);
    let options = options.with_target_version(PythonVersion::PY313);
    let parsed = parser::parse_unchecked(&text, options);
    let mut newer = parsed.unsupported_syntax_errors().iter();
    let unparenthesized =
        newer.find(|error| error.kind == UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes);
    match unparenthesized {
        Some(error) if parsed.errors().is_empty() => {
            let (start, end) = (error.range.start().to_usize(), error.range.end().to_usize());
            // CPython's ends at the colon.
            let end = end + text[end..].find(':').unwrap_or_default();
            let message = "multiple exception types must be parenthesized";
            let place = Place::new(&text, start, end);
            Err(place.syntax_error(message, filename, vm))
        }
        _ => Ok(()),
    }
}

/// Whether it may be that a handler names several types. The parser says so for certain.
fn has_except_with_comma(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("except") && line.contains(','))
}

/// Line and column of a place in a text, from 1, in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (
        before.matches('\n').count() + 1,
        before[line..].chars().count() + 1,
    )
}

/// A part of a text, as a `SyntaxError` names it: lines and columns from 1.
struct Place {
    /// The first line, with its end.
    line: String,
    from: (usize, usize),
    to: (usize, usize),
}

impl Place {
    fn new(text: &str, start: usize, end: usize) -> Self {
        let from = text[..start].rfind('\n').map_or(0, |end| end + 1);
        Self {
            line: format!("{}\n", text[from..].lines().next().unwrap_or_default()),
            from: position(text, start),
            to: position(text, end),
        }
    }

    fn syntax_error(
        &self,
        message: &'static str,
        filename: &str,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        let details = vec![
            vm.ctx.new_str(filename).into(),
            vm.ctx.new_int(self.from.0).into(),
            vm.ctx.new_int(self.from.1).into(),
            vm.ctx.new_str(self.line.as_str()).into(),
            vm.ctx.new_int(self.to.0).into(),
            vm.ctx.new_int(self.to.1).into(),
        ];
        let args = vec![
            vm.ctx.new_str(message).into(),
            vm.ctx.new_tuple(details).into(),
        ];
        let class = vm.ctx.exceptions.syntax_error;
        match class
            .as_object()
            .call(args, vm)
            .map(|error| error.downcast())
        {
            Ok(Ok(error)) => error,
            Ok(Err(_)) => vm.new_system_error("a SyntaxError is an exception"),
            Err(error) => error,
        }
    }
}
