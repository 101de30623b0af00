//! The whole event log of one small run, told by the probe.

use std::cell::RefCell;

use futures::executor::block_on;
use interleave_executor::{Executor, JobId, Micros, Probe, VirtualClock, run};

/// Writes a line for everything it is told.
#[derive(Default)]
struct Log(Vec<String>);

impl Probe<&'static str> for Log {
    fn scheduled(&mut self, now: Micros, _: JobId, job: &&'static str) {
        self.0.push(format!("{now}: {job} scheduled"));
    }
    fn timer_armed(&mut self, deadline: Micros, _: JobId, job: &&'static str) {
        self.0.push(format!("{job} armed for {deadline}"));
    }
    fn timer_fired(&mut self, now: Micros, _: JobId, job: &&'static str) {
        self.0.push(format!("{now}: {job} fired"));
    }
    fn turn_begins(&mut self, now: Micros, turn: u32) {
        self.0.push(format!("{now}: turn {turn}"));
    }
    fn step_begins(&mut self, _: JobId, job: &&'static str) {
        self.0.push(format!("{job} {{"));
    }
    fn step_ends(&mut self, now: Micros, _: JobId) {
        self.0.push(format!("}} {now}"));
    }
    fn idle(&mut self, now: Micros, until: Option<Micros>) {
        self.0.push(format!("{now}: idle until {until:?}"));
    }
    fn cancelled(&mut self, _: JobId, job: &&'static str) {
        self.0.push(format!("{job} cancelled"));
    }
}

#[test]
fn a_kitchen() {
    let executor: RefCell<Executor<&str, Log>> = RefCell::default();
    let clock = VirtualClock::new();
    executor.borrow_mut().schedule(0, "cook");
    executor.borrow_mut().schedule(0, "guest");
    let alarm = executor.borrow_mut().schedule_at(500, "alarm");

    block_on(run(&executor, &clock, |_, job| {
        clock.advance(10); // the price of a step
        match job {
            "cook" => {
                executor.borrow_mut().schedule_at(300, "toast");
                executor.borrow_mut().schedule_at(300, "eggs");
                executor.borrow_mut().schedule_at(15, "coffee");
            }
            "guest" => {
                executor.borrow_mut().schedule(20, "read");
            }
            "eggs" => {
                executor.borrow_mut().cancel(alarm);
            }
            _ => {}
        }
    }));

    assert_eq!(
        executor.into_inner().probe().0,
        [
            "0: cook scheduled",
            "0: guest scheduled",
            "alarm armed for 500",
            "0: turn 1",
            "cook {",
            "toast armed for 300",
            "eggs armed for 300",
            "coffee armed for 15",
            "} 10",
            "guest {",
            "20: read scheduled",
            "} 20",
            // Coffee is due already, and comes behind what was ready before.
            "20: turn 2",
            "20: coffee fired",
            "read {",
            "} 30",
            "coffee {",
            "} 40",
            "40: idle until Some(300)",
            "300: turn 3",
            "300: toast fired",
            "300: eggs fired",
            "toast {",
            "} 310",
            "eggs {",
            "alarm cancelled",
            "} 320",
        ]
    );
}
