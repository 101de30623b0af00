use interleave_trace::Waker;

use super::{Address, Family, Fault, Moment, Network, socket::IN, socket::OUT};

fn at(now: u64) -> Moment {
    Moment {
        now,
        cause: Waker::Task(7),
    }
}

fn here(port: u16) -> Address {
    Address {
        family: Family::Inet,
        host: "127.0.0.1".to_owned(),
        port,
    }
}

/// A listener, a client and the connection it got, on a network of this latency.
fn connected(latency: u64) -> (Network, i32, i32, i32) {
    let mut net = Network::new(latency);
    let listener = net.open(Family::Inet, false);
    net.bind(listener, here(80)).unwrap();
    net.listen(listener).unwrap();
    let client = net.open(Family::Inet, false);
    assert_eq!(net.connect(client, here(80), at(0)), Err(Fault::InProgress));
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
    assert_eq!(
        net.receive(server, 10, false, at(24)),
        Err(Fault::WouldBlock)
    );
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
    assert_eq!(net.send(client, &data, at(0)), Err(Fault::WouldBlock));
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
    assert_eq!(net.send(client, b"y", at(0)), Err(Fault::BrokenPipe));
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
    assert_eq!(net.receive(client, 9, false, at(0)), Err(Fault::Reset));
    assert_eq!(net.receive(client, 9, false, at(0)).unwrap(), b"");
    assert_eq!(net.send(client, b"y", at(0)), Err(Fault::BrokenPipe));
}

#[test]
fn writing_to_one_who_has_gone_breaks_the_pipe_at_the_second_try() {
    let (mut net, _, client, server) = connected(0);
    net.close(server, at(0)).unwrap();
    net.deliver(0);
    assert_eq!(net.send(client, b"x", at(0)), Ok(1));
    net.deliver(0);
    assert_eq!(net.send(client, b"x", at(0)), Err(Fault::BrokenPipe));
}

#[test]
fn nobody_listens_and_nothing_leaves() {
    let mut net = Network::default();
    let client = net.open(Family::Inet, false);
    let watch = net.open_watch();
    assert_eq!(net.connect(client, here(81), at(0)), Err(Fault::InProgress));
    net.watch(watch, client, false, Some(OUT)).unwrap();
    assert_eq!(net.poll(watch, 0).len(), 1);
    assert_eq!(net.take_error(client), Ok(Some(Fault::Refused)));
    assert_eq!(net.take_error(client), Ok(None));
    let other = net.open(Family::Inet, false);
    let abroad = Address {
        host: "10.0.0.1".to_owned(),
        ..here(80)
    };
    assert_eq!(net.connect(other, abroad, at(0)), Err(Fault::Unreachable));
}

#[test]
fn what_became_ready_first_is_told_first_and_then_goes_to_the_back() {
    let (mut net, _, client, server) = connected(0);
    let watch = net.open_watch();
    net.watch(watch, client, false, Some(IN)).unwrap();
    net.watch(watch, server, false, Some(IN)).unwrap();
    let order = |net: &mut Network| -> Vec<i32> {
        net.poll(watch, 9).into_iter().map(|(fd, ..)| fd).collect()
    };
    assert!(order(&mut net).is_empty());
    assert_eq!(net.next(watch, 9), None);
    net.send(client, b"x", at(9)).unwrap();
    net.send(server, b"x", at(9)).unwrap();
    assert_eq!(net.next(watch, 9), Some(9));
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
    assert_eq!(net.bind(other, here(80)), Err(Fault::AddressInUse));
    net.close(listener, at(0)).unwrap();
    assert_eq!(net.bind(other, here(80)), Ok(()));
}

#[test]
fn datagrams_keep_their_bounds_and_tell_who_sent_them() {
    let mut net = Network::default();
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
