//! CPython's messages for those of RustPython, by the class of the exception.

use rustpython_vm::{Context, Py, builtins::PyType};

use crate::compat::error_messages as compat;

/// CPython's message for one of RustPython's, if it is another.
type Rule = fn(&str) -> Option<String>;

/// The classes whose messages are rewritten; of their subclasses, only those named here.
pub(super) fn classes(context: &Context) -> [(&'static Py<PyType>, Rule); 7] {
    let errors = &context.exceptions;
    [
        (errors.attribute_error, attribute_error),
        (errors.recursion_error, recursion_error),
        (errors.syntax_warning, compat::syntax_warning),
        (errors.type_error, type_error),
        (errors.unbound_local_error, unbound_local_error),
        (errors.value_error, compat::value_error),
        (errors.zero_division_error, compat::zero_division_error),
    ]
}

fn type_error(text: &str) -> Option<String> {
    if let Some(text) = compat::type_error(text) {
        return Some(named_in_full(&text).unwrap_or(text));
    }
    if text.starts_with("class ") && text.contains(" without an implementation for abstract ") {
        return Some(format!("Can't instantiate abstract {text}"));
    }
    if text.starts_with(NOT_AN_EXCEPTION) {
        return Some("exceptions must derive from BaseException".to_owned());
    }
    if let Some((_, message)) = SENTENCES.iter().find(|(ours, _)| *ours == text) {
        return Some((*message).to_owned());
    }
    if let Some(rest) = text.strip_prefix("sorted() got an unexpected") {
        // CPython leaves it to the method.
        return Some(format!("sort() got an unexpected{rest}"));
    }
    if let Some((_, rest)) = text.split_once(".__new__() got an unexpected") {
        return Some(format!("__new__() got an unexpected{rest}"));
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

/// How the message begins for what is no exception. CPython has it for `throw` only, where it
/// is right; a `raise` statement says less.
pub(super) const NOT_AN_EXCEPTION: &str =
    "exceptions must be classes or instances deriving from BaseException";

/// Whole messages.
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

fn unbound_local_error(text: &str) -> Option<String> {
    let name = between(text, "local variable ", " referenced before assignment")?;
    Some(format!(
        "cannot access local variable {name} where it is not associated with a value"
    ))
}

/// RustPython's ends with a space, and is empty where the native stack overflowed.
fn recursion_error(text: &str) -> Option<String> {
    let message = "maximum recursion depth exceeded";
    (text.is_empty() || text.strip_suffix(' ') == Some(message)).then(|| message.to_owned())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix(end)
}

#[cfg(test)]
mod tests {
    use super::{named_in_full, recursion_error, type_error, unbound_local_error};

    #[test]
    fn only_the_messages_that_differ_are_replaced() {
        assert_eq!(
            type_error("'deque' object is not a container or iterable").as_deref(),
            Some("'collections.deque' object is not iterable")
        );
        assert_eq!(
            type_error("append expected 1 argument, got 2").as_deref(),
            Some("list.append() takes exactly one argument (2 given)")
        );
        assert_eq!(
            type_error("Cannot add list and int").as_deref(),
            Some("can only concatenate list (not \"int\") to list")
        );
        assert_eq!(type_error("'int' object is not callable"), None);
        assert_eq!(
            recursion_error("").as_deref(),
            Some("maximum recursion depth exceeded")
        );
        assert_eq!(recursion_error("maximum recursion depth exceeded"), None);
        assert_eq!(
            unbound_local_error("local variable 'x' referenced before assignment").as_deref(),
            Some("cannot access local variable 'x' where it is not associated with a value")
        );
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
