//! A program as a tree of lines, which is what shrinking works on.

use std::fmt;

/// A line and what is indented below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Without its indentation. One that ends with a colon has a body.
    pub text: String,
    /// An empty one is shown as `pass`.
    pub body: Vec<Line>,
}

impl Line {
    /// A line with nothing below it.
    pub fn new(text: impl Into<String>) -> Self {
        Self::block(text, Vec::new())
    }

    /// A line with a body.
    pub fn block(text: impl Into<String>, body: Vec<Line>) -> Self {
        Self {
            text: text.into(),
            body,
        }
    }

    /// `except`, `finally` and the like can't stand without the line before them.
    #[must_use]
    pub fn is_clause(&self) -> bool {
        ["except", "finally:", "else:"]
            .iter()
            .any(|word| self.text.starts_with(word))
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, indent: usize) -> fmt::Result {
        writeln!(f, "{:indent$}{}", "", self.text)?;
        for line in &self.body {
            line.write(f, indent + 4)?;
        }
        if self.body.is_empty() && self.text.ends_with(':') {
            writeln!(f, "{:1$}pass", "", indent + 4)?;
        }
        Ok(())
    }
}

/// The text of a program.
#[must_use]
pub fn text(lines: &[Line]) -> String {
    struct Text<'a>(&'a [Line]);

    impl fmt::Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.iter().try_for_each(|line| line.write(f, 0))
        }
    }

    Text(lines).to_string()
}
