//! How the program learns which sockets are ready: the calls on epoll instances.

use std::collections::BTreeSet;

use super::{Cause, Epoll, EpollId, EpollOperation, Micros, Network, SocketId, socket::Socket};
use crate::Errno;

/// A socket that is ready, as `epoll_wait` reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadySocket<C> {
    /// The descriptor by which the socket was added.
    pub descriptor: i32,
    /// The bits of `epoll` for which it is ready.
    pub events: u32,
    /// What made it so.
    pub cause: Cause<C>,
}

impl<C: Copy> Network<C> {
    /// A new epoll instance.
    pub fn epoll_create(&mut self) -> EpollId {
        self.sequence += 1;
        self.epolls.insert(self.sequence, Epoll::default());
        self.sequence
    }

    /// Closes an epoll instance.
    pub fn epoll_close(&mut self, epoll: EpollId) {
        self.epolls.remove(&epoll);
    }

    /// Adds a socket to the interest list, changes what is awaited of it, or removes it.
    ///
    /// # Errors
    /// `EEXIST`: it is there already. `ENOENT`: it is not there.
    pub fn epoll_control(
        &mut self,
        epoll: EpollId,
        descriptor: i32,
        operation: EpollOperation,
    ) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        let mask = self.socket(id)?.mask();
        let epoll = self.epolls.get_mut(&epoll).ok_or(Errno::EBADF)?;
        let events = match (operation, epoll.contains(id)) {
            (EpollOperation::Add(_), true) => return Err(Errno::EEXIST),
            (EpollOperation::Modify(_) | EpollOperation::Delete, false) => {
                return Err(Errno::ENOENT);
            }
            (EpollOperation::Add(events) | EpollOperation::Modify(events), _) => events,
            (EpollOperation::Delete, _) => {
                epoll.remove(id);
                return Ok(());
            }
        };
        epoll.set(id, descriptor, events);
        epoll.notify(id, mask);
        Ok(())
    }

    /// The sockets that are ready at `now`, in the order in which they became so.
    pub fn epoll_wait(&mut self, epoll: EpollId, now: Micros) -> Vec<ReadySocket<C>> {
        self.deliver(now);
        let sockets = &self.sockets;
        let Some(epoll) = self.epolls.get_mut(&epoll) else {
            return Vec::new();
        };
        epoll
            .take_ready(|id| sockets.get(&id).map_or(0, Socket::mask))
            .into_iter()
            .map(|(id, descriptor, events)| ReadySocket {
                descriptor,
                events,
                cause: sockets
                    .get(&id)
                    .map_or(Cause::Creation, |socket| socket.cause),
            })
            .collect()
    }

    /// Whether a socket of this epoll instance is ready at `now`.
    pub fn has_ready(&mut self, epoll: EpollId, now: Micros) -> bool {
        self.deliver(now);
        let sockets = &self.sockets;
        self.epolls
            .get_mut(&epoll)
            .is_some_and(|epoll| epoll.has_ready(|id| sockets.get(&id).map_or(0, Socket::mask)))
    }

    /// When to poll this epoll instance: `now`, if a socket is ready, or when the
    /// next packet arrives. `None`: no packet is on its way.
    pub fn next_poll(&mut self, epoll: EpollId, now: Micros) -> Option<Micros> {
        if self.has_ready(epoll, now) {
            Some(now)
        } else {
            self.next_delivery()
        }
    }

    /// Asks for one wake-up when a socket of this epoll instance becomes ready.
    pub fn arm_wakeup(&mut self, epoll: EpollId) {
        if let Some(epoll) = self.epolls.get_mut(&epoll) {
            epoll.armed = true;
        }
    }

    /// The armed epoll instances for which a socket has become ready since the
    /// last call. They are no longer armed.
    pub fn take_wakeups(&mut self) -> BTreeSet<EpollId> {
        std::mem::take(&mut self.wakeups)
    }

    /// Tells the epoll instances that a socket's state has changed.
    pub(super) fn notify(&mut self, id: SocketId, cause: Cause<C>) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        socket.cause = cause;
        let mask = socket.mask();
        for (&number, epoll) in &mut self.epolls {
            if epoll.notify(id, mask) {
                self.wakeups.insert(number);
            }
        }
    }
}
