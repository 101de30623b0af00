//! Chromium and its driver.

use std::{env, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{
    programs::{apt_install, on_path},
    workspace::Workspace,
};

/// The browser that tests and benchmarks run in.
#[derive(Debug)]
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and chromedriver (`CHROMIUM` and `CHROMEDRIVER` name them,
    /// else PATH), or installs them.
    ///
    /// # Errors
    /// With one sentence that says what is missing.
    pub(crate) fn set_up() -> Result<Self> {
        let missing: Vec<&str> = [
            (chromium().is_none(), "chromium"),
            (driver().is_none(), "chromium-driver"),
        ]
        .into_iter()
        .filter_map(|(missing, package)| missing.then_some(package))
        .collect();
        if !missing.is_empty() {
            apt_install(&missing).context("The browser's tests need Chromium and chromedriver.")?;
        }
        Ok(Self {
            chromium: chromium().context("Chromium is missing: set CHROMIUM to its path.")?,
            driver: driver().context("chromedriver is missing: set CHROMEDRIVER to its path.")?,
        })
    }

    /// Sets the environment variables that the scripts in `tests/browser` and wasm-bindgen's
    /// test runner read.
    pub(crate) fn set_environment(&self, command: &mut Command, workspace: &Workspace) {
        command
            .env("CHROMIUM", &self.chromium)
            .env("CHROMEDRIVER", &self.driver)
            .env("INTERLEAVE_DIST", workspace.dist())
            .env("INTERLEAVE", workspace.interleave());
    }
}

fn chromium() -> Option<PathBuf> {
    named("CHROMIUM").or_else(|| {
        on_path([
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ])
    })
}

fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| on_path(["chromedriver"]))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}
