//! Sentences and phrases for people, of pieces that a page can turn into links.

use std::fmt;

use crate::query::Lane;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Python code, such as `sleep(1)`.
    Code(String),
    /// A name, with the item on the timeline that it refers to: a lane and the index of
    /// an item in it.
    Link(String, Lane, usize),
    /// A line of the program.
    Line(u32),
}

/// A sentence with its full stop, or a phrase without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Piece>);

impl Sentence {
    /// The words alone, for a label: [`Display`](fmt::Display) puts code between
    /// backticks, a label doesn't.
    #[must_use]
    pub fn label(&self) -> String {
        let words = self.0.iter().map(|piece| match piece {
            Piece::Code(code) => code.clone(),
            piece => piece.to_string(),
        });
        words.collect()
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Link(text, ..) => f.write_str(text),
            Self::Code(code) => write!(f, "`{code}`"),
            Self::Line(line) => write!(f, "line {line}"),
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| piece.fmt(f))
    }
}

/// Builds a sentence piece by piece.
#[derive(Default)]
pub(super) struct SentenceBuilder(Vec<Piece>);

impl SentenceBuilder {
    /// Appends words.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    /// Appends code.
    pub(super) fn code(self, code: impl Into<String>) -> Self {
        self.piece(Piece::Code(code.into()))
    }

    /// Appends a piece.
    pub(super) fn piece(mut self, piece: Piece) -> Self {
        match piece {
            Piece::Text(text) => self.text(text),
            piece => {
                self.0.push(piece);
                self
            }
        }
    }

    /// Appends pieces.
    pub(super) fn pieces(self, pieces: impl IntoIterator<Item = Piece>) -> Self {
        pieces.into_iter().fold(self, Self::piece)
    }

    /// Appends ` on line 7`, or nothing where the line is unknown.
    pub(super) fn on_line(self, line: u32) -> Self {
        match line {
            0 => self,
            line => self.text(" on ").piece(Piece::Line(line)),
        }
    }

    /// Appends the items as a list: `Anna, Jakob and Lena`. At most `max` are listed;
    /// the rest are counted.
    pub(super) fn list<T: IntoIterator<Item = Piece>>(
        mut self,
        items: impl ExactSizeIterator<Item = T>,
        max: usize,
    ) -> Self {
        let count = items.len();
        for (index, item) in items.take(max).enumerate() {
            self = self.text(match index {
                0 => "",
                last if last + 1 == count => " and ",
                _ => ", ",
            });
            self = self.pieces(item);
        }
        match count.saturating_sub(max) {
            0 => self,
            1 => self.text(" and 1 other"),
            more => self.text(format!(" and {more} others")),
        }
    }

    /// Ends a sentence: capitalises its first word and adds the full stop.
    pub(super) fn sentence(mut self) -> Sentence {
        if let Some(Piece::Text(first)) = self.0.first_mut()
            && let Some(initial) = first.get_mut(..1)
        {
            initial.make_ascii_uppercase();
        }
        Sentence(self.text(".").0)
    }

    /// Ends a phrase: adds nothing.
    pub(super) fn phrase(self) -> Sentence {
        Sentence(self.0)
    }
}

/// A sentence that begins with these words.
pub(super) fn say(text: impl Into<String>) -> SentenceBuilder {
    SentenceBuilder::default().text(text)
}

/// `1 task`, `2 tasks`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, SentenceBuilder, say};

    fn list(names: &[&str], max: usize) -> String {
        let items = names.iter().map(|name| [Piece::Code((*name).to_owned())]);
        SentenceBuilder::default()
            .list(items, max)
            .phrase()
            .to_string()
    }

    #[test]
    fn a_long_list_ends_with_a_count() {
        assert_eq!(list(&[], 2), "");
        assert_eq!(list(&["a"], 2), "`a`");
        assert_eq!(list(&["a", "b"], 2), "`a` and `b`");
        assert_eq!(list(&["a", "b", "c"], 3), "`a`, `b` and `c`");
        assert_eq!(list(&["a", "b", "c"], 2), "`a`, `b` and 1 other");
        assert_eq!(list(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 others");
    }

    #[test]
    fn a_sentence_begins_with_a_capital_and_ends_with_a_full_stop() {
        let sentence = say("top-level code made it").on_line(3);
        assert_eq!(
            sentence.sentence().to_string(),
            "Top-level code made it on line 3."
        );
        let code = SentenceBuilder::default().code("main").text(" ran");
        assert_eq!(code.sentence().to_string(), "`main` ran.");
    }

    #[test]
    fn a_label_does_not_mark_code() {
        let wait = say("lock ").code("grinder").on_line(4).phrase();
        assert_eq!(wait.to_string(), "lock `grinder` on line 4");
        assert_eq!(wait.label(), "lock grinder on line 4");
    }
}
