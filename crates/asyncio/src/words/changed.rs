//! Which words 3.13 has, by the class of the error.

use rustpython_vm::{Context, Py, builtins::PyType};

/// What 3.13 says instead of a text, if that is another.
type Words = fn(&str) -> Option<String>;

/// The classes whose errors are mended; of their subclasses, only those named here.
pub(super) fn classes(context: &Context) -> [(&'static Py<PyType>, Words); 7] {
    let errors = &context.exceptions;
    [
        (errors.attribute_error, attribute_error),
        (errors.recursion_error, recursion_error),
        (errors.syntax_warning, syntax_warning),
        (errors.type_error, type_error),
        (errors.unbound_local_error, unbound_local_error),
        (errors.value_error, value_error),
        (errors.zero_division_error, zero_division_error),
    ]
}

/// ```text
/// 'int' object can't be awaited → object int can't be used in 'await' expression
/// ```
fn type_error(text: &str) -> Option<String> {
    if let Some(class) = between(text, "'", "' object can't be awaited") {
        return Some(format!(
            "object {class} can't be used in 'await' expression"
        ));
    }
    if let Some((protocol, _)) = text.split_once(" context manager protocol (missed __") {
        let text = format!("{protocol} context manager protocol");
        return Some(named_in_full(&text).unwrap_or(text));
    }
    if let Some(start) = text.strip_suffix(" is not a container or iterable") {
        let text = format!("{start} is not iterable");
        return Some(named_in_full(&text).unwrap_or(text));
    }
    if text.starts_with("cannot use '")
        && let Some((_, reason)) = text.split_once(" (unhashable type: ")
    {
        return Some(format!("unhashable type: {}", reason.strip_suffix(')')?));
    }
    if text.starts_with("class ") && text.contains(" without an implementation for abstract ") {
        return Some(format!("Can't instantiate abstract {text}"));
    }
    if text.starts_with("exceptions must be classes or instances deriving from BaseException") {
        return Some("exceptions must derive from BaseException".to_owned());
    }
    if let Some((_, words)) = SENTENCES.iter().find(|(ours, _)| *ours == text) {
        return Some((*words).to_owned());
    }
    if let Some(class) = text.strip_prefix("Cannot add list and ") {
        return Some(format!(
            "can only concatenate list (not \"{class}\") to list"
        ));
    }
    if let Some(class) = between(text, "can only concatenate tuple (not '", "') to tuple") {
        return Some(format!(
            "can only concatenate tuple (not \"{class}\") to tuple"
        ));
    }
    if let Some(class) = between(text, "'", "' object doesn't support item deletion") {
        // The types of C that know no indices; those of Python all do.
        let is_plain = [
            "int", "float", "bool", "complex", "NoneType", "object", "function",
        ]
        .contains(&class)
            || NAMES.iter().any(|(name, _)| *name == class);
        let text = format!("'{class}' object does not support item deletion");
        return is_plain.then(|| named_in_full(&text).unwrap_or(text));
    }
    arguments(text).or_else(|| named_in_full(text))
}

/// Whole texts.
const SENTENCES: &[(&str, &str)] = &[
    (
        "multiple bases have instance layout conflict",
        "multiple bases have instance lay-out conflict",
    ),
    (
        "cannot compare naive and aware datetimes",
        "can't compare offset-naive and offset-aware datetimes",
    ),
    (
        "cannot compare naive and aware times",
        "can't compare offset-naive and offset-aware times",
    ),
    (
        "cannot mix naive and timezone-aware time",
        "can't subtract offset-naive and offset-aware datetimes",
    ),
];

/// Functions that take one argument, and by which name CPython calls them then.
const OF_ONE: &[(&str, &str)] = &[
    (
        "",
        "abs all any ascii bin callable chr hash hex id len oct ord repr",
    ),
    ("list.", "append extend remove"),
    ("set.", "add discard"),
    ("str.", "join zfill"),
    ("deque.", "appendleft extendleft"),
    (
        "math.",
        "sqrt sin cos tan exp fabs ceil floor degrees radians",
    ),
    ("time.", "sleep"),
];

/// Those that take none.
const OF_NONE: &[(&str, &str)] = &[
    ("", "globals locals"),
    ("dict.", "items keys popitem values"),
    ("list.", "reverse"),
    (
        "str.",
        "capitalize isalnum isalpha isdigit islower isspace isupper lower swapcase title upper",
    ),
    ("deque.", "popleft"),
];

/// ```text
/// append expected 1 argument, got 2 → list.append() takes exactly one argument (2 given)
/// ```
fn arguments(text: &str) -> Option<String> {
    let (name, rest) = text.split_once(" expected ")?;
    let owner = |functions: &[(&'static str, &str)]| {
        functions
            .iter()
            .find(|(_, names)| names.split(' ').any(|function| function == name))
            .map(|(owner, _)| *owner)
    };
    if let Some(given) = rest.strip_prefix("1 argument, got ") {
        let owner = owner(OF_ONE)?;
        return Some(format!(
            "{owner}{name}() takes exactly one argument ({given} given)"
        ));
    }
    let given = rest.strip_prefix("0 arguments, got ")?;
    if name == "sort" {
        return Some("sort() takes no positional arguments".to_owned());
    }
    let owner = owner(OF_NONE)?;
    Some(format!(
        "{owner}{name}() takes no arguments ({given} given)"
    ))
}

/// Classes that CPython has in C, and so calls by their modules' names too.
const NAMES: &[(&str, &str)] = &[
    ("datetime", "datetime.datetime"),
    ("date", "datetime.date"),
    ("time", "datetime.time"),
    ("timedelta", "datetime.timedelta"),
    ("timezone", "datetime.timezone"),
    ("Decimal", "decimal.Decimal"),
    ("deque", "collections.deque"),
    ("defaultdict", "collections.defaultdict"),
    ("OrderedDict", "collections.OrderedDict"),
    ("lock", "_thread.lock"),
    ("RLock", "_thread.RLock"),
    ("TextIOWrapper", "_io.TextIOWrapper"),
    ("BufferedReader", "_io.BufferedReader"),
    ("BufferedWriter", "_io.BufferedWriter"),
    ("asyncio.events.Handle", "Handle"),
    ("asyncio.events.TimerHandle", "TimerHandle"),
];

/// Where the name of a class stands, and not that of an argument or attribute.
const BEFORE_A_CLASS: &[&str] = &[
    "", "object ", "type ", "types ", "of ", "not ", "(not ", "and ", ": ",
];

fn attribute_error(text: &str) -> Option<String> {
    if let Some((module, rest)) = text
        .strip_prefix("partially initialized module ")
        .and_then(|text| text.split_once(" from "))
    {
        let (file, rest) = rest.split_once(" has no attribute ")?;
        let attribute = rest.strip_suffix(" (most likely due to a circular import)")?;
        // A file beside the program may as well have been named so by mistake.
        return (!file.contains('/')).then(|| {
            format!(
                "module {module} has no attribute {attribute} (consider renaming {file} if it has the \
                 same name as a third-party module you intended to import)"
            )
        });
    }
    named_in_full(text)
}

/// ```text
/// 'timedelta' object has no attribute 'hours' → 'datetime.timedelta' object has no …
/// ```
fn named_in_full(text: &str) -> Option<String> {
    if text.contains("required positional argument") || text.contains("keyword argument") {
        return None;
    }
    let mut whole = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(start) = rest.find(['\'', '"']) {
        let quote = &rest[start..=start];
        let Some(length) = rest[start + 1..].find(quote) else {
            break;
        };
        let (before, inside) = (&rest[..start], &rest[start + 1..start + 1 + length]);
        let is_class = BEFORE_A_CLASS.iter().any(|word| {
            if word.is_empty() {
                before.is_empty() && whole.is_empty()
            } else {
                before.ends_with(word)
            }
        });
        let full = NAMES
            .iter()
            .find(|(name, _)| is_class && *name == inside)
            .map(|(_, full)| *full);
        changed |= full.is_some();
        whole.push_str(before);
        whole.push_str(quote);
        whole.push_str(full.unwrap_or(inside));
        whole.push_str(quote);
        rest = &rest[start + length + 2..];
    }
    whole.push_str(rest);
    changed.then_some(whole)
}

/// ```text
/// too many values to unpack (expected 2, got 3) → too many values to unpack (expected 2)
/// ```
fn value_error(text: &str) -> Option<String> {
    if text.starts_with("too many values to unpack (expected ") {
        let (start, _) = text.split_once(", got ")?;
        return Some(format!("{start})"));
    }
    if MATH.iter().any(|start| text.starts_with(start)) {
        return Some("math domain error".to_owned());
    }
    // The calendar's.
    if text.starts_with("day ") && text.contains(" must be in range 1..") {
        return Some("day is out of range for month".to_owned());
    }
    if let Some(year) = text.strip_prefix("year must be in 1..9999, not ") {
        return Some(format!("year {year} is out of range"));
    }
    let (range, _) = text.split_once(", not ")?;
    CALENDAR.contains(&range).then(|| range.to_owned())
}

/// How the errors of `math` begin that 3.13 has one text for.
const MATH: &[&str] = &[
    "expected a positive input",
    "expected a nonnegative input, got ",
    "expected a number in range from -1 up to 1, got ",
    "expected a number between -1 and 1, got ",
    "expected a finite input, got ",
    "expected a noninteger or positive integer, got ",
];

const CALENDAR: &[&str] = &[
    "month must be in 1..12",
    "hour must be in 0..23",
    "minute must be in 0..59",
    "second must be in 0..59",
    "microsecond must be in 0..999999",
];

fn zero_division_error(text: &str) -> Option<String> {
    (text == "zero to a negative power")
        .then(|| "0.0 cannot be raised to a negative power".to_owned())
}

fn unbound_local_error(text: &str) -> Option<String> {
    let name = between(text, "local variable ", " referenced before assignment")?;
    Some(format!(
        "cannot access local variable {name} where it is not associated with a value"
    ))
}

fn syntax_warning(text: &str) -> Option<String> {
    let (sequence, _) = text
        .strip_prefix('"')?
        .split_once("\" is an invalid escape sequence.")?;
    Some(format!("invalid escape sequence '{sequence}'"))
}

/// RustPython's has a blank at its end, and no text where the machine's stack is what ended.
fn recursion_error(text: &str) -> Option<String> {
    let words = "maximum recursion depth exceeded";
    (text.is_empty() || text.strip_suffix(' ') == Some(words)).then(|| words.to_owned())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix(end)
}

#[cfg(test)]
mod tests {
    use super::{named_in_full, type_error, value_error};

    #[test]
    fn only_the_words_that_changed_are_replaced() {
        assert_eq!(
            type_error("'int' object can't be awaited").as_deref(),
            Some("object int can't be used in 'await' expression")
        );
        assert_eq!(
            type_error(
                "'Lock' object does not support the context manager protocol (missed __exit__ \
                 method) but it supports the asynchronous context manager protocol. Did you \
                 mean to use 'async with'?"
            )
            .as_deref(),
            Some("'Lock' object does not support the context manager protocol")
        );
        assert_eq!(type_error("'int' object is not callable"), None);
        assert_eq!(value_error("too many values"), None);
    }

    #[test]
    fn classes_are_named_in_full_and_arguments_are_not() {
        assert_eq!(
            named_in_full("unsupported operand type(s) for -: 'datetime' and 'date'").as_deref(),
            Some("unsupported operand type(s) for -: 'datetime.datetime' and 'datetime.date'")
        );
        assert_eq!(
            named_in_full("can only concatenate str (not \"date\") to str").as_deref(),
            Some("can only concatenate str (not \"datetime.date\") to str")
        );
        assert_eq!(
            named_in_full("f() missing 2 required positional arguments: 'date' and 'time'"),
            None
        );
        assert_eq!(named_in_full("module 'x' has no attribute 'date'"), None);
        assert_eq!(named_in_full("it's"), None);
    }
}
