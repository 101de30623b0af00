//! The files beside a program, which it can import and read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use interleave_host::{File, MAIN};

/// More files are not collected: such a program names its modules' folder with `--module-path`.
const MAX_FILES: usize = 1_000;

/// How deep packages may be nested.
const MAX_DEPTH: usize = 16;

/// The Python files in the folder of `program`, and in its folders that hold
/// Python files, by their names from there. What can't be read is left out, as
/// `import` would not find it either.
pub(crate) fn sibling_files(program: &Path) -> Vec<File> {
    let folder = match program.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut files = Vec::new();
    collect(folder, "", MAX_DEPTH, &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let is_python = |path: &PathBuf| path.extension().is_some_and(|end| end == "py");
    if !prefix.is_empty() && !paths.iter().any(is_python) {
        return;
    }
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let full = format!("{prefix}{name}");
        if is_python(&path) {
            if files.len() < MAX_FILES
                && full != MAIN
                && let Ok(data) = fs::read(&path)
            {
                files.push(File { name: full, data });
            }
        } else if depth > 0 && is_identifier(name) && path.is_dir() {
            collect(&path, &format!("{full}/"), depth - 1, files);
        }
    }
}

/// Whether a folder of this name can be a package.
fn is_identifier(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && name
            .chars()
            .all(|letter| letter == '_' || letter.is_alphanumeric())
}
