//! The output as lines.
//!
//! A program writes pieces; a terminal shows lines. Each stream has at most one
//! line that is still open, and whoever writes next goes on with it.

use std::collections::HashSet;

use interleave_trace::chart::Output;
use interleave_trace::{Lane, Micros, SharedVec, Stream, TaskId};

use crate::terminal::{self, Pen, Shown};

/// Lines beyond these are not kept, so that the page stays quick.
const MAX_LINES: usize = 100_000;
const MAX_BYTES: usize = 10 << 20;
/// A row shows so many bytes of its line: a browser takes seconds to lay out megabytes.
const MAX_ROW: usize = 10_000;

/// One line of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// When its first piece was written.
    pub(crate) time: Micros,
    /// Who wrote its first piece.
    pub(crate) task: TaskId,
    pub(crate) stream: Stream,
    /// The lane in which that was.
    pub(crate) lane: Lane,
    /// The index of the event that wrote its first piece.
    pub(crate) event: usize,
    text: String,
    /// The pen that its first piece was written with.
    pen: Pen,
    /// Where the pieces after the first begin: their events' indices and offsets in `text`.
    later: Vec<(usize, usize)>,
}

impl Line {
    /// What of it was written by the recording's first `events` events.
    fn text_at(&self, events: usize) -> &str {
        let written = self.later.partition_point(|&(event, _)| event < events);
        let unwritten = self.later.get(written);
        unwritten.map_or(&self.text, |&(_, offset)| &self.text[..offset])
    }

    /// What a terminal shows of that.
    pub(crate) fn shown_at(&self, events: usize) -> Shown {
        terminal::show(self.pen, self.text_at(events)).0
    }

    /// What is shown of it in a row, and how many bytes of it are not.
    pub(crate) fn row_at(&self, events: usize) -> (Shown, usize) {
        let text = self.text_at(events);
        let mut ends = (0..=text.len().min(MAX_ROW)).rev();
        let end = ends.find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        (terminal::show(self.pen, &text[..end]).0, text.len() - end)
    }
}

/// All lines so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    lines: SharedVec<Line, 64>,
    bytes: usize,
    /// The lines that no line end has closed yet, of stdout and stderr.
    open: [Option<usize>; 2],
    /// The pens that their next lines begin with.
    pens: [Pen; 2],
    /// Who wrote the first pieces of lines.
    lanes: HashSet<Lane>,
    /// Whether the cap was reached.
    pub(crate) capped: bool,
}

impl Lines {
    /// Adds what was written.
    pub(crate) fn push(&mut self, output: &Output, text: &str) {
        for piece in text.split_inclusive('\n') {
            let (piece, closes) = match piece.strip_suffix('\n') {
                Some(piece) => (piece, true),
                None => (piece, false),
            };
            if self.lines.len() >= MAX_LINES || self.bytes + piece.len() > MAX_BYTES {
                self.capped = true;
                return;
            }
            self.bytes += piece.len();
            let open = match output.stream {
                // A terminal echoes input after the prompt.
                Stream::Stdout | Stream::Stdin => 0,
                Stream::Stderr => 1,
            };
            let at = match self.open[open] {
                Some(at) => {
                    let line = &mut self.lines[at];
                    line.later.push((output.event, line.text.len()));
                    line.text.push_str(piece);
                    at
                }
                None => {
                    self.lanes.insert(output.lane());
                    self.lines.push(Line {
                        time: output.time,
                        task: output.task,
                        stream: output.stream,
                        lane: output.lane(),
                        event: output.event,
                        pen: self.pens[open],
                        text: piece.to_owned(),
                        later: Vec::new(),
                    });
                    self.lines.len() - 1
                }
            };
            self.open[open] = (!closes).then_some(at);
            if closes {
                let line = &self.lines[at];
                self.pens[open] = terminal::pen_after(line.pen, &line.text);
            }
        }
    }

    /// Who wrote the first pieces of lines.
    pub(crate) fn lanes(&self) -> impl Iterator<Item = Lane> {
        self.lanes.iter().copied()
    }

    /// How many lines the recording's first `events` events began.
    pub(crate) fn begun(&self, events: usize) -> usize {
        self.lines.partition_point(|line| line.event < events)
    }

    /// The line at `index`.
    pub(crate) fn get(&self, index: usize) -> Option<&Line> {
        self.lines.get(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pieces: &[(Stream, &str)]) -> Lines {
        let mut lines = Lines::default();
        for (event, &(stream, text)) in pieces.iter().enumerate() {
            let sym = interleave_trace::Sym(0);
            let output = Output {
                time: event as Micros,
                task: 1,
                thread: 0,
                stream,
                text: sym,
                line: 0,
                turn: 1,
                event,
            };
            lines.push(&output, text);
        }
        lines
    }

    fn shown(lines: &Lines, events: usize) -> Vec<String> {
        let begun = (0..lines.begun(events)).filter_map(|index| lines.get(index));
        begun.map(|line| line.shown_at(events).text).collect()
    }

    #[test]
    fn pieces_join_into_lines_of_their_stream() {
        let lines = written(&[
            (Stream::Stdout, "a"),
            (Stream::Stderr, "oops\n"),
            (Stream::Stdout, "b\n\nc"),
        ]);
        assert_eq!(shown(&lines, 3), ["ab", "oops", "", "c"]);
    }

    #[test]
    fn the_cursor_cuts_a_line_in_the_middle() {
        let lines = written(&[
            (Stream::Stdout, "a"),
            (Stream::Stdout, "b"),
            (Stream::Stdout, "\n"),
        ]);
        assert_eq!(shown(&lines, 0), [""; 0]);
        assert_eq!(shown(&lines, 1), ["a"]);
        assert_eq!(shown(&lines, 2), ["ab"]);
    }

    #[test]
    fn a_colour_lasts_over_lines_of_its_stream() {
        let lines = written(&[
            (Stream::Stdout, "\u{1b}[31mred\n"),
            (Stream::Stderr, "oops\n"),
            (Stream::Stdout, "still\n\u{1b}[0m"),
            (Stream::Stdout, "plain\n"),
        ]);
        let pens = |index: usize| lines.get(index).map(|line| line.shown_at(9).pens.len());
        assert_eq!(shown(&lines, 9), ["red", "oops", "still", "plain"]);
        assert_eq!([pens(0), pens(1), pens(2), pens(3)], [1, 0, 1, 0].map(Some));
    }

    #[test]
    fn a_row_shows_the_beginning_of_a_long_line() {
        let lines = written(&[(Stream::Stdout, &"é".repeat(6_000))]);
        let line = lines.get(0).expect("it is one");
        let (shown, hidden) = line.row_at(1);
        assert_eq!((shown.text.chars().count(), hidden), (5_000, 2_000));
        assert_eq!(line.shown_at(1).text.chars().count(), 6_000);
    }

    #[test]
    fn too_much_output_is_capped() {
        let lines = written(&[(Stream::Stdout, &"x\n".repeat(MAX_LINES + 1))]);
        assert_eq!(lines.begun(1), MAX_LINES);
        assert!(lines.capped);
    }
}
