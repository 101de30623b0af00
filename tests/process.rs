//! Running a command to its end, or to the end of our patience.

use std::{
    fs::File,
    io::{self, Read, Seek},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use wait_timeout::ChildExt;

/// What a command left.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Its output.
    pub stdout: String,
    /// Its output on stderr, as written.
    pub stderr: String,
    /// Its exit status; none if a signal ended it.
    pub status: Option<i32>,
}

/// Longer than any case takes on a busy machine, shorter than anybody's patience.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a command in `folder` with a file on stdin, or nothing.
///
/// # Errors
/// Where it can't be started, or isn't over after a minute: then it is killed.
pub fn run(command: &mut Command, folder: &Path, stdin: Option<&Path>) -> io::Result<Ran> {
    match run_for(command, folder, stdin, PATIENCE)? {
        (ran, true) => Ok(ran),
        (_, false) => Err(io::Error::new(
            io::ErrorKind::TimedOut,
            format!("not over after {PATIENCE:?}"),
        )),
    }
}

/// Runs a command for as long as `patience` lasts; tells what it left until then,
/// and whether it came to its end by itself.
///
/// # Errors
/// Where it can't be started.
pub fn run_for(
    command: &mut Command,
    folder: &Path,
    stdin: Option<&Path>,
    patience: Duration,
) -> io::Result<(Ran, bool)> {
    // Files, because a full pipe would stop the command while we wait for it; and
    // without names, because the program may look into its folder.
    let (stdout, stderr) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let stdin = match stdin {
        Some(file) => File::open(file)?.into(),
        None => Stdio::null(),
    };
    let mut child = command
        .current_dir(folder)
        .stdin(stdin)
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?)
        .spawn()?;
    let status = child.wait_timeout(patience)?;
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    let text = |mut file: File| {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(String::from_utf8_lossy(&bytes).into_owned())
    };
    let ran = Ran {
        stdout: text(stdout)?,
        stderr: text(stderr)?,
        status: status.and_then(|status| status.code()),
    };
    Ok((ran, status.is_some()))
}
