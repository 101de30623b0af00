//! Which lines of a text are still there in another one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where the texts differ in more lines than these, none of those is looked for: it would
/// take longer than the time between two keys.
const MAX_LINES: usize = 2_000;

/// For each line of one text, the line of the other that it became. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineMap(Vec<Option<u32>>);

impl LineMap {
    /// From the lines of `recorded` to those of `present`. A line that was edited is the
    /// same line as long as half of it is left.
    pub(super) fn new(recorded: &str, present: &str) -> Self {
        let old: Vec<&str> = recorded.lines().collect();
        let new: Vec<&str> = present.lines().collect();
        let start = common(old.iter(), new.iter());
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = common(old_rest.iter().rev(), new_rest.iter().rev());
        let mut map = Self(vec![None; old.len()]);
        map.pair(0, 0, start);
        map.pair(old.len() - end, new.len() - end, end);
        let old = &old_rest[..old_rest.len() - end];
        let new = &new_rest[..new_rest.len() - end];
        if old.len().max(new.len()) <= MAX_LINES {
            map.diff(old, new, start);
        }
        map
    }

    /// The line that this one became. `None`: it is gone.
    pub(super) fn present(&self, recorded: u32) -> Option<u32> {
        let index = (recorded as usize).checked_sub(1)?;
        *self.0.get(index)?
    }

    /// The line that became this one.
    pub(super) fn recorded(&self, present: u32) -> Option<u32> {
        let index = self.0.iter().position(|&line| line == Some(present))?;
        u32::try_from(index + 1).ok()
    }

    /// Maps what is left of `old` in `new`, which both begin after `start` lines.
    fn diff(&mut self, old: &[&str], new: &[&str], start: usize) {
        for operation in capture_diff_slices(Algorithm::Myers, old, new) {
            match operation {
                DiffOp::Equal {
                    old_index,
                    new_index,
                    len,
                } => self.pair(start + old_index, start + new_index, len),
                DiffOp::Replace {
                    old_index,
                    old_len,
                    new_index,
                    new_len,
                } => {
                    let mut next = new_index;
                    for (index, line) in old.iter().enumerate().skip(old_index).take(old_len) {
                        let mut left = next..new_index + new_len;
                        if let Some(at) = left.find(|&at| is_edited(line, new[at])) {
                            self.pair(start + index, start + at, 1);
                            next = at + 1;
                        }
                    }
                }
                DiffOp::Insert { .. } | DiffOp::Delete { .. } => {}
            }
        }
    }

    /// Maps `count` lines in a row; indices count from 0.
    fn pair(&mut self, old: usize, new: usize, count: usize) {
        for (line, at) in self.0[old..old + count].iter_mut().zip(new..) {
            *line = u32::try_from(at + 1).ok();
        }
    }
}

/// How many items two sequences have in common at their beginning.
fn common<T: PartialEq>(one: impl Iterator<Item = T>, other: impl Iterator<Item = T>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Whether one line may have become the other by an edit.
fn is_edited(old: &str, new: &str) -> bool {
    let (old, new) = (old.trim(), new.trim());
    let length = old.chars().count();
    let start = common(old.chars(), new.chars());
    let rest = length.min(new.chars().count()) - start;
    let end = common(old.chars().rev().take(rest), new.chars().rev().take(rest));
    length > 0 && 2 * (start + end) >= length.max(new.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "import asyncio\n\nasync def main():\n    await brew()\n    print(1)\n";

    fn map(present: &str) -> Vec<Option<u32>> {
        LineMap::new(RECORDED, present).0
    }

    #[test]
    fn lines_move_with_what_was_inserted_and_deleted_above() {
        let present = format!("# a\n# b\n{RECORDED}");
        assert_eq!(map(&present), [3, 4, 5, 6, 7].map(Some));
        let present = RECORDED.replace("\n\n", "\n");
        assert_eq!(map(&present), [Some(1), None, Some(2), Some(3), Some(4)]);
        assert_eq!(LineMap::new(RECORDED, &present).recorded(3), Some(4));
    }

    #[test]
    fn several_edits_are_told_apart() {
        let present = RECORDED.replace("import asyncio\n", "import asyncio\nimport sys\n");
        let present = present.replace("    print(1)\n", "");
        assert_eq!(map(&present), [Some(1), Some(3), Some(4), Some(5), None]);
    }

    #[test]
    fn an_edited_line_stays_that_line() {
        let present = RECORDED.replace("brew()", "brew_tea()");
        assert_eq!(map(&present), [1, 2, 3, 4, 5].map(Some));
        let present = RECORDED.replace("    await", "    # slow\n    x = 1\n    return await");
        assert_eq!(map(&present)[3], Some(6));
    }

    #[test]
    fn a_line_that_became_another_one_is_gone() {
        let present = RECORDED.replace("await brew()", "raise ValueError");
        assert_eq!(map(&present)[3], None);
        assert_eq!(LineMap::new(RECORDED, &present).recorded(4), None);
        assert_eq!(map("x = 1\ny = 2\n"), [None; 5]);
        assert_eq!(map(""), [None; 5]);
    }

    #[test]
    fn unknown_lines_are_nowhere() {
        let map = LineMap::new(RECORDED, RECORDED);
        assert_eq!(
            (map.present(0), map.present(6), map.recorded(6)),
            (None, None, None)
        );
    }
}
