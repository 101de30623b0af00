//! Which crate may depend on which.

use std::{collections::BTreeSet, fs};

use cargo_metadata::{DependencyKind, Package};

use crate::{metadata, root};

/// Each crate, without `interleave-`, and the crates of ours that it may use.
/// `crates/README.md` holds the same table; tests may use all.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("executor", &[]),
    ("machine", &[]),
    ("trace", &[]),
    ("memory", &[]),
    ("stacks", &[]),
    ("xtask", &[]),
    ("protocol", &["trace"]),
    ("python", &["machine"]),
    ("asyncio", &["executor", "python", "stacks"]),
    ("recorder", &["asyncio", "trace"]),
    (
        "host",
        &[
            "recorder", "asyncio", "python", "machine", "executor", "stacks", "protocol", "trace",
        ],
    ),
    (
        "worker",
        &["host", "protocol", "memory", "executor", "stacks", "trace"],
    ),
    (
        "cli",
        &["host", "protocol", "memory", "executor", "stacks", "trace"],
    ),
];

/// `web` is the page, and `tests` sees everything.
const PAGE: (&str, &[&str]) = ("web", &["protocol", "trace"]);

/// Packages of others, by the beginnings of their names, and who may use them.
const FOREIGN: [(&[&str], &[&str]); 2] = [
    (
        &["wasm-bindgen", "web-sys", "js-sys", "gloo", "yew"],
        &["web", "worker", "executor"],
    ),
    (&["rustpython"], &["python", "asyncio", "recorder", "host"]),
];

fn short(package: &str) -> &str {
    package.strip_prefix("interleave-").unwrap_or(package)
}

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    ALLOWED
        .iter()
        .chain([&PAGE])
        .find(|(of, _)| *of == name)
        .map(|(_, allowed)| *allowed)
}

/// What a package's shipped code and its build script depend on. Its tests may use more.
fn dependencies(package: &Package) -> impl Iterator<Item = &str> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.as_str())
}

#[test]
fn crates_depend_in_one_direction() {
    let metadata = metadata();
    let members: Vec<&Package> = metadata.workspace_packages();
    let ours: BTreeSet<&str> = members
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut wrong = Vec::new();
    for package in members {
        let name = short(&package.name);
        if name == "tests" {
            continue;
        }
        let Some(allowed) = allowed(name) else {
            wrong.push(format!("{name} is not in the table"));
            continue;
        };
        for dependency in dependencies(package).filter(|dependency| ours.contains(dependency)) {
            let dependency = short(dependency);
            if !allowed.contains(&dependency) {
                wrong.push(format!("{name} must not know {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_browser_and_the_interpreter_stay_where_they_are() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata.workspace_packages() {
        let name = short(&package.name);
        for dependency in dependencies(package) {
            for (beginnings, users) in FOREIGN {
                let is_one = beginnings
                    .iter()
                    .any(|beginning| dependency.starts_with(beginning));
                if is_one && !users.contains(&name) {
                    wrong.push(format!("{name} must not know {dependency}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_map_shows_the_same_table() {
    let map = fs::read_to_string(root().join("crates/README.md")).expect("there is a map");
    for (name, allowed) in ALLOWED.iter().chain([&PAGE]) {
        let allowed = match allowed {
            [] => "–".to_owned(),
            _ => allowed.join(", "),
        };
        let row = format!("{name:<9} → {allowed}\n");
        assert!(map.contains(&row), "crates/README.md lacks: {row}");
    }
}
