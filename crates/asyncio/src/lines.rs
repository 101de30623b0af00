//! Cuts what a program writes into whole lines.

/// What was written since the last line end, and by whom.
///
/// One writer at a time has an unfinished line: when another one writes, it is
/// put down as it stands.
#[derive(Debug)]
pub struct Lines<W> {
    open: Option<(W, String)>,
}

impl<W> Default for Lines<W> {
    fn default() -> Self {
        Self { open: None }
    }
}

impl<W: Copy + PartialEq> Lines<W> {
    /// Adds `text`; what is complete now, in order: at most another writer's
    /// unfinished line, and this one's lines as one text.
    pub fn write(&mut self, writer: W, text: &str) -> impl Iterator<Item = (W, String)> + use<W> {
        let others = self.open.take_if(|(before, _)| *before != writer);
        let mut pending = self.take().map_or_else(String::new, |(_, pending)| pending);
        pending.push_str(text);
        let rest = pending.split_off(pending.rfind('\n').map_or(0, |end| end + 1));
        self.open = (!rest.is_empty()).then_some((writer, rest));
        let whole = (!pending.is_empty()).then_some((writer, pending));
        others.into_iter().chain(whole)
    }

    /// Takes the unfinished line.
    pub fn take(&mut self) -> Option<(W, String)> {
        self.open.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_and_nothing_is_lost() {
        let mut lines = Lines::default();
        let mut write = |writer: u8, text| lines.write(writer, text).collect::<Vec<_>>();
        assert_eq!(write(1, "a"), []);
        assert_eq!(write(1, "b\nc\nd"), [(1, "ab\nc\n".to_owned())]);
        assert_eq!(write(1, ""), []);
        assert_eq!(
            write(2, "e\n"),
            [(1, "d".to_owned()), (2, "e\n".to_owned())]
        );
        assert_eq!(write(2, "f"), []);
        assert_eq!(lines.take(), Some((2, "f".to_owned())));
        assert_eq!(lines.take(), None);
    }
}
