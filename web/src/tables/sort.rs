//! Sorting the rows of a table.

use std::borrow::Cow;

/// A row's sort key: a number, and texts where those are equal. Rows without one come
/// last, ascending and descending.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key<'a> {
    lacks: bool,
    number: u64,
    text: Cow<'a, str>,
    then: Cow<'a, str>,
}

impl<'a> Key<'a> {
    /// By a number.
    pub(crate) fn number(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// By a number that may be missing.
    pub(crate) fn some(number: Option<u64>) -> Self {
        Self {
            lacks: number.is_none(),
            ..Self::number(number.unwrap_or_default())
        }
    }

    /// By a text, and another where that is the same; an empty one is missing.
    pub(crate) fn texts(text: impl Into<Cow<'a, str>>, then: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self {
            lacks: text.is_empty(),
            text,
            then: then.into(),
            ..Self::default()
        }
    }
}

/// The column, and the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sort {
    /// The index of the column.
    pub(crate) column: usize,
    /// Whether the greatest comes first.
    pub(crate) descending: bool,
}

impl Sort {
    /// The order after the header of a column was pressed: ascending, descending, and back
    /// to unsorted.
    pub(crate) fn pressed(before: Option<Self>, column: usize) -> Option<Self> {
        match before {
            Some(sort) if sort.column == column => (!sort.descending).then_some(Self {
                column,
                descending: true,
            }),
            _ => Some(Self {
                column,
                descending: false,
            }),
        }
    }

    /// The order of rows with these keys: their indices. Equal ones stay in their
    /// order, also downwards. (Not generic: sorting is much code.)
    pub(crate) fn order(self, keys: &[Key<'_>]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|&one, &other| {
            let (one, other) = (&keys[one], &keys[other]);
            let way = match self.descending {
                true => other.cmp(one),
                false => one.cmp(other),
            };
            one.lacks.cmp(&other.lacks).then(way)
        });
        order
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Sort};

    #[test]
    fn a_head_leads_up_down_and_back() {
        let up = Sort::pressed(None, 2).expect("sorts");
        assert_eq!((up.column, up.descending), (2, false));
        let down = Sort::pressed(Some(up), 2).expect("sorts");
        assert!(down.descending);
        assert_eq!(Sort::pressed(Some(down), 2), None);
        let other = Sort::pressed(Some(down), 1).expect("sorts");
        assert_eq!((other.column, other.descending), (1, false));
    }

    #[test]
    fn equal_rows_keep_their_order_and_missing_ones_come_last() {
        let rows = [("b", 1), ("a", 2), ("b", 3), ("", 4)];
        let keys = rows.map(|(text, _)| Key::texts(text, ""));
        let sorted = |descending| {
            let sort = Sort {
                column: 0,
                descending,
            };
            let order = sort.order(&keys).into_iter();
            order.map(|at| rows[at].1).collect::<Vec<_>>()
        };
        assert_eq!(sorted(false), [2, 1, 3, 4]);
        assert_eq!(sorted(true), [1, 3, 2, 4]);
    }
}
