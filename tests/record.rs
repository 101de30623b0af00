//! Recording what CPython does.

use std::{io, path::Path, process::Command, time::Duration};

use crate::{Case, Ran, normalise, run, run_for, update};

/// Runs a case under the CPython 3.13 at `python` and writes its expected files.
/// Tells whether any of them changed.
///
/// # Errors
/// Where Python can't be run, doesn't come to an end, or a file can't be written.
pub fn record(python: &Path, tests: &Path, case: &Case) -> io::Result<bool> {
    let scratch = tempfile::tempdir()?;
    case.place(scratch.path())?;
    let mut command = Command::new(python);
    // What the program prints may depend on none of these.
    command
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONUTF8", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("TZ", "UTC")
        .env_remove("PYTHONWARNINGS");
    if case.settings.notebook {
        command.arg(tests.join("notebook.py"));
    }
    command.arg("main.py").args(&case.settings.arguments);
    let ran = if case.settings.hangs.is_some() {
        command.env("PYTHONUNBUFFERED", "1");
        hang(&mut command, scratch.path(), case.stdin.as_deref())?
    } else {
        run(&mut command, scratch.path(), case.stdin.as_deref())?
    };

    // CPython tells a file's name with its folder, ours has none.
    let folder = format!("{}/", scratch.path().display());
    let stdout = ran.stdout.replace(&folder, "");
    let status = ran
        .status
        .ok_or_else(|| io::Error::other("Python was ended by a signal"))?;
    let stderr = normalise(&ran.stderr.replace(&folder, ""), &case.files);
    let mut changed = update(&case.expected("stdout"), Some(&stdout))?;
    let some = (!stderr.is_empty()).then_some(stderr.as_str());
    changed |= update(&case.expected("stderr"), some)?;
    let status = (status != 0).then(|| format!("{status}\n"));
    changed |= update(&case.expected("status"), status.as_deref())?;
    Ok(changed)
}

/// What a program printed that hangs in CPython, where ours ends with status 4.
fn hang(command: &mut Command, folder: &Path, stdin: Option<&Path>) -> io::Result<Ran> {
    /// Long enough for all that it will ever print.
    const PATIENCE: Duration = Duration::from_secs(3);
    match run_for(command, folder, stdin, PATIENCE)? {
        (ran, false) => Ok(Ran {
            status: Some(4),
            stderr: String::new(),
            ..ran
        }),
        (_, true) => Err(io::Error::other("it was said to hang, and came to its end")),
    }
}
