//! The worker pool: the active worker, and the standby for the next run.

use std::rc::Rc;

use interleave_protocol::{Command, Launch, Report, hash_seed};
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
    active: Option<Active>,
    standby: Option<Standby>,
    spawned: u32,
}

struct Active {
    number: u32,
    link: Link,
    /// What it is to run, as long as it may be checking a text: that may never end.
    launch: Option<Launch>,
}

struct Standby {
    number: u32,
    link: Link,
    /// The [`hash_seed`] of the runs that it is good for.
    hashes: u8,
    /// How many texts it was given to check, and has not answered for.
    checks: u32,
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
            .is_some_and(|active| active.number == number)
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

    /// Makes sure that there is a standby for a run of this seed.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn prepare(&mut self, seed: u64) -> Result<(), JsValue> {
        let hashes = hash_seed(seed);
        if self
            .standby
            .as_ref()
            .is_some_and(|standby| standby.hashes == hashes)
        {
            return Ok(());
        }
        self.spawned += 1;
        let (number, on_report) = (self.spawned, Rc::clone(&self.on_report));
        let link = Link::start(&self.python, hashes, move |report| {
            on_report(number, report);
        })?;
        link.send(Command::Prepare { seed });
        self.standby = Some(Standby {
            number,
            link,
            hashes,
            checks: 0,
        });
        Ok(())
    }

    /// Runs a program, and ends the one before.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn run(&mut self, launch: Launch) -> Result<(), JsValue> {
        self.active = None;
        self.prepare(launch.seed)?;
        if let Some(standby) = self.standby.take() {
            let Standby { number, link, .. } = standby;
            link.send(Command::Run(launch.clone()));
            self.active = Some(Active {
                number,
                link,
                launch: (standby.checks > 0).then_some(launch),
            });
        }
        Ok(())
    }

    /// A worker has answered for a text.
    pub(crate) fn checked(&mut self, number: u32) {
        match (&mut self.standby, &mut self.active) {
            (Some(standby), _) if standby.number == number => {
                standby.checks = standby.checks.saturating_sub(1);
            }
            // It may have more of them to check. They take as long as this one took.
            (_, Some(active)) if active.number == number => active.launch = None,
            _ => {}
        }
    }

    /// Whether the active worker may not have begun to run, as it has a text to check.
    pub(crate) fn is_checking(&self) -> bool {
        self.active
            .as_ref()
            .is_some_and(|active| active.launch.is_some())
    }

    /// Runs the program in another worker, where the active one has not come to it: the
    /// text that it checks is too much for it. `false`: it has come to it.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn run_elsewhere(&mut self) -> Result<bool, JsValue> {
        let launch = self.active.as_mut().and_then(|active| active.launch.take());
        let is_checking = launch.is_some();
        if let Some(launch) = launch {
            self.run(launch)?;
        }
        Ok(is_checking)
    }

    /// Sends a command to the active worker.
    pub(crate) fn tell(&self, command: Command) {
        if let Some(active) = &self.active {
            active.link.send(command);
        }
    }

    /// Asks the standby, if there is one, whether a text compiles.
    pub(crate) fn check(&mut self, id: u32, source: String) {
        if let Some(standby) = &mut self.standby {
            standby.checks += 1;
            standby.link.send(Command::Check { id, source });
        }
    }

    /// Terminates the standby, where it has not answered for a text. Whether it has not.
    pub(crate) fn give_up_checks(&mut self) -> bool {
        self.standby.take_if(|standby| standby.checks > 0).is_some()
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
