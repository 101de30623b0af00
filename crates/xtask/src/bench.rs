//! `cargo xtask bench`: what the project weighs and how fast it is.

use anyhow::Result;

use crate::{
    browser::Browser,
    node::{install_packages, node},
    programs::cargo,
    site::{self, Page},
    stages::{Stages, run},
    workspace::Workspace,
};

/// Prints size, compressed size and name of every file below the folder given.
const SIZES: &str = r#"
const { readdirSync, readFileSync } = require("node:fs");
const { brotliCompressSync, constants } = require("node:zlib");
const { join, relative } = require("node:path");
const folder = process.argv[1];
const row = (raw, packed, name) =>
  console.log(String(raw).padStart(10), String(packed).padStart(10), name);
row("bytes", "brotli", "file");
let raw = 0, packed = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(path);
  const size = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
  raw += bytes.length;
  packed += size;
  row(bytes.length, size, relative(folder, path));
}
row(raw, packed, "in all");
"#;

/// Builds what is missing and prints every measurement.
///
/// # Errors
/// Where something is missing or fails.
pub(crate) fn bench(workspace: &Workspace, stages: &Stages) -> Result<()> {
    site::build(workspace, stages, Page::Small)?;
    stages.run("Sizes of the site's files", || {
        run(node()?.args(["-e", SIZES]).arg(workspace.dist()))
    })?;
    let folder = workspace.root.join("tests/browser");
    if folder.join("bench.mjs").exists() {
        let browser = stages.run("Chromium", Browser::set_up)?;
        stages.run("The page in Chromium", || {
            install_packages(&folder)?;
            let mut bench = node()?;
            browser.set_environment(&mut bench, workspace);
            run(bench.current_dir(&folder).arg("bench.mjs"))
        })?;
    }
    stages.run("Executor", || {
        run(cargo(workspace)
            .args(["bench", "--ignore-rust-version"])
            .args(["-p", "interleave-executor"]))
    })
}

/// Builds what is missing and measures the page beside others that run Python.
///
/// # Errors
/// Where something is missing or fails.
pub(crate) fn peers(workspace: &Workspace, stages: &Stages) -> Result<()> {
    site::build(workspace, stages, Page::Small)?;
    site::pack(workspace, stages)?;
    let browser = stages.run("Chromium", Browser::set_up)?;
    let folder = workspace.root.join("tests/browser");
    stages.run("The page and its peers in Chromium", || {
        install_packages(&folder)?;
        let peers = folder.join("peers");
        install_packages(&peers)?;
        let mut bench = node()?;
        browser.set_environment(&mut bench, workspace);
        run(bench.current_dir(&peers).arg("peers.mjs"))
    })
}
