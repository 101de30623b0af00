//! Trunk and wasm-bindgen: those on PATH where their versions fit, else built
//! from source into a folder of ours, once for each version.

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
    let bindgen = Package {
        name: "wasm-bindgen-cli",
        version: locked_version(&workspace.metadata()?, "wasm-bindgen")?,
        // It reads and writes the worker's 20 MB: worth a little optimisation.
        optimisation: "1",
    };
    let fits = |version: &str| version == bindgen.version;
    let bindgen_folder = bindgen.folder(workspace);
    if !is_there(&bindgen_folder, "wasm-bindgen", fits) {
        let version = &bindgen.version;
        stages.run(&format!("wasm-bindgen {version}, from source"), || {
            // The published lock file can name a release that was withdrawn.
            bindgen
                .install(workspace, &["--locked"])
                .or_else(|_| bindgen.install(workspace, &[]))
        })?;
        if !is_there(&bindgen_folder, "wasm-bindgen", fits) {
            bail!("wasm-bindgen {version} was built, but does not start.");
        }
    }

    let trunk = Package {
        name: "trunk",
        version: TRUNK.to_owned(),
        optimisation: "0",
    };
    let trunk_folder = trunk.folder(workspace);
    if !is_there(&trunk_folder, "trunk", |version| {
        version.starts_with("0.21.")
    }) {
        stages.run(&format!("Trunk {TRUNK}, from source"), || {
            // Without its defaults Trunk can neither download nor look for
            // updates; all that it needs is set up here.
            trunk.install(workspace, &["--locked", "--no-default-features"])
        })?;
    }
    Ok(vec![bindgen_folder, trunk_folder])
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
struct Package {
    name: &'static str,
    version: String,
    /// Rust's `opt-level`. It runs for seconds: what counts is the time that
    /// building it takes.
    optimisation: &'static str,
}

impl Package {
    /// Where this version's programs go: checkouts may want different ones.
    fn folder(&self, workspace: &Workspace) -> PathBuf {
        self.root(workspace).join("bin")
    }

    fn root(&self, workspace: &Workspace) -> PathBuf {
        let Self { name, version, .. } = self;
        workspace.tools().join(format!("{name}-{version}"))
    }

    fn install(&self, workspace: &Workspace, options: &[&str]) -> Result<()> {
        let root = self.root(workspace);
        fs::create_dir_all(&root).with_context(|| root.display().to_string())?;
        let mut command = cargo(workspace);
        command
            .args(["install", self.name, "--version", &self.version, "--root"])
            .arg(&root)
            .args(options)
            .env("CARGO_TARGET_DIR", workspace.target.join("tools"))
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimisation)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true");
        run(&mut command)
    }
}
