//! What a program's stderr reports, one thing after the other.

/// A report: an uncaught exception, a message of asyncio's logger, or a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report<'a>(Vec<&'a str>);

impl<'a> Report<'a> {
    /// The reports of a [canonical](super::runner) stderr, in order.
    pub(super) fn all(stderr: &'a str) -> Vec<Self> {
        let mut reports: Vec<Self> = Vec::new();
        let mut part = Part::End;
        for line in stderr.lines() {
            let (starts, next) = part.next(line);
            match reports.last_mut() {
                Some(Self(lines)) if !starts => lines.push(line),
                _ => reports.push(Self(vec![line])),
            }
            part = next;
        }
        reports
    }

    /// Its lines.
    pub(super) fn lines(&self) -> &[&'a str] {
        &self.0
    }

    /// Whether the garbage collector decides when it comes, if at all.
    pub(super) fn is_of_garbage(&self) -> bool {
        self.0.first().is_some_and(|head| is_of_garbage(head))
    }
}

/// What reports of no exception begin with.
const BARE: &[&str] = &["RuntimeWarning: ", "Task was destroyed but it is pending!"];

/// The lines with which a report begins of what the garbage collector has found.
pub(super) fn is_of_garbage(head: &str) -> bool {
    const GARBAGE: &[&str] = &[
        " exception was never retrieved",
        "Task was destroyed but it is pending!",
        "RuntimeWarning: ",
        "Exception ignored in: ",
    ];
    GARBAGE.iter().any(|text| head.contains(text))
}

/// What the line before was.
#[derive(Clone, Copy)]
enum Part {
    /// A message, or what asyncio's handler tells with it as `key: value`.
    Message,
    /// The same, of what has no traceback.
    Bare,
    /// Within the traceback of an exception.
    Trace,
    /// Within that of a group, which is indented to its end.
    Group,
    /// Between an exception and the one that came of it.
    Chain,
    /// The last line of a traceback.
    End,
}

impl Part {
    /// Whether a report begins with `line`, and what that line is.
    fn next(self, line: &str) -> (bool, Self) {
        let is_trace = line.starts_with("Traceback (");
        let is_group = line.starts_with("  + Exception Group Traceback (");
        let header = if is_group { Self::Group } else { Self::Trace };
        match self {
            Self::Message | Self::Chain if is_trace || is_group => (false, header),
            Self::Chain => (false, Self::Chain),
            Self::Trace if line.starts_with(' ') => (false, Self::Trace),
            Self::Trace => (false, Self::End),
            Self::Group if line.starts_with(' ') && !is_group => (false, Self::Group),
            Self::Group | Self::End if line.is_empty() => (false, Self::Chain),
            _ if is_trace || is_group => (true, header),
            Self::Message | Self::Bare if is_detail(line) => (false, self),
            _ if BARE.iter().any(|text| line.starts_with(text)) => (true, Self::Bare),
            _ => (true, Self::Message),
        }
    }
}

/// Whether a line is one of what asyncio's handler tells with a message.
fn is_detail(line: &str) -> bool {
    let key = line.split_once(": ").map_or("", |(key, _)| key);
    !is_of_garbage(line)
        && !key.is_empty()
        && key
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn each_report_is_found() {
        let reports = [
            "Exception in callback f()\nhandle: <Handle f()>\nTraceback (most recent call last):\n  \
             File \"main.py\", line 1, in f\nValueError: 1\n\nDuring handling of the above exception, \
             another exception occurred:\n\nTraceback (most recent call last):\nKeyError: 2\n",
            "RuntimeWarning: coroutine 'c0' was never awaited\n",
            "Task was destroyed but it is pending!\ntask: <Task pending>\n",
            "Traceback (most recent call last):\nSystemError\n",
            "7\n",
            "8\nloop: <Loop>\n",
            "Task exception was never retrieved\nfuture: <Task finished>\n  + Exception Group Traceback \
             (most recent call last):\n  | ExceptionGroup: x (1 sub-exception)\n  +-+---------------- 1 \
             ----------------\n    | ValueError\n    +------------------------------------\n",
            "  + Exception Group Traceback (most recent call last):\n  | ExceptionGroup: y\n    +---\n",
            "Traceback (most recent call last):\n  File \"main.py\", line 2, in <module>\nSystemError\n",
        ];
        let text = reports.concat();
        let found = Report::all(&text);
        let found: Vec<String> = found
            .iter()
            .map(|report| {
                report
                    .lines()
                    .iter()
                    .map(|line| format!("{line}\n"))
                    .collect()
            })
            .collect();
        assert_eq!(found, reports);
    }

    #[test]
    fn the_collectors_reports_are_told_from_others() {
        let of_garbage = |stderr| Report::all(stderr)[0].is_of_garbage();
        assert!(of_garbage(
            "Task exception was never retrieved\nfuture: <Task finished>\n"
        ));
        assert!(of_garbage(
            "RuntimeWarning: coroutine 'c0' was never awaited\n"
        ));
        assert!(!of_garbage("Exception in callback f()\n"));
        assert!(!of_garbage(
            "Traceback (most recent call last):\nValueError\n"
        ));
    }
}
