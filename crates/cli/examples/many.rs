//! Runs many programs, for the fuzzer: for every line on stdin it runs `main.py`
//! in simulated time, with what it writes in the files `stdout` and `stderr`, and
//! answers with a line: the exit status.
//!
//! Each runs in a fork of a process whose interpreter has started, so that none
//! sees anything of another, and none waits for an interpreter.
#![cfg(unix)]
#![expect(unsafe_code, reason = "a fork")]

use std::{
    cell::RefCell,
    fs, io,
    panic::{self, AssertUnwindSafe},
    process,
    rc::Rc,
    thread,
};

use anyhow::{Context, anyhow};
use interleave_executor::Micros;
use interleave_host::{CostModel, Host, Platform, Program, Simulated};
use interleave_stacks::{CoroutineStacks, Room, Stacks};
use interleave_trace::{Kind, Recording, Stream};
use nix::{
    sys::wait::{WaitStatus, waitpid},
    unistd::{ForkResult, fork},
};

/// Python's recursion limit must be reached before this stack's end.
const STACK: usize = 256 << 20;

fn main() -> anyhow::Result<()> {
    let room = Room::reserve().ok();
    let runner = thread::Builder::new()
        .stack_size(STACK)
        .spawn(|| serve(room))?;
    runner
        .join()
        .map_err(|_| anyhow!("the interpreter panicked"))?
}

fn serve(room: Option<Room>) -> anyhow::Result<()> {
    let stacks = Rc::new(CoroutineStacks::new(room));
    let host = Host::new(0).map_err(|text| anyhow!(text))?;
    for ask in io::stdin().lines() {
        ask?;
        // SAFETY: the only other thread waits for this one and holds nothing.
        match unsafe { fork() }? {
            ForkResult::Child => {
                let ended = panic::catch_unwind(AssertUnwindSafe(|| run(&host, &stacks)));
                match ended {
                    Ok(Ok(status)) => process::exit(status.into()),
                    // It must not pass for the program's end.
                    _ => process::abort(),
                }
            }
            ForkResult::Parent { child } => match waitpid(child, None)? {
                WaitStatus::Exited(_, status) => println!("{status}"),
                died => return Err(anyhow!("the program's process died: {died:?}")),
            },
        }
    }
    Ok(())
}

/// Runs `main.py` to its end.
fn run(host: &Host, stacks: &Rc<CoroutineStacks>) -> anyhow::Result<u8> {
    let mut program = Program::new(fs::read_to_string("main.py")?);
    // 3.14's library has a job more here and there, which the order must not hang on.
    program.costs = CostModel { job: 0, reading: 0 };
    let written = Rc::new(Written {
        clock: Simulated::default(),
        stdout: RefCell::default(),
        stderr: RefCell::default(),
        stacks: Rc::clone(stacks),
    });
    let recording = host.run(&program, Rc::clone(&written) as Rc<dyn Platform>);
    fs::write("stdout", written.stdout.take())?;
    fs::write("stderr", written.stderr.take())?;
    match recording.events().last().map(|event| event.kind) {
        Some(Kind::Ended { status, .. }) => Some(status),
        _ => None,
    }
    .context("a recording without an end")
}

/// Simulated time, with what the program writes kept.
struct Written {
    clock: Simulated,
    stdout: RefCell<String>,
    stderr: RefCell<String>,
    stacks: Rc<CoroutineStacks>,
}

impl Platform for Written {
    fn now(&self) -> Micros {
        self.clock.now()
    }

    fn wait(&self, until: Option<Micros>) {
        self.clock.wait(until);
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::clone(&self.stacks) as Rc<dyn Stacks>
    }

    fn charge(&self, price: Micros) {
        self.clock.charge(price);
    }

    fn output(&self, _: &RefCell<Recording>, stream: Stream, text: &str) {
        let stream = match stream {
            Stream::Stdout => &self.stdout,
            Stream::Stderr => &self.stderr,
            Stream::Stdin => return,
        };
        stream.borrow_mut().push_str(text);
    }
}
