//! An allocator that counts what is allocated, and a limit of it.
//!
//! A single huge allocation never returns to where a limit is polled, and to fail
//! it would abort the process without a message. So the allocator itself calls a
//! handler that reports it and does not return. A binary makes [`Counting`] its
//! `#[global_allocator]`:
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

/// Bytes that are allocated now.
static USED: AtomicUsize = AtomicUsize::new(0);

/// Bytes that may be allocated.
static LIMIT: AtomicUsize = AtomicUsize::new(usize::MAX);

static HANDLER: OnceLock<fn(Exhausted) -> !> = OnceLock::new();

/// Why an allocation is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhausted {
    /// It would make so many bytes in all, which is more than [`set_limit`] allows.
    Limit(u64),
    /// It would make so many bytes in all, which the machine does not have.
    Machine(u64),
}

/// Bytes that are allocated now; 0 where the allocator is another one.
#[must_use]
pub fn used() -> u64 {
    USED.load(Relaxed) as u64
}

/// From now on, at most `bytes` may be allocated.
pub fn set_limit(bytes: u64) {
    LIMIT.store(usize::try_from(bytes).unwrap_or(usize::MAX), Relaxed);
}

/// Sets the handler of an allocation that is not granted, once per process: a second
/// handler is ignored. It may itself allocate without a limit.
pub fn on_exhausted(handler: fn(Exhausted) -> !) {
    let _ = HANDLER.set(handler);
}

/// The system's allocator, with a count.
#[derive(Debug)]
pub struct Counting;

fn count(size: usize) {
    let used = USED.fetch_add(size, Relaxed).saturating_add(size);
    if used > LIMIT.load(Relaxed) && LIMIT.swap(usize::MAX, Relaxed) != usize::MAX {
        exhausted(Exhausted::Limit(used as u64));
    }
}

/// Passes on the system's answer, which is null where it has no more memory.
fn check(pointer: *mut u8) -> *mut u8 {
    if pointer.is_null() {
        LIMIT.store(usize::MAX, Relaxed);
        exhausted(Exhausted::Machine(used()));
    }
    pointer
}

#[cold]
fn exhausted(why: Exhausted) {
    if let Some(handler) = HANDLER.get() {
        handler(why);
    }
}

// SAFETY: every call is passed on to the system's allocator with what it was
// given, so that its guarantees are ours; counting touches no memory of others.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's promises are those that `System` asks for.
        check(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as above.
        check(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > layout.size() {
            count(size - layout.size());
        } else {
            USED.fetch_sub(layout.size() - size, Relaxed);
        }
        // SAFETY: as above.
        check(unsafe { System.realloc(pointer, layout, size) })
    }
}
