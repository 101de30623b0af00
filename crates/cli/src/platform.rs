//! A terminal as the program's world: output is printed as it comes.

use std::{
    cell::RefCell,
    fs,
    io::{BufRead, Write},
    path::{Path, PathBuf},
    rc::Rc,
    task::{Context, Waker},
};

use interleave_executor::{Micros, Reactor, ThreadClock};
use interleave_host::{Interrupt, Limit, ModuleFile, Platform, Simulated};
use interleave_stacks::{CoroutineStacks, Stacks};
use interleave_trace::{Recording, Stream};

use crate::interrupt::CtrlC;

/// Simulated or real time, printing to the terminal.
pub(crate) struct Terminal {
    pub clock: TerminalClock,
    /// Whether to print what the program writes.
    pub prints: bool,
    /// The folders of `--module-path`.
    pub module_path: Vec<PathBuf>,
    pub ctrl_c: CtrlC,
    pub stacks: Rc<CoroutineStacks>,
}

pub(crate) enum TerminalClock {
    Simulated(Simulated),
    Real(ThreadClock),
}

impl TerminalClock {
    /// Ends a wait from another thread; simulated time waits for nothing.
    pub(crate) fn waker(&self) -> Waker {
        match self {
            Self::Simulated(_) => Waker::noop().clone(),
            Self::Real(clock) => clock.waker(),
        }
    }
}

impl Platform for Terminal {
    fn now(&self) -> Micros {
        match &self.clock {
            TerminalClock::Simulated(clock) => clock.now(),
            TerminalClock::Real(clock) => clock.now(),
        }
    }

    fn wait(&self, until: Option<Micros>) {
        match &self.clock {
            TerminalClock::Simulated(clock) => clock.wait(until),
            TerminalClock::Real(clock) => {
                // It blocks, and is then ready.
                let _ = clock.poll_until(&mut Context::from_waker(Waker::noop()), until);
            }
        }
    }

    fn charge(&self, price: Micros) {
        if let TerminalClock::Simulated(clock) = &self.clock {
            clock.charge(price);
        }
    }

    fn stacks(&self) -> Rc<dyn Stacks> {
        Rc::clone(&self.stacks) as Rc<dyn Stacks>
    }

    fn read_line(&self, _recording: &RefCell<Recording>, _prompt: &str) -> Option<Vec<u8>> {
        // A prompt without a line end must show before the answer is awaited.
        let _ = std::io::stdout().flush();
        let mut line = Vec::new();
        // What can't be read is at its end.
        let _ = std::io::stdin().lock().read_until(b'\n', &mut line);
        Some(line)
    }

    fn find_module(&self, name: &str) -> Option<ModuleFile> {
        let name: PathBuf = name.split('.').collect();
        self.module_path
            .iter()
            .find_map(|folder| module_in(folder, &name))
    }

    fn take_interrupt(&self) -> Option<Interrupt> {
        self.ctrl_c.take().then_some(Interrupt::Stop)
    }

    fn memory_used(&self) -> u64 {
        interleave_memory::used()
    }

    fn how_to_raise(&self, limit: Limit) -> &'static str {
        match limit {
            Limit::Time => "Raise it with --max-time.",
            Limit::Steps => "Raise it with --max-steps.",
            Limit::Output => "Raise it with --max-output.",
            Limit::Memory => "Raise it with --max-memory.",
        }
    }

    fn output(&self, _recording: &RefCell<Recording>, stream: Stream, text: &str) {
        if self.prints {
            // A closed pipe is the reader's choice, not an error of the program.
            let _ = match stream {
                Stream::Stdout => std::io::stdout().lock().write_all(text.as_bytes()),
                Stream::Stderr => std::io::stderr().lock().write_all(text.as_bytes()),
                // The terminal has shown it.
                Stream::Stdin => Ok(()),
            };
        }
    }
}

/// The module `name` (`package/module`) of a folder: a package goes before a file.
fn module_in(folder: &Path, name: &Path) -> Option<ModuleFile> {
    let file = folder.join(name);
    [
        (file.join("__init__.py"), true),
        (file.with_extension("py"), false),
    ]
    .into_iter()
    .find_map(|(path, is_package)| {
        Some(ModuleFile {
            data: fs::read(&path).ok()?,
            path: path.to_string_lossy().into_owned(),
            is_package,
        })
    })
}
