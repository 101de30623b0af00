//! Trunk and wasm-bindgen: those on PATH where their versions fit, else built
//! from source into a folder of ours.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    programs::{cargo, on_path},
    stages::{Stages, output, run},
    workspace::{Workspace, locked_version},
};

/// The newest Trunk that builds with the oldest compiler we support.
const TRUNK: &str = "0.21.14";

/// Sets up Trunk and wasm-bindgen (with its test runner) and returns the
/// folders to put on PATH.
///
/// # Errors
/// Where a tool is missing and can't be built.
pub(crate) fn set_up(workspace: &Workspace, stages: &Stages) -> Result<Vec<PathBuf>> {
    let ours = workspace.tools().join("bin");

    let bindgen = locked_version(&workspace.metadata()?, "wasm-bindgen")?;
    let fits = |version: &str| version == bindgen;
    if !is_there(&ours, "wasm-bindgen", fits) {
        // It reads and writes the worker's 20 MB: worth a little optimisation.
        let package = Package {
            name: "wasm-bindgen-cli",
            version: &bindgen,
            optimisation: "1",
        };
        stages.run(&format!("wasm-bindgen {bindgen}, from source"), || {
            // The published lock file can name a release that was withdrawn.
            package
                .install(workspace, &["--locked"])
                .or_else(|_| package.install(workspace, &[]))
        })?;
        if !is_there(&ours, "wasm-bindgen", fits) {
            bail!("wasm-bindgen {bindgen} was built, but does not start.");
        }
    }

    let fits = |version: &str| version.starts_with("0.21.");
    if !is_there(&ours, "trunk", fits) {
        let package = Package {
            name: "trunk",
            version: TRUNK,
            optimisation: "0",
        };
        stages.run(&format!("Trunk {TRUNK}, from source"), || {
            // Without its defaults Trunk can neither download nor look for
            // updates; all that it needs is set up here.
            package.install(workspace, &["--locked", "--no-default-features"])
        })?;
    }
    Ok(vec![ours])
}

/// Whether the program that will be found, in `ours` or on PATH, has a version
/// that fits.
fn is_there(ours: &Path, name: &str, fits: impl Fn(&str) -> bool) -> bool {
    let own = ours.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    let program = if own.exists() {
        Some(own)
    } else {
        on_path([name])
    };
    program
        .and_then(|program| output(Command::new(program).arg("--version")).ok())
        .and_then(|line| line.split_whitespace().nth(1).map(&fits))
        .unwrap_or(false)
}

/// A program on crates.io.
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    /// Rust's `opt-level`. It runs for seconds: what counts is the time that
    /// building it takes.
    optimisation: &'a str,
}

impl Package<'_> {
    fn install(&self, workspace: &Workspace, options: &[&str]) -> Result<()> {
        let tools = workspace.tools();
        fs::create_dir_all(&tools).with_context(|| tools.display().to_string())?;
        let mut command = cargo(workspace);
        command
            .args(["install", self.name, "--version", self.version, "--root"])
            .arg(&tools)
            .args(options)
            .env("CARGO_TARGET_DIR", tools.join("build"))
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimisation)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true");
        run(&mut command)
    }
}
