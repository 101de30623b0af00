//! The calls that a program makes on its sockets.

use std::collections::VecDeque;

use super::{
    Address, EventContext, Family, MAX_DATAGRAM, Message, Network, SocketId,
    socket::{Kind, Socket, Stream},
};
use crate::Errno;

impl<C: Copy> Network<C> {
    /// A new socket's descriptor.
    pub fn open(&mut self, family: Family, datagrams: bool) -> i32 {
        let kind = if datagrams {
            Kind::Datagram {
                inbox: VecDeque::new(),
                peer: None,
            }
        } else {
            Kind::Fresh
        };
        let id = self.add(Socket::new(kind, Address::unbound(family)));
        self.assign_descriptor(id)
    }

    /// The descriptors of two connected sockets.
    pub fn pair(&mut self) -> (i32, i32) {
        let unbound = || Address::unbound(Family::Unix);
        let first = self.add(Socket::new(Kind::Fresh, unbound()));
        let second = self.add(Socket::new(
            Kind::Stream(Stream::new(first, unbound())),
            unbound(),
        ));
        if let Some(socket) = self.sockets.get_mut(&first) {
            socket.kind = Kind::Stream(Stream::new(second, unbound()));
        }
        (
            self.assign_descriptor(first),
            self.assign_descriptor(second),
        )
    }

    /// Gives a socket its address; where the port is 0, with a free port.
    ///
    /// # Errors
    /// `EADDRINUSE`: somebody has it. `EADDRNOTAVAIL`: it is not this machine's.
    pub fn bind(&mut self, descriptor: i32, mut address: Address) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        if !address.is_any() && address.clone().destination().is_err() {
            return Err(Errno::EADDRNOTAVAIL);
        }
        let datagrams = matches!(self.socket(id)?.kind, Kind::Datagram { .. });
        if self.socket(id)?.bound {
            return Err(Errno::EINVAL);
        }
        if address.port == 0 && address.family != Family::Unix {
            address.port = self.free_port(&address)?;
        } else if self.is_bound(&address, datagrams) {
            return Err(Errno::EADDRINUSE);
        }
        let socket = self.socket_mut(id)?;
        socket.local = address;
        socket.bound = true;
        Ok(())
    }

    /// Lets a socket accept connections; an unbound one gets a free port.
    ///
    /// # Errors
    /// It is connected, or for datagrams.
    pub fn listen(&mut self, descriptor: i32) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        if !self.socket(id)?.bound {
            let mut address = Address::unbound(self.socket(id)?.local.family);
            address.port = self.free_port(&address)?;
            self.socket_mut(id)?.local = address;
        }
        let socket = self.socket_mut(id)?;
        socket.bound = true;
        match socket.kind {
            Kind::Fresh => socket.kind = Kind::Listener(VecDeque::new()),
            Kind::Listener(_) => {}
            Kind::Stream(_) => return Err(Errno::EINVAL),
            Kind::Datagram { .. } => return Err(Errno::EOPNOTSUPP),
        }
        Ok(())
    }

    /// Asks for a connection.
    ///
    /// # Errors
    /// `EINPROGRESS`: the socket will be ready for writing once the connection
    /// is made or refused. Others: it can't be made.
    pub fn connect(
        &mut self,
        descriptor: i32,
        address: Address,
        context: EventContext<C>,
    ) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        match &self.socket(id)?.kind {
            Kind::Fresh => {}
            Kind::Listener(_) => return Err(Errno::EISCONN),
            Kind::Stream(stream) if stream.connecting => return Err(Errno::EALREADY),
            Kind::Stream(stream) if stream.error.is_some() => {
                return Err(self.take_error(descriptor)?.unwrap_or(Errno::ECONNREFUSED));
            }
            Kind::Stream(_) => return Err(Errno::EISCONN),
            Kind::Datagram { .. } => {
                let address = address.destination()?;
                self.check_path(&address)?;
                self.assign_address(id)?;
                if let Kind::Datagram { peer, .. } = &mut self.socket_mut(id)?.kind {
                    *peer = Some(address);
                }
                return Ok(());
            }
        }
        let address = address.destination()?;
        if address.family == Family::Unix {
            return self.connect_unix(id, &address, context);
        }
        self.assign_address(id)?;
        let mut stream = Stream::new(id, address.clone());
        stream.connecting = true;
        self.socket_mut(id)?.kind = Kind::Stream(stream);
        self.send_packet(id, id, Message::Connect(address), context);
        Err(Errno::EINPROGRESS)
    }

    /// A connection over a path is made or refused at once.
    fn connect_unix(
        &mut self,
        id: SocketId,
        address: &Address,
        context: EventContext<C>,
    ) -> Result<(), Errno> {
        let Some(listener) = self.listener(address) else {
            return Err(if self.is_bound(address, false) {
                Errno::ECONNREFUSED
            } else if self.is_bound(address, true) {
                Errno::EPROTOTYPE
            } else {
                Errno::ENOENT
            });
        };
        let own = self.socket(id)?.local.clone();
        let accepted = self.add(Socket::new(
            Kind::Stream(Stream::new(id, own)),
            address.clone(),
        ));
        self.socket_mut(id)?.kind = Kind::Stream(Stream::new(accepted, address.clone()));
        if let Kind::Listener(queue) = &mut self.socket_mut(listener)?.kind {
            queue.push_back(accepted);
        }
        self.notify(listener, context.cause);
        Ok(())
    }

    /// The descriptor of the oldest connection in the backlog, and its peer's address.
    ///
    /// # Errors
    /// `EAGAIN`: there is none. `EINVAL`: the socket doesn't listen.
    pub fn accept(&mut self, descriptor: i32) -> Result<(i32, Address), Errno> {
        let id = self.id(descriptor)?;
        let Kind::Listener(queue) = &mut self.socket_mut(id)?.kind else {
            return Err(Errno::EINVAL);
        };
        let accepted = queue.pop_front().ok_or(Errno::EAGAIN)?;
        let remote = match &self.socket(accepted)?.kind {
            Kind::Stream(stream) => stream.remote.clone(),
            _ => return Err(Errno::EINVAL),
        };
        Ok((self.assign_descriptor(accepted), remote))
    }

    /// Sends what there is window for; how many bytes that were.
    pub fn send(
        &mut self,
        descriptor: i32,
        data: &[u8],
        context: EventContext<C>,
    ) -> Result<usize, Errno> {
        let id = self.id(descriptor)?;
        self.deliver(context.now);
        let hears = self.socket(id)?.local.family != Family::Unix || self.peer_reads(id);
        match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => {
                let count = stream.reserve(data.len(), hears)?;
                let peer = stream.peer;
                if count > 0 {
                    let sent = data.get(..count).unwrap_or_default().to_vec();
                    self.send_packet(id, peer, Message::Data(sent), context);
                }
                Ok(count)
            }
            Kind::Datagram { peer, .. } => {
                let to = peer.clone().ok_or(Errno::EDESTADDRREQ)?;
                self.send_to(descriptor, data, to, context)
            }
            Kind::Fresh | Kind::Listener(_) => Err(Errno::EPIPE),
        }
    }

    /// Whether the other end of a connection is there, and may read.
    fn peer_reads(&self, id: SocketId) -> bool {
        let stream = |id| match &self.sockets.get(&id)?.kind {
            Kind::Stream(stream) => Some(stream),
            _ => None,
        };
        let peer = stream(id).and_then(|own| stream(own.peer));
        peer.is_some_and(|peer| !peer.reads_shut)
    }

    /// Fails where nobody receives datagrams at a path, which is known at once.
    fn check_path(&self, to: &Address) -> Result<(), Errno> {
        if to.family != Family::Unix || self.is_bound(to, true) {
            Ok(())
        } else if self.is_bound(to, false) {
            Err(Errno::EPROTOTYPE)
        } else {
            Err(Errno::ENOENT)
        }
    }

    /// Sends a datagram. Unless it is for a path, it is lost if nobody receives it.
    ///
    /// # Errors
    /// It is too long, or its destination is not on this machine.
    pub fn send_to(
        &mut self,
        descriptor: i32,
        data: &[u8],
        to: Address,
        context: EventContext<C>,
    ) -> Result<usize, Errno> {
        let id = self.id(descriptor)?;
        if !matches!(self.socket(id)?.kind, Kind::Datagram { .. }) {
            return Err(Errno::ENOTCONN);
        }
        if data.len() > MAX_DATAGRAM {
            return Err(Errno::EMSGSIZE);
        }
        let to = to.destination()?;
        self.check_path(&to)?;
        self.assign_address(id)?;
        let mut from = self.socket(id)?.local.clone();
        if from.is_any() {
            from.host = Address::loopback(from.family);
        }
        let message = Message::Datagram(from, to, data.to_vec());
        self.send_packet(id, id, message, context);
        Ok(data.len())
    }

    /// What has come, at max `max` bytes; nothing at the end.
    pub fn receive(
        &mut self,
        descriptor: i32,
        max: usize,
        peek: bool,
        context: EventContext<C>,
    ) -> Result<Vec<u8>, Errno> {
        let id = self.id(descriptor)?;
        self.deliver(context.now);
        match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => {
                let data = stream.receive(max, peek)?;
                let peer = stream.peer;
                if !data.is_empty() && !peek {
                    self.send_packet(id, peer, Message::Read(data.len()), context);
                }
                Ok(data)
            }
            Kind::Datagram { .. } => self.receive_from(descriptor, max).map(|(data, _)| data),
            Kind::Fresh | Kind::Listener(_) => Err(Errno::ENOTCONN),
        }
    }

    /// The next datagram, cut at `max` bytes, and its sender.
    ///
    /// # Errors
    /// `EAGAIN`: there is none.
    pub fn receive_from(
        &mut self,
        descriptor: i32,
        max: usize,
    ) -> Result<(Vec<u8>, Address), Errno> {
        let id = self.id(descriptor)?;
        let Kind::Datagram { inbox, .. } = &mut self.socket_mut(id)?.kind else {
            return Err(Errno::ENOTCONN);
        };
        let (from, mut data) = inbox.pop_front().ok_or(Errno::EAGAIN)?;
        data.truncate(max);
        Ok((data, from))
    }

    /// Closes one direction of a connection, or both.
    ///
    /// # Errors
    /// `ENOTCONN`: there is no connection.
    pub fn shut_down(
        &mut self,
        descriptor: i32,
        reads: bool,
        writes: bool,
        context: EventContext<C>,
    ) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        let is_unix = self.socket(id)?.local.family == Family::Unix;
        let Kind::Stream(stream) = &mut self.socket_mut(id)?.kind else {
            return Err(Errno::ENOTCONN);
        };
        if stream.connecting || (stream.is_over() && !is_unix) {
            return Err(Errno::ENOTCONN);
        }
        let ends = writes && !stream.writes_shut;
        stream.reads_shut |= reads;
        stream.writes_shut |= writes;
        let peer = stream.peer;
        if ends {
            self.send_packet(id, peer, Message::End, context);
        }
        self.notify(id, context.cause);
        Ok(())
    }

    /// Closes a socket: its peer reads to the end, or is reset where data was
    /// left unread.
    ///
    /// # Errors
    /// `EBADF`: there is no such socket.
    pub fn close(&mut self, descriptor: i32, context: EventContext<C>) -> Result<(), Errno> {
        let id = self.descriptors.remove(&descriptor).ok_or(Errno::EBADF)?;
        for epoll in self.epolls.values_mut() {
            epoll.remove(id);
        }
        self.drop_socket(id, context);
        Ok(())
    }

    fn drop_socket(&mut self, id: SocketId, context: EventContext<C>) {
        let Some(socket) = self.sockets.remove(&id) else {
            return;
        };
        let is_unix = socket.local.family == Family::Unix;
        match socket.kind {
            Kind::Stream(stream) if is_unix => {
                let error = (!stream.inbox.is_empty()).then_some(Errno::ECONNRESET);
                self.send_packet(id, stream.peer, Message::Gone(error), context);
            }
            Kind::Stream(stream) if !stream.connecting => {
                // Unread data resets the connection.
                if !stream.inbox.is_empty() {
                    self.send_packet(id, stream.peer, Message::Reset, context);
                } else if !stream.writes_shut {
                    self.send_packet(id, stream.peer, Message::End, context);
                }
            }
            Kind::Listener(queue) => {
                for waiting in queue {
                    if let Some(Socket {
                        kind: Kind::Stream(stream),
                        ..
                    }) = self.sockets.remove(&waiting)
                    {
                        let gone = Message::Gone(Some(Errno::ECONNRESET));
                        let message = if is_unix { gone } else { Message::Reset };
                        self.send_packet(waiting, stream.peer, message, context);
                    }
                }
            }
            _ => {}
        }
    }

    /// The socket's own address.
    ///
    /// # Errors
    /// `EBADF`: there is no such socket.
    pub fn local(&self, descriptor: i32) -> Result<Address, Errno> {
        Ok(self.socket(self.id(descriptor)?)?.local.clone())
    }

    /// The address at the connection's other end.
    ///
    /// # Errors
    /// `ENOTCONN`: there is no connection.
    pub fn remote(&self, descriptor: i32) -> Result<Address, Errno> {
        let socket = self.socket(self.id(descriptor)?)?;
        let is_unix = socket.local.family == Family::Unix;
        match &socket.kind {
            Kind::Stream(stream) if !stream.connecting && (is_unix || !stream.is_over()) => {
                Ok(stream.remote.clone())
            }
            Kind::Datagram {
                peer: Some(peer), ..
            } => Ok(peer.clone()),
            _ => Err(Errno::ENOTCONN),
        }
    }

    /// `SO_ERROR`: why the connection is over, reported once.
    ///
    /// # Errors
    /// `EBADF`: there is no such socket.
    pub fn take_error(&mut self, descriptor: i32) -> Result<Option<Errno>, Errno> {
        let id = self.id(descriptor)?;
        Ok(match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => stream.error.take(),
            _ => None,
        })
    }

    /// `SO_SNDBUF` and `SO_RCVBUF`, in bytes.
    ///
    /// # Errors
    /// `EBADF`: there is no such socket.
    pub fn buffers(&self, descriptor: i32) -> Result<(usize, usize), Errno> {
        let socket = self.socket(self.id(descriptor)?)?;
        Ok((socket.send_buffer, socket.receive_buffer))
    }

    /// Sets `SO_SNDBUF` and `SO_RCVBUF`, in bytes.
    ///
    /// # Errors
    /// `EBADF`: there is no such socket.
    pub fn set_buffers(
        &mut self,
        descriptor: i32,
        send: usize,
        receive: usize,
    ) -> Result<(), Errno> {
        let id = self.id(descriptor)?;
        let socket = self.socket_mut(id)?;
        (socket.send_buffer, socket.receive_buffer) = (send, receive);
        if let Kind::Stream(stream) = &socket.kind {
            let peer = stream.peer;
            self.update_window(id);
            self.update_window(peer);
        }
        Ok(())
    }

    /// Finds how many bytes a socket may send before its peer reads.
    pub(super) fn update_window(&mut self, id: SocketId) {
        let peer = match self.sockets.get(&id).map(|socket| &socket.kind) {
            Some(Kind::Stream(stream)) => stream.peer,
            _ => return,
        };
        let theirs = self
            .sockets
            .get(&peer)
            .map_or(0, |peer| peer.receive_buffer);
        if let Some(socket) = self.sockets.get_mut(&id)
            && let Kind::Stream(stream) = &mut socket.kind
        {
            stream.window = socket.send_buffer.saturating_add(theirs);
        }
    }
}
