//! CPython and Interleave, compared.

use std::{io, path::Path, process::Command};

use super::{
    line::{Line, text},
    outcome::Difference,
    runner::Runner,
    shrink::shrink,
};

/// Both interpreters, ready to run programs.
#[derive(Debug)]
pub struct Pair {
    reference: Runner,
    ours: Runner,
}

impl Pair {
    /// The CPython 3.13 at `python`, and Interleave as `many` runs it: the
    /// example of that name of the native command.
    ///
    /// # Errors
    /// Where there is no folder to be had for either.
    pub fn new(python: &Path, many: &Path) -> io::Result<Self> {
        let mut reference = Command::new(python);
        reference
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/reference.py"))
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONUTF8", "1")
            .env("TZ", "UTC")
            .env_remove("PYTHONWARNINGS");
        Ok(Self {
            reference: Runner::new(reference)?,
            ours: Runner::new(Command::new(many))?,
        })
    }

    /// Runs a program in both; what differs.
    ///
    /// # Errors
    /// Where a process can't be run.
    pub fn compare(&mut self, source: &str) -> io::Result<Option<Difference>> {
        let Some(Difference { reference, .. }) = self.compare_quickly(source)? else {
            return Ok(None);
        };
        // It counts only if nothing of an earlier program is to blame.
        let ours = self.ours.run_alone(source)?;
        Ok((!ours.matches(&reference)).then_some(Difference { reference, ours }))
    }

    fn compare_quickly(&mut self, source: &str) -> io::Result<Option<Difference>> {
        let reference = self.reference.run(source)?;
        let ours = self.ours.run(source)?;
        Ok((!ours.matches(&reference)).then_some(Difference { reference, ours }))
    }

    /// The smallest program found that differs in the way in which `lines` does.
    ///
    /// # Errors
    /// Where a process can't be run.
    pub fn shrink(&mut self, lines: Vec<Line>, difference: &Difference) -> io::Result<Vec<Line>> {
        /// So many candidates are tried: a program that runs into the recursion
        /// limit takes a second.
        const TRIES: u32 = 400;
        let mut failed = Ok(());
        let mut tries = 0;
        let small = shrink(lines, |candidate| {
            tries += 1;
            if tries > TRIES {
                return false;
            }
            match self.compare_quickly(&text(candidate)) {
                Ok(found) => found.is_some_and(|found| found.is_like(difference)),
                Err(error) => {
                    failed = Err(error);
                    false
                }
            }
        });
        failed.map(|()| small)
    }
}
