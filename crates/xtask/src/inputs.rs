//! `cargo xtask inputs`: arbitrary inputs for what reads what comes from outside, and for
//! what has a simple model.
//!
//! Every test run tries a few hundred of each; this tries as many as one likes. What fails
//! is made small, and its seed is kept beside the test (`*.proptest-regressions`), which
//! tries it first from then on.

use std::time::Instant;

use anyhow::{Result, ensure};

use crate::{
    programs::cargo,
    stages::{Stages, run},
    workspace::Workspace,
};

/// A property that holds for every input.
struct Target {
    name: &'static str,
    package: &'static str,
    /// The test's file, and the test.
    file: &'static str,
    test: &'static str,
}

const fn target(
    name: &'static str,
    package: &'static str,
    file: &'static str,
    test: &'static str,
) -> Target {
    Target {
        name,
        package,
        file,
        test,
    }
}

const TARGETS: [Target; 11] = [
    target(
        "executor",
        "interleave-executor",
        "model",
        "does_what_the_model_does",
    ),
    target(
        "disk",
        "interleave-machine",
        "disk",
        "the_disk_does_what_the_model_does",
    ),
    target(
        "connection",
        "interleave-machine",
        "network",
        "a_connection_does_what_two_pipes_do",
    ),
    target("network", "interleave-machine", "network", "no_call_panics"),
    target(
        "commands",
        "interleave-protocol",
        "messages",
        "a_command_survives",
    ),
    target(
        "reports",
        "interleave-protocol",
        "messages",
        "a_report_survives",
    ),
    target(
        "messages",
        "interleave-protocol",
        "messages",
        "bytes_are_refused_or_a_message",
    ),
    target(
        "recordings",
        "interleave-trace",
        "trace",
        "open::a_damaged_file_never_panics",
    ),
    target(
        "exports",
        "interleave-trace",
        "trace",
        "properties::exports_are_complete",
    ),
    target(
        "typing",
        "interleave-host",
        "typing",
        "any_text_is_checked_at_every_prefix",
    ),
    target(
        "round-trip",
        "interleave-trace",
        "trace",
        "open::any_recording_survives_a_round_trip",
    ),
];

/// Tries `inputs` inputs of each target, or of the one that is `wanted`.
///
/// # Errors
/// Where there is no such target, or an input fails.
pub(crate) fn inputs(
    workspace: &Workspace,
    stages: &Stages,
    wanted: Option<&str>,
    inputs: u32,
    seed: Option<u64>,
) -> Result<()> {
    let targets: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| wanted.is_none_or(|wanted| target.name == wanted))
        .collect();
    let names = TARGETS.map(|target| target.name).join(", ");
    ensure!(!targets.is_empty(), "The targets are {names}.");
    let mut failed = Vec::new();
    for Target {
        name,
        package,
        file,
        test,
    } in targets
    {
        let build = [
            "test",
            "--release",
            "--ignore-rust-version",
            "--package",
            package,
            "--test",
            file,
        ];
        stages.run("Build", || {
            run(cargo(workspace).args(build).arg("--no-run"))
        })?;
        let begun = Instant::now();
        let mut tests = cargo(workspace);
        tests
            .args(build)
            .args(["--", "--exact", test])
            .env("PROPTEST_CASES", inputs.to_string());
        if let Some(seed) = seed {
            tests.env("PROPTEST_RNG_SEED", seed.to_string());
        }
        let outcome = stages.run(name, || run(&mut tests));
        let seconds = begun.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => println!("{name}: {inputs} inputs in {seconds:.0} s, no failure"),
            Err(error) => {
                println!("{name}: failed after {seconds:.0} s: {error:#}");
                failed.push(*name);
            }
        }
    }
    ensure!(failed.is_empty(), "Failed: {}.", failed.join(", "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::Context;

    use super::*;

    /// A filter that matches nothing would pass.
    #[test]
    fn every_target_is_a_test() -> Result<()> {
        let root = Workspace::find()?.root;
        for Target {
            package,
            file,
            test,
            ..
        } in TARGETS
        {
            let folder = package.strip_prefix("interleave-").context("one of ours")?;
            let folder = root.join("crates").join(folder).join("tests");
            let (module, function) = test.split_once("::").unwrap_or((file, test));
            let text = [folder.join(file), folder]
                .iter()
                .find_map(|folder| fs::read_to_string(folder.join(format!("{module}.rs"))).ok());
            let text = text.with_context(|| format!("{package} has no {file}"))?;
            assert!(text.contains(&format!("fn {function}(")), "{test}");
        }
        Ok(())
    }
}
