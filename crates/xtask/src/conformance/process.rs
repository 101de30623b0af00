//! One file of tests, in a process of its own.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

/// A process that prints nothing for longer than this is killed. `wait-timeout` and the like
/// limit a process's whole time, which here depends on how many tests a file has.
const TIMEOUT: Duration = Duration::from_secs(300);

/// What files of tests read of the library's folder, which a program can't see.
const DATA: [(&str, &str); 3] = [
    ("test_baseexception", "test/exception_hierarchy.txt"),
    ("test_exceptions", "test/test_exceptions.py"),
    ("test_traceback", "test/levenshtein_examples.json"),
];

/// The lines that `run.py` writes for us begin with it.
const SEPARATOR: char = '\u{1e}';

/// How to run files of tests.
#[derive(Debug)]
pub(crate) struct Runner {
    /// The native command.
    pub command: PathBuf,
    /// `run.py`
    pub program: PathBuf,
    /// CPython's library.
    pub library: PathBuf,
    /// Where to put what the tests print.
    pub logs: PathBuf,
    /// Patterns of the tests that need an operating system.
    pub apart: Vec<String>,
    /// Patterns of the tests that do not end, which have failed without being run.
    pub endless: Vec<String>,
}

/// What became of a file's tests.
#[derive(Debug)]
pub(crate) struct File {
    /// Such as `test_asyncio.test_locks`.
    pub name: String,
    pub tests: Vec<Test>,
}

#[derive(Debug)]
pub(crate) struct Test {
    /// Such as `test_asyncio.test_locks.LockTests.test_lock`.
    pub name: String,
    pub outcome: Outcome,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    /// With the last line of the exception.
    Failed(String),
    /// By the test itself, with its reason.
    Skipped(String),
    /// It needs an operating system, and was not run.
    Apart,
}

impl File {
    /// A file of which all tests need an operating system.
    pub(crate) fn apart(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            tests: Vec::new(),
        }
    }

    /// How many tests have an outcome of this kind.
    pub(crate) fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.tests.iter().filter(|test| is(&test.outcome)).count()
    }

    /// The file's results in a line.
    pub(crate) fn line(&self) -> String {
        if self.tests.is_empty() {
            return format!("{}: needs an operating system", self.name);
        }
        format!(
            "{}: {} passed, {} failed, {} skipped, {} need an operating system",
            self.name,
            self.count(|outcome| *outcome == Outcome::Passed),
            self.count(|outcome| matches!(outcome, Outcome::Failed(_))),
            self.count(|outcome| matches!(outcome, Outcome::Skipped(_))),
            self.count(|outcome| *outcome == Outcome::Apart),
        )
    }
}

impl Runner {
    /// Runs a file. A test that ends the process, or hangs, has failed; another
    /// process runs those after it.
    ///
    /// # Errors
    /// Where the command can't be started or the log can't be written.
    pub(crate) fn run(&self, name: &str) -> Result<File> {
        let mut tests = BTreeMap::new();
        let mut log = Vec::new();
        loop {
            let before = tests.len();
            let ending = self.once(name, &mut tests, &mut log)?;
            let Some((test, why)) = ending else { break };
            tests.insert(test, Outcome::Failed(why));
            if tests.len() == before {
                break;
            }
        }
        fs::write(self.logs.join(format!("{name}.txt")), log)?;
        Ok(File {
            name: name.to_owned(),
            tests: tests
                .into_iter()
                .map(|(name, outcome)| Test { name, outcome })
                .collect(),
        })
    }

    /// Runs those tests of a file that have no outcome yet. Answers at which test
    /// the process ended before its time, and how.
    fn once(
        &self,
        name: &str,
        tests: &mut BTreeMap<String, Outcome>,
        log: &mut Vec<u8>,
    ) -> Result<Option<(String, String)>> {
        let mut child = self.start(name, tests)?;
        let stdout = child.stdout.take().context("stdout is piped")?;
        let stderr = child.stderr.take().context("stderr is piped")?;
        let lines = lines(stdout, stderr);
        let mut running = format!("{name} (import)");
        let mut last = String::new();
        let ending = loop {
            let line = match lines.recv_timeout(TIMEOUT) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => {
                    child.kill()?;
                    break Some(format!("not over after {} s", TIMEOUT.as_secs()));
                }
                Err(RecvTimeoutError::Disconnected) => break Some(last),
            };
            log.extend_from_slice(&line);
            let line = String::from_utf8_lossy(&line);
            let Some((_, told)) = line.split_once(SEPARATOR) else {
                if !line.trim().is_empty() {
                    last = line.trim().to_owned();
                }
                continue;
            };
            let (told, text) = told
                .trim_end()
                .split_once('\t')
                .unwrap_or((told.trim(), ""));
            let (kind, test) = told.split_once(' ').unwrap_or((told, ""));
            let outcome = match kind {
                "begin" => {
                    test.clone_into(&mut running);
                    continue;
                }
                "end" => break None,
                "passed" => Outcome::Passed,
                "failed" => Outcome::Failed(text.to_owned()),
                "skipped" => Outcome::Skipped(text.to_owned()),
                "apart" => Outcome::Apart,
                _ => continue,
            };
            tests.insert(test.to_owned(), outcome);
        };
        // It may be at its exit handlers, which nobody waits for.
        let _ = child.kill();
        child.wait()?;
        Ok(ending.map(|why| (running, why)))
    }

    fn start(&self, name: &str, tests: &BTreeMap<String, Outcome>) -> Result<Child> {
        let mut child = Command::new(&self.command)
            .arg("run")
            .arg(&self.program)
            .arg("--module-path")
            .arg(&self.library)
            .args(["--max-time", "1000000000", "--max-steps", "1000000000"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("`{}` can't be started.", self.command.display()))?;
        let mut asked = format!("module {name}\n");
        for pattern in &self.apart {
            let _ = writeln!(asked, "apart {pattern}");
        }
        for pattern in &self.endless {
            let _ = writeln!(asked, "endless {pattern}");
        }
        for test in tests.keys() {
            let _ = writeln!(asked, "done {test}");
        }
        for (_, data) in DATA.iter().filter(|(file, _)| *file == name) {
            let path = self.library.join(data);
            let _ = writeln!(asked, "file {}", path.display());
            for line in fs::read_to_string(path)?.lines() {
                let _ = writeln!(asked, "line {line}");
            }
        }
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(asked.as_bytes())?;
        }
        Ok(child)
    }
}

/// The lines of both pipes, as they come.
fn lines(
    stdout: impl Read + Send + 'static,
    stderr: impl Read + Send + 'static,
) -> Receiver<Vec<u8>> {
    let (sender, lines) = mpsc::channel();
    let forward = |pipe: Box<dyn Read + Send>| {
        let sender = sender.clone();
        thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while pipe
                .read_until(b'\n', &mut line)
                .is_ok_and(|length| length > 0)
                && sender.send(std::mem::take(&mut line)).is_ok()
            {}
        });
    };
    forward(Box::new(stdout));
    forward(Box::new(stderr));
    lines
}
