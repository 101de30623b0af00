//! Runs every case natively and compares it with what CPython did.
//!
//! The command is the one that the environment names in `INTERLEAVE`, or else
//! `target/release/interleave`, which `cargo xtask test` builds first. With
//! `INTERLEAVE_UPDATE=1`, the `expected.trace` files that exist are rewritten.

use std::{
    env, fmt, fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use interleave_tests::{Case, Ran, Stderr, faults, normalise};
use interleave_trace::{open, trace_json, transcript};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let interleave = env::var_os("INTERLEAVE")
        .map_or_else(|| tests.join("../target/release/interleave"), PathBuf::from);
    let cases = match Case::all(tests) {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("The cases can't be listed: {error}");
            return ExitCode::FAILURE;
        }
    };
    let trials = cases
        .into_iter()
        .map(|case| {
            let interleave = interleave.clone();
            Trial::test(case.name.clone(), move || check(&interleave, &case))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What a run of the native command left.
struct Recorded {
    ran: Ran,
    json: String,
    transcript: String,
}

fn check(interleave: &Path, case: &Case) -> Result<(), Failed> {
    let first = run_case(interleave, case)?;
    let second = run_case(interleave, case)?;
    let mut report = printed(case, &first.ran)?;
    if let Some(reason) = &case.known {
        report = match report {
            Report(text) if text.is_empty() => Report(format!(
                "It prints what CPython prints; case.toml says: {reason}\n"
            )),
            _ => Report::default(),
        };
    }
    if let Some(transcript) = case.expected_text("trace")? {
        if env::var_os("INTERLEAVE_UPDATE").is_some() {
            fs::write(case.expected("trace"), &first.transcript)?;
        } else {
            report.compare("the transcript", &transcript, &first.transcript);
        }
    }
    for fault in faults(&first.json, &first.ran.stdout) {
        report.say(&format!("trace: {fault}\n"));
    }
    report.compare("the trace of a second run", &first.json, &second.json);
    reopened(&mut report, &first)?;
    report.into_result()
}

/// The recording must come back from its file unchanged.
fn reopened(report: &mut Report, first: &Recorded) -> Result<(), Failed> {
    let opened = open(first.json.as_bytes())?;
    let (recording, chart) = (&opened.recording, &opened.chart);
    report.compare(
        "the reopened trace",
        &first.json,
        &trace_json(chart, recording),
    );
    let again = transcript(chart, recording);
    report.compare("the reopened transcript", &first.transcript, &again);
    Ok(())
}

/// What the program printed and how it ended, beside what CPython did.
fn printed(case: &Case, ran: &Ran) -> Result<Report, Failed> {
    let mut report = Report::default();
    report.compare("stdout", &expected(case, "stdout")?, &ran.stdout);
    let stderr = match &case.hangs {
        Some(why) => format!("interleave: {why}\n"),
        None => case.expected_text("stderr")?.unwrap_or_default(),
    };
    let ours = normalise(&ran.stderr, &case.files);
    let ours = match case.hangs {
        Some(_) => ours,
        None => without_advice(&ours),
    };
    match case.stderr {
        Stderr::Exact => report.compare("stderr", &stderr, &ours),
        Stderr::LastLine => report.compare(
            "the last line of stderr",
            last_line(&stderr),
            last_line(&ours),
        ),
        Stderr::Ignore => {}
    }
    let status = case
        .expected_text("status")?
        .unwrap_or_else(|| "0\n".to_owned());
    let ours = ran
        .status
        .map_or_else(|| "a signal".to_owned(), |status| status.to_string());
    report.compare("the exit status", status.trim(), &ours);
    Ok(report)
}

/// What the command adds to an uncaught `RecursionError`, CPython does not.
fn without_advice(stderr: &str) -> String {
    let lines = stderr.split_inclusive('\n');
    let is_advice = |line: &&str| line.starts_with("interleave: ") && line.contains("recursion");
    lines.filter(|line| !is_advice(line)).collect()
}

fn expected(case: &Case, what: &str) -> Result<String, Failed> {
    case.expected_text(what)?.ok_or_else(|| {
        format!(
            "There is no {}: run `cargo xtask record`.",
            case.expected(what).display()
        )
        .into()
    })
}

fn run_case(interleave: &Path, case: &Case) -> Result<Recorded, Failed> {
    if !interleave.exists() {
        return Err(format!(
            "There is no {}: run `cargo xtask cli`.",
            interleave.display()
        )
        .into());
    }
    let scratch = tempfile::tempdir()?;
    let file = |name: &str| scratch.path().join(name);
    case.place(scratch.path())?;
    let mut command = Command::new(interleave);
    command.args([
        "run",
        "main.py",
        "--trace",
        "trace.json",
        "--transcript",
        "transcript.txt",
        "--",
    ]);
    command.args(&case.arguments);
    let ran = interleave_tests::run(&mut command, scratch.path(), case.stdin.as_deref())?;
    let read = |name: &str| match fs::read_to_string(file(name)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failed::from(format!(
            "It wrote no {name}; on stderr it wrote:\n{}",
            ran.stderr
        ))),
        other => other.map_err(Failed::from),
    };
    let (json, transcript) = (read("trace.json")?, read("transcript.txt")?);
    Ok(Recorded {
        ran,
        json,
        transcript,
    })
}

fn last_line(text: &str) -> &str {
    text.lines()
        .rfind(|line| !line.trim().is_empty())
        .unwrap_or_default()
        .trim_end()
}

/// All that is wrong with a case, so that one run shows it.
#[derive(Default)]
struct Report(String);

impl Report {
    fn compare(&mut self, what: &str, expected: &str, ours: &str) {
        if expected != ours {
            self.say(&format!(
                "{what} differs (- expected, + ours):\n{}\n",
                Diff { expected, ours }
            ));
        }
    }

    fn say(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn into_result(self) -> Result<(), Failed> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0.into())
        }
    }
}

struct Diff<'a> {
    expected: &'a str,
    ours: &'a str,
}

impl fmt::Display for Diff<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diff = similar::TextDiff::from_lines(self.expected, self.ours);
        diff.unified_diff().context_radius(3).fmt(f)
    }
}
