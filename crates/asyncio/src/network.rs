//! The network of a run: a machine's loopback, which nothing leaves and
//! nothing enters. It behaves as Linux's sockets do, so that asyncio's own
//! transports run on it unchanged.
//!
//! What is sent is on its way for the network's latency. Then it is delivered,
//! which may make sockets ready, and a [`Watch`] lists them in that order.

mod address;
mod calls;
mod delivery;
mod fault;
mod socket;
mod watch;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use interleave_executor::Micros;
use interleave_trace::Waker;

pub(crate) use address::{Address, Family};
pub(crate) use fault::Fault;
use socket::{Kind, Socket, Stream};
use watch::Watch;

/// A socket's number, which no other socket ever gets.
pub(crate) type Id = u64;

/// The longest datagram.
const LONGEST: usize = 65_507;

/// The first descriptor that CPython's first loop leaves free: its `epoll` and
/// its pair of sockets to itself come before.
const FIRST_DESCRIPTOR: i32 = 6;

/// The ports that a socket gets which asks for none.
const EPHEMERAL: std::ops::RangeInclusive<u16> = 49_152..=65_535;

/// When something is done, and on whose account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub now: Micros,
    pub cause: Waker,
}

/// Something on its way to a socket.
struct Packet {
    from: Id,
    to: Id,
    message: Message,
    cause: Waker,
}

enum Message {
    /// Asks whoever listens there for a connection.
    Connect(Address),
    Accepted(Id),
    Refused,
    Data(Vec<u8>),
    /// So many bytes were read.
    Read(usize),
    /// No more data will come.
    End,
    Reset,
    Datagram(Address, Address, Vec<u8>),
}

#[derive(Default)]
pub(crate) struct Network {
    /// How long what is sent is on its way, in µs.
    latency: Micros,
    sockets: BTreeMap<Id, Socket>,
    descriptors: BTreeMap<i32, Id>,
    packets: BTreeMap<(Micros, u64), Packet>,
    watches: BTreeMap<u64, Watch>,
    /// The watches for which somebody has waited, with success.
    news: BTreeSet<u64>,
    /// Counts sockets, packets and watches.
    sequence: u64,
    ports: u16,
}

impl Network {
    pub(crate) fn new(latency: Micros) -> Self {
        Self {
            latency,
            ..Self::default()
        }
    }

    /// A new socket's descriptor.
    pub(crate) fn open(&mut self, family: Family, datagrams: bool) -> i32 {
        let kind = if datagrams {
            Kind::Datagram {
                inbox: VecDeque::new(),
                peer: None,
            }
        } else {
            Kind::Fresh
        };
        let id = self.add(Socket::new(kind, Address::unbound(family)));
        self.describe(id)
    }

    /// Two connected sockets.
    pub(crate) fn pair(&mut self) -> (i32, i32) {
        let here = || Address::unbound(Family::Unix);
        let first = self.add(Socket::new(Kind::Fresh, here()));
        let second = self.add(Socket::new(
            Kind::Stream(Stream::new(first, here())),
            here(),
        ));
        if let Some(socket) = self.sockets.get_mut(&first) {
            socket.kind = Kind::Stream(Stream::new(second, here()));
        }
        (self.describe(first), self.describe(second))
    }

    /// A new `epoll`.
    pub(crate) fn open_watch(&mut self) -> u64 {
        self.sequence += 1;
        self.watches.insert(self.sequence, Watch::default());
        self.sequence
    }

    pub(crate) fn close_watch(&mut self, watch: u64) {
        self.watches.remove(&watch);
    }

    /// Watches a socket for `events`; for none: no longer. `known`: it must be
    /// watched already, or must not be.
    pub(crate) fn watch(
        &mut self,
        watch: u64,
        descriptor: i32,
        known: bool,
        events: Option<u32>,
    ) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        let mask = self.socket(id)?.mask();
        let watch = self.watches.get_mut(&watch).ok_or(Fault::BadDescriptor)?;
        if watch.watches(id) != known {
            return Err(if known {
                Fault::NoSuchPath
            } else {
                Fault::Exists
            });
        }
        match events {
            Some(events) => {
                watch.set(id, descriptor, events);
                watch.changed(id, mask);
            }
            None => {
                watch.remove(id);
            }
        }
        Ok(())
    }

    /// What is ready by now: descriptor, events, and on whose account.
    pub(crate) fn poll(&mut self, watch: u64, now: Micros) -> Vec<(i32, u32, Waker)> {
        self.deliver(now);
        let sockets = &self.sockets;
        let Some(watch) = self.watches.get_mut(&watch) else {
            return Vec::new();
        };
        watch
            .take(|id| sockets.get(&id).map_or(0, Socket::mask))
            .into_iter()
            .map(|(id, descriptor, events)| {
                let cause = sockets.get(&id).map_or(Waker::Loop, |socket| socket.cause);
                (descriptor, events, cause)
            })
            .collect()
    }

    /// The awaited watches for which something has become ready since this was asked.
    pub(crate) fn take_news(&mut self) -> BTreeSet<u64> {
        std::mem::take(&mut self.news)
    }

    /// Makes it news when something becomes ready for this watch.
    pub(crate) fn await_news(&mut self, watch: u64) {
        if let Some(watch) = self.watches.get_mut(&watch) {
            watch.awaited = true;
        }
    }

    /// Whether something is ready for this watch.
    pub(crate) fn is_ready(&mut self, watch: u64, now: Micros) -> bool {
        self.deliver(now);
        let sockets = &self.sockets;
        self.watches
            .get_mut(&watch)
            .is_some_and(|watch| watch.is_ready(|id| sockets.get(&id).map_or(0, Socket::mask)))
    }

    /// When a watch should be polled: now, if something is ready, or when the
    /// next packet arrives. `None`: nothing is on its way.
    pub(crate) fn next(&mut self, watch: u64, now: Micros) -> Option<Micros> {
        if self.is_ready(watch, now) {
            Some(now)
        } else {
            self.next_delivery()
        }
    }

    /// When the next packet arrives.
    pub(crate) fn next_delivery(&self) -> Option<Micros> {
        self.packets.keys().next().map(|&(time, _)| time)
    }

    /// What somebody should know whose server waits in vain.
    pub(crate) fn hint(&self) -> Option<String> {
        let listens = |socket: &&Socket| matches!(socket.kind, Kind::Listener(_));
        let server = self.sockets.values().find(listens)?;
        Some(format!(
            "A server listens at {}, but nobody can connect from outside: start its clients in the same program.",
            server.local
        ))
    }

    fn listener(&self, address: &Address) -> Option<Id> {
        self.sockets
            .iter()
            .find(|(_, socket)| {
                matches!(socket.kind, Kind::Listener(_)) && socket.local.takes(address)
            })
            .map(|(&id, _)| id)
    }

    fn send_packet(&mut self, from: Id, to: Id, message: Message, moment: Moment) {
        self.sequence += 1;
        let local = [from, to].iter().any(|id| {
            let socket = self.sockets.get(id);
            socket.is_some_and(|socket| socket.local.family == Family::Unix)
        });
        let latency = if local { 0 } else { self.latency };
        // Who waits for what a wire brings is woken by the clock.
        let cause = if latency == 0 {
            moment.cause
        } else {
            Waker::Timer
        };
        let key = (moment.now.saturating_add(latency), self.sequence);
        self.packets.insert(
            key,
            Packet {
                from,
                to,
                message,
                cause,
            },
        );
    }

    /// A socket's state changed: who watches it is told.
    fn changed(&mut self, id: Id, cause: Waker) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        socket.cause = cause;
        let mask = socket.mask();
        for (&number, watch) in &mut self.watches {
            if watch.changed(id, mask) {
                self.news.insert(number);
            }
        }
    }

    fn add(&mut self, socket: Socket) -> Id {
        self.sequence += 1;
        self.sockets.insert(self.sequence, socket);
        self.sequence
    }

    /// Gives a socket the lowest free descriptor.
    fn describe(&mut self, id: Id) -> i32 {
        let descriptor = (FIRST_DESCRIPTOR..)
            .find(|descriptor| !self.descriptors.contains_key(descriptor))
            .unwrap_or(i32::MAX);
        self.descriptors.insert(descriptor, id);
        descriptor
    }

    fn id(&self, descriptor: i32) -> Result<Id, Fault> {
        self.descriptors
            .get(&descriptor)
            .copied()
            .ok_or(Fault::BadDescriptor)
    }

    fn socket(&self, id: Id) -> Result<&Socket, Fault> {
        self.sockets.get(&id).ok_or(Fault::BadDescriptor)
    }

    fn socket_mut(&mut self, id: Id) -> Result<&mut Socket, Fault> {
        self.sockets.get_mut(&id).ok_or(Fault::BadDescriptor)
    }

    /// Gives a socket without an address this machine's and a free port.
    fn give_port(&mut self, id: Id) -> Result<(), Fault> {
        let mut local = self.socket(id)?.local.clone();
        if local.family == Family::Unix {
            return Ok(());
        }
        if local.is_any() && !matches!(self.socket(id)?.kind, Kind::Datagram { .. }) {
            local.host = Address::local(local.family);
        }
        if local.port == 0 {
            local.port = self.port(&local)?;
        }
        self.socket_mut(id)?.local = local;
        Ok(())
    }

    /// A free port.
    fn port(&mut self, address: &Address) -> Result<u16, Fault> {
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
        Err(Fault::AddressInUse)
    }

    fn is_taken(&self, address: &Address, datagrams: bool) -> bool {
        self.sockets.values().any(|socket| {
            socket.bound
                && matches!(socket.kind, Kind::Datagram { .. }) == datagrams
                && socket.local.clashes(address)
        })
    }
}

#[cfg(test)]
mod tests;
