//! The compiler for wasm: rustup's where it has the target or can add it, else
//! Debian's.
//!
//! What is there already is taken before anything is installed. Nothing here
//! upgrades the user's toolchain: `rustup target add` fetches the target of the
//! version that is installed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    programs::{apt_has, apt_install, clear_cargo_variables, on_path},
    stages::{output, run},
    workspace::Workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's second Rust toolchain, made for its browsers. It brings the sources
/// of the standard library, which cargo builds for wasm.
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// A way to build wasm.
#[derive(Debug)]
pub(crate) struct Toolchain {
    kind: Kind,
    /// A folder with the `cargo` that Trunk is to find.
    shim: PathBuf,
    target: PathBuf,
    /// Options for rustc.
    flags: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The active toolchain has the target.
    Active,
    /// Debian's compiler, with the standard library built from its sources.
    Debian,
}

impl Toolchain {
    /// Finds a way to build wasm, or installs one.
    ///
    /// # Errors
    /// With one sentence that says what is missing.
    pub(crate) fn set_up(workspace: &Workspace) -> Result<Self> {
        let kind = if active_has_target(workspace) {
            Kind::Active
        } else if debian_is_complete() {
            Kind::Debian
        } else if add_target(workspace) {
            Kind::Active
        } else {
            install_debian().context(format!(
                "No compiler for wasm: `rustup target add {TARGET}` does not work here, \
                 and neither do Debian's packages."
            ))?;
            Kind::Debian
        };
        let shim = workspace.wasm_target().join("shim");
        write_shim(kind, &shim)?;
        Ok(Self {
            kind,
            shim,
            target: workspace.wasm_target(),
            flags: remapped_paths(workspace)?,
        })
    }

    /// For messages.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Active => "the active toolchain",
            Kind::Debian => "Debian's packages",
        }
    }

    /// A command in whose environment `cargo` builds wasm, with `tools` on PATH.
    pub(crate) fn command(&self, program: impl AsRef<Path>, tools: &[PathBuf]) -> Result<Command> {
        let mut command = Command::new(program.as_ref());
        clear_cargo_variables(&mut command);
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [self.shim.clone()]
            .into_iter()
            .chain(tools.iter().cloned())
            .chain(env::split_paths(&path));
        command
            .env("PATH", env::join_paths(folders)?)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags.join("\u{1f}"));
        if self.kind == Kind::Debian {
            command
                .env("RUSTC", DEBIAN_RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env_remove("RUSTUP_TOOLCHAIN");
        }
        Ok(command)
    }

    /// `cargo` in that environment, in the workspace's root.
    pub(crate) fn cargo(&self, workspace: &Workspace, tools: &[PathBuf]) -> Result<Command> {
        let program = match self.kind {
            Kind::Active => "cargo",
            Kind::Debian => DEBIAN_CARGO,
        };
        let mut command = self.command(program, tools)?;
        command.current_dir(&workspace.root);
        Ok(command)
    }
}

/// Keeps the builder's own folders out of panics' texts and of all else that is built:
/// `trim-paths`, which does that, is not stable yet.
fn remapped_paths(workspace: &Workspace) -> Result<Vec<String>> {
    let mut folders = vec![(workspace.root.clone(), "interleave")];
    if !workspace.target.starts_with(&workspace.root) {
        folders.push((workspace.target.clone(), "target"));
    }
    folders.extend(cargo_home().map(|home| (home, "cargo")));
    let set = env::var("RUSTFLAGS").unwrap_or_default();
    let mut flags: Vec<String> = set.split_whitespace().map(str::to_owned).collect();
    for (folder, name) in folders {
        let folder = folder.to_str().context("A folder's name is not UTF-8.")?;
        flags.push(format!("--remap-path-prefix={folder}=/{name}"));
    }
    Ok(flags)
}

/// Where cargo keeps the sources of other packages.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
}

fn active_has_target(workspace: &Workspace) -> bool {
    let mut rustc = Command::new("rustc");
    clear_cargo_variables(&mut rustc);
    rustc
        .current_dir(&workspace.root)
        .args(["--print", "target-libdir", "--target", TARGET]);
    output(&mut rustc).is_ok_and(|folder| {
        fs::read_dir(folder).is_ok_and(|files| {
            files
                .filter_map(Result::ok)
                .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

fn add_target(workspace: &Workspace) -> bool {
    if on_path(["rustup"]).is_none() {
        return false;
    }
    let mut rustup = Command::new("rustup");
    clear_cargo_variables(&mut rustup);
    rustup
        .current_dir(&workspace.root)
        // Offline it is to fail at once, and in few words.
        .env("RUSTUP_MAX_RETRIES", "1")
        .env_remove("RUST_BACKTRACE")
        .args(["target", "add", TARGET]);
    run(&mut rustup).is_ok() && active_has_target(workspace)
}

fn debian_is_complete() -> bool {
    DEBIAN.into_iter().all(apt_has) && linker().is_ok_and(|linker| apt_has(&linker))
}

fn install_debian() -> Result<()> {
    apt_install(&DEBIAN)?;
    // No package depends on the linker that `rust-lld` links to.
    let linker = linker()?;
    if !apt_has(&linker) {
        apt_install(&[&linker])?;
    }
    if !debian_is_complete() {
        bail!("Debian's packages for wasm were installed, but are not complete.");
    }
    Ok(())
}

/// The package of the linker that Debian's compiler calls, such as `lld-22`.
fn linker() -> Result<String> {
    let link = fs::read_link("/usr/bin/rust-lld").context("Debian's rust-lld is missing.")?;
    link.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .context("Debian's rust-lld leads nowhere.")
}

/// Writes the `cargo` that Trunk finds first on PATH.
///
/// Trunk passes no options on to cargo, and Python's parser asks for a newer
/// compiler than it needs: this one adds `--ignore-rust-version` to builds.
fn write_shim(kind: Kind, folder: &Path) -> Result<()> {
    let real = match kind {
        Kind::Debian => PathBuf::from(DEBIAN_CARGO),
        Kind::Active => on_path(["cargo"]).context("cargo is not on PATH.")?,
    };
    fs::create_dir_all(folder)?;
    let script = format!(
        "#!/bin/sh\n\
         if [ \"$1\" = build ]; then\n  shift\n  \
         exec '{real}' build --ignore-rust-version \"$@\"\nfi\n\
         exec '{real}' \"$@\"\n",
        real = real.display()
    );
    let file = folder.join("cargo");
    fs::write(&file, script).with_context(|| file.display().to_string())?;
    make_executable(&file)?;
    Ok(())
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        file,
        fs::Permissions::from_mode(0o755),
    )?)
}

/// Elsewhere no script can pass for `cargo`, and the real one is found.
#[cfg(not(unix))]
fn make_executable(_file: &Path) -> Result<()> {
    Ok(())
}
