//! Progress: the stages of a run and the output of its commands.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// How long a command may print nothing before a line says that it is still running.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The clock of a whole `cargo xtask` run; its lines begin with the seconds on it.
#[derive(Debug)]
pub(crate) struct Stages {
    begun: Instant,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        Self {
            begun: Instant::now(),
        }
    }

    /// Seconds since the run began.
    pub(crate) fn seconds(&self) -> u64 {
        self.begun.elapsed().as_secs()
    }

    /// Says something about the run.
    pub(crate) fn say(&self, text: &str) {
        println!("[{:>4} s] {text}", self.seconds());
    }

    /// Does one stage, and says when it begins and ends.
    pub(crate) fn run<T>(&self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.say(&format!("{name} …"));
        let begun = Instant::now();
        let result = work();
        let took = begun.elapsed().as_secs_f64();
        match &result {
            Ok(_) => self.say(&format!("{name}: done in {took:.1} s")),
            Err(_) => self.say(&format!("{name}: FAILED after {took:.1} s")),
        }
        result
    }
}

/// Runs a command to its end and shows what it writes.
///
/// # Errors
/// Where it can't be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    stream(command, |_| ())
}

/// As [`run`], and hands every line to `each` as well.
///
/// # Errors
/// Where it can't be started or fails.
pub(crate) fn stream(command: &mut Command, each: impl FnMut(&str)) -> Result<()> {
    begin(command)?.end(each)
}

/// Begins a command, and keeps what it writes until [`Running::end`].
///
/// # Errors
/// Where it can't be started.
pub(crate) fn begin(command: &mut Command) -> Result<Running> {
    let name = describe(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{name}` can't be started."))?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        forward(stdout, sender.clone());
    }
    if let Some(stderr) = child.stderr.take() {
        forward(stderr, sender);
    }
    Ok(Running {
        name,
        child,
        lines,
        begun: Instant::now(),
    })
}

/// A command that is running.
#[derive(Debug)]
pub(crate) struct Running {
    name: String,
    child: Child,
    lines: Receiver<String>,
    begun: Instant,
}

impl Running {
    /// Shows what it has written and writes, hands every line to `each`, and waits for
    /// its end.
    ///
    /// # Errors
    /// Where it fails.
    pub(crate) fn end(mut self, mut each: impl FnMut(&str)) -> Result<()> {
        loop {
            match self.lines.recv_timeout(HEARTBEAT) {
                Ok(line) => {
                    println!("  {line}");
                    each(&line);
                }
                Err(RecvTimeoutError::Disconnected) => break,
                // A process that it left behind can hold the pipes open.
                Err(RecvTimeoutError::Timeout) if self.child.try_wait()?.is_some() => break,
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = self.begun.elapsed().as_secs();
                    println!("  … still running after {seconds} s");
                }
            }
        }
        let status = self.child.wait()?;
        if !status.success() {
            bail!("`{}` failed ({status}).", self.name);
        }
        Ok(())
    }
}

/// Runs a command to its end and returns its output, trimmed.
///
/// # Errors
/// Where it can't be started or fails; what it wrote to stderr is in the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{name}` can't be started."))?;
    if !output.status.success() {
        bail!(
            "`{name}` failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program's name and its first arguments, for messages.
fn describe(command: &Command) -> String {
    let arguments = command
        .get_args()
        .take(3)
        .map(|argument| argument.to_string_lossy());
    let words: Vec<_> = [command.get_program().to_string_lossy()]
        .into_iter()
        .chain(arguments)
        .collect();
    words.join(" ")
}

fn forward(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line);
            // Of a line that was rewritten in place, the last state counts.
            let text = text.trim_end().rsplit('\r').next().unwrap_or_default();
            let sent = to.send(text.to_owned());
            line.clear();
            if sent.is_err() {
                break;
            }
        }
    });
}
