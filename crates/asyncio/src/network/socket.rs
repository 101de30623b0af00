//! One socket, as Linux sees it.

use std::collections::VecDeque;

use interleave_trace::Waker;

use super::{Address, Fault, Id};

/// What one end of a connection holds back for the other: what Linux says of
/// a fresh TCP socket's `SO_SNDBUF` and `SO_RCVBUF`.
const SEND_BUFFER: usize = 4 << 20;
const RECEIVE_BUFFER: usize = 128 << 10;

/// The bits of `epoll`.
pub(crate) const IN: u32 = 0x001;
pub(crate) const OUT: u32 = 0x004;
const ERR: u32 = 0x008;
const HUP: u32 = 0x010;
const READ_HUP: u32 = 0x2000;
/// `epoll` tells these to everybody.
pub(crate) const ALWAYS: u32 = ERR | HUP;

pub(crate) struct Socket {
    pub kind: Kind,
    pub local: Address,
    /// Whether it was given its address.
    pub bound: bool,
    pub send_buffer: usize,
    pub receive_buffer: usize,
    /// On whose account it changed last.
    pub cause: Waker,
}

pub(crate) enum Kind {
    /// A stream socket that is neither connected nor listens.
    Fresh,
    /// What listens, and the connections that nobody has accepted yet.
    Listener(VecDeque<Id>),
    Stream(Stream),
    Datagram {
        inbox: VecDeque<(Address, Vec<u8>)>,
        peer: Option<Address>,
    },
}

/// One end of a connection.
///
/// ```text
/// connecting ──▶ open ──▶ ended (the peer sends no more) ──▶ closed
///      └───────────┴──────────────── reset ─────────────────────▲
/// ```
pub(crate) struct Stream {
    pub peer: Id,
    pub remote: Address,
    pub connecting: bool,
    /// What has come and was not read.
    pub inbox: VecDeque<u8>,
    /// Bytes sent that the peer has not read.
    pub outstanding: usize,
    /// Bytes that may be outstanding.
    pub room: usize,
    /// The peer sends no more.
    pub ended: bool,
    pub reads_shut: bool,
    pub writes_shut: bool,
    /// Told to the next call, once.
    pub error: Option<Fault>,
}

impl Stream {
    pub(crate) fn new(peer: Id, remote: Address) -> Self {
        Self {
            peer,
            remote,
            connecting: false,
            inbox: VecDeque::new(),
            outstanding: 0,
            room: SEND_BUFFER + RECEIVE_BUFFER,
            ended: false,
            reads_shut: false,
            writes_shut: false,
            error: None,
        }
    }

    /// The connection is gone: `tcp_reset` of Linux.
    pub(crate) fn reset(&mut self, fault: Fault) {
        self.error = Some(if self.ended { Fault::BrokenPipe } else { fault });
        self.connecting = false;
        self.reads_shut = true;
        self.writes_shut = true;
        self.outstanding = 0;
    }

    /// Takes what has come: `tcp_recvmsg`.
    pub(crate) fn receive(&mut self, most: usize, peek: bool) -> Result<Vec<u8>, Fault> {
        if self.connecting {
            return Err(Fault::WouldBlock);
        }
        if !self.inbox.is_empty() {
            let count = most.min(self.inbox.len());
            return Ok(if peek {
                self.inbox.iter().take(count).copied().collect()
            } else {
                self.inbox.drain(..count).collect()
            });
        }
        if self.ended {
            return Ok(Vec::new());
        }
        match self.error.take() {
            Some(fault) => Err(fault),
            None if self.reads_shut => Ok(Vec::new()),
            None => Err(Fault::WouldBlock),
        }
    }

    /// How many of `length` bytes can be sent now: `tcp_sendmsg`.
    pub(crate) fn admit(&mut self, length: usize) -> Result<usize, Fault> {
        if let Some(fault) = self.error.take() {
            return Err(fault);
        }
        if self.writes_shut {
            return Err(Fault::BrokenPipe);
        }
        let free = self.room.saturating_sub(self.outstanding);
        if self.connecting || (free == 0 && length > 0) {
            return Err(Fault::WouldBlock);
        }
        let count = length.min(free);
        self.outstanding += count;
        Ok(count)
    }

    /// Whether nothing goes either way any more.
    pub(crate) fn is_over(&self) -> bool {
        (self.ended || self.reads_shut) && self.writes_shut
    }

    /// `tcp_poll`.
    fn mask(&self) -> u32 {
        if self.connecting {
            return 0;
        }
        let mut mask = 0;
        if self.is_over() {
            mask |= HUP;
        }
        if self.ended || self.reads_shut {
            mask |= IN | READ_HUP;
        }
        if !self.inbox.is_empty() {
            mask |= IN;
        }
        // It pays to write again when a third is free: `sk_stream_is_writeable`.
        if self.writes_shut || self.room.saturating_sub(self.outstanding) >= self.outstanding / 2 {
            mask |= OUT;
        }
        if self.error.is_some() {
            mask |= ERR;
        }
        mask
    }
}

impl Socket {
    pub(crate) fn new(kind: Kind, local: Address) -> Self {
        Self {
            kind,
            local,
            bound: false,
            send_buffer: SEND_BUFFER,
            receive_buffer: RECEIVE_BUFFER,
            cause: Waker::Loop,
        }
    }

    /// What it is ready for.
    pub(crate) fn mask(&self) -> u32 {
        match &self.kind {
            Kind::Fresh => OUT | HUP,
            Kind::Listener(queue) if queue.is_empty() => 0,
            Kind::Listener(_) => IN,
            Kind::Stream(stream) => stream.mask(),
            Kind::Datagram { inbox, .. } if inbox.is_empty() => OUT,
            Kind::Datagram { .. } => IN | OUT,
        }
    }
}
