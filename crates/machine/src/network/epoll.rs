//! An `epoll` of Linux's, level-triggered.

use std::collections::{BTreeMap, VecDeque};

use super::{SocketId, socket::ALWAYS};

/// What `epoll_ctl` does to an interest list. The numbers are bits of `epoll`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpollOperation {
    /// Adds a socket, for these events.
    Add(u32),
    /// Waits for these events of it from now on.
    Modify(u32),
    /// Removes it.
    Delete,
}

/// An interest list, and the ready list: those of its sockets that became
/// ready, in the order in which they did.
#[derive(Debug, Default)]
pub(super) struct Epoll {
    interests: BTreeMap<SocketId, Interest>,
    ready: VecDeque<SocketId>,
    /// Whether the next socket to become ready wakes a waiting thread.
    pub(super) armed: bool,
}

#[derive(Debug)]
struct Interest {
    /// The descriptor by which the socket was added.
    descriptor: i32,
    events: u32,
    /// Whether it is in the ready list.
    listed: bool,
}

impl Epoll {
    /// Adds a socket, or changes the events that are awaited of it.
    pub(super) fn set(&mut self, id: SocketId, descriptor: i32, events: u32) {
        let interest = self.interests.entry(id).or_insert(Interest {
            descriptor,
            events,
            listed: false,
        });
        interest.events = events | ALWAYS;
    }

    pub(super) fn contains(&self, id: SocketId) -> bool {
        self.interests.contains_key(&id)
    }

    pub(super) fn remove(&mut self, id: SocketId) {
        self.ready.retain(|&ready| ready != id);
        self.interests.remove(&id);
    }

    /// A socket has changed and is ready for `mask` now. Whether that wakes a thread.
    pub(super) fn notify(&mut self, id: SocketId, mask: u32) -> bool {
        if let Some(interest) = self.interests.get_mut(&id)
            && interest.events & mask != 0
            && !interest.listed
        {
            interest.listed = true;
            self.ready.push_back(id);
            return std::mem::take(&mut self.armed);
        }
        false
    }

    /// Whether a socket is ready. Those at the head of the list that no longer
    /// are leave it.
    pub(super) fn has_ready(&mut self, mask: impl Fn(SocketId) -> u32) -> bool {
        while let Some(&id) = self.ready.front() {
            match self.interests.get_mut(&id) {
                Some(interest) if interest.events & mask(id) != 0 => return true,
                Some(interest) => interest.listed = false,
                None => {}
            }
            self.ready.pop_front();
        }
        false
    }

    /// The ready sockets with their descriptors and events. As in
    /// `ep_send_events`, they return to the end of the list, since the next
    /// call has to look at them again.
    pub(super) fn take_ready(
        &mut self,
        mask: impl Fn(SocketId) -> u32,
    ) -> Vec<(SocketId, i32, u32)> {
        let mut found = Vec::new();
        for id in std::mem::take(&mut self.ready) {
            let Some(interest) = self.interests.get_mut(&id) else {
                continue;
            };
            let events = interest.events & mask(id);
            interest.listed = events != 0;
            if interest.listed {
                found.push((id, interest.descriptor, events));
                self.ready.push_back(id);
            }
        }
        found
    }
}
