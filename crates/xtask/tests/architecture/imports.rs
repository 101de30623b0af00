//! Files import each other in one direction.
//!
//! A module and the files of its own folder are one type in several files, and
//! may import each other. Any other ring makes its files one file in truth.

mod graph;
mod module_tree;

use std::{collections::BTreeSet, path::Path};

use crate::{imports::module_tree::ModuleTree, metadata, root};

#[test]
fn no_files_import_each_other_in_a_ring() {
    let root = root().canonicalize().expect("the workspace is there");
    let mut rings = BTreeSet::new();
    for package in metadata().workspace_packages() {
        for target in &package.targets {
            if target.is_custom_build() || target.is_test() || target.is_bench() {
                continue;
            }
            let tree = ModuleTree::read(target.src_path.as_std_path());
            let imports = tree.imports();
            let name = |file: &Path| {
                let file = file.canonicalize().expect("it was read");
                let name = file.strip_prefix(&root).expect("it lies in the workspace");
                name.to_string_lossy().replace('\\', "/")
            };
            for ring in graph::rings(&imports, |one, other| tree.is_below(one, other)) {
                let arrows = ring.iter().flat_map(|from| {
                    let to = imports[from].iter().filter(|to| ring.contains(*to));
                    to.map(|to| format!("{} → {}", name(from), name(to)))
                });
                rings.insert(arrows.collect::<Vec<_>>());
            }
        }
    }
    assert!(rings.is_empty(), "{rings:#?}");
}

#[test]
fn a_ring_is_found_through_a_reexport() {
    let folder = std::env::temp_dir().join(format!("interleave-rings-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("own")).expect("a folder for the test");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("a file for the test");
    };
    write(
        "lib.rs",
        "mod one; mod own; mod two; pub use one::One; pub struct Root;",
    );
    write("one.rs", "use super::two; pub struct One(two::Two);");
    write("two.rs", "use crate::One; pub struct Two; fn f(_: One) {}");
    write(
        "own.rs",
        "mod part; pub use part::Part; use crate::Root; pub struct Own;",
    );
    write(
        "own/part.rs",
        "use super::Own; use std::fmt; pub struct Part;",
    );
    let tree = ModuleTree::read(&folder.join("lib.rs"));
    let rings = graph::rings(&tree.imports(), |one, other| tree.is_below(one, other));
    let names: Vec<Vec<_>> = rings
        .iter()
        .map(|ring| ring.iter().filter_map(|file| file.file_name()).collect())
        .collect();
    assert_eq!(names, [["one.rs", "two.rs"]]);
    std::fs::remove_dir_all(&folder).expect("the test's own folder");
}
