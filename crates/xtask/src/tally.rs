//! Counting tests by the lines that their runners end with.

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub passed: u64,
    pub failed: u64,
    /// Of those passed, the ones that failed at first.
    pub flaky: u64,
    /// Stages without what they need: neither passed nor failed.
    pub not_run: u64,
}

impl Tally {
    /// Adds what a runner's line says, if it is a closing line: cargo test's,
    /// libtest-mimic's and wasm-bindgen's (`test result: …`), or one of those
    /// that node's runner ends with (`ℹ pass 3`, or `# pass 3` in its TAP). `ℹ flaky …` is
    /// what the browser's tests say of one that passed when it was tried again.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split(['.', ';']) {
                match part.trim().split_once(' ') {
                    Some((count, "passed")) => self.passed += count.parse().unwrap_or(0),
                    Some((count, "failed")) => self.failed += count.parse().unwrap_or(0),
                    _ => {}
                }
            }
        } else if let Some(rest) = line.strip_prefix("ℹ ").or(line.strip_prefix("# ")) {
            match rest.split_once(' ') {
                Some(("pass", count)) => self.passed += count.parse().unwrap_or(0),
                Some(("fail" | "cancelled", count)) => self.failed += count.parse().unwrap_or(0),
                Some(("flaky", _)) => self.flaky += 1,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (u64, u64) {
        let mut tally = Tally::default();
        text.lines().for_each(|line| tally.read(line));
        (tally.passed, tally.failed)
    }

    #[test]
    fn closing_lines_of_cargo_test() {
        let text = "running 2 tests\ntest a ... ok\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 61 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(count(text), (63, 3));
    }

    #[test]
    fn closing_lines_of_node() {
        let text = "ℹ tests 9\nℹ suites 0\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0";
        assert_eq!(count(text), (6, 3));
        assert_eq!(count("# tests 4\n# pass 3\n# fail 1\n"), (3, 1));
    }

    #[test]
    fn a_flaky_test_is_counted() {
        let mut tally = Tally::default();
        tally.read("  ℹ flaky a menu opens: TimeoutError: Timeout 90000ms exceeded.");
        tally.read("  ✔ a menu opens (91000.5ms)");
        assert_eq!(tally.flaky, 1);
    }
}
