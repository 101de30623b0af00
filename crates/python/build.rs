//! Gathers the Python library that is frozen into the interpreter: a chosen part
//! of the `Lib` that comes with RustPython, and over it the modules of `python/`,
//! which stand in for what a browser lacks, and of `compat/`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// What is taken from `Lib`: files, and folders with all that is in them.
const LIBRARY: &str = include_str!("library.txt");

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=library.txt");
    println!("cargo:rerun-if-changed=python");
    println!("cargo:rerun-if-changed=compat");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let target = out.join("library");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    let library = Path::new(rustpython_pylib::LIB_PATH);
    for entry in LIBRARY
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (from, to) = entry.split_once(" -> ").unwrap_or((entry, entry));
        copy(&library.join(from), &target.join(to))?;
    }
    copy(Path::new("python"), &target)?;
    copy(Path::new("compat"), &target)?;
    // `py_freeze!` takes a path relative to the file it stands in.
    fs::write(
        out.join("library.rs"),
        "rustpython_derive::py_freeze!(dir = \"library\", crate_name = \"rustpython_compiler_core\")",
    )
}

/// Copies a folder's Python modules, or a file.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let path = entry.path();
            if path.is_dir() || path.extension().is_some_and(|extension| extension == "py") {
                copy(&path, &to.join(entry.file_name()))?;
            }
        }
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|error| io::Error::other(format!("{}: {error}", from.display())))
}
