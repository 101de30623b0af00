//! What a terminal shows of a line that a program wrote: escape sequences become colours,
//! and `\r` goes back and overwrites.

mod colour;
mod pen;

use anstyle_parse::{Params, Parser, Perform};

pub(crate) use pen::Pen;

/// Of a line that is rewritten again and again, as a progress bar is, what lies further back
/// than this many bytes is taken for overwritten.
const MAX_REWRITTEN: usize = 64 << 10;
/// The distance of tab stops.
const TAB: usize = 8;

/// A line as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The visible text.
    pub(crate) text: String,
    /// Where in it each pen ends, in order; none where all is written with the default one.
    pub(crate) pens: Vec<(usize, Pen)>,
}

/// Whether a text shows what it holds: it moves no cursor and changes no colour.
pub(crate) fn is_plain(text: &str) -> bool {
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    !text.bytes().any(is_control)
}

/// The pen that the line after one begins with.
pub(crate) fn pen_after(pen: Pen, written: &str) -> Pen {
    match written.contains('\u{1b}') {
        true => show(pen, written).1,
        false => pen,
    }
}

/// What is shown of a line, and the pen that it ends with.
pub(crate) fn show(pen: Pen, written: &str) -> (Shown, Pen) {
    if pen == Pen::default() && is_plain(written) {
        let text = written.to_owned();
        let pens = Vec::new();
        return (Shown { text, pens }, pen);
    }
    let mut screen = Screen {
        pen,
        cells: Vec::new(),
        column: 0,
        moves: written.contains(['\r', '\u{8}']),
    };
    let mut parser = <Parser>::new();
    for &byte in latest(written).as_bytes() {
        parser.advance(&mut screen, byte);
    }
    let pen = screen.pen;
    (screen.shown(), pen)
}

/// The end of a long line that is rewritten, from the start of a rewriting.
fn latest(written: &str) -> &str {
    let Some(far) = written.len().checked_sub(MAX_REWRITTEN) else {
        return written;
    };
    match written.as_bytes()[..far]
        .iter()
        .rposition(|&byte| byte == b'\r')
    {
        Some(at) => &written[at..],
        None => written,
    }
}

/// A line of a terminal's screen, as wide as it takes.
struct Screen {
    pen: Pen,
    cells: Vec<(char, Pen)>,
    column: usize,
    /// Whether the cursor may move back: then a tab is so many cells.
    moves: bool,
}

impl Screen {
    fn put(&mut self, letter: char) {
        match self.cells.get_mut(self.column) {
            Some(cell) => *cell = (letter, self.pen),
            None => self.cells.push((letter, self.pen)),
        }
        self.column += 1;
    }

    fn tab(&mut self) {
        let stop = (self.column / TAB + 1) * TAB;
        while self.moves && self.column < stop {
            match self.column < self.cells.len() {
                true => self.column += 1,
                false => self.put(' '),
            }
        }
        if !self.moves {
            self.put('\t');
        }
    }

    /// `CSI K`: erases to the end of the line, to its start, or all of it.
    fn erase(&mut self, what: u16) {
        let column = self.column.min(self.cells.len());
        match what {
            0 => self.cells.truncate(column),
            1 => self.cells[..column].fill((' ', Pen::default())),
            _ => {
                self.cells.clear();
                self.cells.resize(column, (' ', Pen::default()));
            }
        }
    }

    fn shown(self) -> Shown {
        let mut shown = Shown::default();
        for (letter, pen) in self.cells {
            shown.text.push(letter);
            let end = shown.text.len();
            match shown.pens.last_mut() {
                Some(last) if last.1 == pen => last.0 = end,
                _ => shown.pens.push((end, pen)),
            }
        }
        if shown.pens.iter().all(|&(_, pen)| pen == Pen::default()) {
            shown.pens.clear();
        }
        shown
    }
}

impl Perform for Screen {
    fn print(&mut self, letter: char) {
        if letter != '\u{7f}' {
            self.put(letter);
        }
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\r' => self.column = 0,
            8 => self.column = self.column.saturating_sub(1),
            b'\t' => self.tab(),
            _ => {}
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _ignore: bool, action: u8) {
        match (action, intermediates) {
            (b'm', []) => self.pen.select(params.iter()),
            (b'K', []) => {
                let what = params
                    .iter()
                    .next()
                    .and_then(|param| param.first().copied());
                self.erase(what.unwrap_or(0));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str) -> String {
        show(Pen::default(), written).0.text
    }

    #[test]
    fn a_plain_line_is_shown_as_it_is() {
        for line in ["", "tea", "a\tb", "\u{202e} 👩‍👩‍👧"] {
            assert_eq!(text(line), line);
        }
    }

    #[test]
    fn going_back_overwrites() {
        assert_eq!(text("10 %\r20 %"), "20 %");
        assert_eq!(text("abcdef\rxy"), "xycdef");
        assert_eq!(text("abc\r"), "abc");
        assert_eq!(text("ab\u{8}c"), "ac");
        assert_eq!(text("\u{8}a"), "a");
        assert_eq!(text("abcdef\rxy\u{1b}[K"), "xy");
        assert_eq!(text("abcdef\u{1b}[2K\rxy"), "xy    ");
        assert_eq!(text("a\tb\rc"), "c       b");
        assert_eq!(text("abcdefghij\r\tX"), "abcdefghXj");
    }

    #[test]
    fn other_escapes_are_dropped() {
        assert_eq!(
            text("\u{1b}]0;title\u{7}a\u{1b}[?25lb\u{1b}[2Jc\u{7}"),
            "abc"
        );
        assert_eq!(text("a\u{1b}[31"), "a");
    }

    #[test]
    fn colours_last_until_they_are_changed() {
        let (shown, pen) = show(Pen::default(), "a\u{1b}[1mb\u{1b}[0mc\u{1b}[31m");
        let plain = Pen::default();
        let (_, bold) = show(plain, "\u{1b}[1m");
        assert_eq!(shown.text, "abc");
        assert_eq!(shown.pens, [(1, plain), (2, bold), (3, plain)]);
        assert_ne!(pen, plain);
        let (next, after) = show(pen, "d");
        assert_eq!((next.pens, after), (vec![(1, pen)], pen));
    }

    #[test]
    fn of_a_long_rewritten_line_the_end_counts() {
        let long = "0123456789\r".repeat(MAX_REWRITTEN) + "done";
        assert_eq!(text(&long), "done456789");
        let wide = "x".repeat(2 * MAX_REWRITTEN);
        assert_eq!(text(&wide).len(), wide.len());
    }
}
