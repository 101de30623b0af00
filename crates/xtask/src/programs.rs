//! Finding programs, installing Debian's, and starting cargo.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::{
    stages::{output, run},
    workspace::Workspace,
};

/// The first of `names` that PATH leads to.
pub(crate) fn on_path<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<PathBuf> {
    names.into_iter().find_map(|name| which::which(name).ok())
}

/// This machine's own cargo, started in the workspace's root, in the state in
/// which the user's shell would start it.
pub(crate) fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&workspace.root);
    clear_cargo_variables(&mut command);
    command
}

/// Builds `target/release/interleave`.
///
/// # Errors
/// Where it does not compile.
pub(crate) fn native_command(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace)
        .args(["build", "--release", "--ignore-rust-version"])
        .args(["-p", "interleave-cli"]))
}

/// Builds the native command as the tests do: built by itself, what it depends on would have
/// other features, and Python would be compiled once more.
///
/// # Errors
/// Where it does not compile.
pub(crate) fn tested_command(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace)
        .args(["build", "--release", "--ignore-rust-version"])
        .args(["--bin", "interleave", "--test", "cases"]))
}

/// Builds the fuzzer and what it compares with CPython, as the tests do.
///
/// # Errors
/// Where it does not compile.
pub(crate) fn fuzzer(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace)
        .args(["build", "--release", "--ignore-rust-version"])
        .args(["--bin", "fuzz", "--example", "many", "--test", "cases"]))
}

/// Takes out of a command's environment what `cargo run` put into ours: builds
/// would differ by it, and another compiler would load the wrong libraries.
pub(crate) fn clear_cargo_variables(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name == "CARGO"
            || ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
                .iter()
                .any(|prefix| name.starts_with(prefix))
        {
            command.env_remove(name.as_ref());
        }
    }
    if let Some(libraries) = env::var_os("LD_LIBRARY_PATH") {
        let kept: Vec<PathBuf> = env::split_paths(&libraries)
            .filter(|folder| !is_rusts(folder))
            .collect();
        match env::join_paths(kept) {
            Ok(kept) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", kept),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
}

/// Whether a folder of libraries is a toolchain's or a target folder's.
fn is_rusts(folder: &Path) -> bool {
    ["toolchains", "rustlib", "debug", "release"]
        .iter()
        .any(|part| folder.iter().any(|name| name == OsStr::new(part)))
}

/// Installs Debian's packages.
///
/// # Errors
/// With one sentence where this is not Debian or we are not root.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if on_path(["apt-get"]).is_none() {
        bail!("Missing on this machine, which has no apt-get to install it: {list}.");
    }
    if output(Command::new("id").arg("-u"))? != "0" {
        bail!("Missing: {list}. Install them as root with `apt-get install {list}`.");
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(apt().args(["update", "-q"]))?;
    run(apt()
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(packages))
}

/// Whether Debian's package is installed here.
pub(crate) fn apt_has(package: &str) -> bool {
    output(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}
