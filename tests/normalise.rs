//! What of stderr belongs to the program, and what only to this Python.

use std::sync::LazyLock;

use regex::Regex;

/// Stderr without what differs between versions and places of the library:
///
/// - in tracebacks, frames of the library's files, with their source and marker lines;
///   those of `main.py` and of the program's `own` files stay, and so do, without line
///   and source, those of Interleave's private modules: one that leaks fails a case;
/// - the place in warnings that the library itself raises, with the line quoted;
/// - folders before a file's name, the line number of a library's file, where a
///   module lies that lacks a name, and addresses in representations of objects.
///
/// ```
/// let stderr = "Traceback (most recent call last):
///   File \"/lib/python3.13/asyncio/runners.py\", line 118, in run
///     return self._loop.run_until_complete(task)
///            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^
///   File \"/home/me/main.py\", line 4, in <module>
///     1 / 0
///     ~~^~~
/// ZeroDivisionError: division by zero
/// ";
/// assert_eq!(
///     interleave_tests::normalise(stderr, &[]),
///     "Traceback (most recent call last):
///   File \"main.py\", line 4, in <module>
///     1 / 0
///     ~~^~~
/// ZeroDivisionError: division by zero
/// "
/// );
/// ```
#[must_use]
pub fn normalise(stderr: &str, own: &[String]) -> String {
    let is_own = |file: &str| is_main(file) || own.iter().any(|name| name == file);
    let mut lines = Vec::new();
    let mut dropping = None;
    for line in stderr.lines() {
        let (margin, body) = split_margin(line);
        if let Some(indent) = dropping {
            if body.starts_with(indent) && !body.starts_with("  File ") {
                continue;
            }
            dropping = None;
        }
        if let Some(frame) = FRAME.captures(body) {
            if !is_own(&frame[1]) {
                // `    source`, `    ~~~^^^`, and `  [Previous line repeated 9 more times]`.
                dropping = Some("  ");
                if is_private(&frame[1]) {
                    let (file, function) = (&frame[1], &frame[2]);
                    lines.push(format!("{margin}  File \"{file}\", in {function}"));
                }
                continue;
            }
        } else if let Some(warning) = WARNING.captures(body)
            && !is_own(&warning[1])
            && !is_private(&warning[1])
        {
            dropping = Some("  ");
            lines.push(format!("{margin}library: {}", tidy(&warning[2], &is_own)));
            continue;
        }
        lines.push(tidy(line, &is_own));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A frame of a traceback, and its file.
static FRAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^  File "([^"]*)", line \d+, in (.*)$"#));

/// A warning's first line: file, and the rest after the line number.
static WARNING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\S+):\d+: (\w+Warning: .*)$"));

/// The bars that an exception group's traceback has on its left, and what follows them.
static MARGIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^((?: *[|+] )?)(.*)$"));

static FOLDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(^|[^\w.-])(?:/[^/\s"':]+)*/([\w.-]+\.py)\b"#));

/// A place in a library's file; what it captures is put back if the file is `main.py`.
static PLACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\w./-]+\.py):\d+"));

static MODULE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(ImportError: cannot import name '\w+' from '[\w.]+') \(.*\)$"));

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"0x[0-9a-fA-F]+"));

#[expect(
    clippy::expect_used,
    reason = "the patterns are constants of this file"
)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

fn split_margin(line: &str) -> (&str, &str) {
    let length = MARGIN.captures(line).map_or(0, |parts| parts[1].len());
    line.split_at(length)
}

fn is_main(file: &str) -> bool {
    file == "main.py" || file.ends_with("/main.py")
}

/// Whether a file is a module of Interleave's that CPython has no file for: one of its
/// own, or one in place of a module that is written in C.
fn is_private(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.strip_suffix(".py").unwrap_or(name);
    name.starts_with("_interleave") || ["_thread", "select"].contains(&name)
}

/// Text that a program printed without what differs between places of the library:
/// folders, line numbers of the library's files, and addresses.
#[must_use]
pub fn without_places(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.map(|line| tidy(line, &is_main)).collect()
}

fn tidy(line: &str, is_own: &impl Fn(&str) -> bool) -> String {
    let line = MODULE.replace(line, "$1");
    let line = FOLDER.replace_all(&line, "$1$2");
    let line = PLACE.replace_all(&line, |place: &regex::Captures<'_>| {
        if is_own(&place[1]) {
            place[0].to_owned()
        } else {
            place[1].to_owned()
        }
    });
    ADDRESS.replace_all(&line, "0x…").into_owned()
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn exception_groups_keep_their_bars() {
        let stderr = r#"  + Exception Group Traceback (most recent call last):
  |   File "/x/main.py", line 10, in <module>
  |     asyncio.run(main())
  |   File "/x/asyncio/taskgroups.py", line 154, in __aexit__
  |     raise me from None
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/x/main.py", line 4, in f
    |     raise ValueError("x")
    | ValueError: x
    +------------------------------------
"#;
        let expected = r#"  + Exception Group Traceback (most recent call last):
  |   File "main.py", line 10, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "main.py", line 4, in f
    |     raise ValueError("x")
    | ValueError: x
    +------------------------------------
"#;
        assert_eq!(normalise(stderr, &[]), expected);
    }

    #[test]
    fn only_the_librarys_places_go() {
        assert_eq!(
            normalise(
                "<Task coro=<main() running at /x/main.py:12> cb=[f() at /y/base_events.py:182] 0x7fA0>",
                &[]
            ),
            "<Task coro=<main() running at main.py:12> cb=[f() at base_events.py] 0x…>\n"
        );
        assert_eq!(
            normalise(
                "/x/main.py:9: RuntimeWarning: never awaited\n  never()\nmore",
                &[]
            ),
            "main.py:9: RuntimeWarning: never awaited\n  never()\nmore\n"
        );
        assert_eq!(
            normalise(
                "/y/events.py:84: RuntimeWarning: never awaited\n  self = None\nmore",
                &[]
            ),
            "library: RuntimeWarning: never awaited\nmore\n"
        );
        assert_eq!(
            normalise(
                "ImportError: cannot import name 'x' from 'asyncio' (/y/asyncio/__init__.py)",
                &[]
            ),
            "ImportError: cannot import name 'x' from 'asyncio'\n"
        );
    }

    #[test]
    fn frames_of_the_programs_own_files_stay() {
        let stderr = r#"Traceback (most recent call last):
  File "main.py", line 2, in <module>
    helper.fail()
  File "/y/queues.py", line 7, in get
    raise
  File "pkg/helper.py", line 3, in fail
    1 / 0
ZeroDivisionError: division by zero
"#;
        let own = ["pkg/helper.py".to_owned(), "queues.py".to_owned()];
        assert!(normalise(stderr, &own).contains("pkg/helper.py\", line 3"));
        assert!(!normalise(stderr, &own).contains("queues.py"));
    }

    #[test]
    fn frames_of_private_modules_stay() {
        let frame = |file| format!("  File \"{file}\", line 2, in run\n    call()\n");
        for file in ["_interleave_main", "/x/_interleave_files.py", "_thread"] {
            assert!(normalise(&frame(file), &[]).contains("in run"), "{file}");
        }
        for file in ["asyncio.runners", "/x/threading.py", "/x/selectors.py"] {
            assert_eq!(normalise(&frame(file), &[]), "", "{file}");
        }
        let warning = "_interleave_files:7: ResourceWarning: unclosed file\n";
        assert_eq!(normalise(warning, &[]), warning);
    }
}
