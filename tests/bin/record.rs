//! Writes the expected files of the cases, from what CPython 3.13 prints.

#![forbid(unsafe_code)]

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use interleave_tests::{Case, record};

/// Writes the expected files of the cases, from what CPython 3.13 prints.
#[derive(Parser)]
struct Arguments {
    /// The CPython 3.13.
    python: PathBuf,
    /// Only the cases whose names contain this.
    #[arg(default_value = "")]
    filter: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match record_all(&arguments.python, &arguments.filter) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn record_all(python: &Path, filter: &str) -> Result<(), String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = Case::all(tests).map_err(|error| format!("The cases can't be listed: {error}"))?;
    let mut recorded = 0;
    let mut changed = 0;
    for case in cases.iter().filter(|case| case.name.contains(filter)) {
        if record(python, tests, case).map_err(|error| format!("{}: {error}", case.name))? {
            println!("changed: {}", case.name);
            changed += 1;
        }
        recorded += 1;
    }
    println!("{recorded} cases recorded, {changed} changed");
    Ok(())
}
