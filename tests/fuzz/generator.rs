//! Random asyncio programs.
//!
//! A program draws a few topics, and then mixes their statements: what goes
//! wrong goes wrong where two of them meet. All coroutines only call later ones
//! and all loops are short, so that every program ends or is stuck.

mod awaitables;
mod loops;
mod program;
mod statements;
mod streams;
mod subclasses;
mod synchronization;
mod tasks;
mod topics;

use super::{line::Line, random::Random};

pub use program::program;
use topics::Topic;

/// What is being written, and what has been drawn so far.
struct Generator {
    random: Random,
    topics: Vec<Topic>,
    /// Labels make every line of output one of a kind.
    labels: usize,
    tasks: usize,
    coroutines: usize,
}

/// Where a statement stands.
#[derive(Clone, Copy)]
struct Scope {
    /// The first coroutine that may be called here.
    callees: usize,
    /// How deep it is nested.
    depth: usize,
    /// Whether `break` and `continue` may stand here.
    looping: bool,
    /// Whether `return` with a value may stand here.
    returning: bool,
    /// Whether `except*` forbids leaving the block.
    starred: bool,
}

impl Scope {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    fn looping(self) -> Self {
        Self {
            looping: true,
            ..self.deeper()
        }
    }

    fn starred(self) -> Self {
        Self {
            looping: false,
            starred: true,
            ..self.deeper()
        }
    }
}

/// Small, and such that sums of them meet.
const DELAYS: &[&str] = &["0", "0.01", "0.02", "0.03", "0.05", "0.1"];

/// How deep blocks and expressions are nested.
const DEEPEST: usize = 3;

impl Generator {
    fn label(&mut self) -> String {
        self.labels += 1;
        format!("\"{}\"", self.labels)
    }

    fn delay(&mut self) -> &'static str {
        self.random.pick(DELAYS)
    }

    /// A positive one.
    fn wait(&mut self) -> &'static str {
        self.random.pick(&DELAYS[1..])
    }

    /// The name of a new task.
    fn new_task(&mut self) -> String {
        self.tasks += 1;
        format!("t{}", self.tasks)
    }

    /// Some task: it may not have been made yet, and then it is the running one.
    fn task(&mut self) -> String {
        let number = self.random.between(1, self.tasks.max(2));
        format!("task(\"t{number}\")")
    }

    fn has(&self, topic: Topic) -> bool {
        self.topics.contains(&topic)
    }

    /// Between `low` and `high` statements.
    fn block(&mut self, scope: Scope, low: usize, high: usize) -> Vec<Line> {
        let count = self.random.between(low, high);
        let mut lines = Vec::new();
        for _ in 0..count {
            self.statement(scope, &mut lines);
        }
        lines
    }
}
