//! Drafts: the programs that the user wrote.

use std::rc::Rc;

use crate::examples::{Example, example};
use crate::files::Texts;

/// The title of what the user writes over an example.
const OWN: &str = "My program";

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

impl Origin {
    /// Its name in the storage and in the entries of the browser's history, where it
    /// can be opened by it: `example:<id>`, `draft:<n>`.
    pub(crate) fn key(&self) -> Option<String> {
        match self {
            Self::Example(example) => Some(format!("example:{}", example.id)),
            Self::Draft(id) => Some(format!("draft:{id}")),
            Self::Elsewhere | Self::Recording(_) => None,
        }
    }

    /// The one of this key, with its text.
    pub(crate) fn of_key(key: &str, drafts: &[Draft]) -> Option<(Self, Texts)> {
        match key.split_once(':')? {
            ("example", id) => example(id).map(Self::of_example),
            ("draft", id) => find(drafts, id.parse().ok()?).map(Self::of_draft),
            _ => None,
        }
    }

    /// An example, with its text.
    pub(crate) fn of_example(example: &'static Example) -> (Self, Texts) {
        (Self::Example(example), Texts::single(example.program))
    }

    /// A draft, with its text.
    pub(crate) fn of_draft(draft: &Draft) -> (Self, Texts) {
        (Self::Draft(draft.id), draft.texts.clone())
    }

    /// The example or the draft that has exactly this text.
    pub(crate) fn of_texts(texts: &Texts, drafts: &[Draft]) -> Option<Self> {
        let draft = drafts.iter().rev().find(|draft| draft.texts == *texts);
        let draft = draft.map(|draft| Self::Draft(draft.id));
        draft.or_else(|| {
            let mut examples = crate::examples::EXAMPLES.iter();
            let example = examples.find(|example| is_example(texts, example))?;
            Some(Self::Example(example))
        })
    }
}

/// A program of the user's. The first edit of anything else makes one; nothing
/// overwrites it but its own editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Its number: when it was made, in ms since 1970, so that two tabs don't
    /// give the same one.
    pub(crate) id: u64,
    /// What it is listed as.
    pub(crate) title: Rc<str>,
    /// The example that it was made of.
    pub(crate) example: Option<&'static Example>,
    /// When it was last changed, in ms since 1970. Each change has a later one, so that
    /// it also tells the versions of a draft apart.
    pub(crate) changed: u64,
    pub(crate) texts: Texts,
}

impl Draft {
    /// A draft that none of `drafts` has the number of, made now.
    pub(crate) fn new(drafts: &[Draft], title: Rc<str>, texts: Texts, now: u64) -> Self {
        let taken = drafts.iter().map(|draft| draft.id).max();
        Self {
            id: taken.map_or(now, |taken| now.max(taken + 1)),
            title,
            example: None,
            changed: now,
            texts,
        }
    }

    /// A second one with another text.
    pub(crate) fn copy(&self, drafts: &[Draft], texts: Texts, now: u64) -> Self {
        let title = format!("{} copy", self.title).into();
        Self {
            example: self.example,
            ..Self::new(drafts, title, texts, now)
        }
    }

    /// Changes it.
    pub(crate) fn change(&mut self, now: u64, change: impl FnOnce(&mut Self)) {
        self.changed = now.max(self.changed + 1);
        change(self);
    }

    /// Whether, with this text, it is no more than the example that it was made of.
    fn is_only_example(&self, texts: &Texts) -> bool {
        self.example
            .is_some_and(|example| is_given(&self.title, example) && is_example(texts, example))
    }

    /// The title that it gets with this text, where that is another one: the user's own
    /// titles stay.
    fn new_title(&self, texts: &Texts, drafts: &[Draft]) -> Option<Rc<str>> {
        let example = self.example.filter(|one| is_given(&self.title, one))?;
        let fits = example.is_left_in(&texts.main) != is_own(&self.title);
        (!fits).then(|| title_from(example, texts, drafts))
    }
}

/// The draft of this number.
pub(crate) fn find(drafts: &[Draft], id: u64) -> Option<&Draft> {
    drafts.iter().find(|draft| draft.id == id)
}

/// `drafts` with this one, in the place of the one of the same number.
pub(crate) fn with(drafts: &[Draft], draft: Draft) -> Rc<[Draft]> {
    let others = drafts.iter().filter(|other| other.id != draft.id).cloned();
    let mut all: Vec<Draft> = others.chain([draft.clone()]).collect();
    all.sort_by_key(|draft| draft.id);
    all.into()
}

/// `drafts` without the one of this number.
pub(crate) fn without(drafts: &[Draft], id: u64) -> Rc<[Draft]> {
    let others = drafts.iter().filter(|draft| draft.id != id);
    others.cloned().collect()
}

/// The latest change first.
pub(crate) fn by_date(drafts: &[Draft]) -> Vec<&Draft> {
    let mut sorted: Vec<&Draft> = drafts.iter().collect();
    sorted.sort_by_key(|draft| std::cmp::Reverse((draft.changed, draft.id)));
    sorted
}

/// Stores `texts` in the draft that is open, or makes one of what is open. A draft that
/// is the example again that it was made of goes: nothing is left to keep. Returns the
/// drafts and the new origin.
pub(crate) fn edited(
    drafts: &[Draft],
    origin: &Origin,
    texts: Texts,
    now: u64,
) -> (Rc<[Draft]>, Origin) {
    let (title, example): (Rc<str>, _) = match origin {
        Origin::Draft(id) => {
            if let Some(draft) = find(drafts, *id) {
                if let Some(example) = draft.example.filter(|_| draft.is_only_example(&texts)) {
                    return (without(drafts, *id), Origin::Example(example));
                }
                let title = draft.new_title(&texts, drafts);
                let mut draft = draft.clone();
                draft.change(now, |draft| {
                    draft.texts = texts;
                    draft.title = title.unwrap_or_else(|| draft.title.clone());
                });
                return (with(drafts, draft), origin.clone());
            }
            ("Program".into(), None)
        }
        Origin::Example(example) if is_example(&texts, example) => {
            return (drafts.into(), origin.clone());
        }
        Origin::Example(example) => (title_from(example, &texts, drafts), Some(*example)),
        Origin::Recording(name) => (stem(name).into(), None),
        Origin::Elsewhere => ("Shared program".into(), None),
    };
    let draft = Draft {
        example,
        ..Draft::new(drafts, title, texts, now)
    };
    let origin = Origin::Draft(draft.id);
    (with(drafts, draft), origin)
}

/// The title of a draft that is made of an example: the example's, as long as it is
/// recognisable in the text, and after that one that none of `drafts` has.
fn title_from(example: &Example, texts: &Texts, drafts: &[Draft]) -> Rc<str> {
    if example.is_left_in(&texts.main) {
        return my_version(example).into();
    }
    let is_free = |title: &String| drafts.iter().all(|draft| *draft.title != **title);
    let numbered = (2..).map(|number| format!("{OWN} {number}"));
    let mut titles = [OWN.to_owned()].into_iter().chain(numbered);
    titles.find(is_free).unwrap_or_default().into()
}

/// Whether a draft of this example got this title by itself.
fn is_given(title: &str, example: &Example) -> bool {
    is_own(title) || title == my_version(example)
}

/// Whether this is the title of a program that was written over an example.
fn is_own(title: &str) -> bool {
    title.strip_prefix(OWN).is_some_and(|rest| {
        let number = rest.strip_prefix(' ').map(str::parse::<u32>);
        rest.is_empty() || matches!(number, Some(Ok(_)))
    })
}

fn my_version(example: &Example) -> String {
    format!("{}, my version", example.title)
}

fn is_example(texts: &Texts, example: &Example) -> bool {
    *texts.main == *example.program && texts.files.is_empty()
}

/// A file's name without the ending.
pub(crate) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unkept {
    /// The browser has no storage for this page.
    Denied,
    /// No room is left in it.
    Full,
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
        assert!(drafts.iter().all(|one| one.example == Some(&EXAMPLES[0])));
    }

    #[test]
    fn a_change_that_is_undone_leaves_no_draft() {
        let example = Origin::Example(&EXAMPLES[0]);
        let same = Texts::single(EXAMPLES[0].program);
        let (drafts, origin) = edited(&[], &example, same.clone(), 1);
        assert_eq!((drafts.len(), &origin), (0, &example));
        let (drafts, origin) = edited(&drafts, &origin, Texts::single("a"), 2);
        assert_eq!(drafts.len(), 1);
        let (gone, back) = edited(&drafts, &origin, same.clone(), 3);
        assert_eq!((gone.len(), back), (0, example));

        let mut named = drafts[0].clone();
        named.title = "Mine".into();
        let (kept, _) = edited(&with(&drafts, named), &origin, same, 3);
        assert_eq!(kept.len(), 1, "what the user named stays");
    }

    #[test]
    fn what_replaces_an_example_has_a_title_of_its_own() {
        let example = &EXAMPLES[0];
        let titles = |drafts: &[Draft]| -> Vec<String> {
            drafts.iter().map(|draft| draft.title.to_string()).collect()
        };
        let version = Texts::single(format!("{}# mine\n", example.program));
        let mine = Texts::single("print(1)\n");
        let (drafts, first) = edited(&[], &Origin::Example(example), version.clone(), 1);
        assert_eq!(titles(&drafts), [my_version(example)]);
        let (drafts, first) = edited(&drafts, &first, mine.clone(), 2);
        assert_eq!(titles(&drafts), ["My program"]);
        let (drafts, second) = edited(&drafts, &Origin::Example(example), mine.clone(), 3);
        let (drafts, second) = edited(&drafts, &second, Texts::single("print(12)\n"), 4);
        assert_eq!(titles(&drafts), ["My program", "My program 2"]);
        let (back, _) = edited(&drafts, &second, version, 5);
        assert_eq!(
            titles(&back),
            ["My program".to_owned(), my_version(example)]
        );
        let (gone, _) = edited(&drafts, &second, Texts::single(example.program), 5);
        assert_eq!(titles(&gone), ["My program"]);

        let mut named = drafts[0].clone();
        named.title = "Lift".into();
        let (kept, _) = edited(
            &with(&drafts, named),
            &first,
            Texts::single("print(2)\n"),
            6,
        );
        assert_eq!(titles(&kept), ["Lift", "My program 2"]);
    }

    #[test]
    fn versions_of_a_draft_are_told_apart_within_a_millisecond() {
        let (drafts, origin) = edited(&[], &Origin::Elsewhere, Texts::single("a"), 7);
        let (later, _) = edited(&drafts, &origin, Texts::single("b"), 7);
        assert!(later[0].changed > drafts[0].changed);
        let (two, _) = edited(&later, &Origin::Elsewhere, Texts::single("c"), 7);
        assert_ne!(two[0].id, two[1].id);
    }

    #[test]
    fn a_key_names_what_can_be_opened() {
        let (drafts, origin) = edited(&[], &Origin::Elsewhere, Texts::single("a"), 7);
        let example = Origin::Example(&EXAMPLES[0]);
        for origin in [origin, example] {
            let key = origin.key().expect("it has one");
            assert_eq!(
                Origin::of_key(&key, &drafts).map(|(it, _)| it),
                Some(origin)
            );
        }
        for key in ["", "draft:8", "draft:x", "example:none", "other:1"] {
            assert_eq!(Origin::of_key(key, &drafts), None, "{key}");
        }
    }
}
