//! The worker that runs the program, and the one that stands by for the next.

use std::rc::Rc;

use interleave_protocol::{Command, Program, Report};
use js_sys::WebAssembly;
use wasm_bindgen::JsValue;

use super::link::Link;

/// What a worker is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The worker that runs the program.
    Active,
    /// The one that stands by.
    Standby,
}

type Hear = Rc<dyn Fn(u32, Report)>;

/// All workers of the page. Each has a number.
pub(crate) struct WorkerPool {
    module: WebAssembly::Module,
    hear: Hear,
    active: Option<(u32, Link)>,
    standby: Option<Standby>,
    spawned: u32,
}

struct Standby {
    number: u32,
    link: Link,
    seed: u64,
}

impl WorkerPool {
    /// A pool without workers; `hear` is told all reports, with their worker's number.
    pub(crate) fn new(module: WebAssembly::Module, hear: impl Fn(u32, Report) + 'static) -> Self {
        Self {
            module,
            hear: Rc::new(hear),
            active: None,
            standby: None,
            spawned: 0,
        }
    }

    /// The role of the worker of this number; `None` for one that was dismissed.
    pub(crate) fn role(&self, number: u32) -> Option<Role> {
        if self
            .active
            .as_ref()
            .is_some_and(|(active, _)| *active == number)
        {
            Some(Role::Active)
        } else if self
            .standby
            .as_ref()
            .is_some_and(|standby| standby.number == number)
        {
            Some(Role::Standby)
        } else {
            None
        }
    }

    /// Makes sure that a worker with this seed stands by.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn prepare(&mut self, seed: u64) -> Result<(), JsValue> {
        if self
            .standby
            .as_ref()
            .is_some_and(|standby| standby.seed == seed)
        {
            return Ok(());
        }
        self.spawned += 1;
        let (number, hear) = (self.spawned, Rc::clone(&self.hear));
        let link = Link::start(&self.module, move |report| hear(number, report))?;
        link.send(Command::Prepare { seed });
        self.standby = Some(Standby { number, link, seed });
        Ok(())
    }

    /// Runs a program, and ends the one before.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn run(&mut self, program: Program) -> Result<(), JsValue> {
        self.active = None;
        self.prepare(program.seed)?;
        if let Some(Standby { number, link, .. }) = self.standby.take() {
            link.send(Command::Run(program));
            self.active = Some((number, link));
        }
        Ok(())
    }

    /// Tells the running program's worker something.
    pub(crate) fn tell(&self, command: Command) {
        if let Some((_, link)) = &self.active {
            link.send(command);
        }
    }

    /// Asks the one that stands by whether a text compiles, where there is one.
    pub(crate) fn check(&self, id: u32, source: String) {
        if let Some(standby) = &self.standby {
            standby.link.send(Command::Check { id, source });
        }
    }

    /// The seed of the one that stands by.
    pub(crate) fn seed(&self) -> Option<u64> {
        self.standby.as_ref().map(|standby| standby.seed)
    }

    /// Ends the running program's worker.
    pub(crate) fn dismiss(&mut self) {
        self.active = None;
    }

    /// Ends the one that stands by: it is broken.
    pub(crate) fn discard(&mut self) {
        self.standby = None;
    }
}
