//! Sentences for people, of pieces that a page can turn into links.

use std::fmt;

use crate::event::Micros;
use crate::query::Lane;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// What stands in the program, such as `asyncio.sleep(1)`.
    Code(String),
    /// A name for a place on the timeline: the stretch of this index in a lane.
    Link(String, Lane, usize),
    /// A line of the program.
    Line(u32),
}

/// A sentence, with its full stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Piece>);

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) | Piece::Link(text, ..) => f.write_str(text),
            Piece::Code(code) => write!(f, "`{code}`"),
            Piece::Line(line) => write!(f, "line {line}"),
        })
    }
}

/// A length in the unit that reads best: `35 µs`, `1.2 ms`, `0.250 s`.
#[must_use]
pub fn duration(length: Micros) -> String {
    match length {
        0..1_000 => format!("{length} µs"),
        1_000..100_000 => format!("{}.{} ms", length / 1_000, length / 100 % 10),
        _ => moment(length),
    }
}

/// A moment in seconds: `1.620 s`.
#[must_use]
pub fn moment(time: Micros) -> String {
    format!("{}.{:03} s", time / 1_000_000, time / 1_000 % 1_000)
}

/// A sentence that is being written.
#[derive(Default)]
pub(crate) struct Draft(Vec<Piece>);

impl Draft {
    /// And then these words.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(&text),
            _ => self.0.push(Piece::Text(text)),
        }
        self
    }

    /// And then what stands in the program.
    pub(crate) fn code(mut self, code: impl Into<String>) -> Self {
        self.0.push(Piece::Code(code.into()));
        self
    }

    /// And then this.
    pub(crate) fn piece(mut self, piece: Piece) -> Self {
        match piece {
            Piece::Text(text) => self.text(text),
            piece => {
                self.0.push(piece);
                self
            }
        }
    }

    /// And then these.
    pub(crate) fn pieces(self, pieces: Vec<Piece>) -> Self {
        pieces.into_iter().fold(self, Self::piece)
    }

    /// ` on line 7`, or nothing where the line is not known.
    pub(crate) fn on_line(self, line: u32) -> Self {
        match line {
            0 => self,
            line => self.text(" on ").piece(Piece::Line(line)),
        }
    }

    /// The end of the sentence.
    pub(crate) fn done(self) -> Sentence {
        Sentence(self.text(".").0)
    }
}

/// A sentence that begins like this.
pub(crate) fn say(text: impl Into<String>) -> Draft {
    Draft::default().text(text)
}

/// `1 task`, `2 tasks`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}
