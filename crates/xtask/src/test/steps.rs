//! The stages of a test run: each runs tests and counts them.

use std::{env, process::Command};

use anyhow::Result;

use crate::{
    browser::Browser,
    fuzz,
    node::{install_packages, node},
    programs::cargo,
    python::python,
    site,
    stages::{Running, Stages, begin, run, stream},
    tally::Tally,
    test::{
        catalogue::{BrowserFile, Suite},
        selection::Part,
    },
    toolchain::Toolchain,
    tools,
    workspace::Workspace,
};

/// `cargo COMMAND` for what is optimised, which is all that Python is linked into. Always
/// for all default members, since cargo compiles Python once more for each choice of them.
fn optimised(workspace: &Workspace, command: &str) -> Command {
    let mut cargo = cargo(workspace);
    cargo.args([command, "--release", "--ignore-rust-version"]);
    cargo
}

pub(crate) fn format(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace).args(["fmt", "--all", "--", "--check", "--color", "never"]))
}

pub(crate) fn lints(workspace: &Workspace) -> Result<()> {
    run(optimised(workspace, "clippy").args(["--all-targets", "--", "-D", "warnings"]))
}

pub(crate) fn page_lints(workspace: &Workspace) -> Result<()> {
    run(page(workspace, "clippy").args(["--all-targets", "--", "-D", "warnings"]))
}

/// By itself: with the other packages the page's dependencies would have other features,
/// and Python would be compiled once more.
fn page(workspace: &Workspace, command: &str) -> Command {
    let mut cargo = cargo(workspace);
    cargo.args([command, "-p", "interleave-web"]);
    cargo
}

/// Builds the native command, its example and all tests.
pub(crate) fn native_build(workspace: &Workspace) -> Result<()> {
    run(optimised(workspace, "build").args(["--bins", "--tests", "--examples"]))
}

pub(crate) fn native_tests(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let mut tests = optimised(workspace, "test");
    tests
        .arg("--no-fail-fast")
        .env("INTERLEAVE", workspace.interleave());
    stream(&mut tests, |line| tally.read(line))
}

/// Runs the cases whose names contain one of `words`.
pub(crate) fn cases(workspace: &Workspace, words: &[String], tally: &mut Tally) -> Result<()> {
    let mut tests = optimised(workspace, "test");
    tests
        .args(["--test", "cases", "--"])
        .args(words)
        .env("INTERLEAVE", workspace.interleave());
    stream(&mut tests, |line| tally.read(line))
}

/// Runs the tests of crates whose names contain one of `words`, and all of those parts
/// that are chosen as a whole.
pub(crate) fn suites(
    workspace: &Workspace,
    parts: &[&Part<Suite>],
    words: &[String],
    tally: &mut Tally,
) -> Result<()> {
    for part in parts {
        let suite = &part.of;
        let mut tests = match suite.package.as_str() {
            "interleave-web" => page(workspace, "test"),
            _ if suite.has_python => optimised(workspace, "test"),
            package => {
                let mut cargo = cargo(workspace);
                cargo.args(["test", "-p", package]);
                cargo
            }
        };
        tests
            .arg("--no-fail-fast")
            .args(&suite.target)
            .env("INTERLEAVE", workspace.interleave());
        if !part.whole {
            tests.arg("--").args(words);
        }
        stream(&mut tests, |line| tally.read(line))?;
    }
    Ok(())
}

/// The summary's word for [`fuzz`], which says so where there is nothing to compare with.
pub(crate) fn fuzz_name() -> &'static str {
    match python() {
        Some(_) => "Fuzz",
        None => "Fuzz: not run",
    }
}

/// Compares the same random programs each time.
pub(crate) fn fuzz(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let Some(python) = python() else {
        println!("  There is no python3.13 to compare random programs with.");
        tally.not_run += 1;
        return Ok(());
    };
    let mut command = Command::new(workspace.target.join("release/fuzz"));
    let programs = fuzz::set_arguments(&mut command, workspace, &python, fuzz::IN_TESTS, 1);
    stream(programs, |line| tally.read(line))
}

pub(crate) fn page_tests(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    stream(&mut page(workspace, "test"), |line| tally.read(line))
}

/// Begins to build the site, as visitors get it, in a process of its own: the linking of
/// Python's wasm takes minutes of one processor, in which the others can test.
pub(crate) fn begin_site() -> Result<Running> {
    begin(Command::new(env::current_exe()?).arg("build"))
}

/// Nothing in the built site may name a folder of this machine.
pub(crate) fn site_paths(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let leaks = site::leaks(workspace)?;
    for leak in &leaks {
        println!("  {leak}");
    }
    if leaks.is_empty() {
        tally.passed += 1;
    } else {
        tally.failed += 1;
    }
    Ok(())
}

/// The executor's reactor of browser timers, in Chromium. wasm-bindgen's runner takes at
/// most one word of a test's name.
pub(crate) fn browser_reactor(
    workspace: &Workspace,
    stages: &Stages,
    browser: &Browser,
    word: Option<&String>,
    tally: &mut Tally,
) -> Result<()> {
    let toolchain = Toolchain::set_up(workspace)?;
    let tools = tools::set_up(workspace, stages)?;
    let mut tests = toolchain.cargo(workspace, &tools)?;
    browser.set_environment(&mut tests, workspace);
    tests
        .args(["test", "--ignore-rust-version"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["-p", "interleave-executor"])
        .args(["--test", "browser", "--test", "worker"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
    if let Some(word) = word {
        tests.arg("--").arg(word);
    }
    stream(&mut tests, |line| tally.read(line))
}

/// The built site in Chromium.
pub(crate) fn end_to_end(
    workspace: &Workspace,
    browser: &Browser,
    tally: &mut Tally,
) -> Result<()> {
    stream(&mut node_tests(workspace, browser)?, |line| {
        tally.read(line)
    })
}

/// The tests of the built site that are chosen: whole files, and in others those whose
/// titles contain one of `words`.
pub(crate) fn browser_files(
    workspace: &Workspace,
    browser: &Browser,
    parts: &[Part<BrowserFile>],
    words: &[String],
    tally: &mut Tally,
) -> Result<()> {
    let (whole, some): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.whole);
    if !whole.is_empty() {
        let mut tests = node_tests(workspace, browser)?;
        tests.args(whole.iter().map(|part| &part.of.name));
        stream(&mut tests, |line| tally.read(line))?;
    }
    if !some.is_empty() {
        let mut tests = node_tests(workspace, browser)?;
        for word in words {
            tests.arg(format!("--test-name-pattern={}", literal(word)));
        }
        tests.args(some.iter().map(|part| &part.of.name));
        stream(&mut tests, |line| tally.read(line))?;
    }
    Ok(())
}

fn node_tests(workspace: &Workspace, browser: &Browser) -> Result<Command> {
    let folder = workspace.root.join("tests/browser");
    install_packages(&folder)?;
    let mut tests = node()?;
    browser.set_environment(&mut tests, workspace);
    tests
        .current_dir(folder)
        .args(["--test", "--test-reporter=spec"]);
    Ok(tests)
}

/// A JavaScript pattern that matches a text as it is.
fn literal(text: &str) -> String {
    text.chars().fold(String::new(), |mut pattern, letter| {
        if letter.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(letter);
        pattern
    })
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_pattern_means_its_text() {
        assert_eq!(literal("a.b (c) d"), r"a\.b \(c\) d");
    }
}
