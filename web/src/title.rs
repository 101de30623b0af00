//! What the open program is called, and files of it.

use crate::drafts::Origin;
use crate::state::State;

/// The longest name of a file, without its ending.
const MAX_NAME: usize = 60;

/// The program's title.
pub(crate) fn title(state: &State) -> &str {
    state.program.title()
}

/// The beginning of the names of its files: `gather`, `my-program`.
pub(crate) fn file_name(state: &State) -> String {
    match &state.program.origin {
        Origin::Example(example) => example.id.to_owned(),
        _ => slug(title(state)),
    }
}

/// A title as a part of a file's name: small letters and digits, with hyphens between.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.chars().count() >= MAX_NAME {
            break;
        }
    }
    match slug.trim_end_matches('-') {
        "" => "program".to_owned(),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_letters_digits_and_hyphens() {
        assert_eq!(
            slug("Several at once: gather, edited (2)"),
            "several-at-once-gather-edited-2"
        );
        assert_eq!(slug("../Über\\uns"), "über-uns");
        assert_eq!(slug(" …!"), "program");
        assert_eq!(slug(&"a b".repeat(99)).chars().count(), MAX_NAME);
    }

    #[test]
    fn an_example_is_known_by_its_id() {
        let mut state = State::default();
        state.program.origin = Origin::Example(&crate::examples::EXAMPLES[0]);
        assert_eq!(file_name(&state), crate::examples::EXAMPLES[0].id);
        state.program.origin = Origin::Recording("tea-trace.json".into());
        assert_eq!((title(&state), file_name(&state).as_str()), ("tea", "tea"));
    }
}
