//! The static site in `dist/`.

use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{
    node::{bundle_editor, node},
    stages::{Stages, run},
    toolchain::{Toolchain, cargo_home},
    tools,
    workspace::{Workspace, linked},
};

/// What the site is made of besides crates; folders stand for all that is in them.
const FILES: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "crates/xtask/site.mjs",
    "index.html",
    "THIRD-PARTY.md",
    "web",
];

/// The crates that become wasm.
const BINARIES: [&str; 2] = ["interleave-web", "interleave-worker"];

/// How much the page's own wasm is optimised. Python's worker always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// As visitors get it: small.
    Small,
    /// As its developers want it: compiled in seconds after a change.
    Quick,
}

impl Page {
    /// What differs from the profile `page` in Cargo.toml.
    fn profile(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Small => &[],
            Self::Quick => &[
                ("CARGO_PROFILE_PAGE_OPT_LEVEL", "1"),
                ("CARGO_PROFILE_PAGE_LTO", "off"),
                ("CARGO_PROFILE_PAGE_CODEGEN_UNITS", "64"),
                ("CARGO_PROFILE_PAGE_INCREMENTAL", "true"),
            ],
        }
    }
}

/// The files that the site is made of.
#[derive(Debug)]
pub(crate) struct Sources(Vec<PathBuf>);

impl Sources {
    /// Those of this workspace.
    ///
    /// # Errors
    /// Where cargo can't read the workspace.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self> {
        let metadata = workspace.metadata()?;
        let mut paths: BTreeSet<PathBuf> =
            FILES.iter().map(|name| workspace.root.join(name)).collect();
        for binary in metadata.workspace_packages() {
            if !BINARIES.contains(&binary.name.as_str()) {
                continue;
            }
            paths.extend(
                linked(&metadata, &binary.id)
                    .into_iter()
                    .filter(|id| metadata.workspace_members.contains(id))
                    .filter_map(|id| metadata[id].manifest_path.parent())
                    .map(|folder| folder.as_std_path().to_owned()),
            );
        }
        Ok(Self(paths.into_iter().collect()))
    }

    /// Another text after any of the files was changed: by names, sizes and times.
    ///
    /// # Errors
    /// Where a file can't be read.
    pub(crate) fn fingerprint(&self) -> Result<String> {
        fingerprint(&self.0)
    }
}

/// Sets up all that is missing and builds the site, unless nothing has changed
/// since it was built last.
///
/// # Errors
/// Where something is missing, with a sentence that says what, or does not
/// compile.
pub(crate) fn build(workspace: &Workspace, stages: &Stages, page: Page) -> Result<()> {
    let sources = Sources::find(workspace)?.fingerprint()?;
    let file = workspace.target.join("site.stamp");
    let index = workspace.dist().join("index.html");
    // Trunk replaces the site as well, when it is called by itself.
    let stamp = |page: Page| -> Result<String> {
        let site = fingerprint(std::slice::from_ref(&index))?;
        Ok(format!("{sources} {site} {page:?}\n"))
    };
    let found = fs::read_to_string(&file).unwrap_or_default();
    // What is small enough for visitors is good enough for developers.
    if index.exists() && (found == stamp(page)? || found == stamp(Page::Small)?) {
        stages.say("The site is up to date.");
        return Ok(());
    }

    let toolchain = stages.run("Compiler for wasm", || Toolchain::set_up(workspace))?;
    stages.say(&format!("Wasm is built by {}.", toolchain.name()));
    let tools = tools::set_up(workspace, stages)?;
    stages.run("Editor", || bundle_editor(workspace))?;
    stages.run("Site", || {
        let mut trunk = toolchain.command("trunk", &tools)?;
        // It would take our `NO_COLOR=1` for a wrong value of its own option.
        trunk.env_remove("NO_COLOR");
        run(trunk
            .envs(page.profile().iter().copied())
            .current_dir(&workspace.root)
            .args(["build", "--release"]))
    })?;
    if !index.exists() {
        bail!("Trunk has ended well, but left no index.html.");
    }
    fs::write(&file, stamp(page)?).with_context(|| file.display().to_string())
}

/// Packs the site's files: beside each stands what a server may send in its place, unless that is
/// there already.
///
/// # Errors
/// Where Node is missing, or a file can't be packed.
pub(crate) fn pack(workspace: &Workspace, stages: &Stages) -> Result<()> {
    let dist = workspace.dist();
    let changed = |name: &str| fs::metadata(dist.join(name)).and_then(|file| file.modified());
    if changed("index.html.br").ok() >= changed("index.html").ok() {
        return Ok(());
    }
    stages.run("Packed files (.br, .gz)", || {
        let script = workspace.root.join("crates/xtask/pack.mjs");
        run(node()?.arg(script).arg(&dist))
    })
}

/// The built files that name a folder of the builder's machine, with that folder.
///
/// # Errors
/// Where a file can't be read.
pub(crate) fn leaks(workspace: &Workspace) -> Result<Vec<String>> {
    let mut folders = vec![workspace.root.clone(), workspace.target.clone()];
    folders.extend(cargo_home());
    let mut files = Vec::new();
    collect(&workspace.dist(), &mut files)?;
    let mut leaks = Vec::new();
    for file in &files {
        let bytes = fs::read(file).with_context(|| file.display().to_string())?;
        let text = String::from_utf8_lossy(&bytes);
        for folder in folders.iter().filter_map(|folder| folder.to_str()) {
            if text.contains(folder) {
                leaks.push(format!("{} names {folder}", file.display()));
            }
        }
    }
    Ok(leaks)
}

/// Another text after any file at or below `paths` was changed: by names, sizes and times.
fn fingerprint(paths: &[PathBuf]) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let metadata = fs::metadata(file).with_context(|| file.display().to_string())?;
        file.hash(&mut hasher);
        metadata.len().hash(&mut hasher);
        metadata.modified()?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?.path();
            let generated = entry.ends_with("node_modules") || entry.ends_with("dist");
            if !generated {
                collect(&entry, files)?;
            }
        }
    }
    Ok(())
}
