//! `record PYTHON [FILTER]`: writes the expected files of the cases whose names
//! contain `FILTER`, from what the CPython 3.13 at `PYTHON` prints.

#![forbid(unsafe_code)]

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use interleave_tests::{Case, record};

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let Some(python) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: record PYTHON [FILTER]");
        return ExitCode::from(2);
    };
    let filter = arguments.next().unwrap_or_default();
    match record_all(&python, &filter.to_string_lossy()) {
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
