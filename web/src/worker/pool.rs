//! The worker pool: the active worker, and the standby for the next run.

use std::rc::Rc;

use interleave_protocol::{Command, Launch, Report};
use wasm_bindgen::JsValue;

use super::link::Link;
use super::module::Python;

/// What a worker is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The worker that runs the program.
    Active,
    /// The one for the next run.
    Standby,
}

type OnReport = Rc<dyn Fn(u32, Report)>;

/// All workers of the page. Each has a number.
pub(crate) struct WorkerPool {
    python: Python,
    on_report: OnReport,
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
    /// A pool without workers; `on_report` is called with all reports and their worker's
    /// number.
    pub(crate) fn new(python: Python, on_report: impl Fn(u32, Report) + 'static) -> Self {
        Self {
            python,
            on_report: Rc::new(on_report),
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

    /// Makes sure that there is a standby with this seed.
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
        let (number, on_report) = (self.spawned, Rc::clone(&self.on_report));
        let link = Link::start(&self.python, move |report| on_report(number, report))?;
        link.send(Command::Prepare { seed });
        self.standby = Some(Standby { number, link, seed });
        Ok(())
    }

    /// Runs a program, and ends the one before.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn run(&mut self, launch: Launch) -> Result<(), JsValue> {
        self.active = None;
        self.prepare(launch.seed)?;
        if let Some(Standby { number, link, .. }) = self.standby.take() {
            link.send(Command::Run(launch));
            self.active = Some((number, link));
        }
        Ok(())
    }

    /// Sends a command to the active worker.
    pub(crate) fn tell(&self, command: Command) {
        if let Some((_, link)) = &self.active {
            link.send(command);
        }
    }

    /// Asks the standby, if there is one, whether a text compiles.
    pub(crate) fn check(&self, id: u32, source: String) {
        if let Some(standby) = &self.standby {
            standby.link.send(Command::Check { id, source });
        }
    }

    /// The seed of the standby.
    pub(crate) fn seed(&self) -> Option<u64> {
        self.standby.as_ref().map(|standby| standby.seed)
    }

    /// Terminates the active worker.
    pub(crate) fn dismiss(&mut self) {
        self.active = None;
    }

    /// Terminates the standby: it is broken.
    pub(crate) fn discard(&mut self) {
        self.standby = None;
    }
}
