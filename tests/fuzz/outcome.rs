//! What a run left, and whether two of them are the same.

use std::{collections::BTreeSet, fmt};

use super::reports::Report;

/// What a program wrote and how it ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Its output.
    pub stdout: String,
    /// Its output on stderr, [normalised](interleave_tests::normalise).
    pub stderr: String,
    /// Its exit status; 4 for a deadlock, 128 and more for a signal.
    pub status: i32,
}

impl Outcome {
    /// Whether Interleave did what CPython did.
    ///
    /// What is told of garbage may come in another order and another number of times,
    /// on stdout too: when a ring of objects is found is the garbage collector's
    /// choice, and a warning is shown once for the line at which that happens. In
    /// CPython's last moments, when it can't import any more, its reports fail.
    /// Nor can it parse the line any more in which it underlines something. What is
    /// left of a stack that was too deep depends on the size of CPython's frames.
    /// Where it hangs in a deadlock it has no end, and what is told until then
    /// depends on what was let go.
    pub(super) fn matches(&self, reference: &Self) -> bool {
        in_order(&self.stdout) == in_order(&reference.stdout)
            && self.status == reference.status
            && (self.status == DEADLOCK
                || is_any_in(LAST_MOMENTS, &reference.stderr)
                || self.tells_the_same(reference, |_| true)
                || reference.stderr.contains(" was never retrieved\n")
                    && self.tells_the_same(reference, |line| !is_mark(line))
                || reference.stderr.contains("Exception ignored in: ")
                    && self.tells_the_same(reference, |line| !is_quoted(line)))
    }

    /// Whether the lines of stderr that `counts` lets through are the same: those of
    /// garbage in any order and number.
    fn tells_the_same(&self, reference: &Self, counts: impl Fn(&str) -> bool) -> bool {
        let told = |outcome: &Self| {
            let reports = Report::all(&outcome.stderr);
            let (of_garbage, others): (Vec<_>, Vec<_>) =
                reports.iter().partition(|report| report.is_of_garbage());
            let lines = |reports: Vec<&Report<'_>>| {
                let lines = reports
                    .into_iter()
                    .flat_map(|report| report.lines().to_owned());
                lines
                    .filter(|line| counts(line))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let of_garbage: BTreeSet<_> = lines(of_garbage).into_iter().collect();
            (lines(others), of_garbage)
        };
        told(self) == told(reference)
    }
}

fn is_any_in(texts: &[&str], stderr: &str) -> bool {
    texts.iter().any(|text| stderr.contains(text))
}

/// Output but for what handlers of exceptions say of garbage, which is sorted.
fn in_order(stdout: &str) -> (Vec<&str>, Vec<&str>) {
    let is_of_garbage = |line: &&str| GARBAGE.iter().any(|text| line.contains(text));
    let (mut of_garbage, others): (Vec<_>, _) = stdout.lines().partition(is_of_garbage);
    of_garbage.sort_unstable();
    (others, of_garbage)
}

/// What is told of a task when the collector of garbage comes to it.
const GARBAGE: &[&str] = &[
    " exception was never retrieved",
    "Task was destroyed but it is pending!",
];

/// The exit status of a run in which nothing is left that could ever run.
const DEADLOCK: i32 = 4;

/// What tells that CPython can't report any more.
const LAST_MOMENTS: &[&str] = &[
    "Python is likely shutting down",
    "Exception ignored in: <bound method BaseEventLoop.call_exception_handler",
    "RecursionError: maximum recursion depth exceeded",
];

/// Whether a line quotes the program, which CPython can't at its end.
fn is_quoted(line: &str) -> bool {
    line.starts_with("    ")
}

/// Whether a line underlines another.
fn is_mark(line: &str) -> bool {
    !line.contains(|letter| !" |~^".contains(letter))
}

/// Two outcomes of one program, told apart line by line.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What CPython did.
    pub reference: Outcome,
    /// What Interleave did.
    pub ours: Outcome,
}

impl Difference {
    /// Whether the same is different, as far as one can tell. Shrinking writes
    /// nonsense too, whose messages nobody asked for.
    pub(super) fn is_like(&self, original: &Self) -> bool {
        let kind = |difference: &Self| {
            let Self { reference, ours } = difference;
            (
                reference.stdout == ours.stdout,
                reference.status,
                ours.status,
            )
        };
        let is_new = |word: &&str| {
            self.reference.stderr.contains(word) && !original.reference.stderr.contains(word)
        };
        kind(self) == kind(original) && !NONSENSE.iter().any(is_new)
    }
}

/// What shrinking makes of sense.
const NONSENSE: &[&str] = &[
    "SyntaxError",
    "NameError",
    "UnboundLocalError",
    "TypeError",
    "never awaited",
    "no running event loop",
];

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "- CPython\n+ Interleave")?;
        diff(f, &self.reference.stdout, &self.ours.stdout)?;
        diff(f, &self.reference.stderr, &self.ours.stderr)?;
        if self.reference.status != self.ours.status {
            let (reference, ours) = (self.reference.status, self.ours.status);
            writeln!(f, "-exit status {reference}\n+exit status {ours}")?;
        }
        Ok(())
    }
}

fn diff(f: &mut fmt::Formatter<'_>, reference: &str, ours: &str) -> fmt::Result {
    let diff = similar::TextDiff::from_lines(reference, ours);
    write!(f, "{}", diff.unified_diff().context_radius(3))
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    fn outcome(stderr: &str) -> Outcome {
        Outcome {
            stderr: stderr.to_owned(),
            ..Outcome::default()
        }
    }

    #[test]
    fn only_what_is_told_of_garbage_may_change_its_place() {
        let (callback, other) = ("Exception in callback f()\n", "Exception in callback g()\n");
        let garbage = "RuntimeWarning: coroutine 'c0' was never awaited\n";
        let reference = outcome(&[callback, garbage, other].concat());
        let matches = |reports: &[&str]| outcome(&reports.concat()).matches(&reference);
        assert!(matches(&[callback, garbage, other]));
        assert!(matches(&[garbage, callback, other, garbage]));
        assert!(!matches(&[other, garbage, callback]));
        assert!(!matches(&[callback, garbage, other, other]));
        assert!(!matches(&[callback, other]));
    }
}
