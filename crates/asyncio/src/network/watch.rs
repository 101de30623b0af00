//! What somebody waits for on several sockets: an `epoll` of Linux's, level-triggered.

use std::collections::{BTreeMap, VecDeque};

use super::{Id, socket::ALWAYS};

/// The sockets that are watched, and those of them that became ready, in the
/// order in which they did.
#[derive(Default)]
pub(crate) struct Watch {
    interests: BTreeMap<Id, Interest>,
    ready: VecDeque<Id>,
    /// Whether a thread is set aside until something is ready.
    pub awaited: bool,
}

struct Interest {
    /// The number by which the watcher knows the socket.
    descriptor: i32,
    events: u32,
    /// Whether it is in the list of what is ready.
    listed: bool,
}

impl Watch {
    /// Watches a socket, or watches it for other events.
    pub(crate) fn set(&mut self, id: Id, descriptor: i32, events: u32) {
        let interest = self.interests.entry(id).or_insert(Interest {
            descriptor,
            events,
            listed: false,
        });
        interest.events = events | ALWAYS;
    }

    pub(crate) fn watches(&self, id: Id) -> bool {
        self.interests.contains_key(&id)
    }

    /// Watches a socket no longer. Whether it was watched.
    pub(crate) fn remove(&mut self, id: Id) -> bool {
        self.ready.retain(|&ready| ready != id);
        self.interests.remove(&id).is_some()
    }

    /// A watched socket may have become ready. Whether that is news to somebody who waits.
    pub(crate) fn changed(&mut self, id: Id, mask: u32) -> bool {
        if let Some(interest) = self.interests.get_mut(&id)
            && interest.events & mask != 0
            && !interest.listed
        {
            interest.listed = true;
            self.ready.push_back(id);
            return std::mem::take(&mut self.awaited);
        }
        false
    }

    /// Whether something is ready. What no longer is leaves the list.
    pub(crate) fn is_ready(&mut self, mask: impl Fn(Id) -> u32) -> bool {
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

    /// What is ready: socket, descriptor and events. It is asked again next
    /// time, after what becomes ready until then: `ep_send_events`.
    pub(crate) fn take(&mut self, mask: impl Fn(Id) -> u32) -> Vec<(Id, i32, u32)> {
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
