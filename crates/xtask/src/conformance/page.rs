//! What became of the tests, as a table and as `docs/conformance.md`.

use std::fmt::Write as _;

use crate::conformance::{
    Report,
    lists::{Entry, matches},
    process::{File, Outcome},
};

/// Passed, failed, skipped and apart.
type Counts = [usize; 4];

fn counts(file: &File) -> Counts {
    [
        file.count(|outcome| *outcome == Outcome::Passed),
        file.count(|outcome| matches!(outcome, Outcome::Failed(_))),
        file.count(|outcome| matches!(outcome, Outcome::Skipped(_))),
        file.count(|outcome| *outcome == Outcome::Apart),
    ]
}

/// The share of passed tests among those that ran, in per cent.
#[allow(clippy::cast_precision_loss, reason = "a few thousand tests")]
fn share([passed, failed, ..]: Counts) -> f64 {
    100.0 * passed as f64 / (passed + failed).max(1) as f64
}

/// A Markdown table for each family of files, also good to read in a terminal.
pub(crate) fn tables(report: &Report) -> String {
    let mut text = String::new();
    let mut all = Counts::default();
    for suite in &report.suites {
        let rows: Vec<_> = report
            .files_of(suite)
            .filter(|file| !file.tests.is_empty())
            .map(|file| (file.name.as_str(), counts(file)))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let sum = rows
            .iter()
            .fold(Counts::default(), |sum, (_, counts)| add(sum, *counts));
        all = add(all, sum);
        let _ = writeln!(text, "## {}\n\n{HEAD}", suite.title);
        for (name, [passed, failed, skipped, apart]) in rows.into_iter().chain([("total", sum)]) {
            let _ = writeln!(
                text,
                "| {name:<41} | {passed:>6} | {failed:>6} | {skipped:>7} | {apart:>5} |"
            );
        }
        let _ = writeln!(text, "\n{}\n", sentence("of these", sum));
    }
    let _ = writeln!(text, "## All\n\n{}", sentence("of the", all));
    text
}

const HEAD: &str = "\
    | file                                      | passed | failed | skipped | apart |\n\
    |-------------------------------------------|-------:|-------:|--------:|------:|";

fn add(one: Counts, other: Counts) -> Counts {
    std::array::from_fn(|kind| one[kind] + other[kind])
}

fn sentence(of: &str, counts: Counts) -> String {
    let [passed, failed, ..] = counts;
    format!(
        "{:.1}% {of} tests that need no operating system pass: {passed} of {}.",
        share(counts),
        passed + failed
    )
}

/// `docs/conformance.md`.
pub(crate) fn page(report: &Report) -> String {
    let mut text = String::from(
        "# Conformance\n\n\
         CPython 3.13's own tests of asyncio, threads, coroutines and exceptions, run by\n\
         `cargo xtask conformance --cpython-lib DIR`, where `DIR` is the library of an installed\n\
         CPython, such as `/usr/lib/python3.13`. With `--write` the command writes this page.\n\n\
         *Apart* are the tests that need an operating system, or what only CPython has: the test\n\
         modules that are written in C, and its counts of references. They are not run. *Skipped*\n\
         are those that skip themselves. A test that does not end, or ends the process, has failed.\n\n",
    );
    text.push_str(&tables(report));
    text.push_str("\n## What fails, and why\n\n");
    for entry in &report.known.entries {
        let tests = report.files.iter().flat_map(|file| &file.tests);
        let failed: Vec<_> = tests
            .filter(|test| {
                matches!(test.outcome, Outcome::Failed(_)) && entry.holds_for(&test.name)
            })
            .map(|test| test.name.clone())
            .collect();
        section(&mut text, &entry.reason, &failed);
    }
    text.push_str("## What needs an operating system, or CPython itself\n\n");
    for entry in &report.system.entries {
        section(&mut text, &entry.reason, &entry.tests);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn section(text: &mut String, reason: &str, tests: &[String]) {
    let _ = writeln!(text, "{reason}\n");
    for test in tests {
        let _ = writeln!(text, "- `{test}`");
    }
    text.push('\n');
}

impl Entry {
    fn holds_for(&self, test: &str) -> bool {
        self.tests.iter().any(|pattern| matches(pattern, test))
    }
}
