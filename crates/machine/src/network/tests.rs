use super::{
    Address, Cause, EpollOperation, EventContext, Family, Network,
    socket::{IN, OUT},
};
use crate::Errno;

/// Who makes the calls of these tests.
const CALLER: u8 = 7;

fn at(now: u64) -> EventContext<u8> {
    EventContext::of_call(now, CALLER)
}

fn here(port: u16) -> Address {
    Address {
        family: Family::Inet,
        host: "127.0.0.1".to_owned(),
        port,
    }
}

/// A listener, a client and the connection it got, on a network of this latency.
fn connected(latency: u64) -> (Network<u8>, i32, i32, i32) {
    let mut net = Network::new(latency);
    let listener = net.open(Family::Inet, false);
    net.bind(listener, here(80)).unwrap();
    net.listen(listener).unwrap();
    let client = net.open(Family::Inet, false);
    assert_eq!(
        net.connect(client, here(80), at(0)),
        Err(Errno::EINPROGRESS)
    );
    net.deliver(2 * latency);
    let (server, from) = net.accept(listener).unwrap();
    assert_eq!(net.local(client), Ok(from));
    (net, listener, client, server)
}

#[test]
fn bytes_arrive_in_order_after_the_latency() {
    let (mut net, _, client, server) = connected(5);
    assert_eq!(net.send(client, b"ab", at(20)), Ok(2));
    assert_eq!(net.send(client, b"c", at(21)), Ok(1));
    net.deliver(24);
    assert_eq!(net.receive(server, 10, false, at(24)), Err(Errno::EAGAIN));
    net.deliver(25);
    assert_eq!(net.receive(server, 10, true, at(25)).unwrap(), b"ab");
    net.deliver(26);
    assert_eq!(net.receive(server, 2, false, at(26)).unwrap(), b"ab");
    assert_eq!(net.receive(server, 10, false, at(26)).unwrap(), b"c");
}

#[test]
fn a_full_buffer_blocks_until_the_peer_reads() {
    let (mut net, _, client, server) = connected(0);
    net.set_buffers(client, 10, 10).unwrap();
    net.set_buffers(server, 10, 10).unwrap();
    let data = [1; 30];
    assert_eq!(net.send(client, &data, at(0)), Ok(20));
    assert_eq!(net.send(client, &data, at(0)), Err(Errno::EAGAIN));
    net.deliver(0);
    assert_eq!(net.receive(server, 12, false, at(0)).unwrap().len(), 12);
    net.deliver(0);
    assert_eq!(net.send(client, &data, at(0)), Ok(12));
}

#[test]
fn the_end_comes_after_the_data_and_only_one_way() {
    let (mut net, _, client, server) = connected(0);
    net.send(client, b"x", at(0)).unwrap();
    net.shut_down(client, false, true, at(0)).unwrap();
    net.deliver(0);
    assert_eq!(net.receive(server, 9, false, at(0)).unwrap(), b"x");
    assert_eq!(net.receive(server, 9, false, at(0)).unwrap(), b"");
    assert_eq!(net.send(client, b"y", at(0)), Err(Errno::EPIPE));
    assert_eq!(net.send(server, b"z", at(0)), Ok(1));
    net.deliver(0);
    assert_eq!(net.receive(client, 9, false, at(0)).unwrap(), b"z");
}

#[test]
fn closing_with_unread_data_resets() {
    let (mut net, _, client, server) = connected(0);
    net.send(client, b"x", at(0)).unwrap();
    net.deliver(0);
    net.close(server, at(0)).unwrap();
    net.deliver(0);
    assert_eq!(net.receive(client, 9, false, at(0)), Err(Errno::ECONNRESET));
    assert_eq!(net.receive(client, 9, false, at(0)).unwrap(), b"");
    assert_eq!(net.send(client, b"y", at(0)), Err(Errno::EPIPE));
}

#[test]
fn writing_to_one_who_has_gone_breaks_the_pipe_at_the_second_try() {
    let (mut net, _, client, server) = connected(0);
    net.close(server, at(0)).unwrap();
    net.deliver(0);
    assert_eq!(net.send(client, b"x", at(0)), Ok(1));
    net.deliver(0);
    assert_eq!(net.send(client, b"x", at(0)), Err(Errno::EPIPE));
}

#[test]
fn nobody_listens_and_nothing_leaves() {
    let mut net = Network::<u8>::default();
    let client = net.open(Family::Inet, false);
    let epoll = net.epoll_create();
    assert_eq!(
        net.connect(client, here(81), at(0)),
        Err(Errno::EINPROGRESS)
    );
    net.epoll_control(epoll, client, EpollOperation::Add(OUT))
        .unwrap();
    assert_eq!(net.epoll_wait(epoll, 0).len(), 1);
    assert_eq!(net.take_error(client), Ok(Some(Errno::ECONNREFUSED)));
    assert_eq!(net.take_error(client), Ok(None));
    let other = net.open(Family::Inet, false);
    let abroad = Address {
        host: "10.0.0.1".to_owned(),
        ..here(80)
    };
    assert_eq!(net.connect(other, abroad, at(0)), Err(Errno::ENETUNREACH));
}

#[test]
fn what_became_ready_first_is_told_first_and_then_goes_to_the_back() {
    let (mut net, _, client, server) = connected(0);
    let epoll = net.epoll_create();
    net.epoll_control(epoll, client, EpollOperation::Add(IN))
        .unwrap();
    net.epoll_control(epoll, server, EpollOperation::Add(IN))
        .unwrap();
    let order = |net: &mut Network<u8>| -> Vec<i32> {
        net.epoll_wait(epoll, 9)
            .into_iter()
            .map(|ready| ready.descriptor)
            .collect()
    };
    assert!(order(&mut net).is_empty());
    assert_eq!(net.next_poll(epoll, 9), None);
    net.send(client, b"x", at(9)).unwrap();
    net.send(server, b"x", at(9)).unwrap();
    assert_eq!(net.next_poll(epoll, 9), Some(9));
    assert_eq!(order(&mut net), [server, client]);
    // Level-triggered: both are still ready.
    assert_eq!(order(&mut net), [server, client]);
    net.receive(server, 9, false, at(9)).unwrap();
    assert_eq!(order(&mut net), [client]);
    net.send(client, b"x", at(9)).unwrap();
    assert_eq!(order(&mut net), [client, server]);
}

#[test]
fn an_address_is_taken_while_somebody_listens_there() {
    let (mut net, listener, ..) = connected(0);
    let other = net.open(Family::Inet, false);
    assert_eq!(net.bind(other, here(80)), Err(Errno::EADDRINUSE));
    net.close(listener, at(0)).unwrap();
    assert_eq!(net.bind(other, here(80)), Ok(()));
}

#[test]
fn datagrams_keep_their_bounds_and_tell_who_sent_them() {
    let mut net = Network::<u8>::default();
    let server = net.open(Family::Inet, true);
    net.bind(server, here(53)).unwrap();
    let client = net.open(Family::Inet, true);
    net.connect(client, here(53), at(0)).unwrap();
    net.send(client, b"first", at(0)).unwrap();
    net.send(client, b"second", at(0)).unwrap();
    net.deliver(0);
    let (data, from) = net.receive_from(server, 100).unwrap();
    assert_eq!(data, b"first");
    net.send_to(server, b"answer", from, at(0)).unwrap();
    net.deliver(0);
    assert_eq!(net.receive(client, 3, false, at(0)).unwrap(), b"ans");
    assert_eq!(net.receive_from(server, 100).unwrap().0, b"second");
}

/// What made the only ready socket of an epoll instance ready, `now`.
fn cause(net: &mut Network<u8>, epoll: u64, now: u64) -> Cause<u8> {
    let ready = net.epoll_wait(epoll, now);
    assert_eq!(ready.len(), 1);
    ready[0].cause
}

#[test]
fn a_socket_tells_what_made_it_ready() {
    for (latency, expected) in [(0, Cause::Call(CALLER)), (5, Cause::Arrival)] {
        let (mut net, _, client, server) = connected(latency);
        let epoll = net.epoll_create();
        let readable = EpollOperation::Add(IN);
        net.epoll_control(epoll, server, readable).unwrap();
        net.send(client, b"x", at(20)).unwrap();
        assert_eq!(cause(&mut net, epoll, 20 + latency), expected);
    }
    let mut net = Network::<u8>::new(5);
    let epoll = net.epoll_create();
    let fresh = net.open(Family::Inet, false);
    let writable = EpollOperation::Add(OUT);
    net.epoll_control(epoll, fresh, writable).unwrap();
    assert_eq!(cause(&mut net, epoll, 0), Cause::Creation);
    // A path has no latency.
    let (one, other) = net.pair();
    net.epoll_control(epoll, fresh, EpollOperation::Delete)
        .unwrap();
    net.epoll_control(epoll, other, EpollOperation::Add(IN))
        .unwrap();
    net.send(one, b"x", at(9)).unwrap();
    assert_eq!(cause(&mut net, epoll, 9), Cause::Call(CALLER));
}

#[test]
fn an_armed_epoll_is_woken_once() {
    let (mut net, _, client, server) = connected(0);
    let (armed, other) = (net.epoll_create(), net.epoll_create());
    for epoll in [armed, other] {
        net.epoll_control(epoll, server, EpollOperation::Add(IN))
            .unwrap();
    }
    net.arm_wakeup(armed);
    net.send(client, b"x", at(1)).unwrap();
    assert!(net.take_wakeups().is_empty());
    net.deliver(1);
    assert_eq!(net.take_wakeups().into_iter().collect::<Vec<_>>(), [armed]);
    net.receive(server, 1, false, at(1)).unwrap();
    assert!(!net.has_ready(armed, 1));
    net.send(client, b"x", at(2)).unwrap();
    net.deliver(2);
    assert!(net.take_wakeups().is_empty());
    assert!(net.has_ready(armed, 2));
}

#[test]
fn an_interest_list_holds_a_socket_once() {
    let mut net = Network::<u8>::default();
    let epoll = net.epoll_create();
    let socket = net.open(Family::Inet, false);
    let mut control = |operation| net.epoll_control(epoll, socket, operation);
    assert_eq!(control(EpollOperation::Modify(IN)), Err(Errno::ENOENT));
    assert_eq!(control(EpollOperation::Delete), Err(Errno::ENOENT));
    assert_eq!(control(EpollOperation::Add(IN)), Ok(()));
    assert_eq!(control(EpollOperation::Add(OUT)), Err(Errno::EEXIST));
    assert_eq!(control(EpollOperation::Modify(OUT)), Ok(()));
    assert_eq!(net.epoll_wait(epoll, 0)[0].events & (IN | OUT), OUT);
    net.close(socket, at(0)).unwrap();
    assert!(net.epoll_wait(epoll, 0).is_empty());
    net.epoll_close(epoll);
    let other = net.open(Family::Inet, false);
    let readable = EpollOperation::Add(IN);
    assert_eq!(net.epoll_control(epoll, other, readable), Err(Errno::EBADF));
}

#[test]
fn a_path_is_connected_at_once_or_not_at_all() {
    let path = |host: &str| Address {
        family: Family::Unix,
        host: host.to_owned(),
        port: 0,
    };
    let mut net = Network::<u8>::new(5);
    let server = net.open(Family::Unix, false);
    let client = net.open(Family::Unix, false);
    assert_eq!(net.connect(client, path("/s"), at(0)), Err(Errno::ENOENT));
    net.bind(server, path("/s")).unwrap();
    assert_eq!(
        net.connect(client, path("/s"), at(0)),
        Err(Errno::ECONNREFUSED)
    );
    assert_eq!(net.listening_address(), None);
    net.listen(server).unwrap();
    assert_eq!(net.listening_address(), Some(&path("/s")));
    assert_eq!(net.connect(client, path("/s"), at(0)), Ok(()));
    assert!(net.accept(server).is_ok());
    assert_eq!(net.accept(server), Err(Errno::EAGAIN));
    let datagrams = net.open(Family::Unix, true);
    assert_eq!(
        net.send_to(datagrams, b"x", path("/s"), at(0)),
        Err(Errno::EPROTOTYPE)
    );
}
