//! The network on random sequences of calls: a connection beside a model of two pipes, and
//! calls that make no sense.

#![forbid(unsafe_code)]

use std::collections::VecDeque;

use interleave_machine::{Address, EpollOperation, Errno, EventContext, Family, Network};
use proptest::prelude::*;

fn at(now: u64) -> EventContext<()> {
    EventContext::of_call(now, ())
}

fn address(family: u8, port: u16) -> Address {
    let (family, host) = match family % 4 {
        0 => (Family::Inet, "127.0.0.1"),
        1 => (Family::Inet, "0.0.0.0"),
        2 => (Family::Inet6, "::1"),
        _ => (Family::Unix, "/tmp/socket"),
    };
    let port = if family == Family::Unix { 0 } else { port };
    Address {
        family,
        host: host.to_owned(),
        port,
    }
}

/// One direction of a connection.
#[derive(Default)]
struct Pipe {
    /// What was sent and not read, with the time of its arrival.
    bytes: VecDeque<(u64, u8)>,
    /// When the end arrives, once it was sent.
    end: Option<u64>,
    /// What the reader read, with the time when the sender learns of it.
    read: Vec<(u64, usize)>,
}

impl Pipe {
    /// How many more bytes it takes.
    fn room(&mut self, now: u64, window: usize) -> usize {
        self.read.retain(|&(known, _)| known > now);
        let unknown: usize = self.read.iter().map(|&(_, count)| count).sum();
        window - self.bytes.len() - unknown
    }
}

#[derive(Clone, Debug)]
enum Action {
    Send(bool, Vec<u8>),
    Receive(bool, usize, bool),
    End(bool),
    Wait(u64),
}

fn action() -> impl Strategy<Value = Action> {
    let side = any::<bool>;
    prop_oneof![
        4 => (side(), prop::collection::vec(any::<u8>(), 0..20))
            .prop_map(|(side, bytes)| Action::Send(side, bytes)),
        4 => (side(), 1..30_usize, prop::bool::weighted(0.2))
            .prop_map(|(side, most, peek)| Action::Receive(side, most, peek)),
        1 => side().prop_map(Action::End),
        3 => (0..10_u64).prop_map(Action::Wait),
    ]
}

/// What each of the two may send before the other reads.
const WINDOW: usize = 30;

proptest! {
    #[test]
    fn a_connection_does_what_two_pipes_do(
        latency in 0..8_u64,
        actions in prop::collection::vec(action(), 0..80),
    ) {
        let mut net = Network::new(latency);
        let listener = net.open(Family::Inet, false);
        prop_assert_eq!(net.bind(listener, address(0, 80)), Ok(()));
        prop_assert_eq!(net.listen(listener), Ok(()));
        let client = net.open(Family::Inet, false);
        prop_assert_eq!(net.connect(client, address(0, 80), at(0)), Err(Errno::EINPROGRESS));
        let mut now = 2 * latency;
        net.deliver(now);
        let (server, _) = net.accept(listener).expect("a connection");
        for end in [client, server] {
            prop_assert_eq!(net.set_buffers(end, WINDOW / 2, WINDOW / 2), Ok(()));
        }
        let sockets = [client, server];
        // What each of them sends.
        let mut pipes = [Pipe::default(), Pipe::default()];
        for action in actions {
            net.deliver(now);
            match action {
                Action::Wait(time) => now += time,
                Action::Send(side, bytes) => {
                    let (socket, pipe) = (sockets[usize::from(side)], &mut pipes[usize::from(side)]);
                    let room = pipe.room(now, WINDOW);
                    let expected = match () {
                        () if pipe.end.is_some() => Err(Errno::EPIPE),
                        () if room == 0 && !bytes.is_empty() => Err(Errno::EAGAIN),
                        () => Ok(bytes.len().min(room)),
                    };
                    prop_assert_eq!(net.send(socket, &bytes, at(now)), expected);
                    let taken = bytes.iter().take(expected.unwrap_or(0));
                    pipe.bytes.extend(taken.map(|&byte| (now + latency, byte)));
                }
                Action::Receive(side, most, peek) => {
                    let (socket, pipe) = (sockets[usize::from(side)], &mut pipes[usize::from(!side)]);
                    let arrived = pipe.bytes.iter().take_while(|&&(time, _)| time <= now);
                    let arrived: Vec<u8> = arrived.map(|&(_, byte)| byte).take(most).collect();
                    let is_over = pipe.end.is_some_and(|end| end <= now);
                    let expected = match arrived.is_empty() {
                        true if !is_over => Err(Errno::EAGAIN),
                        _ => Ok(arrived.clone()),
                    };
                    prop_assert_eq!(net.receive(socket, most, peek, at(now)), expected);
                    if !peek {
                        pipe.bytes.drain(..arrived.len());
                        pipe.read.push((now + latency, arrived.len()));
                    }
                }
                Action::End(side) => {
                    let pipes_are_over = pipes[usize::from(side)].end.is_some()
                        && pipes[usize::from(!side)].end.is_some_and(|end| end <= now);
                    let expected = if pipes_are_over { Err(Errno::ENOTCONN) } else { Ok(()) };
                    let socket = sockets[usize::from(side)];
                    prop_assert_eq!(net.shut_down(socket, false, true, at(now)), expected);
                    pipes[usize::from(side)].end.get_or_insert(now + latency);
                }
            }
        }
    }

    #[test]
    fn no_call_panics(
        latency in prop::sample::select(vec![0, 3, u64::MAX]),
        calls in prop::collection::vec(any::<(u8, u8, u8, u16)>(), 0..100),
    ) {
        let mut net = Network::new(latency);
        let epoll = net.epoll_create();
        let mut now = 0_u64;
        for (call, one, other, number) in calls {
            let socket = i32::from(one % 12) + 5;
            let port = number % 3 + 79;
            let _ = match call % 20 {
                0 => {
                    net.open(address(other, 0).family, one.is_multiple_of(2));
                    Ok(())
                }
                1 => {
                    net.pair();
                    Ok(())
                }
                2 => net.bind(socket, address(other, if number.is_multiple_of(4) { 0 } else { port })),
                3 => net.listen(socket),
                4 => net.connect(socket, address(other, port), at(now)),
                5 => net.accept(socket).map(drop),
                6 | 7 => net.send(socket, &vec![one; usize::from(number)], at(now)).map(drop),
                8 => net
                    .send_to(socket, &vec![one; usize::from(number)], address(other, port), at(now))
                    .map(drop),
                9 | 10 => net
                    .receive(socket, usize::from(number), other.is_multiple_of(2), at(now))
                    .map(drop),
                11 => net.receive_from(socket, usize::from(number)).map(drop),
                12 => net.shut_down(socket, other.is_multiple_of(2), other.is_multiple_of(3), at(now)),
                13 => net.close(socket, at(now)),
                14 => net.take_error(socket).map(drop),
                15 => net.set_buffers(
                    socket,
                    [0, usize::MAX, 10][usize::from(other % 3)],
                    [usize::MAX, 0, 1][usize::from(number % 3)],
                ),
                16 => net.epoll_control(epoll, socket, EpollOperation::Add(u32::from(other))),
                17 => net.epoll_control(epoll, socket, EpollOperation::Modify(u32::from(other))),
                18 => {
                    net.arm_wakeup(epoll);
                    net.epoll_wait(epoll, now);
                    net.take_wakeups();
                    Ok(())
                }
                _ => {
                    now = now.saturating_add(u64::from(number));
                    net.deliver(now);
                    Ok(())
                }
            };
            let _ = (net.local(socket), net.remote(socket), net.buffers(socket));
            let _ = (net.next_poll(epoll, now), net.listening_address());
        }
    }
}
