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

/// The text, in which a place in one of the program's files is a button that shows it, as
/// long as that line is there.
pub(crate) fn linked<'file>(
    text: &str,
    mut files: impl Iterator<Item = &'file str>,
    control: &Control,
) -> Html {
    let lines = &control.state().lines;
    let place = first(text).filter(|place| {
        files.any(|file| file == place.file) && lines.present(place.file, place.line).is_some()
    });
    let Some(Place { at, file, line }) = place else {
        return html! { { text.to_owned() } };
    };
    let go = {
        let (control, file) = (control.clone(), AttrValue::from(file.to_owned()));
        Callback::from(move |_: MouseEvent| control.reveal(&file, line))
    };
    html! {
        <>
            { text[..at.start].to_owned() }
            <button class="place" title="Show this line" onclick={go}>{ text[at.clone()].to_owned() }</button>
            { text[at.end..].to_owned() }
        </>
    }
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
