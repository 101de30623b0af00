//! `cargo xtask notices`: THIRD-PARTY.md, which goes with the built site.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::PathBuf,
};

use anyhow::{Context, Result, bail, ensure};
use spdx::Expression;

use crate::{
    node::{install_packages, node},
    programs::cargo,
    stages::output,
    workspace::Workspace,
};

/// Bundles the editor beside its folder, and prints name, version, licence and folder of each
/// package from which something went into a bundle.
const NPM: &str = r#"
const { execSync } = require("node:child_process");
const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { delimiter, join, resolve } = require("node:path");
const { tmpdir } = require("node:os");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const folder = mkdtempSync(join(tmpdir(), "interleave-"));
const meta = join(folder, "meta.json");
const PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);
const build = `${read("package.json").scripts.build} --log-level=warning`;
execSync(`${build} --outdir="${folder}" --metafile="${meta}"`, { env: { ...process.env, PATH } });
const inputs = new Set();
for (const output of Object.values(read(meta).outputs)) {
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    if (bytesInOutput > 0) inputs.add(input);
  }
}
rmSync(folder, { recursive: true });
const { packages } = read("package-lock.json");
for (const [path, { version, license }] of Object.entries(packages)) {
  if (path === "" || ![...inputs].some((input) => input.startsWith(`${path}/`))) continue;
  console.log([path.replace(/^.*node_modules\//, ""), version, license ?? "", path].join("\t"));
}
"#;

const INTRODUCTION: &str = "\
# What others made of the built site

The site that `cargo xtask build` makes contains the packages listed here, under
these licences; their texts follow. `cargo xtask notices` writes this file, and a test
compares it with what the two wasm files are linked from and what the editor is bundled from.

It also contains Rust's standard library (MIT OR Apache-2.0), and, from
RustPython's `rustpython-pylib`, a part of CPython's standard library
(PSF-2.0, Copyright © 2001 Python Software Foundation; All Rights Reserved).

## The LGPL

Python's integers are those of the packages `malachite-…`, Copyright © Mikhail Hogrefe, which
are under the GNU Lesser General Public License, version 3. They are used unchanged and are
linked statically into the worker's wasm, together with this project's code. So whoever gets
the site may change these packages, link the whole anew, and take it apart to find faults in
such changes:

- the packages' sources are at crates.io, in the versions below, and all others' too;
- this project's sources are public, all of them, under MIT OR Apache-2.0;
- `cargo vendor` or `cargo fetch` gets what `Cargo.lock` names, `[patch.crates-io]` in
  `Cargo.toml` puts another version in the place of a package, and `cargo xtask build` makes
  the site anew.

Whoever passes the site on passes on this file with it, which `cargo xtask build` puts beside
the page.
";

/// The licences under which a package may be in the site; of those that it offers, one is
/// enough.
const ALLOWED: [&str; 11] = [
    "Apache-2.0",
    "BSD-2-Clause-Views",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-3.0-only",
    "MIT",
    "PSF-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
    "bzip2-1.0.6",
];

/// Licences that packages refer to without holding their texts.
const NAMED: [&str; 6] = [
    "Apache-2.0",
    "CC0-1.0",
    "GPL-3.0-only",
    "LGPL-3.0-only",
    "MIT",
    "PSF-2.0",
];

const FILE: &str = "THIRD-PARTY.md";

/// A package that the site contains.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    /// An SPDX expression.
    license: String,
    folder: PathBuf,
}

/// Writes THIRD-PARTY.md.
///
/// # Errors
/// Where the packages can't be listed or the file can't be written.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let text = text(workspace)?;
    let file = workspace.root.join(FILE);
    if fs::read_to_string(&file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(&file, text).with_context(|| file.display().to_string())
}

/// The text of THIRD-PARTY.md.
///
/// # Errors
/// Where the packages can't be listed, or the site may not contain one of them.
fn text(workspace: &Workspace) -> Result<String> {
    let crates = crates(workspace)?;
    let npm = npm(workspace)?;
    for Package { name, license, .. } in crates.iter().chain(&npm) {
        ensure!(
            is_allowed(license),
            "{name} is under {license}, which is not in ALLOWED."
        );
    }
    let mut text = INTRODUCTION.to_owned();
    table(&mut text, "Rust packages", &crates)?;
    table(&mut text, "npm packages", &npm)?;

    // Many packages share one text to the letter.
    let mut texts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for package in crates.iter().chain(&npm) {
        for text in package.texts()? {
            texts.entry(text).or_default().insert(&package.name);
        }
    }
    text.push_str("\n## Texts found in the packages\n");
    for (license, packages) in &texts {
        let packages: Vec<_> = packages.iter().copied().collect();
        quote(&mut text, &packages.join(", "), license)?;
    }
    text.push_str("\n## Texts of the licences named above\n");
    for name in NAMED {
        let license = spdx::license_id(name).with_context(|| format!("What is {name}?"))?;
        quote(&mut text, license.full_name, license.text())?;
    }
    Ok(text)
}

/// What the page and the worker are linked from.
///
/// `cargo tree` lists them: it resolves the features of these two packages alone, and
/// `cargo metadata` those of the whole workspace with its tests.
fn crates(workspace: &Workspace) -> Result<BTreeSet<Package>> {
    let list = output(
        cargo(workspace)
            .args(["tree", "--locked", "--target", "wasm32-unknown-unknown"])
            .args(["-p", "interleave-web", "-p", "interleave-worker"])
            .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
            .args(["--format", "{p}"]),
    )?;
    // A line begins with `name vVERSION`.
    let linked: BTreeSet<(&str, &str)> = list
        .lines()
        .filter_map(|line| {
            let (name, version) = line.split_once(" v")?;
            Some((name, version.split(' ').next()?))
        })
        .collect();
    let metadata = workspace.metadata()?;
    metadata
        .packages
        .iter()
        .filter(|package| !metadata.workspace_members.contains(&package.id))
        .filter(|package| {
            let version = package.version.to_string();
            linked.contains(&(package.name.as_str(), version.as_str()))
        })
        .map(|package| {
            let folder = package.manifest_path.parent().context("a folder")?;
            Ok(Package {
                name: package.name.to_string(),
                version: package.version.to_string(),
                license: license(&package.name, package.license.as_deref())?,
                folder: folder.as_std_path().to_owned(),
            })
        })
        .collect()
}

/// A package's SPDX expression, from what its manifest says.
fn license(name: &str, stated: Option<&str>) -> Result<String> {
    match (name, stated) {
        // CPython's library; the package itself names no licence.
        ("rustpython-pylib", None) => Ok("MIT AND PSF-2.0".to_owned()),
        // Its text is that licence's.
        ("mt19937", None) => Ok("BSD-3-Clause".to_owned()),
        (_, None) => bail!("{name} names no licence."),
        (_, Some(stated)) => Expression::canonicalize(stated)
            .map(|canonical| canonical.unwrap_or_else(|| stated.to_owned()))
            .with_context(|| format!("{name} has an unknown licence: {stated}")),
    }
}

/// Whether a package under this SPDX expression may be in the site.
fn is_allowed(license: &str) -> bool {
    let is_known =
        |requirement: &spdx::LicenseReq| ALLOWED.contains(&requirement.to_string().as_str());
    Expression::parse(license).is_ok_and(|license| license.evaluate(is_known))
}

fn npm(workspace: &Workspace) -> Result<BTreeSet<Package>> {
    let editor = workspace.root.join("web/editor");
    install_packages(&editor)?;
    let list = output(node()?.current_dir(&editor).args(["-e", NPM]))?;
    Ok(list
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            Some(Package {
                name: fields.next()?,
                version: fields.next()?,
                license: fields.next()?,
                folder: editor.join(fields.next()?),
            })
        })
        .collect())
}

impl Package {
    /// The texts in the package that go with what is shipped. Where it leaves
    /// the choice, we take MIT; notices go along in any case.
    fn texts(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = fs::read_dir(&self.folder)
            .with_context(|| self.folder.display().to_string())?
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| is_license(name))
            .collect();
        let is_mit = |name: &String| name.to_ascii_lowercase().contains("mit");
        if self.license.contains(" OR ") && names.iter().any(is_mit) {
            names.retain(|name| is_mit(name) || name.to_ascii_lowercase().starts_with("notice"));
        }
        names.sort();
        names
            .iter()
            .map(|name| Ok(tidy(&fs::read(self.folder.join(name))?)))
            .collect()
    }
}

fn is_license(file: &str) -> bool {
    let file = file.to_ascii_lowercase();
    ["license", "licence", "copying", "notice", "unlicense"]
        .iter()
        .any(|beginning| file.starts_with(beginning))
}

/// Equal texts get equal bytes.
fn tidy(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn table(text: &mut String, title: &str, packages: &BTreeSet<Package>) -> Result<()> {
    write!(
        text,
        "\n## {title}\n\n| package | version | licence |\n|---|---|---|\n"
    )?;
    for package in packages {
        let Package {
            name,
            version,
            license,
            ..
        } = package;
        writeln!(text, "| {name} | {version} | {license} |")?;
    }
    Ok(())
}

fn quote(text: &mut String, title: &str, license: &str) -> Result<()> {
    let license = tidy(license.as_bytes());
    Ok(write!(text, "\n### {title}\n\n~~~text\n{license}\n~~~\n")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_names_what_the_site_contains() -> Result<()> {
        let workspace = Workspace::find()?;
        let (text, file) = (
            text(&workspace)?,
            fs::read_to_string(workspace.root.join(FILE))?,
        );
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let (wanted, found) = (lines(&text), lines(&file));
        let missing: Vec<_> = wanted.difference(&found).collect();
        let needless: Vec<_> = found.difference(&wanted).collect();
        assert!(
            text == file,
            "`cargo xtask notices` adds {missing:#?} and takes out {needless:#?}"
        );
        Ok(())
    }

    #[test]
    fn of_a_licences_alternatives_one_has_to_be_allowed() {
        assert!(is_allowed("MIT OR GPL-3.0-only") && is_allowed("MIT AND Zlib"));
        assert!(!is_allowed("MIT AND GPL-3.0-only") && !is_allowed("no licence"));
    }

    #[test]
    fn every_package_comes_from_the_registry() -> Result<()> {
        let metadata = Workspace::find()?.metadata()?;
        let others = metadata
            .packages
            .iter()
            .filter(|package| !metadata.workspace_members.contains(&package.id));
        for package in others {
            let source = package.source.as_ref();
            assert!(
                source.is_some_and(|source| source.is_crates_io()),
                "{package:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn line_ends_do_not_tell_texts_apart() {
        assert_eq!(tidy(b"a \r\nb\r\n\r\n"), tidy(b"\na\nb\n"));
    }

    #[test]
    fn licences_are_expressions_that_spdx_knows() -> Result<()> {
        assert_eq!(license("a", Some("MIT/Apache-2.0"))?, "MIT OR Apache-2.0");
        assert_eq!(license("rustpython-pylib", None)?, "MIT AND PSF-2.0");
        assert!(license("a", Some("Whatever-1.0")).is_err());
        Ok(())
    }

    #[test]
    fn named_licences_have_texts() {
        for name in NAMED {
            assert!(spdx::license_id(name).is_some_and(|license| license.text().len() > 500));
        }
    }

    #[test]
    fn licence_files_are_known_by_their_names() {
        for name in ["LICENSE-MIT", "LICENCE.md", "UNLICENSE", "Copying.lesser"] {
            assert!(is_license(name), "{name}");
        }
        assert!(!is_license("README.md"));
    }
}
