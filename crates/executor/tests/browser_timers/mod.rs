//! What `BrowserTimers` must do, in whatever kind of page.
//!
//! Timeouts are never early and often late, on a busy machine by much: the lower
//! bounds here are exact, the upper ones generous.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use interleave_executor::{BrowserTimers, Executor, Micros, Reactor, run};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;

/// How late a timeout may be, in ms.
const LATE: f64 = 1_500.0;
/// A deadline that no test reaches at its own pace: ten minutes.
const FAR: Micros = 600_000_000;

/// The browser's own clock, in ms.
fn real_now() -> f64 {
    let now = Function::new_no_args("return performance.now()").call0(&JsValue::NULL);
    now.ok()
        .and_then(|now| now.as_f64())
        .expect("every page has a clock")
}

/// Waits by the browser's own means.
async fn sleep(ms: f64) {
    let sleep = Function::new_with_args("ms", "return new Promise(done => setTimeout(done, ms))");
    let promise: Promise = sleep
        .call1(&JsValue::NULL, &ms.into())
        .expect("it can wait")
        .unchecked_into();
    JsFuture::from(promise).await.expect("it is only resolved");
}

/// Counts its wakes.
#[derive(Default)]
struct Counter(AtomicU32);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Counter {
    fn wakes(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

fn poll(timers: &BrowserTimers, counter: &Arc<Counter>, deadline: Option<Micros>) -> Poll<()> {
    let waker = Waker::from(Arc::clone(counter));
    timers.poll_until(&mut Context::from_waker(&waker), deadline)
}

/// An executor whose jobs are names, running in the background.
struct Background {
    executor: Rc<RefCell<Executor<&'static str>>>,
    timers: Rc<BrowserTimers>,
    /// Which jobs ran, and when by the loop's clock.
    ran: Rc<RefCell<Vec<(&'static str, Micros)>>>,
    done: Rc<RefCell<bool>>,
}

impl Background {
    /// Arms a timer for each of `jobs` and starts to run.
    fn start(jobs: &[(&'static str, Micros)]) -> Self {
        let background = Self {
            executor: Rc::default(),
            timers: Rc::default(),
            ran: Rc::default(),
            done: Rc::default(),
        };
        for &(job, deadline) in jobs {
            background.executor.borrow_mut().schedule_at(deadline, job);
        }
        let executor = Rc::clone(&background.executor);
        let timers = Rc::clone(&background.timers);
        let ran = Rc::clone(&background.ran);
        let done = Rc::clone(&background.done);
        spawn_local(async move {
            let step = |_, job| ran.borrow_mut().push((job, timers.now()));
            run(&executor, &*timers, step).await;
            done.replace(true);
        });
        background
    }

    /// Waits until nothing is left; returns the names of what ran.
    async fn finish(&self) -> Vec<&'static str> {
        let start = real_now();
        while !*self.done.borrow() {
            assert!(real_now() - start < LATE, "still running");
            sleep(5.0).await;
        }
        self.names()
    }

    fn names(&self) -> Vec<&'static str> {
        self.ran.borrow().iter().map(|&(job, _)| job).collect()
    }
}

#[wasm_bindgen_test]
async fn timers_fire_in_order_and_on_time() {
    let jobs = [("c", 60_000), ("a", 20_000), ("b", 20_000), ("d", 120_000)];
    let start = real_now();
    let background = Background::start(&jobs);
    assert_eq!(background.finish().await, ["a", "b", "c", "d"]);
    let took = real_now() - start;
    assert!((119.0..120.0 + LATE).contains(&took), "took {took} ms");
    for &(job, at) in background.ran.borrow().iter() {
        let deadline = jobs
            .iter()
            .find(|other| other.0 == job)
            .expect("one of them")
            .1;
        assert!(at >= deadline, "{job} ran at {at}");
        assert!(at < deadline + LATE as Micros * 1_000, "{job} ran at {at}");
    }
}

#[wasm_bindgen_test]
async fn speed_scales_the_wait() {
    for (speed, deadline) in [(100.0, 10_000_000), (0.1, 10_000)] {
        let background = Background::start(&[("a", deadline)]);
        background.timers.set_speed(speed);
        assert_eq!(background.timers.speed(), speed);
        let start = real_now();
        background.finish().await;
        let took = real_now() - start;
        // 100 ms both, of which some may pass before and after the marks.
        assert!(
            (80.0..100.0 + LATE).contains(&took),
            "at {speed} it took {took} ms"
        );
    }
}

#[wasm_bindgen_test]
async fn a_new_speed_holds_for_the_wait_under_way_and_does_not_jump() {
    let background = Background::start(&[("a", FAR)]);
    sleep(20.0).await;
    let before = background.timers.now();
    background.timers.set_speed(10_000.0);
    let after = background.timers.now();
    // At 10,000×, a jump would be by minutes; the calls take well under 100 µs × 10,000.
    assert!(
        (before..before + 100_000_000).contains(&after),
        "{before} to {after}"
    );
    assert_eq!(background.finish().await, ["a"]);
}

#[wasm_bindgen_test]
async fn slowing_down_keeps_the_clock() {
    let timers = BrowserTimers::new();
    timers.set_speed(1_000.0);
    sleep(20.0).await;
    let before = timers.now();
    timers.set_speed(0.1);
    let after = timers.now();
    assert!(before >= 19_000_000, "{before}");
    assert!(after >= before, "{before} to {after}");
    sleep(20.0).await;
    let later = timers.now();
    assert!(
        later >= after && later - after < LATE as Micros * 100,
        "{after} to {later}"
    );
}

#[wasm_bindgen_test]
async fn nothing_fires_while_paused() {
    let background = Background::start(&[("a", 2_000_000)]);
    sleep(10.0).await;
    background.timers.pause();
    assert!(background.timers.is_paused());
    let paused_at = background.timers.now();
    assert!(
        paused_at < 2_000_000,
        "this machine is too slow for this test: {paused_at}"
    );
    sleep(120.0).await;
    assert_eq!(background.timers.now(), paused_at);
    background.timers.set_speed(20.0);
    sleep(150.0).await;
    assert_eq!(background.timers.now(), paused_at);
    assert_eq!(background.names(), [""; 0]);
    background.timers.resume();
    assert_eq!(background.finish().await, ["a"]);
    assert!(background.ran.borrow()[0].1 >= 2_000_000);
}

#[wasm_bindgen_test]
async fn a_cancelled_timer_is_not_waited_for() {
    let background = Background::start(&[("a", 20_000)]);
    let id = background.executor.borrow_mut().schedule_at(FAR, "never");
    assert_eq!(background.executor.borrow_mut().cancel(id), Some("never"));
    assert_eq!(background.finish().await, ["a"]);
}

#[wasm_bindgen_test]
async fn polling_again_replaces_the_timeout() {
    let timers = BrowserTimers::new();
    let (first, second) = (Arc::default(), Arc::default());
    assert_eq!(poll(&timers, &first, Some(20_000)), Poll::Pending);
    assert_eq!(poll(&timers, &second, Some(50_000)), Poll::Pending);
    sleep(100.0).await;
    assert_eq!((first.wakes(), second.wakes()), (0, 1));
    assert_eq!(poll(&timers, &second, Some(50_000)), Poll::Ready(()));
}

#[wasm_bindgen_test]
async fn a_ready_wait_leaves_no_timeout_behind() {
    let timers = BrowserTimers::new();
    let counter = Arc::default();
    assert_eq!(poll(&timers, &counter, Some(30_000)), Poll::Pending);
    assert_eq!(poll(&timers, &counter, Some(0)), Poll::Ready(()));
    sleep(60.0).await;
    timers.set_speed(2.0);
    assert_eq!(counter.wakes(), 0);
}

/// A timeout left behind would call a callback that is gone, which is an error
/// that only the page hears.
#[wasm_bindgen_test]
async fn dropping_it_clears_the_timeout() {
    let listen = "self.errors = 0; self.addEventListener('error', () => { self.errors += 1; })";
    Function::new_no_args(listen)
        .call0(&JsValue::NULL)
        .expect("it can listen");
    let timers = BrowserTimers::new();
    let counter = Arc::default();
    assert_eq!(poll(&timers, &counter, Some(20_000)), Poll::Pending);
    drop(timers);
    sleep(60.0).await;
    assert_eq!(counter.wakes(), 0);
    let errors = Function::new_no_args("return self.errors").call0(&JsValue::NULL);
    assert_eq!(errors, Ok(JsValue::from(0)));
}

#[wasm_bindgen_test]
async fn speed_pause_and_resume_wake_the_waiting_once_each() {
    let timers = BrowserTimers::new();
    let counter = Arc::default();
    let changes: [fn(&BrowserTimers); 3] = [
        |timers| timers.set_speed(3.0),
        BrowserTimers::pause,
        BrowserTimers::resume,
    ];
    for (n, change) in (1..).zip(changes) {
        assert_eq!(poll(&timers, &counter, Some(FAR)), Poll::Pending);
        change(&timers);
        change(&timers);
        assert_eq!(counter.wakes(), n);
    }
}

#[wasm_bindgen_test]
async fn without_a_deadline_nothing_is_armed() {
    let timers = BrowserTimers::new();
    let counter = Arc::default();
    assert_eq!(poll(&timers, &counter, None), Poll::Pending);
    sleep(30.0).await;
    assert_eq!(counter.wakes(), 0);
}

/// Browsers take a delay of more than 2³¹ − 1 ms for none.
#[wasm_bindgen_test]
async fn a_delay_too_long_for_browsers_does_not_end_at_once() {
    for deadline in [2_147_483_648_000, 4_294_967_296_000, Micros::MAX] {
        let timers = BrowserTimers::new();
        let counter = Arc::default();
        assert_eq!(poll(&timers, &counter, Some(deadline)), Poll::Pending);
        sleep(30.0).await;
        assert_eq!(counter.wakes(), 0);
    }
}

/// Polls from inside the timeout's own callback, which thereby replaces the
/// timeout that is just calling.
#[derive(Default)]
struct Impatient(AtomicU32);

thread_local! {
    static TIMERS: BrowserTimers = BrowserTimers::new();
}

impl Wake for Impatient {
    fn wake(self: Arc<Self>) {
        let calls = self.0.fetch_add(1, Ordering::Relaxed);
        let waker = Waker::from(self);
        TIMERS.with(|timers| {
            let next = timers.now() + 5_000;
            if calls < 4 {
                let poll = timers.poll_until(&mut Context::from_waker(&waker), Some(next));
                assert_eq!(poll, Poll::Pending);
            }
        });
    }
}

#[wasm_bindgen_test]
async fn a_waker_may_poll_at_once() {
    let impatient = Arc::new(Impatient::default());
    Waker::from(Arc::clone(&impatient)).wake();
    sleep(200.0).await;
    assert_eq!(impatient.0.load(Ordering::Relaxed), 5);
}
