//! `cargo xtask soak`: the page for long, in Chromium. What page and worker hold must not grow.

use anyhow::Result;

use crate::{
    browser::Browser,
    node::{install_packages, node},
    site::{self, Page},
    stages::{Stages, run},
    workspace::Workspace,
};

/// Runs an endless program, Live at 10 ×, for so many minutes, and then so many short ones
/// in one page.
///
/// # Errors
/// Where something grows, or is missing.
pub(crate) fn soak(workspace: &Workspace, stages: &Stages, minutes: f64, runs: u32) -> Result<()> {
    site::build(workspace, stages, Page::Small)?;
    let folder = workspace.root.join("tests/browser");
    let browser = stages.run("Chromium", Browser::set_up)?;
    stages.run("The page for long", || {
        install_packages(&folder)?;
        let mut soak = node()?;
        browser.set_environment(&mut soak, workspace);
        run(soak
            .current_dir(&folder)
            .args(["soak.mjs", &minutes.to_string(), &runs.to_string()]))
    })
}
