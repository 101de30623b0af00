//! CPython 3.13, the reference.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::stages::output;

/// A CPython 3.13 that starts: pyenv's stand-in on PATH may refuse to.
pub(crate) fn python() -> Option<PathBuf> {
    let starts = |python: &Path| {
        output(Command::new(python).arg("--version"))
            .is_ok_and(|version| version.starts_with("Python 3.13."))
    };
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|folder| folder.join("python3.13"));
    on_path
        .chain(pyenvs())
        .find(|python| python.is_file() && starts(python))
}

/// The interpreters that pyenv has installed.
fn pyenvs() -> Vec<PathBuf> {
    let root = env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".pyenv")));
    let Some(versions) = root.and_then(|root| fs::read_dir(root.join("versions")).ok()) else {
        return Vec::new();
    };
    versions
        .filter_map(Result::ok)
        .map(|version| version.path().join("bin/python3.13"))
        .collect()
}
