//! The calls that a program makes on its sockets.

use std::collections::VecDeque;

use super::{
    Address, Family, Fault, Id, LONGEST, Message, Moment, Network,
    socket::{Kind, Socket, Stream},
};

impl Network {
    pub(crate) fn bind(&mut self, descriptor: i32, mut address: Address) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        if !address.is_any() && address.clone().destination().is_err() {
            return Err(Fault::AddressNotAvailable);
        }
        let datagrams = matches!(self.socket(id)?.kind, Kind::Datagram { .. });
        if self.socket(id)?.bound {
            return Err(Fault::Invalid);
        }
        if address.port == 0 && address.family != Family::Unix {
            address.port = self.port(&address)?;
        } else if self.is_taken(&address, datagrams) {
            return Err(Fault::AddressInUse);
        }
        let socket = self.socket_mut(id)?;
        socket.local = address;
        socket.bound = true;
        Ok(())
    }

    pub(crate) fn listen(&mut self, descriptor: i32) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        if !self.socket(id)?.bound {
            let mut address = Address::unbound(self.socket(id)?.local.family);
            address.port = self.port(&address)?;
            self.socket_mut(id)?.local = address;
        }
        let socket = self.socket_mut(id)?;
        socket.bound = true;
        match socket.kind {
            Kind::Fresh => socket.kind = Kind::Listener(VecDeque::new()),
            Kind::Listener(_) => {}
            Kind::Stream(_) => return Err(Fault::Invalid),
            Kind::Datagram { .. } => return Err(Fault::NotSupported),
        }
        Ok(())
    }

    /// Asks for a connection. `InProgress`: the socket will be ready for writing
    /// when it is known what comes of it.
    pub(crate) fn connect(
        &mut self,
        descriptor: i32,
        address: Address,
        moment: Moment,
    ) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        match &self.socket(id)?.kind {
            Kind::Fresh => {}
            Kind::Listener(_) => return Err(Fault::IsConnected),
            Kind::Stream(stream) if stream.connecting => return Err(Fault::Already),
            Kind::Stream(stream) if stream.error.is_some() => {
                return Err(self.take_error(descriptor)?.unwrap_or(Fault::Refused));
            }
            Kind::Stream(_) => return Err(Fault::IsConnected),
            Kind::Datagram { .. } => {
                let address = address.destination()?;
                self.check_path(&address)?;
                self.give_port(id)?;
                if let Kind::Datagram { peer, .. } = &mut self.socket_mut(id)?.kind {
                    *peer = Some(address);
                }
                return Ok(());
            }
        }
        let address = address.destination()?;
        if address.family == Family::Unix {
            return self.connect_unix(id, &address, moment);
        }
        self.give_port(id)?;
        let mut stream = Stream::new(id, address.clone());
        stream.connecting = true;
        self.socket_mut(id)?.kind = Kind::Stream(stream);
        self.send_packet(id, id, Message::Connect(address), moment);
        Err(Fault::InProgress)
    }

    /// A path's listener is asked at once.
    fn connect_unix(&mut self, id: Id, address: &Address, moment: Moment) -> Result<(), Fault> {
        let Some(listener) = self.listener(address) else {
            return Err(if self.is_taken(address, false) {
                Fault::Refused
            } else if self.is_taken(address, true) {
                Fault::WrongType
            } else {
                Fault::NoSuchPath
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
        self.changed(listener, moment.cause);
        Ok(())
    }

    /// The next connection's descriptor, and who asked for it.
    pub(crate) fn accept(&mut self, descriptor: i32) -> Result<(i32, Address), Fault> {
        let id = self.id(descriptor)?;
        let Kind::Listener(queue) = &mut self.socket_mut(id)?.kind else {
            return Err(Fault::Invalid);
        };
        let accepted = queue.pop_front().ok_or(Fault::WouldBlock)?;
        let remote = match &self.socket(accepted)?.kind {
            Kind::Stream(stream) => stream.remote.clone(),
            _ => return Err(Fault::Invalid),
        };
        Ok((self.describe(accepted), remote))
    }

    /// Sends what there is room for; how many bytes that were.
    pub(crate) fn send(
        &mut self,
        descriptor: i32,
        data: &[u8],
        moment: Moment,
    ) -> Result<usize, Fault> {
        let id = self.id(descriptor)?;
        match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => {
                let count = stream.admit(data.len())?;
                let peer = stream.peer;
                if count > 0 {
                    let sent = data.get(..count).unwrap_or_default().to_vec();
                    self.send_packet(id, peer, Message::Data(sent), moment);
                }
                Ok(count)
            }
            Kind::Datagram { peer, .. } => {
                let to = peer.clone().ok_or(Fault::NeedsDestination)?;
                self.send_to(descriptor, data, to, moment)
            }
            Kind::Fresh | Kind::Listener(_) => Err(Fault::BrokenPipe),
        }
    }

    /// Whether somebody takes datagrams at a path: there it is known at once.
    fn check_path(&self, to: &Address) -> Result<(), Fault> {
        if to.family != Family::Unix || self.is_taken(to, true) {
            Ok(())
        } else if self.is_taken(to, false) {
            Err(Fault::WrongType)
        } else {
            Err(Fault::NoSuchPath)
        }
    }

    /// Sends a datagram. One that nobody takes is lost, but at a path.
    pub(crate) fn send_to(
        &mut self,
        descriptor: i32,
        data: &[u8],
        to: Address,
        moment: Moment,
    ) -> Result<usize, Fault> {
        let id = self.id(descriptor)?;
        if !matches!(self.socket(id)?.kind, Kind::Datagram { .. }) {
            return Err(Fault::NotConnected);
        }
        if data.len() > LONGEST {
            return Err(Fault::TooLong);
        }
        let to = to.destination()?;
        self.check_path(&to)?;
        self.give_port(id)?;
        let mut from = self.socket(id)?.local.clone();
        if from.is_any() {
            from.host = Address::local(from.family);
        }
        let message = Message::Datagram(from, to, data.to_vec());
        self.send_packet(id, id, message, moment);
        Ok(data.len())
    }

    /// What has come, at most `most` bytes; nothing at the end.
    pub(crate) fn receive(
        &mut self,
        descriptor: i32,
        most: usize,
        peek: bool,
        moment: Moment,
    ) -> Result<Vec<u8>, Fault> {
        let id = self.id(descriptor)?;
        match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => {
                let data = stream.receive(most, peek)?;
                let peer = stream.peer;
                if !data.is_empty() && !peek {
                    self.send_packet(id, peer, Message::Read(data.len()), moment);
                }
                Ok(data)
            }
            Kind::Datagram { .. } => self.receive_from(descriptor, most).map(|(data, _)| data),
            Kind::Fresh | Kind::Listener(_) => Err(Fault::NotConnected),
        }
    }

    /// The next datagram, cut at `most` bytes, and who sent it.
    pub(crate) fn receive_from(
        &mut self,
        descriptor: i32,
        most: usize,
    ) -> Result<(Vec<u8>, Address), Fault> {
        let id = self.id(descriptor)?;
        let Kind::Datagram { inbox, .. } = &mut self.socket_mut(id)?.kind else {
            return Err(Fault::NotConnected);
        };
        let (from, mut data) = inbox.pop_front().ok_or(Fault::WouldBlock)?;
        data.truncate(most);
        Ok((data, from))
    }

    /// Ends one direction of a connection, or both.
    pub(crate) fn shut_down(
        &mut self,
        descriptor: i32,
        reads: bool,
        writes: bool,
        moment: Moment,
    ) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        let Kind::Stream(stream) = &mut self.socket_mut(id)?.kind else {
            return Err(Fault::NotConnected);
        };
        if stream.connecting || stream.is_over() {
            return Err(Fault::NotConnected);
        }
        let ends = writes && !stream.writes_shut;
        stream.reads_shut |= reads;
        stream.writes_shut |= writes;
        let peer = stream.peer;
        if ends {
            self.send_packet(id, peer, Message::End, moment);
        }
        self.changed(id, moment.cause);
        Ok(())
    }

    pub(crate) fn close(&mut self, descriptor: i32, moment: Moment) -> Result<(), Fault> {
        let id = self
            .descriptors
            .remove(&descriptor)
            .ok_or(Fault::BadDescriptor)?;
        for watch in self.watches.values_mut() {
            watch.remove(id);
        }
        self.drop_socket(id, moment);
        Ok(())
    }

    fn drop_socket(&mut self, id: Id, moment: Moment) {
        match self.sockets.remove(&id).map(|socket| socket.kind) {
            Some(Kind::Stream(stream)) if !stream.connecting => {
                // Who leaves what it got unread resets the connection.
                if !stream.inbox.is_empty() {
                    self.send_packet(id, stream.peer, Message::Reset, moment);
                } else if !stream.writes_shut {
                    self.send_packet(id, stream.peer, Message::End, moment);
                }
            }
            Some(Kind::Listener(queue)) => {
                for waiting in queue {
                    if let Some(Socket {
                        kind: Kind::Stream(stream),
                        ..
                    }) = self.sockets.remove(&waiting)
                    {
                        self.send_packet(waiting, stream.peer, Message::Reset, moment);
                    }
                }
            }
            _ => {}
        }
    }

    /// The socket's own address.
    pub(crate) fn local(&self, descriptor: i32) -> Result<Address, Fault> {
        Ok(self.socket(self.id(descriptor)?)?.local.clone())
    }

    /// The address at the connection's other end.
    pub(crate) fn remote(&self, descriptor: i32) -> Result<Address, Fault> {
        match &self.socket(self.id(descriptor)?)?.kind {
            Kind::Stream(stream) if !stream.connecting && !stream.is_over() => {
                Ok(stream.remote.clone())
            }
            Kind::Datagram {
                peer: Some(peer), ..
            } => Ok(peer.clone()),
            _ => Err(Fault::NotConnected),
        }
    }

    /// `SO_ERROR`: told once.
    pub(crate) fn take_error(&mut self, descriptor: i32) -> Result<Option<Fault>, Fault> {
        let id = self.id(descriptor)?;
        Ok(match &mut self.socket_mut(id)?.kind {
            Kind::Stream(stream) => stream.error.take(),
            _ => None,
        })
    }

    /// `SO_SNDBUF` and `SO_RCVBUF`, in bytes.
    pub(crate) fn buffers(&self, descriptor: i32) -> Result<(usize, usize), Fault> {
        let socket = self.socket(self.id(descriptor)?)?;
        Ok((socket.send_buffer, socket.receive_buffer))
    }

    /// Sets what the socket holds back for its peer, from now on.
    pub(crate) fn set_buffers(
        &mut self,
        descriptor: i32,
        send: usize,
        receive: usize,
    ) -> Result<(), Fault> {
        let id = self.id(descriptor)?;
        let socket = self.socket_mut(id)?;
        (socket.send_buffer, socket.receive_buffer) = (send, receive);
        if let Kind::Stream(stream) = &socket.kind {
            let peer = stream.peer;
            self.measure(id);
            self.measure(peer);
        }
        Ok(())
    }

    /// Finds how much a socket may send before its peer reads.
    pub(super) fn measure(&mut self, id: Id) {
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
            stream.room = socket.send_buffer.saturating_add(theirs);
        }
    }
}
