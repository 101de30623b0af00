//! How much memory the command takes, and an end of it.
//!
//! What asks for too much at once never comes back to where a limit is looked
//! at, and to refuse it would end the process without a word. So the allocator
//! itself says what happened and ends the command.

#![allow(
    unsafe_code,
    reason = "an allocator is an unsafe trait; it only counts and passes on"
)]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    io::Write,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

#[global_allocator]
static COUNTING: Counting = Counting;

/// Bytes that are taken now.
static USED: AtomicUsize = AtomicUsize::new(0);

/// Bytes that may be taken before the command ends at once.
static MOST: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Bytes that are taken now.
pub(crate) fn used() -> u64 {
    USED.load(Relaxed) as u64
}

/// From now on, more than `most` bytes end the command.
pub(crate) fn end_at(most: u64) {
    MOST.store(usize::try_from(most).unwrap_or(usize::MAX), Relaxed);
}

struct Counting;

fn take(size: usize) {
    let used = USED.fetch_add(size, Relaxed).saturating_add(size);
    if used > MOST.load(Relaxed) && MOST.swap(usize::MAX, Relaxed) != usize::MAX {
        end(used);
    }
}

#[cold]
fn end(used: usize) -> ! {
    let _ = std::io::stdout().flush();
    eprintln!(
        "interleave: The program reached the limit of memory: it asked for {} MB. Raise it with \
         --max-memory. It could not be interrupted, so nothing was recorded.",
        used / 1_000_000
    );
    std::process::exit(3)
}

// SAFETY: every call is passed on to the system's allocator with what it was
// given, so that its guarantees are ours; counting touches no memory of others.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: the caller's promises are those that `System` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
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
        unsafe { System.realloc(pointer, layout, size) }
    }
}
