//! Rings in a directed graph of files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Which files each file imports.
pub(crate) type Imports = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

/// The largest sets of files of which each imports each other, directly or through
/// others of the set. A module and files below it are no ring by themselves, unless the
/// files below it form one.
pub(crate) fn rings(
    imports: &Imports,
    is_below: impl Fn(&Path, &Path) -> bool,
) -> Vec<BTreeSet<PathBuf>> {
    let mut rings = Vec::new();
    for ring in components(imports) {
        let is_one_type = ring
            .iter()
            .any(|top| ring.iter().all(|file| file == top || is_below(file, top)));
        if is_one_type {
            let inner: Imports = imports
                .iter()
                .filter(|(file, _)| ring.contains(*file))
                .map(|(file, to)| {
                    let apart = |to: &&PathBuf| {
                        ring.contains(*to) && !is_below(file, to) && !is_below(to, file)
                    };
                    (file.clone(), to.iter().filter(apart).cloned().collect())
                })
                .collect();
            rings.extend(components(&inner));
        } else {
            rings.push(ring);
        }
    }
    rings
}

/// The strongly connected components of more than one file. Files are few: each one's
/// reach is found by itself.
fn components(imports: &Imports) -> Vec<BTreeSet<PathBuf>> {
    let reach: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> = imports
        .keys()
        .map(|file| (file, reachable(imports, file)))
        .collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (file, others) in &reach {
        let ring: BTreeSet<PathBuf> = others
            .iter()
            .filter(|other| reach.get(*other).is_some_and(|back| back.contains(file)))
            .map(|other| (*other).clone())
            .collect();
        if ring.len() > 1 && seen.insert(ring.clone()) {
            found.push(ring);
        }
    }
    found
}

fn reachable<'a>(imports: &'a Imports, from: &PathBuf) -> BTreeSet<&'a PathBuf> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&PathBuf> = imports.get(from).into_iter().flatten().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(imports.get(file).into_iter().flatten());
        }
    }
    reached
}
