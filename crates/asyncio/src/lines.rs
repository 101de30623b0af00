//! Cuts what a program writes into whole lines.

/// Whole lines of what was written, or an unfinished one that is put down as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<W> {
    /// Who wrote it.
    pub writer: W,
    /// What was written.
    pub text: String,
    /// The line of the program that wrote the last of it, from 1; 0 if unknown.
    pub line: u32,
}

/// What was written since the last line end, and by whom.
///
/// One writer at a time has an unfinished line: when another one writes, it is
/// put down as it stands.
#[derive(Debug)]
pub struct Lines<W> {
    open: Option<Piece<W>>,
}

impl<W> Default for Lines<W> {
    fn default() -> Self {
        Self { open: None }
    }
}

impl<W: Copy + PartialEq> Lines<W> {
    /// Adds `text`, which `line` of the program writes; what is complete now, in order: at
    /// most another writer's unfinished line, and this one's lines as one text.
    pub fn write(
        &mut self,
        writer: W,
        text: &str,
        line: u32,
    ) -> impl Iterator<Item = Piece<W>> + use<W> {
        let others = self.open.take_if(|open| open.writer != writer);
        let mut pending = self.take().map_or_else(String::new, |open| open.text);
        pending.push_str(text);
        let rest = pending.split_off(pending.rfind('\n').map_or(0, |end| end + 1));
        let piece = |text: String| (!text.is_empty()).then_some(Piece { writer, text, line });
        self.open = piece(rest);
        others.into_iter().chain(piece(pending))
    }

    /// Takes the unfinished line.
    pub fn take(&mut self) -> Option<Piece<W>> {
        self.open.take()
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Piece};

    fn piece(writer: u8, text: &str, line: u32) -> Piece<u8> {
        let text = text.to_owned();
        Piece { writer, text, line }
    }

    #[test]
    fn lines_are_whole_and_nothing_is_lost() {
        let mut lines = Lines::default();
        let mut write =
            |writer: u8, text, line| lines.write(writer, text, line).collect::<Vec<_>>();
        assert_eq!(write(1, "a", 10), []);
        assert_eq!(write(1, "b\nc\nd", 11), [piece(1, "ab\nc\n", 11)]);
        assert_eq!(write(1, "", 12), []);
        assert_eq!(
            write(2, "e\n", 20),
            [piece(1, "d", 12), piece(2, "e\n", 20)]
        );
        assert_eq!(write(2, "f", 21), []);
        assert_eq!(lines.take(), Some(piece(2, "f", 21)));
        assert_eq!(lines.take(), None);
    }
}
