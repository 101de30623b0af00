//! What simulated threads do that others see.

use crate::{lines::Piece, stream::Stream};

/// What a simulated thread does that others see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadEvent {
    /// It takes up a job.
    JobBegan {
        /// The thread's name.
        name: String,
        /// The job's function.
        job: String,
    },
    /// It has ended its job.
    JobEnded,
    /// It writes.
    Output {
        /// Where to.
        stream: Stream,
        /// Whole lines, or an unfinished one that the thread leaves behind.
        text: String,
        /// The line of the program that wrote the last of it, from 1; 0 if unknown.
        line: u32,
    },
}

impl From<Piece<Stream>> for ThreadEvent {
    fn from(piece: Piece<Stream>) -> Self {
        let Piece {
            writer: stream,
            text,
            line,
        } = piece;
        Self::Output { stream, text, line }
    }
}
