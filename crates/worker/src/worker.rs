//! A worker prepares an interpreter, checks programs' syntax, and runs one program.

use std::{
    cell::{Cell, OnceCell, RefCell},
    iter, panic,
    rc::Rc,
};

use interleave_host::Host;
use interleave_memory::{self as memory, Exhausted};
use interleave_protocol::{Clock, Command, Launch, Report, decode};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    browser::Browser,
    jspi,
    post::{post, post_batch},
};

/// How much memory the check of a text may take, in bytes. What takes more is not checked.
const MAX_CHECK_MEMORY: u64 = 512 << 20;

#[derive(Default)]
struct Worker {
    host: OnceCell<Host>,
    /// The program to be driven.
    launch: RefCell<Option<Launch>>,
    /// The platform of the program that runs.
    browser: RefCell<Option<Rc<Browser>>>,
    busy: Cell<bool>,
}

thread_local! {
    static WORKER: Rc<Worker> = Rc::default();
}

fn worker() -> Rc<Worker> {
    WORKER.with(Rc::clone)
}

/// Handles a message from the page. True: call [`drive`] next.
#[wasm_bindgen]
pub fn receive(bytes: &[u8]) -> bool {
    match decode(bytes) {
        Ok(command) => worker().handle_command(command),
        Err(text) => {
            post(&Report::Fault { text });
            false
        }
    }
}

/// Reports a stack overflow of the browser's own stack, after which this worker can't be
/// used any more.
#[wasm_bindgen]
pub fn exhausted() {
    report_lost(
        "The program went deeper than this browser's stack: too many calls, or values, lie in \
         each other. The native command's stack is deeper.",
        false,
    );
}

/// The program allocates more memory than it may, or than there is.
fn out_of_memory(why: Exhausted) -> ! {
    match why {
        Exhausted::Limit(bytes) => report_lost(
            &format!(
                "The program reached the limit of memory: it asked for {} MB. {}",
                bytes / 1_000_000,
                crate::browser::HOW_TO_RAISE
            ),
            true,
        ),
        Exhausted::Machine(bytes) => report_lost(
            &format!(
                "The program asked for {} MB of memory, and this browser gives it no more.",
                bytes / 1_000_000
            ),
            false,
        ),
    }
    core::arch::wasm32::unreachable()
}

/// From now on panics are reported, before the worker is lost. A panic is a bug of ours,
/// unless the program has asked for a size that 32 bits can't hold.
pub(crate) fn report_panics() {
    panic::set_hook(Box::new(|panic| {
        if panic.payload_as_str() == Some("capacity overflow") {
            report_lost(
                "The program made something larger than the 4 GB that a browser gives \
                 WebAssembly. The native command's memory is larger.",
                false,
            );
        } else {
            send_rest();
            post(&Report::Fault {
                text: panic.to_string(),
            });
        }
    }));
}

/// Sends what is recorded and was not sent yet.
fn send_rest() {
    let worker = worker();
    let salvage = || worker.host.get().and_then(Host::salvage);
    iter::from_fn(salvage).for_each(|batch| post_batch(batch, None));
}

/// Sends what is recorded, and why the run can't go on.
fn report_lost(text: &str, limit: bool) {
    send_rest();
    post(&Report::Lost {
        text: text.to_owned(),
        limit,
    });
}

/// Runs the received program to its end; the stack may be suspended meanwhile, so
/// JavaScript wraps this raw export as promising.
#[allow(unsafe_code, reason = "a raw export has no safe form")]
#[unsafe(no_mangle)]
pub extern "C" fn drive() {
    worker().drive();
}

impl Worker {
    fn handle_command(&self, command: Command) -> bool {
        match command {
            Command::Prepare { seed } => self.prepare(seed),
            Command::Run(launch) => {
                *self.launch.borrow_mut() = Some(launch);
                return true;
            }
            // While a program runs, its interpreter can't compile another one.
            Command::Check { id, source } if !self.busy.get() => {
                memory::on_exhausted(out_of_memory);
                memory::set_limit(memory::used() + MAX_CHECK_MEMORY);
                let error = self.host.get().and_then(|host| host.check(&source));
                memory::set_limit(u64::MAX);
                post(&Report::Checked { id, error });
            }
            Command::Check { .. } => {}
            Command::Pause => self.with_browser(Browser::pause),
            Command::Resume => self.with_browser(Browser::resume),
            Command::Step => self.with_browser(Browser::step),
            Command::Speed(speed) => self.with_browser(|browser| browser.set_speed(speed)),
            Command::Stop => self.with_browser(Browser::stop),
            Command::Answer(line) => self.with_browser(|browser| browser.answer(line)),
        }
        false
    }

    fn with_browser(&self, act: impl FnOnce(&Browser)) {
        let browser = self.browser.borrow().clone();
        if let Some(browser) = browser {
            act(&browser);
        }
    }

    fn prepare(&self, seed: u64) {
        // It is there where this worker began as the image of one that had prepared.
        if self.host.get().is_none() {
            match Host::new(seed) {
                Ok(host) => {
                    let _ = self.host.set(host);
                }
                Err(text) => {
                    post(&Report::Fault { text });
                    return;
                }
            }
        }
        post(&Report::Ready {
            can_suspend: jspi::can_suspend(),
        });
    }

    fn drive(&self) {
        let launch = self.launch.take();
        let (Some(host), Some(launch)) = (self.host.get(), launch) else {
            post(&Report::Fault {
                text: "There is no program to run, or no interpreter for it.".to_owned(),
            });
            return;
        };
        let Launch {
            mut program,
            input,
            clock,
            speed,
            seed,
            paused,
        } = launch;
        host.reseed(seed);
        if clock == Clock::Live {
            program.start = real_start();
        }
        let browser = Rc::new(Browser::new(clock, speed, paused, input));
        *self.browser.borrow_mut() = Some(Rc::clone(&browser));
        self.busy.set(true);
        let max_memory = program.limits.max_memory;
        // A program that allocates in small steps reaches its own limit first, and cleans up.
        memory::on_exhausted(out_of_memory);
        memory::set_limit(memory::used() + max_memory + max_memory / 4);
        let mut recording = host.run(
            &program,
            Rc::clone(&browser) as Rc<dyn interleave_host::Platform>,
        );
        memory::set_limit(u64::MAX);
        self.busy.set(false);
        iter::from_fn(|| recording.take_batch()).for_each(|batch| post_batch(batch, None));
        post(&Report::Ended);
    }
}

/// Unix time in µs.
#[allow(clippy::cast_possible_truncation)]
fn real_start() -> i64 {
    (js_sys::Date::now() * 1000.0) as i64
}
