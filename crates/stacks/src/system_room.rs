//! Memory for stacks, where the system knows which stack a thread is on.

use std::io;

use corosensei::stack::DefaultStack;

pub(crate) type Piece = DefaultStack;

/// The room of a stack, in bytes. It is taken as far as it is used.
const SIZE: usize = 64 << 20;

/// Where the system gives memory to stacks.
#[derive(Debug)]
pub struct Room(());

impl Room {
    /// The system's memory.
    ///
    /// # Errors
    /// None: other systems have to reserve it.
    pub fn reserve() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// Whether it can be used by the calling thread.
    pub(crate) fn is_above(&self) -> bool {
        true
    }

    /// A piece for a stack; none where the system gives none.
    pub(crate) fn piece(&mut self) -> Option<Piece> {
        DefaultStack::new(SIZE).ok()
    }
}
