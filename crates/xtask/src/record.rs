//! `cargo xtask record`: what CPython 3.13 prints for the cases.

use anyhow::{Context, Result};

use crate::{
    programs::{cargo, native_command},
    python::python,
    stages::{Stages, run},
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
