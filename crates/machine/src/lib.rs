//! The computer that a program runs on, simulated: its files, its network, and
//! its entropy.
//!
//! A [`Machine`] is made for a run and dropped with it. It is plain data: it
//! reads no clock (every call that needs the time is told it), waits for
//! nothing, and knows neither Python nor an event loop. It behaves as Linux
//! does, down to the order in which `epoll` reports sockets, and its errors
//! are Linux's [`Errno`]s.
//!
//! ```
//! use interleave_machine::{Errno, Machine, OpenOptions};
//!
//! let mut machine = Machine::<()>::new(0, 0);
//! let options = OpenOptions { write: true, create: true, ..OpenOptions::default() };
//! let file = machine.files.open("notes.txt", options, 0o666, 0)?;
//! machine.files.write(file, b"hello", 0)?;
//! assert_eq!(machine.files.stat("notes.txt")?.size, 5);
//! assert_eq!(machine.files.open("no/such", options, 0o666, 0), Err(Errno::ENOENT));
//! # Ok::<(), Errno>(())
//! ```

#![forbid(unsafe_code)]

mod entropy;
mod errno;
mod file_system;
mod machine;
mod network;

pub use entropy::Entropy;
pub use errno::Errno;
pub use file_system::{
    FileSystem, FileType, HOME, NULL_DEVICE, Nanos, OpenOptions, SeekFrom, Stat,
};
pub use machine::Machine;
pub use network::{
    Address, Cause, EpollId, EpollOperation, EventContext, Family, Micros, Network, ReadySocket,
};
