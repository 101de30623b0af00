//! Programs in folders of their own, run by the command.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// A folder of its own for one test, with a program in it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str, program: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a test's folder can be made");
        fs::write(path.join("main.py"), program).expect("a program can be written");
        Self(path)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .output()
            .expect("the command starts")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
        command
            .args(["run", "main.py"])
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::null());
        command
    }
}

/// Runs a program; its status, stdout and stderr.
pub(crate) fn run(name: &str, program: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    told(&Folder::new(name, program).run(arguments))
}

/// The exit status, stdout and stderr of a command that has ended.
pub(crate) fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}
