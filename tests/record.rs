//! Recording what CPython does.

use std::{fs, io, path::Path, process::Command};

use crate::{Case, normalise, run};

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
    if case.notebook {
        command.arg(tests.join("notebook.py"));
    }
    command.arg("main.py").args(&case.arguments);
    let ran = run(&mut command, scratch.path(), case.stdin.as_deref())?;

    // CPython tells a file's name with its folder, ours has none.
    let folder = format!("{}/", scratch.path().display());
    let stdout = ran.stdout.replace(&folder, "");
    let status = ran
        .status
        .ok_or_else(|| io::Error::other("Python was ended by a signal"))?;
    let stderr = normalise(&ran.stderr.replace(&folder, ""), &case.files);
    let mut changed = write(case, "stdout", Some(&stdout))?;
    changed |= write(case, "stderr", (!stderr.is_empty()).then_some(&stderr))?;
    changed |= write(
        case,
        "status",
        (status != 0).then_some(&format!("{status}\n")),
    )?;
    Ok(changed)
}

/// Writes or removes an expected file, if it is not so already.
fn write(case: &Case, what: &str, text: Option<&String>) -> io::Result<bool> {
    if case.expected_text(what)?.as_ref() == text {
        return Ok(false);
    }
    match text {
        Some(text) => fs::write(case.expected(what), text)?,
        None => fs::remove_file(case.expected(what))?,
    }
    Ok(true)
}
