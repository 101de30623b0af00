//! Runs many programs in one process, for the fuzzer: for every line on stdin it
//! runs `main.py` in simulated time, with what it writes in the files `stdout` and
//! `stderr`, and answers with a line: the exit status.

use std::{cell::RefCell, fs, io, rc::Rc, thread};

use anyhow::{Context, anyhow};
use interleave_executor::Micros;
use interleave_host::{CostModel, Host, Platform, Program, Simulated};
use interleave_stacks::{CoroutineStacks, Room, Stacks};
use interleave_trace::{End, Kind, Recording, Stream};

/// Python's recursion limit must be reached before this stack's end.
const STACK: usize = 256 << 20;

/// So many programs share an interpreter, which takes longer to start than a program to run.
const SHARED_BY: u32 = 100;

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
    let mut shared = None;
    for ask in io::stdin().lines() {
        ask?;
        let (host, runs) = match shared.take() {
            Some(shared) => shared,
            None => (Host::new(0).map_err(|text| anyhow!(text))?, 0),
        };
        let (how, status) = run(&host, &stacks)?;
        // What a run that was ended from outside leaves behind is no start for another.
        if runs < SHARED_BY && matches!(how, End::Finished | End::Raised | End::Exited) {
            shared = Some((host, runs + 1));
        }
        println!("{status}");
    }
    Ok(())
}

/// Runs `main.py` to its end.
fn run(host: &Host, stacks: &Rc<CoroutineStacks>) -> anyhow::Result<(End, u8)> {
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
        Some(Kind::Ended { how, status, .. }) => Some((how, status)),
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
