//! No file is too long to be read in one sitting.

use std::fs;

use crate::{root, rust_files};

/// The most lines that a file may have.
const MAX_LINES: usize = 500;

/// Files that hold data rather than code, or that are still too long.
const EXCEPTIONS: [&str; 2] = [
    "crates/trace/src/explain.rs",
    "tests/fuzz/generator/statements.rs",
];

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    for folder in ["crates", "web", "tests"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).expect("the file is readable");
            let name = file
                .strip_prefix(root())
                .expect("it lies in the workspace")
                .to_string_lossy()
                .replace('\\', "/");
            if text.lines().count() > MAX_LINES && !EXCEPTIONS.contains(&name.as_str()) {
                long.push(name);
            }
        }
    }
    assert!(
        long.is_empty(),
        "These files have more than {MAX_LINES} lines: {long:#?}"
    );
}
