//! `cargo xtask test`: every test, one stage after the other.

use std::{process::Command, time::Instant};

use anyhow::{Result, bail};

use crate::{
    browser::Browser,
    fuzz,
    node::{install_packages, node},
    programs::cargo,
    python::python,
    site,
    stages::{Stages, run, stream},
    tally::Tally,
    toolchain::Toolchain,
    tools,
    workspace::Workspace,
};

/// Runs every test. A stage that fails does not keep the others from running.
/// The last line tells how many tests passed and failed; a stage that fails
/// without a failed test, such as one that does not compile, counts as one.
///
/// # Errors
/// Where anything failed.
pub(crate) fn test(workspace: &Workspace, stages: &Stages) -> Result<()> {
    let mut report = Report::new(stages);

    report.stage("Format", |_| {
        run(cargo(workspace).args(["fmt", "--all", "--", "--check", "--color", "never"]))
    });
    report.stage("Lints", |_| {
        run(cargo(workspace)
            .args(["clippy", "--release", "--ignore-rust-version"])
            .args(["--all-targets", "--", "-D", "warnings"]))
    });
    report.stage("Native build", |_| {
        // The command together with the tests: by itself it would be compiled
        // with other features, and all of Python a second time.
        run(cargo(workspace)
            .args(["build", "--release", "--ignore-rust-version"])
            .args(["--bins", "--tests", "--examples"]))
    });
    report.stage("Native tests", |tally| {
        let mut tests = cargo(workspace);
        tests
            .args(["test", "--release", "--ignore-rust-version"])
            .arg("--no-fail-fast")
            .env("INTERLEAVE", workspace.interleave());
        stream(&mut tests, |line| tally.read(line))
    });
    match python() {
        Some(python) => report.stage("Fuzz", |tally| {
            let mut command = Command::new(workspace.target.join("release/fuzz"));
            let programs = fuzz::tell(&mut command, workspace, &python, fuzz::IN_TESTS, 1);
            stream(programs, |line| tally.read(line))
        }),
        None => report.stage("Fuzz: not run", |_| {
            println!("  There is no python3.13 to compare random programs with.");
            Ok(())
        }),
    };
    report.stage("Page", |tally| {
        // By itself: with the other packages its dependencies would have other
        // features, and Python would be compiled once more.
        let page = ["-p", "interleave-web"];
        run(cargo(workspace).arg("clippy").args(page).args([
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))?;
        stream(cargo(workspace).arg("test").args(page), |line| {
            tally.read(line)
        })
    });
    let site = report.stage("Site", |_| site::build(workspace, stages));
    let mut browser = None;
    report.stage("Chromium", |_| {
        browser = Some(Browser::set_up()?);
        Ok(())
    });
    if let Some(browser) = browser {
        report.stage("Browser reactor", |tally| {
            let toolchain = Toolchain::set_up(workspace)?;
            let tools = tools::set_up(workspace, stages)?;
            let mut tests = toolchain.cargo(workspace, &tools)?;
            browser.tell(&mut tests, workspace);
            tests
                .args(["test", "--ignore-rust-version"])
                .args(["--target", "wasm32-unknown-unknown"])
                .args(["-p", "interleave-executor"])
                .args(["--test", "browser", "--test", "worker"])
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                    "wasm-bindgen-test-runner",
                );
            stream(&mut tests, |line| tally.read(line))
        });
        if site {
            report.stage("End to end", |tally| {
                let folder = workspace.root.join("tests/browser");
                install_packages(&folder)?;
                let mut tests = node()?;
                browser.tell(&mut tests, workspace);
                tests
                    .current_dir(folder)
                    .args(["--test", "--test-reporter=spec"]);
                stream(&mut tests, |line| tally.read(line))
            });
        }
    }
    report.close()
}

/// What became of each stage.
struct Report<'a> {
    stages: &'a Stages,
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    tally: Tally,
    seconds: f64,
    error: Option<String>,
}

impl<'a> Report<'a> {
    fn new(stages: &'a Stages) -> Self {
        Self {
            stages,
            rows: Vec::new(),
        }
    }

    /// Does a stage and tells whether it went well.
    fn stage(&mut self, name: &'static str, work: impl FnOnce(&mut Tally) -> Result<()>) -> bool {
        let begun = Instant::now();
        let mut tally = Tally::default();
        let result = self.stages.run(name, || work(&mut tally));
        if result.is_err() && tally.failed == 0 {
            tally.failed = 1;
        }
        let error = result.err().map(|error| format!("{error:#}"));
        if let Some(error) = &error {
            println!("  {error}");
        }
        let good = error.is_none() && tally.failed == 0;
        self.rows.push(Row {
            name,
            tally,
            seconds: begun.elapsed().as_secs_f64(),
            error,
        });
        good
    }

    /// Prints the summary.
    fn close(self) -> Result<()> {
        println!("\nSummary");
        let mut sum = Tally::default();
        for row in &self.rows {
            sum.passed += row.tally.passed;
            sum.failed += row.tally.failed;
            println!(
                "  {:<16} {:>6.0} s {:>5} passed {:>4} failed  {}",
                row.name,
                row.seconds,
                row.tally.passed,
                row.tally.failed,
                row.error.as_deref().unwrap_or_default(),
            );
        }
        println!("{} passed, {} failed", sum.passed, sum.failed);
        if sum.failed > 0 {
            bail!(crate::Failed);
        }
        Ok(())
    }
}
