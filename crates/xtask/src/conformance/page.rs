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

/// A Markdown table, also good to read in a terminal.
pub(crate) fn table(report: &Report) -> String {
    let mut text = String::from(
        "| file                       | passed | failed | skipped | apart |\n\
         |----------------------------|-------:|-------:|--------:|------:|\n",
    );
    let mut row = |name: &str, [passed, failed, skipped, apart]: Counts| {
        let _ = writeln!(
            text,
            "| {name:<26} | {passed:>6} | {failed:>6} | {skipped:>7} | {apart:>5} |"
        );
    };
    let mut sum = Counts::default();
    for file in report.files.iter().filter(|file| !file.tests.is_empty()) {
        let counts = counts(file);
        row(&file.name, counts);
        for (sum, count) in sum.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    row("total", sum);
    let _ = writeln!(
        text,
        "\n{:.1}% of the tests that need no operating system pass.",
        share(sum)
    );
    text
}

/// `docs/conformance.md`.
pub(crate) fn page(report: &Report) -> String {
    let mut text = String::from(
        "# Conformance\n\n\
         CPython 3.13's own tests of asyncio (`test_asyncio`), run on Interleave's event loop by\n\
         `cargo xtask conformance --cpython-lib DIR`, where `DIR` is the library of an installed\n\
         CPython, such as `/usr/lib/python3.13`. With `--write` the command writes this page.\n\n\
         *Apart* are the tests that need an operating system; they are not run. *Skipped* are\n\
         those that skip themselves.\n\n",
    );
    text.push_str(&table(report));
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
    text.push_str("## What needs an operating system\n\n");
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
