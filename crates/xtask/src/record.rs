//! `cargo xtask record`: what CPython 3.13 prints for the cases.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    programs::cargo,
    stages::{Stages, output, run},
    test::native_command,
    workspace::Workspace,
};

/// Records the cases whose names contain `filter`, or all of them, and then
/// rewrites the transcripts of our own that belong to them.
///
/// # Errors
/// Where there is no CPython 3.13, or a case does not come to an end.
pub(crate) fn record(workspace: &Workspace, stages: &Stages, filter: Option<&str>) -> Result<()> {
    let python = python().context("Missing: python3.13, on PATH or among pyenv's versions.")?;
    stages.run(&format!("Record from {}", python.display()), || {
        run(cargo(workspace)
            .args(["run", "--quiet", "-p", "interleave-tests"])
            .args(["--bin", "record", "--"])
            .arg(&python)
            .args(filter))
    })?;
    stages.run("Native command", || native_command(workspace))?;
    stages.run("Transcripts", || {
        run(cargo(workspace)
            .args(["test", "--release", "--ignore-rust-version"])
            .args(["-p", "interleave-tests", "--test", "cases", "--"])
            .args(filter)
            .env("INTERLEAVE", workspace.interleave())
            .env("INTERLEAVE_UPDATE", "1"))
    })
}

/// A CPython 3.13 that starts: pyenv's stand-in on PATH may refuse to.
pub(crate) fn python() -> Option<PathBuf> {
    let starts = |python: &Path| {
        output(Command::new(python).arg("--version"))
            .is_ok_and(|version| version.starts_with("Python 3.13."))
    };
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|folder| folder.join("python3.13"));
    on_path
        .chain(pyenvs())
        .find(|python| python.is_file() && starts(python))
}

/// The interpreters that pyenv has installed.
fn pyenvs() -> Vec<PathBuf> {
    let root = env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".pyenv")));
    let Some(versions) = root.and_then(|root| fs::read_dir(root.join("versions")).ok()) else {
        return Vec::new();
    };
    versions
        .filter_map(Result::ok)
        .map(|version| version.path().join("bin/python3.13"))
        .collect()
}
