//! A growing list whose clones are cheap, and share what they have in common.
//!
//! The page hands out a value of the recording for every frame, and goes on recording. A
//! copy of all of it would be too dear, and a shared cell would change under its
//! readers. So the elements lie in chunks that clones share:
//!
//! ```text
//!  before   ──▶ [ chunk 0 │ chunk 1 │ chunk 2 ]        what was handed out
//!                    │         │
//!  after    ──▶ [    ┘    │    ┘    │ chunk 2' ]       one more element
//! ```
//!
//! Growing, and changing an element, copies the list of chunks and one chunk where they
//! are shared, and nothing where they are not. Reading an element costs one step more than
//! in a `Vec`.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::{Bound, Index, IndexMut, Range, RangeBounds};
use std::sync::Arc;

/// The list, in chunks of so many elements: a power of two. Few make small changes of
/// many lists cheap, many make clones of long lists cheap.
#[derive(Clone)]
pub struct SharedVec<T, const CHUNK: usize = 32> {
    /// All but the last one are full; none is empty.
    chunks: Arc<Vec<Arc<Vec<T>>>>,
    len: usize,
}

impl<T, const CHUNK: usize> SharedVec<T, CHUNK> {
    /// How many elements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The element at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }

    /// The first element.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.chunks.first()?.first()
    }

    /// The last element.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.chunks.last()?.last()
    }

    /// All elements in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T, CHUNK> {
        self.range(..)
    }

    /// The elements in a range; indices beyond the end have none.
    #[must_use]
    pub fn range(&self, range: impl RangeBounds<usize>) -> Iter<'_, T, CHUNK> {
        let start = match range.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&before) => before + 1,
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(&last) => last + 1,
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.len,
        };
        let end = end.min(self.len);
        let range = start.min(end)..end;
        Iter { list: self, range }
    }

    /// The index of the first element for which `is_before` is false, in a list in which
    /// it is true for all before that and false for all after it.
    #[must_use]
    pub fn partition_point(&self, mut is_before: impl FnMut(&T) -> bool) -> usize {
        let chunk = self
            .chunks
            .partition_point(|chunk| chunk.last().is_some_and(&mut is_before));
        let Some(elements) = self.chunks.get(chunk) else {
            return self.len;
        };
        chunk * CHUNK + elements.partition_point(is_before)
    }
}

impl<T: Clone, const CHUNK: usize> SharedVec<T, CHUNK> {
    /// Appends an element.
    pub fn push(&mut self, element: T) {
        let chunks = Arc::make_mut(&mut self.chunks);
        self.len += 1;
        match chunks.last_mut().filter(|last| last.len() < CHUNK) {
            Some(last) => unshared::<T, CHUNK>(last).push(element),
            None => chunks.push(Arc::new(vec![element])),
        }
    }

    /// Appends an element, to be changed.
    pub fn push_mut(&mut self, element: T) -> &mut T {
        self.push(element);
        let last = self.len - 1;
        &mut self[last]
    }

    /// Takes the last element off.
    pub fn pop(&mut self) -> Option<T> {
        let chunks = Arc::make_mut(&mut self.chunks);
        let last = unshared::<T, CHUNK>(chunks.last_mut()?);
        let element = last.pop()?;
        if last.is_empty() {
            chunks.pop();
        }
        self.len -= 1;
        Some(element)
    }

    /// The element at `index`, to be changed in this list and in none of its clones.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        (index < self.len).then(|| &mut self[index])
    }

    /// The last element, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.get_mut(self.len.checked_sub(1)?)
    }
}

/// The chunk, with room for one more element where it has to be copied.
fn unshared<T: Clone, const CHUNK: usize>(chunk: &mut Arc<Vec<T>>) -> &mut Vec<T> {
    if Arc::get_mut(chunk).is_none() {
        let mut copy = Vec::with_capacity((chunk.len() + 1).next_power_of_two().min(CHUNK));
        copy.extend_from_slice(chunk);
        *chunk = Arc::new(copy);
    }
    // It is ours alone, so nothing is copied.
    Arc::make_mut(chunk)
}

impl<T, const CHUNK: usize> Default for SharedVec<T, CHUNK> {
    fn default() -> Self {
        Self {
            chunks: Arc::default(),
            len: 0,
        }
    }
}

impl<T, const CHUNK: usize> Index<usize> for SharedVec<T, CHUNK> {
    type Output = T;

    fn index(&self, index: usize) -> &T {
        &self.chunks[index / CHUNK][index % CHUNK]
    }
}

impl<T: Clone, const CHUNK: usize> IndexMut<usize> for SharedVec<T, CHUNK> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        let chunks = Arc::make_mut(&mut self.chunks);
        &mut unshared::<T, CHUNK>(&mut chunks[index / CHUNK])[index % CHUNK]
    }
}

impl<T: Clone, const CHUNK: usize> Extend<T> for SharedVec<T, CHUNK> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        elements.into_iter().for_each(|element| self.push(element));
    }
}

impl<T: Clone, const CHUNK: usize> FromIterator<T> for SharedVec<T, CHUNK> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut list = Self::default();
        list.extend(elements);
        list
    }
}

impl<T: PartialEq, const CHUNK: usize> PartialEq for SharedVec<T, CHUNK> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks) || self.chunks == other.chunks
    }
}

impl<T: PartialEq, const CHUNK: usize, const N: usize> PartialEq<[T; N]> for SharedVec<T, CHUNK> {
    fn eq(&self, other: &[T; N]) -> bool {
        self.iter().eq(other)
    }
}

impl<T: Eq, const CHUNK: usize> Eq for SharedVec<T, CHUNK> {}

impl<T: fmt::Debug, const CHUNK: usize> fmt::Debug for SharedVec<T, CHUNK> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<'a, T, const CHUNK: usize> IntoIterator for &'a SharedVec<T, CHUNK> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T, CHUNK>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The elements of a part of a [`SharedVec`], in order.
pub struct Iter<'a, T, const CHUNK: usize> {
    list: &'a SharedVec<T, CHUNK>,
    range: Range<usize>,
}

impl<T, const CHUNK: usize> Clone for Iter<'_, T, CHUNK> {
    fn clone(&self) -> Self {
        let (list, range) = (self.list, self.range.clone());
        Self { list, range }
    }
}

impl<'a, T, const CHUNK: usize> Iterator for Iter<'a, T, CHUNK> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.range.next().map(|index| &self.list[index])
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }

    /// In constant time, as `skip` uses it.
    fn nth(&mut self, n: usize) -> Option<&'a T> {
        self.range.nth(n).map(|index| &self.list[index])
    }
}

impl<T, const CHUNK: usize> DoubleEndedIterator for Iter<'_, T, CHUNK> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.range.next_back().map(|index| &self.list[index])
    }
}

impl<T, const CHUNK: usize> ExactSizeIterator for Iter<'_, T, CHUNK> {}

impl<T, const CHUNK: usize> FusedIterator for Iter<'_, T, CHUNK> {}

#[cfg(test)]
mod tests {
    use super::*;

    type Few = SharedVec<u32, 4>;

    fn few(count: u32) -> Few {
        (0..count).collect()
    }

    #[test]
    fn it_reads_as_a_vector_does() {
        for count in 0..20 {
            let (list, vector) = (few(count), Vec::from_iter(0..count));
            assert_eq!(list.len(), vector.len());
            assert_eq!(list.is_empty(), vector.is_empty());
            assert_eq!((list.first(), list.last()), (vector.first(), vector.last()));
            assert!(list.iter().eq(&vector));
            assert!(list.iter().rev().eq(vector.iter().rev()));
            assert!(list.iter().skip(3).eq(vector.iter().skip(3)));
            assert!(list.range(2..9).eq(vector.iter().take(9).skip(2)));
            for limit in 0..22 {
                let is_before = |&element: &u32| element < limit;
                let point = vector.partition_point(is_before);
                assert_eq!(list.partition_point(is_before), point, "{limit} of {count}");
                assert_eq!(list.get(limit as usize), vector.get(limit as usize));
            }
        }
    }

    #[test]
    fn a_clone_never_changes() {
        let mut grown = few(0);
        let mut handed_out = Vec::new();
        for element in 0..20 {
            handed_out.push(grown.clone());
            grown.push(element);
        }
        for element in 0..20 {
            handed_out.push(grown.clone());
            grown[element] += 100;
        }
        while grown.pop().is_some() {
            handed_out.push(grown.clone());
        }
        for (count, list) in (0..).zip(&handed_out[..20]) {
            assert_eq!(*list, few(count));
        }
        for (changed, list) in (0..).zip(&handed_out[20..40]) {
            let element = |at| if at < changed { at + 100 } else { at };
            assert!(list.iter().copied().eq((0..20).map(element)));
        }
        assert!(handed_out[40..].iter().rev().map(Few::len).eq(0..20));
    }

    #[test]
    fn clones_share_all_chunks_but_the_changed_one() {
        let before = few(12);
        let mut after = before.clone();
        after[5] = 0;
        let shared = before.chunks.iter().zip(&*after.chunks);
        let shared: Vec<bool> = shared.map(|(one, other)| Arc::ptr_eq(one, other)).collect();
        assert_eq!(shared, [true, false, true]);
    }

    #[test]
    fn what_is_not_shared_is_not_copied() {
        let mut list = few(3);
        let chunk = Arc::as_ptr(&list.chunks[0]);
        list.push(3);
        *list.last_mut().expect("it is there") = 7;
        assert_eq!(Arc::as_ptr(&list.chunks[0]), chunk);
    }
}
