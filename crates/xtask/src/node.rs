//! Node: the editor's bundle and the packages of the end-to-end tests.

use std::{fs, path::Path, process::Command, time::SystemTime};

use anyhow::{Context, Result};

use crate::{programs::on_path, stages::run, workspace::Workspace};

/// A command that runs node.
///
/// # Errors
/// With one sentence where node or npm is missing.
pub(crate) fn node() -> Result<Command> {
    on_path(["npm"]).context("Missing: Node.js 20 or newer, with npm.")?;
    let node = on_path(["node"]).context("Missing: Node.js 20 or newer.")?;
    Ok(Command::new(node))
}

/// Brings the editor's bundle up to date, as Trunk does before each build.
///
/// # Errors
/// Where node is missing or the bundle can't be built.
pub(crate) fn bundle_editor(workspace: &Workspace) -> Result<()> {
    run(node()?
        .current_dir(&workspace.root)
        .arg("crates/xtask/editor.mjs"))
}

/// Installs a package's dependencies as its lock file names them, unless that
/// is done.
///
/// # Errors
/// Where npm fails.
pub(crate) fn install_packages(package: &Path) -> Result<()> {
    let changed = |file: &str| -> Option<SystemTime> {
        fs::metadata(package.join(file)).ok()?.modified().ok()
    };
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    node()?;
    run(Command::new("npm")
        .current_dir(package)
        // The tests bring their own browser.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .args(["ci", "--no-audit", "--no-fund"]))
}
