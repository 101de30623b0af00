//! What happens when something arrives.

use interleave_executor::Micros;

use super::{
    Address, Fault, Id, Message, Moment, Network, Packet,
    socket::{Kind, Socket, Stream},
};

impl Network {
    /// Lets arrive what is due.
    pub(crate) fn deliver(&mut self, now: Micros) {
        while let Some(entry) = self.packets.first_entry()
            && entry.key().0 <= now
        {
            let (time, _) = *entry.key();
            let packet = entry.remove();
            self.arrive(packet, time);
        }
    }

    fn arrive(&mut self, packet: Packet, now: Micros) {
        let Packet {
            from,
            to,
            message,
            cause,
        } = packet;
        let moment = Moment { now, cause };
        match message {
            Message::Connect(address) => self.asked(from, &address, moment),
            Message::Datagram(sender, address, data) => {
                let taker = self
                    .sockets
                    .iter_mut()
                    .find(|(_, socket)| {
                        matches!(socket.kind, Kind::Datagram { .. }) && socket.local.takes(&address)
                    })
                    .map(|(&id, socket)| (id, &mut socket.kind));
                if let Some((id, Kind::Datagram { inbox, .. })) = taker {
                    inbox.push_back((sender, data));
                    self.changed(id, cause);
                }
            }
            message => {
                let Some(Kind::Stream(stream)) =
                    self.sockets.get_mut(&to).map(|socket| &mut socket.kind)
                else {
                    // Data for one who is gone.
                    if matches!(message, Message::Data(_)) {
                        self.send_packet(to, from, Message::Reset, moment);
                    }
                    return;
                };
                match message {
                    Message::Accepted(peer) => {
                        stream.peer = peer;
                        stream.connecting = false;
                        self.measure(to);
                        self.measure(peer);
                    }
                    Message::Refused => stream.reset(Fault::Refused),
                    Message::Reset => stream.reset(Fault::Reset),
                    Message::Data(data) => stream.inbox.extend(data),
                    Message::Read(count) => {
                        stream.outstanding = stream.outstanding.saturating_sub(count);
                    }
                    Message::End => stream.ended = true,
                    Message::Connect(_) | Message::Datagram(..) => {}
                }
                self.changed(to, cause);
            }
        }
    }

    /// Somebody asks for a connection.
    fn asked(&mut self, from: Id, address: &Address, moment: Moment) {
        let Ok(client) = self.socket(from).map(|socket| socket.local.clone()) else {
            return;
        };
        let Some(listener) = self.listener(address) else {
            self.send_packet(from, from, Message::Refused, moment);
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
        self.changed(listener, moment.cause);
        self.send_packet(accepted, from, Message::Accepted(accepted), moment);
    }
}
