//! The whole event log of one small run.

use std::cell::RefCell;

use futures::executor::block_on;
use interleave_executor::{Executor, Reactor, VirtualClock, run};

#[test]
fn a_kitchen() {
    let executor: RefCell<Executor<&str>> = RefCell::default();
    let clock = VirtualClock::new();
    executor.borrow_mut().schedule("cook");
    executor.borrow_mut().schedule("guest");
    let alarm = executor.borrow_mut().schedule_at(500, "alarm");

    let mut log = Vec::new();
    block_on(run(&executor, &clock, |_, job| {
        let turn = executor.borrow().turn();
        log.push(format!("turn {turn}, {}: {job} begins", clock.now()));
        clock.advance(10); // the cost of a step
        match job {
            "cook" => {
                executor.borrow_mut().schedule_at(300, "toast");
                executor.borrow_mut().schedule_at(300, "eggs");
                executor.borrow_mut().schedule_at(15, "coffee");
            }
            "guest" => {
                executor.borrow_mut().schedule("read");
            }
            "eggs" => assert_eq!(executor.borrow_mut().cancel(alarm), Some("alarm")),
            _ => {}
        }
        let ready = executor.borrow().ready_len();
        let armed = executor.borrow().timers_len();
        log.push(format!("{}: {ready} ready, {armed} armed", clock.now()));
    }));

    assert_eq!(
        log,
        [
            "turn 1, 0: cook begins",
            "10: 1 ready, 4 armed",
            "turn 1, 10: guest begins",
            "20: 1 ready, 4 armed",
            // Coffee is due already, and comes behind what was ready before.
            "turn 2, 20: read begins",
            "30: 1 ready, 3 armed",
            "turn 2, 30: coffee begins",
            "40: 0 ready, 3 armed",
            "turn 3, 300: toast begins",
            "310: 1 ready, 1 armed",
            "turn 3, 310: eggs begins",
            "320: 0 ready, 0 armed",
        ]
    );
}
