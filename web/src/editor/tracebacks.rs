//! Which lines of which files went wrong, as the program's errors tell on stderr: what a
//! recording holds itself are lines of `main.py`.

use crate::source_links;

/// A traceback or a warning.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report<'text> {
    /// Files and lines, from the outermost call to the innermost.
    places: Vec<(&'text str, u32)>,
    /// What went wrong there: `KeyError: 1`.
    pub(super) error: &'text str,
}

impl Report<'_> {
    /// The innermost line of a file.
    pub(super) fn line(&self, file: &str) -> Option<u32> {
        let mut places = self.places.iter().rev();
        let found = places.find(|(name, _)| *name == file);
        found.map(|&(_, line)| line)
    }
}

/// All of a text.
pub(super) fn reports(text: &str) -> Vec<Report<'_>> {
    let mut reports = Vec::new();
    let mut open = None::<(String, Vec<(&str, u32)>)>;
    for line in text.lines() {
        if let Some(frame) = line.strip_suffix("Traceback (most recent call last):") {
            let frame = frame.strip_suffix("Exception Group ").unwrap_or(frame);
            open = Some((frame.replace('+', "|"), Vec::new()));
            continue;
        }
        let Some((frame, mut places)) = open.take() else {
            reports.extend(warning(line));
            continue;
        };
        let Some(error) = line.strip_prefix(&*frame) else {
            continue;
        };
        if error.starts_with("  ") {
            let is_frame = error.starts_with("  File ");
            places.extend(source_links::place(error).filter(|_| is_frame));
            open = Some((frame, places));
        } else {
            reports.push(Report { places, error });
        }
    }
    reports
}

/// `helper.py:11: RuntimeWarning: coroutine 'brew' was never awaited`.
fn warning(line: &str) -> Option<Report<'_>> {
    let (place, error) = line.split_once(": RuntimeWarning: ")?;
    let (file, line) = place.rsplit_once(':')?;
    let places = vec![(file, line.parse().ok()?)];
    Some(Report { places, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_its_innermost_line() {
        let text = "before
Traceback (most recent call last):
  File \"main.py\", line 9, in <module>
    run()
    ~~~^^
  File \"pkg/helper.py\", line 5, in run
    go()
  File \"pkg/helper.py\", line 8, in go
KeyError: 'x'
helper.py:11: RuntimeWarning: coroutine 'lost' was never awaited
  lost()
";
        let found = reports(text);
        let [error, warning] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(error.error, "KeyError: 'x'");
        assert_eq!(error.line("pkg/helper.py"), Some(8));
        assert_eq!(
            (error.line("main.py"), error.line("go.py")),
            (Some(9), None)
        );
        assert_eq!(warning.line("helper.py"), Some(11));
        assert_eq!(warning.error, "coroutine 'lost' was never awaited");
    }

    #[test]
    fn exceptions_of_a_group_are_reports_of_their_own() {
        let text = "  + Exception Group Traceback (most recent call last):
  |   File \"helper.py\", line 12, in start
  |     one
  |     | two
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File \"helper.py\", line 16, in go
    | KeyError: 1
    +------------------------------------
";
        let found = reports(text);
        let lines: Vec<_> = found.iter().map(|one| one.line("helper.py")).collect();
        assert_eq!(lines, [Some(12), Some(16)]);
        assert_eq!(found[1].error, "KeyError: 1");
    }

    #[test]
    fn what_breaks_off_is_no_report() {
        assert_eq!(
            reports("Traceback (most recent call last):\n  File \"a.py\", line 1"),
            []
        );
        assert_eq!(reports("late: RuntimeWarning: again"), []);
    }
}
