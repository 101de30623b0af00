//! The browsers of the tests, and Chromium's driver.

use std::{env, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::{
    programs::{apt_install, on_path},
    workspace::Workspace,
};

/// The browsers that the built site can be tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

/// The browser that tests and benchmarks run in.
#[derive(Debug)]
pub(crate) enum Browser {
    Chromium { chromium: PathBuf, driver: PathBuf },
    Firefox(PathBuf),
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
        Ok(Self::Chromium {
            chromium: chromium().context("Chromium is missing: set CHROMIUM to its path.")?,
            driver: driver().context("chromedriver is missing: set CHROMEDRIVER to its path.")?,
        })
    }

    /// Finds Firefox (`FIREFOX` names it, else PATH), or installs it.
    ///
    /// # Errors
    /// With one sentence that says that it is missing.
    pub(crate) fn set_up_firefox() -> Result<Self> {
        if firefox().is_none() {
            apt_install(&["firefox-esr"]).context("There is no Firefox to test in.")?;
        }
        let firefox = firefox().context("Firefox is missing: set FIREFOX to its path.")?;
        Ok(Self::Firefox(firefox))
    }

    /// Sets the environment variables that the scripts in `tests/browser` and wasm-bindgen's
    /// test runner read.
    pub(crate) fn set_environment(&self, command: &mut Command, workspace: &Workspace) {
        match self {
            Self::Chromium { chromium, driver } => command
                .env("INTERLEAVE_BROWSER", "chromium")
                .env("CHROMIUM", chromium)
                .env("CHROMEDRIVER", driver),
            Self::Firefox(firefox) => command
                .env("INTERLEAVE_BROWSER", "firefox")
                .env("FIREFOX", firefox),
        };
        command
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

fn firefox() -> Option<PathBuf> {
    named("FIREFOX").or_else(|| on_path(["firefox", "firefox-esr"]))
}

fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| on_path(["chromedriver"]))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}
