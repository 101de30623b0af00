//! Call stacks beside the main one, of which one runs at a time.
//!
//! A body that runs on such a stack can *park* at any depth of calls: control goes back
//! to whoever resumed it, and the stack stays as it is until it is resumed again. They
//! are coroutines with stacks (tokio's and trio's greenlets know them as such), not
//! threads: nothing ever runs beside anything else.
//!
//! [`Stacks`] is what an interpreter needs of them. `CoroutineStacks` are those of native
//! programs; in a browser the worker suspends wasm stacks.

#[cfg(not(target_arch = "wasm32"))]
mod coroutine_stacks;
#[cfg(unix)]
mod room;
#[cfg(all(not(unix), not(target_arch = "wasm32")))]
#[path = "system_room.rs"]
mod room;

#[cfg(not(target_arch = "wasm32"))]
pub use coroutine_stacks::CoroutineStacks;
#[cfg(not(target_arch = "wasm32"))]
pub use room::Room;

/// What runs on a stack of its own.
pub type Body = Box<dyn FnOnce()>;

/// One of the stacks of a [`Stacks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StackId(pub u32);

/// What a stack did that was resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It parked, and can be resumed.
    Parked,
    /// Its body has returned.
    Ended,
}

/// Stacks that are resumed and park.
///
/// All is done from within: by the main stack and by bodies, one at a time.
pub trait Stacks {
    /// Whether this machine has any.
    fn are_there(&self) -> bool;

    /// A new stack for `body`, which begins with the first [`resume`](Self::resume).
    ///
    /// # Errors
    /// The body, where this machine has no stacks, or no more of them.
    fn create(&self, body: Body) -> Result<StackId, Body>;

    /// Runs a stack until it parks or its body returns. It MUST NOT be running.
    fn resume(&self, stack: StackId) -> Outcome;

    /// Parks the running stack until it is resumed. To be called by a body only.
    fn park(&self);
}

/// A machine with one stack only.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoStacks;

impl Stacks for NoStacks {
    fn are_there(&self) -> bool {
        false
    }

    fn create(&self, body: Body) -> Result<StackId, Body> {
        Err(body)
    }

    fn resume(&self, _stack: StackId) -> Outcome {
        Outcome::Ended
    }

    fn park(&self) {}
}
