//! The static site in `dist/`.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{
    node::bundle_editor,
    stages::{Stages, run},
    toolchain::Toolchain,
    tools,
    workspace::Workspace,
};

/// What the site is made of; folders stand for all that is in them.
const SOURCES: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "THIRD-PARTY.md",
    "web",
    "crates/asyncio",
    "crates/executor",
    "crates/machine",
    "crates/memory",
    "crates/protocol",
    "crates/trace",
    "crates/worker",
];

/// Sets up all that is missing and builds the site, unless nothing has changed
/// since it was built last.
///
/// # Errors
/// Where something is missing, with a sentence that says what, or does not
/// compile.
pub(crate) fn build(workspace: &Workspace, stages: &Stages) -> Result<()> {
    let sources = fingerprint(&workspace.root, &SOURCES)?;
    // Trunk replaces the site as well, when it is called by itself.
    let stamp = || -> Result<String> {
        let site = fingerprint(&workspace.root, &["dist/index.html"])?;
        Ok(format!("{sources} {site}\n"))
    };
    let file = workspace.target.join("site.stamp");
    let index = workspace.dist().join("index.html");
    if index.exists() && fs::read_to_string(&file).ok() == Some(stamp()?) {
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
            .current_dir(&workspace.root)
            .args(["build", "--release"]))
    })?;
    if !index.exists() {
        bail!("Trunk has ended well, but left no index.html.");
    }
    fs::write(&file, stamp()?).with_context(|| file.display().to_string())
}

/// Tells whether any of the files named, or below the folders named, was
/// changed: by names, sizes and times.
fn fingerprint(root: &Path, names: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for name in names {
        collect(&root.join(name), &mut files)?;
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
