//! A chart as text: the timeline for terminals and screen readers, and the transcript
//! for reviews.

mod chart_bars;
mod timeline;
mod transcript;

pub use timeline::timeline;
pub use transcript::transcript;

/// ` (line 7)`, or nothing where the line is unknown.
fn at_line(line: u32) -> String {
    match line {
        0 => String::new(),
        line => format!(" (line {line})"),
    }
}

/// A text as one line in quotation marks.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// A text with its control characters escaped, but for the ends of its lines: what a
/// terminal can show of a text that came from anywhere.
#[must_use]
pub fn printable(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).collect();
    lines.join("\n")
}

/// A name with its control characters escaped, so that it stays on one line.
fn one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_control() {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_controls_a_terminal() {
        assert_eq!(printable("a\u{1b}[2J\r\nb\u{7}"), "a\\u{1b}[2J\nb\\u{7}");
        assert_eq!(one_line("two\nlines"), "two\\nlines");
    }
}
