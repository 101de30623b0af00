//! The files of CPython's own tests, in families.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::conformance::lists::List;

/// Files of tests that are about the same things.
#[derive(Debug)]
pub(crate) struct Suite {
    /// Such as `The event loop`.
    pub title: String,
    /// Names of modules below `test`, such as `test_asyncio.test_locks`.
    pub files: Vec<String>,
}

/// The families that a list names and whose files lie in a library of CPython's.
///
/// # Errors
/// Where the list can't be read, or names files that are not there.
pub(crate) fn read(list: &Path, library: &Path) -> Result<Vec<Suite>> {
    let folder = library.join("test");
    List::read(list)?
        .entries
        .into_iter()
        .map(|entry| {
            let mut files = Vec::new();
            for test in entry.tests {
                match test.strip_suffix(".*") {
                    Some(package) => files.extend(package_files(&folder, package)?),
                    None if folder.join(format!("{test}.py")).is_file() => files.push(test),
                    None => bail!("There is no {test}.py in {}.", folder.display()),
                }
            }
            Ok(Suite {
                title: entry.reason,
                files,
            })
        })
        .collect()
}

/// The files of tests in a package below `folder`.
fn package_files(folder: &Path, package: &str) -> Result<Vec<String>> {
    let folder = folder.join(package);
    let entries = fs::read_dir(&folder)
        .with_context(|| format!("There are no tests in {}.", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".py")
            && name.starts_with("test_")
        {
            names.push(format!("{package}.{name}"));
        }
    }
    names.sort();
    Ok(names)
}
