//! The network of a run: a machine's loopback, which nothing leaves and
//! nothing enters. It behaves as Linux's sockets do, so that asyncio's own
//! transports run on it unchanged.
//!
//! A packet arrives after the network's latency. Its delivery may make sockets
//! ready, and an [`Epoll`] lists them in the order in which they became so.

mod address;
mod calls;
mod delivery;
mod epoll;
mod polling;
mod socket;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    epoll::Epoll,
    socket::{Kind, Socket},
};
use crate::Errno;

pub use self::{
    address::{Address, Family},
    epoll::EpollOperation,
    polling::ReadySocket,
};

/// Microseconds of the caller's clock.
pub type Micros = u64;

/// The number of an epoll instance, which no other one ever gets.
pub type EpollId = u64;

/// The number of a socket, which no other one ever gets.
type SocketId = u64;

/// The longest datagram, in bytes.
const MAX_DATAGRAM: usize = 65_507;

/// The first descriptor that CPython's first loop leaves free: its `epoll` and
/// its pair of sockets to itself come before.
const FIRST_DESCRIPTOR: i32 = 6;

/// The ports for sockets that ask for none in particular.
const EPHEMERAL: std::ops::RangeInclusive<u16> = 49_152..=65_535;

/// When a call is made, and what caused it.
#[derive(Clone, Copy, Debug)]
pub struct EventContext<C> {
    /// The time of the call.
    pub now: Micros,
    cause: Cause<C>,
}

impl<C> EventContext<C> {
    /// A call of the program at `now`, made by `caller`.
    #[must_use]
    pub const fn of_call(now: Micros, caller: C) -> Self {
        Self {
            now,
            cause: Cause::Call(caller),
        }
    }
}

/// What made a socket ready. `C` is the caller's own, and opaque here: who made
/// the call that did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause<C> {
    /// It is as it was when it was made.
    Creation,
    /// A call that took effect at once.
    Call(C),
    /// A packet that arrived after the network's latency.
    Arrival,
}

/// Something on its way to a socket.
#[derive(Debug)]
struct Packet<C> {
    from: SocketId,
    to: SocketId,
    message: Message,
    cause: Cause<C>,
}

#[derive(Debug)]
enum Message {
    /// Asks whoever listens at the address for a connection.
    Connect(Address),
    /// The connection that was asked for, by the number of its other end.
    Accepted(SocketId),
    Refused,
    Data(Vec<u8>),
    /// The peer has read this many bytes.
    Read(usize),
    /// The peer sends no more data.
    End,
    Reset,
    /// The other end of a connection by a path was closed; with an error, where it had not read
    /// everything (`unix_release_sock`).
    Gone(Option<Errno>),
    /// Source, destination and content.
    Datagram(Address, Address, Vec<u8>),
}

/// The sockets of a machine, the packets between them, and the epoll instances
/// that watch them.
#[derive(Debug)]
pub struct Network<C> {
    /// The time from sending to delivery.
    latency: Micros,
    sockets: BTreeMap<SocketId, Socket<C>>,
    descriptors: BTreeMap<i32, SocketId>,
    /// By their time of delivery, then in the order in which they were sent.
    packets: BTreeMap<(Micros, u64), Packet<C>>,
    epolls: BTreeMap<EpollId, Epoll>,
    /// The armed epoll instances for which a socket has become ready.
    wakeups: BTreeSet<EpollId>,
    /// Counts sockets, packets and epoll instances.
    sequence: u64,
    /// Counts the ephemeral ports that were given away.
    ports: u16,
}

impl<C> Default for Network<C> {
    /// A network without latency.
    fn default() -> Self {
        Self {
            latency: 0,
            sockets: BTreeMap::new(),
            descriptors: BTreeMap::new(),
            packets: BTreeMap::new(),
            epolls: BTreeMap::new(),
            wakeups: BTreeSet::new(),
            sequence: 0,
            ports: 0,
        }
    }
}

impl<C: Copy> Network<C> {
    /// A network whose packets arrive `latency` µs after they were sent.
    #[must_use]
    pub fn new(latency: Micros) -> Self {
        Self {
            latency,
            ..Self::default()
        }
    }

    /// The address at which somebody listens, where there is one.
    #[must_use]
    pub fn listening_address(&self) -> Option<&Address> {
        let listens = |socket: &&Socket<C>| matches!(socket.kind, Kind::Listener(_));
        self.sockets
            .values()
            .find(listens)
            .map(|socket| &socket.local)
    }

    /// When the next packet arrives.
    #[must_use]
    pub fn next_delivery(&self) -> Option<Micros> {
        self.packets.keys().next().map(|&(time, _)| time)
    }

    fn listener(&self, address: &Address) -> Option<SocketId> {
        self.sockets
            .iter()
            .find(|(_, socket)| {
                matches!(socket.kind, Kind::Listener(_)) && socket.local.takes(address)
            })
            .map(|(&id, _)| id)
    }

    fn send_packet(
        &mut self,
        from: SocketId,
        to: SocketId,
        message: Message,
        context: EventContext<C>,
    ) {
        self.sequence += 1;
        let is_unix = [from, to].iter().any(|id| {
            let socket = self.sockets.get(id);
            socket.is_some_and(|socket| socket.local.family == Family::Unix)
        });
        let (latency, cause) = if is_unix || self.latency == 0 {
            (0, context.cause)
        } else {
            (self.latency, Cause::Arrival)
        };
        let packet = Packet {
            from,
            to,
            message,
            cause,
        };
        let delivery = context.now.saturating_add(latency);
        self.packets.insert((delivery, self.sequence), packet);
    }

    fn add(&mut self, socket: Socket<C>) -> SocketId {
        self.sequence += 1;
        self.sockets.insert(self.sequence, socket);
        self.sequence
    }

    /// Gives a socket the lowest free descriptor.
    fn assign_descriptor(&mut self, id: SocketId) -> i32 {
        let descriptor = (FIRST_DESCRIPTOR..)
            .find(|descriptor| !self.descriptors.contains_key(descriptor))
            .unwrap_or(i32::MAX);
        self.descriptors.insert(descriptor, id);
        descriptor
    }

    fn id(&self, descriptor: i32) -> Result<SocketId, Errno> {
        self.descriptors
            .get(&descriptor)
            .copied()
            .ok_or(Errno::EBADF)
    }

    fn socket(&self, id: SocketId) -> Result<&Socket<C>, Errno> {
        self.sockets.get(&id).ok_or(Errno::EBADF)
    }

    fn socket_mut(&mut self, id: SocketId) -> Result<&mut Socket<C>, Errno> {
        self.sockets.get_mut(&id).ok_or(Errno::EBADF)
    }

    /// Gives a socket without an address this machine's and a free port.
    fn assign_address(&mut self, id: SocketId) -> Result<(), Errno> {
        let mut local = self.socket(id)?.local.clone();
        if local.family == Family::Unix {
            return Ok(());
        }
        if local.is_any() && !matches!(self.socket(id)?.kind, Kind::Datagram { .. }) {
            local.host = Address::loopback(local.family);
        }
        if local.port == 0 {
            local.port = self.free_port(&local)?;
        }
        self.socket_mut(id)?.local = local;
        Ok(())
    }

    fn free_port(&mut self, address: &Address) -> Result<u16, Errno> {
        let count = EPHEMERAL.len();
        for _ in 0..count {
            let port = EPHEMERAL.start() + self.ports % u16::try_from(count).unwrap_or(u16::MAX);
            self.ports = self.ports.wrapping_add(1);
            let wanted = Address {
                port,
                ..address.clone()
            };
            if !self
                .sockets
                .values()
                .any(|socket| socket.local.clashes(&wanted))
            {
                return Ok(port);
            }
        }
        Err(Errno::EADDRINUSE)
    }

    fn is_bound(&self, address: &Address, datagrams: bool) -> bool {
        self.sockets.values().any(|socket| {
            socket.bound
                && matches!(socket.kind, Kind::Datagram { .. }) == datagrams
                && socket.local.clashes(address)
        })
    }
}

#[cfg(test)]
mod tests;
