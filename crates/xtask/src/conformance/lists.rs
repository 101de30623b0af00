//! Lists of tests with a reason for each.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

/// Reasons and the tests that each of them holds for.
///
/// In its file, a reason is a line; the tests below it are indented, one a line,
/// and may hold `*` for any text. Lines that begin with `#` are comments.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub reason: String,
    /// Such as `test_asyncio.test_locks.LockTests.test_lock`.
    pub tests: Vec<String>,
}

impl List {
    /// Reads a list.
    ///
    /// # Errors
    /// Where the file can't be read, or begins with a test instead of a reason.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Self> {
        let mut list = Self::default();
        for line in text.lines() {
            let test = line.trim();
            if test.is_empty() || test.starts_with('#') {
                continue;
            }
            if !line.starts_with(' ') {
                list.entries.push(Entry {
                    reason: test.to_owned(),
                    tests: Vec::new(),
                });
            } else if let Some(entry) = list.entries.last_mut() {
                entry.tests.push(test.to_owned());
            } else {
                bail!("`{test}` has no reason above it.");
            }
        }
        Ok(list)
    }

    pub(crate) fn patterns(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .flat_map(|entry| entry.tests.iter().map(String::as_str))
    }

    /// The reason that a test is listed for.
    pub(crate) fn reason(&self, test: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|entry| entry.tests.iter().any(|pattern| matches(pattern, test)))
            .map(|entry| entry.reason.as_str())
    }

    /// Whether all of a file is listed, as `FILE.*`.
    pub(crate) fn has_file(&self, file: &str) -> bool {
        self.patterns()
            .any(|pattern| pattern.strip_suffix(".*") == Some(file))
    }
}

/// Whether a pattern, with `*` for any text, is that of a name.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            (0..=rest.len())
                .filter_map(|skipped| rest.get(skipped..))
                .any(|rest| matches(tail, rest))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_reasons_and_tests() {
        let list =
            List::parse("# why\nIt opens sockets.\n  a.T.test_*\n\n  b.*\nIt forks.\n  c.T.x")
                .expect("it is a list");
        assert_eq!(list.reason("a.T.test_one"), Some("It opens sockets."));
        assert_eq!(list.reason("c.T.x"), Some("It forks."));
        assert_eq!(list.reason("c.T.xy"), None);
        assert!(list.has_file("b") && !list.has_file("c"));
        assert!(List::parse("  a.T.x").is_err());
    }

    #[test]
    fn stars_stand_for_any_text() {
        assert!(matches("a*c*", "abcd"));
        assert!(matches("*", ""));
        assert!(!matches("a*c", "abcd"));
    }
}
