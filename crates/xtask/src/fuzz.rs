//! `cargo xtask fuzz`: random programs under CPython 3.13 and under Interleave.

use std::{
    path::Path,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};

use crate::{
    programs::fuzzer,
    python::python,
    stages::{Stages, run},
    workspace::Workspace,
};

/// How many programs every test run compares, always the same.
pub(crate) const IN_TESTS: u64 = 250;

/// Runs the programs of `programs` seeds from `seed` on; those that differ are
/// made small and kept in `target/fuzz`.
///
/// # Errors
/// Where there is no CPython 3.13, or a program differs.
pub(crate) fn fuzz(
    workspace: &Workspace,
    stages: &Stages,
    programs: u64,
    seed: Option<u64>,
) -> Result<()> {
    let python = python().context("Missing: python3.13, on PATH or among pyenv's versions.")?;
    let seed = seed.unwrap_or_else(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(1, |since| since.as_secs())
    });
    stages.run("Native command", || fuzzer(workspace))?;
    stages.run("Fuzz", || {
        let mut fuzz = Command::new(workspace.target.join("release/fuzz"));
        run(set_arguments(&mut fuzz, workspace, &python, programs, seed))
    })
}

/// Sets the fuzzer's arguments: what runs the programs, which programs, and where those
/// that differ are kept.
pub(crate) fn set_arguments<'a>(
    fuzz: &'a mut Command,
    workspace: &Workspace,
    python: &Path,
    programs: u64,
    seed: u64,
) -> &'a mut Command {
    fuzz.arg(python)
        .arg(workspace.many())
        .args(["--programs", &programs.to_string()])
        .args(["--seed", &seed.to_string()])
        .arg("--keep")
        .arg(workspace.target.join("fuzz"))
}
