//! `cargo xtask conformance`: CPython's own tests on our Python and our loop.
//!
//! A process runs one file of tests (`tests/conformance/run.py`). Which files there are
//! says `suites.txt` beside it, which tests need an operating system `system.txt`, and
//! which are known to fail, and why, `known.txt`, and which do not end `endless.txt`.

mod lists;
mod page;
mod process;
mod suites;

use std::{fs, path::Path, sync::Mutex, thread};

use anyhow::{Result, bail};

use crate::{
    conformance::{
        lists::List,
        process::{File, Outcome},
        suites::Suite,
    },
    stages::Stages,
    tally::Tally,
    workspace::Workspace,
};

/// How many files run in parallel.
const PROCESSES: usize = 2;

/// What became of all files, beside what was expected.
struct Report {
    suites: Vec<Suite>,
    /// In the order of their names.
    files: Vec<File>,
    system: List,
    known: List,
}

/// Runs the files of tests in CPython's library `library` whose names contain
/// `filter`, and prints what became of them. With `write`, `docs/conformance.md`
/// says it too.
///
/// # Errors
/// Where the tests are not there, or what became of them is not what the lists say.
pub(crate) fn conformance(
    workspace: &Workspace,
    stages: &Stages,
    library: &Path,
    filter: Option<&str>,
    write: bool,
) -> Result<()> {
    let tally = run(workspace, stages, library, filter, write)?;
    if tally.failed > 0 {
        bail!(crate::Failed);
    }
    Ok(())
}

/// As [`conformance`]; how many tests did what the lists say, and how many didn't.
///
/// # Errors
/// Where the tests are not there.
pub(crate) fn run(
    workspace: &Workspace,
    stages: &Stages,
    library: &Path,
    filter: Option<&str>,
    write: bool,
) -> Result<Tally> {
    let folder = workspace.root.join("tests/conformance");
    let system = List::read(&folder.join("system.txt"))?;
    let mut known = List::read(&folder.join("known.txt"))?;
    let endless = List::read(&folder.join("endless.txt"))?;
    let suites = suites::read(&folder.join("suites.txt"), library)?;
    let names: Vec<&String> = suites
        .iter()
        .flat_map(|suite| &suite.files)
        .filter(|name| filter.is_none_or(|filter| name.contains(filter)))
        .collect();
    let runner = process::Runner {
        command: workspace.interleave(),
        program: folder.join("run.py"),
        library: library.to_owned(),
        logs: workspace.target.join("conformance"),
        apart: system.patterns().map(str::to_owned).collect(),
        endless: endless.patterns().map(str::to_owned).collect(),
    };
    known.entries.extend(endless.entries);
    fs::create_dir_all(&runner.logs)?;
    let waiting = Mutex::new(names.into_iter().rev().collect::<Vec<_>>());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    while let Some(name) = take(&waiting) {
                        let file = if system.has_file(name) {
                            File::apart(name)
                        } else {
                            runner.run(name)?
                        };
                        stages.say(&file.line());
                        if let Ok(mut done) = done.lock() {
                            done.push(file);
                        }
                    }
                    Ok(())
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| bail!("A thread of the conformance run panicked."))
        })
    })?;
    let mut files = done.into_inner().unwrap_or_default();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let report = Report {
        suites,
        files,
        system,
        known,
    };
    print!("{}", page::tables(&report));
    if write {
        if filter.is_some() {
            bail!("--write needs all files: leave the filter out.");
        }
        fs::write(
            workspace.root.join("docs/conformance.md"),
            page::page(&report),
        )?;
    }
    Ok(report.tally(&runner.logs))
}

/// The next name, if there is one. A poisoned list is an empty one: a worker panicked.
fn take<'a>(waiting: &Mutex<Vec<&'a String>>) -> Option<&'a String> {
    waiting.lock().ok()?.pop()
}

impl Report {
    /// What became of the files of a family.
    fn files_of(&self, suite: &Suite) -> impl Iterator<Item = &File> {
        self.files
            .iter()
            .filter(|file| suite.files.contains(&file.name))
    }

    /// Prints each test whose outcome is not what the lists say, and counts.
    fn tally(&self, logs: &Path) -> Tally {
        let mut tally = Tally::default();
        for test in self.files.iter().flat_map(|file| &file.tests) {
            let known = self.known.reason(&test.name).is_some();
            match (&test.outcome, known) {
                (Outcome::Passed, false) | (Outcome::Failed(_), true) => tally.passed += 1,
                (Outcome::Failed(why), false) => {
                    tally.failed += 1;
                    println!("failed: {}: {why}", test.name);
                }
                (Outcome::Passed, true) => {
                    tally.failed += 1;
                    println!("{} passes: take it out of known.txt", test.name);
                }
                (Outcome::Skipped(_) | Outcome::Apart, _) => {}
            }
        }
        if tally.failed > 0 {
            println!("What the tests printed is in {}.", logs.display());
        }
        tally
    }
}
