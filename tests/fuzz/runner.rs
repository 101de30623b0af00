//! A process that runs programs one by one.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::LazyLock,
};

use regex::Regex;
use tempfile::TempDir;

use super::outcome::Outcome;
use crate::{normalise, without_places};

/// A process in a folder of its own. For every line on its stdin it runs the
/// folder's `main.py`, writes the files `stdout` and `stderr`, and answers with
/// a line that holds the exit status.
#[derive(Debug)]
pub(super) struct Runner {
    folder: TempDir,
    command: Command,
    process: Option<Process>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Runner {
    /// A runner whose process is started by `command` when it is needed.
    pub(super) fn new(mut command: Command) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        command
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        Ok(Self {
            folder,
            command,
            process: None,
        })
    }

    /// Runs a program in a new process, so that nothing of an earlier one can show.
    pub(super) fn run_alone(&mut self, source: &str) -> io::Result<Outcome> {
        self.process = None;
        self.run(source)
    }

    /// Runs a program to its end. That the process dies of it is an outcome too.
    pub(super) fn run(&mut self, source: &str) -> io::Result<Outcome> {
        let file = |name: &str| self.folder.path().join(name);
        fs::write(file("main.py"), source)?;
        let process = match &mut self.process {
            Some(process) => process,
            none => none.insert(Process::start(&mut self.command)?),
        };
        let answer = process.request()?;
        let text = |name: &str| {
            fs::read(file(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        let outcome = match answer.trim().parse() {
            Ok(status) => Outcome {
                stdout: without_modules(&without_places(&text("stdout")?)),
                stderr: canonical(&text("stderr")?),
                status,
            },
            Err(_) => Outcome {
                stderr: format!("The process died of it: {}", process.child.wait()?),
                status: -1,
                ..Outcome::default()
            },
        };
        if outcome.status == -1 {
            self.process = None;
        }
        Ok(outcome)
    }
}

impl Process {
    fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(answers)) => Ok(Self {
                child,
                requests,
                answers: BufReader::new(answers),
            }),
            _ => Err(io::Error::other("a process without pipes")),
        }
    }

    /// The answer; empty where the process has ended.
    fn request(&mut self) -> io::Result<String> {
        let mut answer = String::new();
        self.requests.write_all(b"run\n")?;
        self.answers.read_line(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already, and nobody waits for what it could say.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Stderr in the form in which both runners' are compared.
///
/// A warning of something that was never awaited names the line that happened to
/// run when it was found, and hints at a module that can't be imported in the
/// end. In which order the collector of garbage comes to a task and to its
/// coroutine is open.
fn canonical(stderr: &str) -> String {
    let mut text = String::new();
    let lines = normalise(stderr, &[]);
    let mut lines = lines.lines().peekable();
    let mut after_destroyed = false;
    while let Some(line) = lines.next() {
        if let Some((_, warning)) = line.split_once(": RuntimeWarning: ") {
            text += &format!("RuntimeWarning: {warning}\n");
            lines.next_if(|next| next.starts_with("  "));
        } else if !line.contains("Enable tracemalloc to get the object allocation") {
            let line = without_modules(line.trim_end());
            let line = DESCRIPTOR.replace_all(&line, "fd=…");
            let line = if after_destroyed || line.starts_with("task: <Task ") {
                STANDS.replace(&line, "$1").into_owned()
            } else {
                line.into_owned()
            };
            text += &format!("{line}\n");
        }
        after_destroyed = line == "Task was destroyed but it is pending!";
    }
    text
}

/// The library's files have modules' names in Interleave, also where `reprlib` cuts them.
fn without_modules(text: &str) -> String {
    let text = CUT.replace_all(text, "$1…>");
    MODULE.replace_all(&text, "$1.py").into_owned()
}

/// What `reprlib` has cut: the beginning, and an end that may be in the middle of a file's name.
#[expect(clippy::expect_used, reason = "the pattern is a constant")]
static CUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(<(?:Task|Future|Handle|TimerHandle) \w+)[\w' =]*\.\.\.[^ <>]*>")
        .expect("a constant pattern")
});

#[expect(clippy::expect_used, reason = "the pattern is a constant")]
static MODULE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:asyncio\.|_interleave_)(\w+):\d+").expect("a constant pattern")
});

/// A descriptor's number, which depends on what else is open.
#[expect(clippy::expect_used, reason = "the pattern is a constant")]
static DESCRIPTOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bfd=\d+").expect("a constant pattern"));

/// Where a task's coroutine stands, and what it waits for.
#[expect(clippy::expect_used, reason = "the pattern is a constant")]
static STANDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(coro=<[^ ]+) .*").expect("a constant pattern"));
