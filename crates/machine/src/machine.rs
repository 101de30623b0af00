//! The machine of one run.

use crate::{Entropy, FileSystem, Micros, Network};

/// All that a program can reach outside its own memory, apart from the clock
/// and what it reads and writes at the terminal.
///
/// `C` is what the caller knows of the origin of a call, see
/// [`EventContext`](crate::EventContext).
#[derive(Debug)]
pub struct Machine<C> {
    /// Its file system.
    pub files: FileSystem,
    /// Its sockets.
    pub network: Network<C>,
    /// Its source of random bytes.
    pub entropy: Entropy,
    /// What is left of a line of standard input that was read in part.
    pub unread_input: Vec<u8>,
}

impl<C: Copy> Machine<C> {
    /// A machine without files, whose random bytes follow from `seed` and whose
    /// packets arrive `latency` µs after they were sent.
    #[must_use]
    pub fn new(seed: u64, latency: Micros) -> Self {
        Self {
            files: FileSystem::default(),
            network: Network::new(latency),
            entropy: Entropy::new(seed),
            unread_input: Vec::new(),
        }
    }
}
