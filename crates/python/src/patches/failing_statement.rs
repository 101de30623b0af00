//! Which statement of a text does not parse.
//!
//! The compiler chooses the words of a syntax error by looking through the whole text, and may
//! so blame a statement that is right. What it says of the failing statement alone is said of
//! that one.

use rustpython_vm::compiler::{
    TokenKind,
    core::SourceFileBuilder,
    parser::{self, ParseErrorType},
    pre_parse_source_error,
};

use super::grammar::position;

/// What does not parse.
pub(crate) struct FailingStatement {
    /// The text, in which other simple statements say `pass`, in the same lines.
    pub text: String,
    /// Line and column of the first error, from 1, in characters.
    pub start: (usize, usize),
    /// Whether the text ended too early.
    pub is_at_end: bool,
    /// The parser's own words.
    pub message: String,
}

impl FailingStatement {
    /// None, where a text parses, or is nested too deep.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let file = SourceFileBuilder::new("", text).finish();
        pre_parse_source_error(&file).ok()?;
        let parsed = parser::parse_unchecked(text, parser::Mode::Module.into());
        let error = parsed
            .errors()
            .iter()
            .min_by_key(|error| (is_found_later(&error.error), error.location.start()))?;
        let at = error.location.start().to_usize();
        let lines = logical_lines(&parsed, text);
        let failing = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
        let mut focused = String::new();
        let mut end = 0;
        for (index, line) in lines.iter().enumerate() {
            focused.push_str(text.get(end..line.start)?);
            let own = text.get(line.start..line.end)?;
            if index == failing || line.is_kept {
                focused.push_str(own);
            } else {
                focused.push_str("pass");
                focused.extend(own.matches('\n'));
            }
            end = line.end;
        }
        focused.push_str(text.get(end..)?);
        Some(Self {
            text: focused,
            start: position(text, at),
            is_at_end: text.get(at..)?.trim().is_empty(),
            message: error.error.to_string(),
        })
    }
}

/// Whether the parser finds it when it has read the whole of what it blames: CPython's grammar
/// fails at a token that can't follow, if there is one.
fn is_found_later(error: &ParseErrorType) -> bool {
    matches!(
        error,
        ParseErrorType::UnparenthesizedGeneratorExpression
            | ParseErrorType::InvalidAssignmentTarget
            | ParseErrorType::InvalidStarredExpressionUsage
    )
}

/// A statement, or the head of one.
struct LogicalLine {
    start: usize,
    /// Before its end of line.
    end: usize,
    /// Whether others can't do without it.
    is_kept: bool,
}

fn logical_lines(
    parsed: &parser::Parsed<rustpython_vm::compiler::ast::Mod>,
    text: &str,
) -> Vec<LogicalLine> {
    let mut lines = Vec::new();
    let mut line: Option<LogicalLine> = None;
    let mut is_colon = false;
    for token in parsed.tokens().iter() {
        let (kind, range) = token.as_tuple();
        let (start, end) = (range.start().to_usize(), range.end().to_usize());
        match kind {
            TokenKind::NonLogicalNewline
            | TokenKind::Comment
            | TokenKind::Indent
            | TokenKind::Dedent => continue,
            TokenKind::Newline | TokenKind::EndOfFile => {
                if let Some(mut line) = line.take() {
                    line.is_kept |= is_colon;
                    line.end = start.max(line.end);
                    lines.push(line);
                }
                continue;
            }
            _ => {}
        }
        is_colon = kind == TokenKind::Colon;
        match &mut line {
            Some(line) => line.end = end,
            None => {
                line = Some(LogicalLine {
                    start,
                    end,
                    is_kept: begins_compound(text.get(start..end).unwrap_or_default()),
                });
            }
        }
    }
    lines.extend(line);
    lines
}

/// Whether a statement that begins so may have others in it, or before it.
fn begins_compound(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "@", "async", "case", "class", "def", "elif", "else", "except", "finally", "for", "if",
        "match", "try", "while", "with",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_statements_say_nothing() {
        let text = "print(*a)\ndef f(x):\n    return (\n        x)\nfor in y:\n    z = 1\n";
        let failing = FailingStatement::of(text).expect("it fails");
        let expected = "pass\ndef f(x):\n    pass\n\nfor in y:\n    pass\n";
        assert_eq!((failing.text.as_str(), failing.start), (expected, (5, 5)));
        assert!(FailingStatement::of("print(*a)").is_none());
    }
}
