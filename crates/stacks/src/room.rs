//! Memory for stacks, which lies above the stack of the thread that uses it.
//!
//! RustPython takes every address below the end of its thread's own stack for an
//! overflow. So memory is reserved before that thread begins: systems give addresses
//! downwards, and the thread's stack lies below then, if it is too large for a gap above.
#![allow(
    unsafe_code,
    reason = "memory with a guard page is asked of the system"
)]

use std::{ffi::c_void, ptr};

use corosensei::stack::{Stack, StackPointer};
use rustix::{
    io,
    mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect},
    param::page_size,
};

/// The room of a stack, in bytes. It is taken as far as it is used.
const PIECE: usize = 64 << 20;
/// How many stacks there may be.
const PIECES: usize = 2_048;

/// A part of the address space, of which nothing is given back.
#[derive(Debug)]
pub struct Room {
    start: usize,
    used: usize,
}

impl Room {
    /// Reserves addresses. Call it before the thread begins that will use the room.
    ///
    /// # Errors
    /// What the system says that gives none.
    pub fn reserve() -> io::Result<Self> {
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
        // SAFETY: a new mapping where the system likes, of which nobody has a reference.
        let start =
            unsafe { mmap_anonymous(ptr::null_mut(), PIECE * PIECES, ProtFlags::empty(), flags)? };
        Ok(Self {
            start: start as usize,
            used: 0,
        })
    }

    /// Whether it lies above the stack of the calling thread.
    pub(crate) fn is_above(&self) -> bool {
        let here = 0_u8;
        (ptr::from_ref(&here) as usize) < self.start
    }

    /// A piece for a stack; none where all are taken.
    pub(crate) fn piece(&mut self) -> Option<Piece> {
        if self.used == PIECES {
            return None;
        }
        let start = self.start + self.used * PIECE;
        let guard = page_size();
        // SAFETY: these pages are of our mapping, and nobody has used them.
        let usable = unsafe {
            mprotect(
                (start + guard) as *mut c_void,
                PIECE - guard,
                MprotectFlags::READ | MprotectFlags::WRITE,
            )
        };
        usable.ok()?;
        self.used += 1;
        Some(Piece {
            limit: StackPointer::new(start)?,
            base: StackPointer::new(start + PIECE)?,
        })
    }
}

/// The memory of one stack.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Its lowest address, where the guard page is.
    limit: StackPointer,
    /// Its end.
    base: StackPointer,
}

// SAFETY: the memory between is the stack's own for the rest of the process, and begins
// with a page that can be neither read nor written.
unsafe impl Stack for Piece {
    fn base(&self) -> StackPointer {
        self.base
    }

    fn limit(&self) -> StackPointer {
        self.limit
    }
}
