//! How much memory a program takes, and an end of it.
//!
//! What asks for too much at once never comes back to where a limit is looked
//! at, and to refuse it would end the process without a word. So the allocator
//! itself says what happened, by a function that never returns. A binary makes
//! [`Counting`] its `#[global_allocator]`:
//!
//! ```
//! #[global_allocator]
//! static COUNTING: interleave_memory::Counting = interleave_memory::Counting;
//!
//! let before = interleave_memory::used();
//! let taken = vec![0_u8; 1_000_000];
//! assert!(interleave_memory::used() >= before + 1_000_000);
//! # drop(taken);
//! ```

#![allow(
    unsafe_code,
    reason = "an allocator is an unsafe trait; it only counts and passes on"
)]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// Bytes that are taken now.
static USED: AtomicUsize = AtomicUsize::new(0);

/// Bytes that may be taken before the end.
static MOST: AtomicUsize = AtomicUsize::new(usize::MAX);

static END: OnceLock<fn(End) -> !> = OnceLock::new();

/// Why the end has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// So many bytes were asked for in all, which is more than [`end_at`] allows.
    Limit(u64),
    /// So many bytes were asked for in all, and the machine has not got them.
    Machine(u64),
}

/// Bytes that are taken now; 0 where the allocator is another one.
#[must_use]
pub fn used() -> u64 {
    USED.load(Relaxed) as u64
}

/// From now on, more than `most` bytes are the end.
pub fn end_at(most: u64) {
    MOST.store(usize::try_from(most).unwrap_or(usize::MAX), Relaxed);
}

/// What is called at the end, once: it may take memory as it likes, and must not
/// return. The first one told counts.
pub fn at_end(end: fn(End) -> !) {
    let _ = END.set(end);
}

/// The system's allocator, counting.
#[derive(Debug)]
pub struct Counting;

fn take(size: usize) {
    let used = USED.fetch_add(size, Relaxed).saturating_add(size);
    if used > MOST.load(Relaxed) && MOST.swap(usize::MAX, Relaxed) != usize::MAX {
        come_to_end(End::Limit(used as u64));
    }
}

/// Passes on what the system gave, which is nothing where it has no more.
fn given(pointer: *mut u8) -> *mut u8 {
    if pointer.is_null() {
        MOST.store(usize::MAX, Relaxed);
        come_to_end(End::Machine(used()));
    }
    pointer
}

#[cold]
fn come_to_end(why: End) {
    if let Some(end) = END.get() {
        end(why);
    }
}

// SAFETY: every call is passed on to the system's allocator with what it was
// given, so that its guarantees are ours; counting touches no memory of others.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: the caller's promises are those that `System` asks for.
        given(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as above.
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > layout.size() {
            take(size - layout.size());
        } else {
            USED.fetch_sub(layout.size() - size, Relaxed);
        }
        // SAFETY: as above.
        given(unsafe { System.realloc(pointer, layout, size) })
    }
}
