//! Drafts: the programs that the user wrote.

use std::rc::Rc;

use crate::examples::Example;
use crate::files::Texts;

/// Where the open text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An example as it came.
    Example(&'static Example),
    /// A draft, by its number.
    Draft(u64),
    /// An address or a script.
    Elsewhere,
    /// A recording that was opened, by its file's name; the text is the one in it.
    Recording(Rc<str>),
}

/// A text that the user edited. The first edit of anything else makes a draft;
/// nothing overwrites one but its own editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its number: when it was made, in ms since 1970, so that two tabs don't
    /// give the same one.
    pub(crate) id: u64,
    /// What it is listed as.
    pub(crate) title: Rc<str>,
    pub(crate) texts: Texts,
}

/// How many drafts are kept; the oldest ones go.
pub(crate) const MAX_DRAFTS: usize = 50;

/// Stores `texts` in the draft that is open, or makes one of what is open, of
/// number `id`. Returns the drafts and the new origin.
pub(crate) fn edited(
    drafts: &[Draft],
    origin: &Origin,
    texts: Texts,
    id: u64,
) -> (Rc<[Draft]>, Origin) {
    let mut drafts = drafts.to_vec();
    if let Origin::Draft(id) = *origin
        && let Some(draft) = drafts.iter_mut().find(|draft| draft.id == id)
    {
        draft.texts = texts;
        return (drafts.into(), origin.clone());
    }
    let name = match origin {
        Origin::Example(example) => example.title,
        Origin::Recording(name) => name,
        Origin::Draft(_) | Origin::Elsewhere => "Program",
    };
    let same = drafts
        .iter()
        .filter(|draft| draft.title.starts_with(name))
        .count();
    let title = match same {
        0 => format!("{name}, edited"),
        more => format!("{name}, edited ({})", more + 1),
    };
    drafts.push(Draft {
        id,
        title: title.into(),
        texts,
    });
    let surplus = drafts.len().saturating_sub(MAX_DRAFTS);
    drafts.drain(..surplus);
    (drafts.into(), Origin::Draft(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::EXAMPLES;

    #[test]
    fn editing_an_example_twice_keeps_both_texts() {
        let example = Origin::Example(&EXAMPLES[0]);
        let (drafts, first) = edited(&[], &example, Texts::single("a"), 1);
        let (drafts, same) = edited(&drafts, &first, Texts::single("ab"), 2);
        assert_eq!(first, same);
        let (drafts, second) = edited(&drafts, &example, Texts::single("c"), 3);
        assert_ne!(first, second);
        let texts: Vec<&str> = drafts.iter().map(|draft| &*draft.texts.main).collect();
        assert_eq!(texts, ["ab", "c"]);
        assert_ne!(drafts[0].title, drafts[1].title);
    }
}
