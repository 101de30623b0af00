//! The messages of exceptions that Python 3.14 words in another way than 3.13. Each
//! function answers 3.13's message for one of 3.14's, and `None` for all others.

/// Of a `TypeError`.
///
/// ```text
/// 'int' object can't be awaited → object int can't be used in 'await' expression
/// ```
pub(crate) fn type_error(message: &str) -> Option<String> {
    if let Some(class) = message
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix("' object can't be awaited"))
    {
        return Some(format!(
            "object {class} can't be used in 'await' expression"
        ));
    }
    if let Some((protocol, _)) = message.split_once(" context manager protocol (missed __") {
        return Some(format!("{protocol} context manager protocol"));
    }
    if let Some(start) = message.strip_suffix(" is not a container or iterable") {
        return Some(format!("{start} is not iterable"));
    }
    if message.starts_with("cannot use '")
        && let Some((_, reason)) = message.split_once(" (unhashable type: ")
    {
        return Some(format!("unhashable type: {}", reason.strip_suffix(')')?));
    }
    None
}

/// Of a `ValueError`.
///
/// ```text
/// too many values to unpack (expected 2, got 3) → too many values to unpack (expected 2)
/// ```
pub(crate) fn value_error(message: &str) -> Option<String> {
    if message.starts_with("too many values to unpack (expected ") {
        let (start, _) = message.split_once(", got ")?;
        return Some(format!("{start})"));
    }
    if MATH.iter().any(|start| message.starts_with(start)) {
        return Some("math domain error".to_owned());
    }
    if message.starts_with("day ") && message.contains(" must be in range 1..") {
        return Some("day is out of range for month".to_owned());
    }
    if let Some(year) = message.strip_prefix("year must be in 1..9999, not ") {
        return Some(format!("year {year} is out of range"));
    }
    let (range, _) = message.split_once(", not ")?;
    CALENDAR.contains(&range).then(|| range.to_owned())
}

/// How the messages of `math` begin for which 3.13 has a single one.
const MATH: &[&str] = &[
    "expected a positive input",
    "expected a nonnegative input, got ",
    "expected a number in range from -1 up to 1, got ",
    "expected a number between -1 and 1, got ",
    "expected a finite input, got ",
    "expected a noninteger or positive integer, got ",
];

/// The messages of `datetime` to which 3.14 adds the value.
const CALENDAR: &[&str] = &[
    "month must be in 1..12",
    "hour must be in 0..23",
    "minute must be in 0..59",
    "second must be in 0..59",
    "microsecond must be in 0..999999",
];

/// Of a `ZeroDivisionError` of `**`.
pub(crate) fn zero_division_error(message: &str) -> Option<String> {
    (message == "zero to a negative power")
        .then(|| "0.0 cannot be raised to a negative power".to_owned())
}

/// Of a `SyntaxWarning`.
pub(crate) fn syntax_warning(message: &str) -> Option<String> {
    let (sequence, _) = message
        .strip_prefix('"')?
        .split_once("\" is an invalid escape sequence.")?;
    Some(format!("invalid escape sequence '{sequence}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_messages_that_changed_are_replaced() {
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
        assert_eq!(
            type_error("cannot use 'list' as a dict key (unhashable type: 'list')").as_deref(),
            Some("unhashable type: 'list'")
        );
        assert_eq!(type_error("'int' object is not callable"), None);
        assert_eq!(value_error("too many values"), None);
        assert_eq!(
            value_error("too many values to unpack (expected 2, got 3)").as_deref(),
            Some("too many values to unpack (expected 2)")
        );
        assert_eq!(
            value_error("hour must be in 0..23, not 24").as_deref(),
            Some("hour must be in 0..23")
        );
        assert_eq!(
            value_error("expected a positive input, got 0.0").as_deref(),
            Some("math domain error")
        );
        assert_eq!(
            zero_division_error("zero to a negative power").as_deref(),
            Some("0.0 cannot be raised to a negative power")
        );
        assert_eq!(zero_division_error("division by zero"), None);
        assert_eq!(
            syntax_warning("\"\\d\" is an invalid escape sequence. Such sequences").as_deref(),
            Some("invalid escape sequence '\\d'")
        );
    }
}
