//! Runs every case natively and compares it with what CPython did.
//!
//! The command is the one that the environment names in `INTERLEAVE`, or else
//! `target/release/interleave`, which `cargo xtask test` builds first. With
//! `INTERLEAVE_UPDATE=1`, our own recorded output is rewritten: the `expected.trace`
//! files that exist, and the `known.*` files.

use std::{
    env, fmt, fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use interleave_tests::{Case, Ran, Stderr, normalise, read, update, violations};
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
    let written = Written::of(case, &first.ran);
    let mut report = written.compare(case, &Written::expected(case)?);
    if let Some(reason) = &case.settings.known {
        report = if report.0.is_empty() {
            Report(format!(
                "It prints what CPython prints; case.toml says: {reason}\n"
            ))
        } else if updates() {
            written.keep(case)?;
            Report::default()
        } else {
            written.compare(case, &Written::known(case)?)
        };
    }
    if let Some(transcript) = read(&case.expected("trace"))? {
        if updates() {
            update(&case.expected("trace"), Some(&first.transcript))?;
        } else {
            report.compare("the transcript", &transcript, &first.transcript);
        }
    }
    for violation in violations(&first.json, &first.ran.stdout) {
        report.say(&format!("trace: {violation}\n"));
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

fn updates() -> bool {
    env::var_os("INTERLEAVE_UPDATE").is_some()
}

/// What a program wrote, and its exit status.
struct Written {
    stdout: String,
    stderr: String,
    status: String,
}

impl Written {
    /// What our program wrote, as it is compared.
    fn of(case: &Case, ran: &Ran) -> Self {
        let stderr = normalise(&ran.stderr, &case.files);
        Self {
            stdout: ran.stdout.clone(),
            stderr: match case.settings.hangs {
                Some(_) => stderr,
                None => without_advice(&stderr),
            },
            status: ran
                .status
                .map_or_else(|| "a signal".to_owned(), |status| status.to_string()),
        }
    }

    /// What CPython's wrote.
    fn expected(case: &Case) -> Result<Self, Failed> {
        let mut expected = Self::recorded(|what| case.expected(what), "cargo xtask record")?;
        if let Some(why) = &case.settings.hangs {
            expected.stderr = format!("interleave: {why}\n");
        }
        Ok(expected)
    }

    /// What ours is known to write.
    fn known(case: &Case) -> Result<Self, Failed> {
        let command = "the native tests with INTERLEAVE_UPDATE=1";
        Self::recorded(|what| case.known(what), command)
    }

    fn recorded(file: impl Fn(&str) -> PathBuf, command: &str) -> Result<Self, Failed> {
        let stdout = file("stdout");
        let status = read(&file("status"))?;
        Ok(Self {
            stdout: read(&stdout)?
                .ok_or_else(|| format!("There is no {}: run {command}.", stdout.display()))?,
            stderr: read(&file("stderr"))?.unwrap_or_default(),
            status: status.map_or_else(|| "0".to_owned(), |status| status.trim().to_owned()),
        })
    }

    /// Writes the files of what ours is known to write.
    fn keep(&self, case: &Case) -> io::Result<()> {
        let some = |text: &str, none: &str| (text != none).then(|| text.to_owned());
        update(&case.known("stdout"), Some(&self.stdout))?;
        update(&case.known("stderr"), some(&self.stderr, "").as_deref())?;
        let status = some(&self.status, "0").map(|status| format!("{status}\n"));
        update(&case.known("status"), status.as_deref())?;
        Ok(())
    }

    fn compare(&self, case: &Case, expected: &Self) -> Report {
        let mut report = Report::default();
        report.compare("stdout", &expected.stdout, &self.stdout);
        let (theirs, ours) = (&expected.stderr, &self.stderr);
        match case.settings.stderr {
            Stderr::Exact => report.compare("stderr", theirs, ours),
            Stderr::LastLine => {
                let (theirs, ours) = (last_line(theirs), last_line(ours));
                report.compare("the last line of stderr", theirs, ours);
            }
            Stderr::Ignore => {}
        }
        report.compare("the exit status", &expected.status, &self.status);
        report
    }
}

/// What the command adds to an uncaught `RecursionError`, CPython does not.
fn without_advice(stderr: &str) -> String {
    let lines = stderr.split_inclusive('\n');
    let is_advice = |line: &&str| line.starts_with("interleave: ") && line.contains("recursion");
    lines.filter(|line| !is_advice(line)).collect()
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
    command.args(&case.settings.arguments);
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
