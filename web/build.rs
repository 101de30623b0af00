//! Turns the headers of `examples/*.py` into the table of the picker.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=examples");
    let folder =
        Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("examples");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("web/examples can be read")
        .map(|entry| entry.expect("web/examples can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file).expect("an example can be read");
        let (header, program) = text
            .split_once("\n\n")
            .expect("a blank line ends an example's header");
        let field = |name: &str| {
            let prefix = format!("# {name}: ");
            let found = header.lines().find_map(|line| line.strip_prefix(&prefix));
            found
                .unwrap_or_else(|| panic!("{} has no line `{prefix}…`", file.display()))
                .to_owned()
        };
        let stem = file.file_stem().expect("it has a name").to_string_lossy();
        // The number in front only sorts: addresses must survive a new order.
        let id = stem.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '-');
        writeln!(
            table,
            "Example {{ id: {id:?}, title: {:?}, topic: {:?}, watch: {:?}, program: {:?} }},",
            field("title"),
            field("topic"),
            field("watch"),
            program.trim_start_matches('\n'),
        )
        .expect("a string takes all");
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("examples.rs"), table).expect("the build folder can be written to");
}
