//! The names of all tests, read off the files without building anything.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use cargo_metadata::{Metadata, Package, Target};

use crate::workspace::{Workspace, depends_on};

/// All tests that can be asked for by name.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// `gather/order`, `examples/04-gather`
    pub cases: Vec<String>,
    pub suites: Vec<Suite>,
    pub browser: Vec<BrowserFile>,
}

/// The tests of one target of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suite {
    pub package: String,
    /// What tells cargo which target it is: `--lib`, `--test NAME`.
    pub target: Vec<String>,
    /// `module::test`, as well as the file tells.
    pub tests: Vec<String>,
    /// Whether RustPython is linked in.
    pub has_python: bool,
    /// Whether the tests run in a browser.
    pub in_browser: bool,
}

/// A file of end-to-end tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrowserFile {
    /// `stop.test.mjs`
    pub name: String,
    pub titles: Vec<String>,
    /// Whether it runs programs by the native command too.
    pub needs_command: bool,
}

impl Catalogue {
    /// Reads the names of this workspace's tests.
    ///
    /// # Errors
    /// Where a folder or file can't be read.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let metadata = workspace.metadata()?;
        let mut suites = Vec::new();
        for package in metadata.workspace_packages() {
            suites.extend(suites_of(&metadata, package)?);
        }
        Ok(Self {
            cases: cases(&workspace.root)?,
            suites,
            browser: browser(&workspace.root.join("tests/browser"))?,
        })
    }
}

fn cases(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for topic in entries(&root.join("tests/cases"))? {
        if !topic.is_dir() {
            continue;
        }
        for case in entries(&topic)? {
            names.push(format!("{}/{}", stem(&topic), stem(&case)));
        }
    }
    for example in entries(&root.join("web/examples"))? {
        if example
            .extension()
            .is_some_and(|extension| extension == "py")
        {
            names.push(format!("examples/{}", stem(&example)));
        }
    }
    Ok(names)
}

fn suites_of(metadata: &Metadata, package: &Package) -> Result<Vec<Suite>> {
    let has_python = depends_on(metadata, package, "rustpython-vm");
    let mut suites = Vec::new();
    for target in &package.targets {
        let Some(flags) = flags(target) else { continue };
        let mut tests = Vec::new();
        let mut in_browser = false;
        let root = target.src_path.as_std_path();
        for file in files_of(root)? {
            let text = read(&file)?;
            in_browser |= text.contains("wasm_bindgen_test");
            let module = module(root, &file);
            tests.extend(test_functions(&text).map(|test| format!("{module}{test}")));
        }
        if !tests.is_empty() {
            suites.push(Suite {
                package: package.name.to_string(),
                target: flags,
                tests,
                has_python,
                in_browser,
            });
        }
    }
    Ok(suites)
}

/// None: the target has no tests of its own, or they are cases.
fn flags(target: &Target) -> Option<Vec<String>> {
    let kind = if target.is_test() {
        "--test"
    } else if target.is_bin() {
        "--bin"
    } else if target.is_lib() {
        return target.test.then(|| vec!["--lib".to_owned()]);
    } else {
        return None;
    };
    (target.test && target.name != "cases").then(|| vec![kind.to_owned(), target.name.clone()])
}

/// The files that a target is likely made of: those of its folder, where its root names
/// the folder's, and else those that its root declares as modules.
fn files_of(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.parent().context("a file lies in a folder")?;
    if folder.ends_with("src") || root.ends_with("main.rs") {
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        return Ok(files);
    }
    let mut files = vec![root.to_owned()];
    for line in read(root)?.lines() {
        let line = line.trim_start_matches("pub ");
        if let Some(name) = line
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            let file = folder.join(format!("{name}.rs"));
            if file.is_file() {
                files.push(file);
            }
            if folder.join(name).is_dir() {
                collect(&folder.join(name), &mut files)?;
            }
        }
    }
    Ok(files)
}

/// `chart::fold::` for `src/chart/fold.rs`.
fn module(root: &Path, file: &Path) -> String {
    if file == root {
        return String::new();
    }
    let folder = root.parent().unwrap_or(Path::new(""));
    let path = file.strip_prefix(folder).unwrap_or(file).with_extension("");
    path.iter()
        .filter(|name| *name != "mod")
        .map(|name| format!("{}::", name.to_string_lossy()))
        .collect()
}

/// The names of the functions under `#[test]` and the like.
fn test_functions(text: &str) -> impl Iterator<Item = &str> {
    let mut is_test = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[wasm_bindgen_test");
            return None;
        }
        let was_test = std::mem::take(&mut is_test);
        let rest = line.trim_start_matches("async ").strip_prefix("fn ")?;
        was_test.then(|| rest.split(['(', '<']).next().unwrap_or(rest))
    })
}

fn browser(folder: &Path) -> Result<Vec<BrowserFile>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".test.mjs") {
            let text = read(&path)?;
            files.push(BrowserFile {
                name: name.into_owned(),
                titles: titles(&text).map(str::to_owned).collect(),
                needs_command: text.contains("runNatively"),
            });
        }
    }
    Ok(files)
}

/// The first arguments of `scenario(…)` and `test(…)`.
fn titles(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let rest = line
            .strip_prefix("scenario(")
            .or(line.strip_prefix("test("))?;
        let quote = rest
            .chars()
            .next()
            .filter(|first| "\"'`".contains(*first))?;
        rest.split(quote).nth(1)
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for path in entries(folder)? {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.path()))
                .collect::<Result<Vec<_>, _>>()
        })
        .with_context(|| folder.display().to_string())?;
    paths.sort();
    Ok(paths)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_by_their_attributes() {
        let text = "#[test]\n#[should_panic]\nfn one() {}\nfn helper() {}\n\
                    #[wasm_bindgen_test]\nasync fn two() {}\n    #[test]\n    fn three<T>() {}";
        assert_eq!(
            test_functions(text).collect::<Vec<_>>(),
            ["one", "two", "three"]
        );
        let titles: Vec<_> =
            titles("scenario(\"a\", async\n  test(`b ${c}`, () => {\nx(\"d\")").collect();
        assert_eq!(titles, ["a", "b ${c}"]);
    }

    #[test]
    fn this_workspace_has_tests_of_every_kind() -> Result<()> {
        let catalogue = Catalogue::read(&Workspace::find()?)?;
        assert!(catalogue.cases.iter().any(|case| case == "gather/order"));
        assert!(
            catalogue
                .cases
                .iter()
                .any(|case| case == "examples/04-gather")
        );
        let suite = |package: &str| {
            let mut suites = catalogue.suites.iter();
            suites.find(|suite| suite.package == package)
        };
        let executor = suite("interleave-executor").context("the executor has tests")?;
        assert_eq!(executor.target, ["--lib"]);
        assert!(!executor.has_python);
        assert!(
            executor
                .tests
                .contains(&"executor::nothing_runs_outside_a_turn".to_owned())
        );
        assert!(suite("interleave-cli").is_some_and(|suite| suite.has_python));
        let stop = catalogue
            .browser
            .iter()
            .find(|file| file.name == "stop.test.mjs");
        assert!(stop.is_some_and(|file| !file.titles.is_empty()));
        Ok(())
    }
}
