//! One socket, as Linux sees it.

use std::collections::VecDeque;

use super::{Address, Cause, SocketId};
use crate::Errno;

/// The sizes of a connection's buffers in bytes: what Linux says of a fresh TCP
/// socket's `SO_SNDBUF` and `SO_RCVBUF`.
const SEND_BUFFER: usize = 4 << 20;
const RECEIVE_BUFFER: usize = 128 << 10;

/// The bits of `epoll`.
pub(super) const IN: u32 = 0x001;
pub(super) const OUT: u32 = 0x004;
const ERR: u32 = 0x008;
const HUP: u32 = 0x010;
const READ_HUP: u32 = 0x2000;
/// `epoll` reports these whether or not they are asked for.
pub(super) const ALWAYS: u32 = ERR | HUP;

#[derive(Debug)]
pub(super) struct Socket<C> {
    pub(super) kind: Kind,
    pub(super) local: Address,
    /// Whether it was bound to its address.
    pub(super) bound: bool,
    pub(super) send_buffer: usize,
    pub(super) receive_buffer: usize,
    /// What changed it last.
    pub(super) cause: Cause<C>,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// A stream socket that is neither connected nor listening.
    Fresh,
    /// A listening socket with its backlog: the connections not yet accepted.
    Listener(VecDeque<SocketId>),
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
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) peer: SocketId,
    pub(super) remote: Address,
    pub(super) connecting: bool,
    /// Bytes received and not yet read.
    pub(super) inbox: VecDeque<u8>,
    /// Bytes sent that the peer has not read yet.
    pub(super) outstanding: usize,
    /// How many bytes may be outstanding.
    pub(super) window: usize,
    /// The peer sends no more.
    pub(super) ended: bool,
    pub(super) reads_shut: bool,
    pub(super) writes_shut: bool,
    /// Reported by the next call, once.
    pub(super) error: Option<Errno>,
}

impl Stream {
    pub(super) fn new(peer: SocketId, remote: Address) -> Self {
        Self {
            peer,
            remote,
            connecting: false,
            inbox: VecDeque::new(),
            outstanding: 0,
            window: SEND_BUFFER + RECEIVE_BUFFER,
            ended: false,
            reads_shut: false,
            writes_shut: false,
            error: None,
        }
    }

    /// The connection is gone: `tcp_reset` of Linux.
    pub(super) fn reset(&mut self, error: Errno) {
        self.error = Some(if self.ended { Errno::EPIPE } else { error });
        self.connecting = false;
        self.reads_shut = true;
        self.writes_shut = true;
        self.outstanding = 0;
    }

    /// The other end is gone, of a connection by a path: `unix_release_sock`.
    pub(super) fn lose(&mut self, error: Option<Errno>) {
        self.error = error.or(self.error);
        self.connecting = false;
        self.ended = false;
        self.reads_shut = true;
        self.writes_shut = true;
    }

    /// At most `max` bytes of what was received; none at the end: `tcp_recvmsg`.
    pub(super) fn receive(&mut self, max: usize, peek: bool) -> Result<Vec<u8>, Errno> {
        if self.connecting {
            return Err(Errno::EAGAIN);
        }
        if !self.inbox.is_empty() {
            let count = max.min(self.inbox.len());
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
            Some(error) => Err(error),
            None if self.reads_shut => Ok(Vec::new()),
            None => Err(Errno::EAGAIN),
        }
    }

    /// Takes as much of the window as `length` bytes need and there is: `tcp_sendmsg`. Where it is
    /// known that nobody `hears` it, that fails: `unix_stream_sendmsg`.
    pub(super) fn reserve(&mut self, length: usize, hears: bool) -> Result<usize, Errno> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if self.writes_shut || !hears {
            return Err(Errno::EPIPE);
        }
        let free = self.window.saturating_sub(self.outstanding);
        if self.connecting || (free == 0 && length > 0) {
            return Err(Errno::EAGAIN);
        }
        let count = length.min(free);
        self.outstanding += count;
        Ok(count)
    }

    /// Whether both directions are closed.
    pub(super) fn is_over(&self) -> bool {
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
        // Writable again when a third is free: `sk_stream_is_writeable`.
        if self.writes_shut || self.window.saturating_sub(self.outstanding) >= self.outstanding / 2
        {
            mask |= OUT;
        }
        if self.error.is_some() {
            mask |= ERR;
        }
        mask
    }
}

impl<C> Socket<C> {
    pub(super) fn new(kind: Kind, local: Address) -> Self {
        Self {
            kind,
            local,
            bound: false,
            send_buffer: SEND_BUFFER,
            receive_buffer: RECEIVE_BUFFER,
            cause: Cause::Creation,
        }
    }

    /// The bits of `epoll` for which it is ready.
    pub(super) fn mask(&self) -> u32 {
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
