//! `cargo xtask …`: sets up all that is missing, then builds, serves, tests,
//! records and measures. `cargo xtask help` lists the commands.

#![forbid(unsafe_code)]

mod bench;
mod browser;
mod conformance;
mod fuzz;
mod inputs;
mod node;
mod notices;
mod programs;
mod python;
mod record;
mod serve;
mod server;
mod site;
mod soak;
mod stages;
mod tally;
mod test;
mod toolchain;
mod tools;
mod workspace;

use std::{fmt, path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{browser::Kind, site::Page, stages::Stages, workspace::Workspace};

/// Sets up all that is missing, then builds, serves, tests, records or measures.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the site and serve it on this machine; a change is built at once. The page is
    /// compiled for speed of compiling, so it is larger than what `build` makes
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build the static site in dist/, which works below any path
    Build,
    /// Build the native command, target/release/interleave
    Cli,
    /// Run every test, or what matches a filter
    Test {
        /// The browser of the end-to-end tests. In Firefox these alone run
        #[arg(long, value_enum, default_value_t = Kind::Chromium)]
        browser: Kind,
        /// Part of a test's or case's name, or the name of a crate, a browser test's file, or
        /// a stage: format, lints, fuzz, site
        filters: Vec<String>,
    },
    /// Record from CPython 3.13 what the cases must print
    Record {
        /// Only cases whose name contains this
        filter: Option<String>,
    },
    /// Run CPython's own tests of asyncio on our loop
    Conformance {
        /// CPython 3.13's library, such as /usr/lib/python3.13
        #[arg(long, value_name = "DIR")]
        cpython_lib: PathBuf,
        /// Write what came out to docs/conformance.md
        #[arg(long)]
        write: bool,
        /// Only files whose name contains this
        filter: Option<String>,
    },
    /// Compare random programs with CPython 3.13
    Fuzz {
        /// How many
        #[arg(long, default_value_t = 10_000)]
        programs: u64,
        /// The first one's seed; those of the others follow. Drawn, unless given
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Try arbitrary inputs: files, messages, and what has a simple model
    Inputs {
        /// How many for each target
        #[arg(long, default_value_t = 1_000_000)]
        inputs: u32,
        /// Only this target
        #[arg(long)]
        target: Option<String>,
        /// What the inputs follow from. Drawn, unless given
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Keep the page busy for long in Chromium, and see that what it holds does not grow
    Soak {
        /// How long an endless program runs, Live at 10 ×
        #[arg(long, default_value_t = 20.0)]
        minutes: f64,
        /// How many short programs run one after the other in one page
        #[arg(long, default_value_t = 1_000)]
        runs: u32,
    },
    /// Measure: the executor, the site's files, the page in Chromium
    Bench {
        /// Measure the page beside Pyodide, MicroPython and CPython instead
        #[arg(long)]
        peers: bool,
    },
    /// Write THIRD-PARTY.md: what others made of the built site
    Notices,
}

/// Tests failed, and the last line has said so already.
#[derive(Debug)]
struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tests failed.")
    }
}

impl std::error::Error for Failed {}

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is::<Failed>() {
                eprintln!("{error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    let workspace = Workspace::find()?;
    let stages = Stages::begin();
    match task {
        Task::Serve { port } => serve::serve(&workspace, &stages, *port),
        Task::Build => {
            site::build(&workspace, &stages, Page::Small)?;
            site::pack(&workspace, &stages)
        }
        Task::Cli => stages.run("Native command", || programs::native_command(&workspace)),
        Task::Test { browser, filters } => test::test(&workspace, &stages, *browser, filters),
        Task::Record { filter } => record::record(&workspace, &stages, filter.as_deref()),
        Task::Conformance {
            cpython_lib,
            write,
            filter,
        } => {
            stages.run("Native command", || programs::tested_command(&workspace))?;
            conformance::conformance(&workspace, &stages, cpython_lib, filter.as_deref(), *write)
        }
        Task::Fuzz { programs, seed } => fuzz::fuzz(&workspace, &stages, *programs, *seed),
        Task::Inputs {
            inputs,
            target,
            seed,
        } => inputs::inputs(&workspace, &stages, target.as_deref(), *inputs, *seed),
        Task::Soak { minutes, runs } => soak::soak(&workspace, &stages, *minutes, *runs),
        Task::Bench { peers: false } => bench::bench(&workspace, &stages),
        Task::Bench { peers: true } => bench::peers(&workspace, &stages),
        Task::Notices => notices::write(&workspace),
    }
}
