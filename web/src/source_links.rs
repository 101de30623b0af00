//! Links from output to the program: `File "main.py", line 7`.

use std::ops::Range;

use yew::prelude::*;

use crate::control::Control;

/// A line of a file, and where the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place<'text> {
    at: Range<usize>,
    file: &'text str,
    line: u32,
}

/// The first location that a line of a traceback or syntax error names.
fn first(text: &str) -> Option<Place<'_>> {
    const FILE: &str = "File \"";
    const LINE: &str = "\", line ";
    let start = text.find(FILE)?;
    let name = &text[start + FILE.len()..];
    let (file, rest) = name.split_once(LINE)?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit());
    let number = &rest[..digits.unwrap_or(rest.len())];
    let end = start + FILE.len() + file.len() + LINE.len() + number.len();
    Some(Place {
        at: start..end,
        file,
        line: number.parse().ok()?,
    })
}

/// The file and the line that a line of a traceback names.
pub(crate) fn place(text: &str) -> Option<(&str, u32)> {
    first(text).map(|place| (place.file, place.line))
}

/// Where a text names a line of one of the program's files, and what shows that line, as
/// long as it is there.
pub(crate) fn link<'file>(
    text: &str,
    mut files: impl Iterator<Item = &'file str>,
    control: &Control,
) -> Option<(Range<usize>, Callback<MouseEvent>)> {
    let Place { at, file, line } = first(text)?;
    control.state().lines.present(file, line)?;
    if !files.any(|known| known == file) {
        return None;
    }
    let (control, file) = (control.clone(), AttrValue::from(file.to_owned()));
    let go = Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        control.reveal(&file, line);
    });
    Some((at, go))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_where_python_names_it() {
        let text = "  File \"pkg/mod.py\", line 12, in g";
        let place = first(text).expect("it names one");
        assert_eq!((place.file, place.line), ("pkg/mod.py", 12));
        assert_eq!(&text[place.at], "File \"pkg/mod.py\", line 12");
        let group = "  | File \"main.py\", line 7";
        let place = first(group).expect("it names one");
        assert_eq!((place.file, place.line), ("main.py", 7));
        assert_eq!(place.at.end, group.len());
    }

    #[test]
    fn other_texts_name_none() {
        for text in [
            "",
            "File",
            "File \"main.py\"",
            "File \"main.py\", line ",
            "File \"main.py\", line x",
            "line 7 of main.py",
            "File \"main.py\", line 99999999999",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
