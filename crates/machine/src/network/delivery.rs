//! The delivery of packets.

use super::{
    Address, EventContext, Message, Micros, Network, Packet, SocketId,
    socket::{Kind, Socket, Stream},
};
use crate::Errno;

impl<C: Copy> Network<C> {
    /// Delivers the packets that are due at `now`.
    pub fn deliver(&mut self, now: Micros) {
        while let Some(entry) = self.packets.first_entry()
            && entry.key().0 <= now
        {
            let (time, _) = *entry.key();
            let packet = entry.remove();
            self.receive_packet(packet, time);
        }
    }

    fn receive_packet(&mut self, packet: Packet<C>, now: Micros) {
        let Packet {
            from,
            to,
            message,
            cause,
        } = packet;
        let context = EventContext { now, cause };
        match message {
            Message::Connect(address) => self.request_connection(from, &address, context),
            Message::Datagram(sender, address, data) => {
                let receiver = self
                    .sockets
                    .iter_mut()
                    .find(|(_, socket)| {
                        matches!(socket.kind, Kind::Datagram { .. }) && socket.local.takes(&address)
                    })
                    .map(|(&id, socket)| (id, &mut socket.kind));
                if let Some((id, Kind::Datagram { inbox, .. })) = receiver {
                    inbox.push_back((sender, data));
                    self.notify(id, cause);
                }
            }
            message => {
                let Some(Kind::Stream(stream)) =
                    self.sockets.get_mut(&to).map(|socket| &mut socket.kind)
                else {
                    // The receiver is closed.
                    if matches!(message, Message::Data(_)) {
                        self.send_packet(to, from, Message::Reset, context);
                    }
                    return;
                };
                match message {
                    Message::Accepted(peer) => {
                        stream.peer = peer;
                        stream.connecting = false;
                        self.update_window(to);
                        self.update_window(peer);
                    }
                    Message::Refused => stream.reset(Errno::ECONNREFUSED),
                    Message::Reset => stream.reset(Errno::ECONNRESET),
                    Message::Gone(error) => stream.lose(error),
                    Message::Data(data) => stream.inbox.extend(data),
                    Message::Read(count) => {
                        stream.outstanding = stream.outstanding.saturating_sub(count);
                    }
                    Message::End => stream.ended = true,
                    Message::Connect(_) | Message::Datagram(..) => {}
                }
                self.notify(to, cause);
            }
        }
    }

    /// A connection is asked for: it enters the listener's backlog, or is refused.
    fn request_connection(&mut self, from: SocketId, address: &Address, context: EventContext<C>) {
        let Ok(client) = self.socket(from).map(|socket| socket.local.clone()) else {
            return;
        };
        let Some(listener) = self.listener(address) else {
            self.send_packet(from, from, Message::Refused, context);
            return;
        };
        let accepted = self.add(Socket::new(
            Kind::Stream(Stream::new(from, client)),
            address.clone(),
        ));
        if let Some(Socket {
            kind: Kind::Listener(queue),
            ..
        }) = self.sockets.get_mut(&listener)
        {
            queue.push_back(accepted);
        }
        self.notify(listener, context.cause);
        self.send_packet(accepted, from, Message::Accepted(accepted), context);
    }
}
