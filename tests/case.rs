//! One case, and how to find them all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;

/// A program and what is expected of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Such as `tasks/cancel` or `examples/04-gather`.
    pub name: String,
    /// The program's file.
    pub program: PathBuf,
    /// What lies beside it, by names from its folder: `helper.py`, `package/__init__.py`.
    pub files: Vec<String>,
    /// What it reads from its keyboard: the folder's `stdin`.
    pub stdin: Option<PathBuf>,
    /// How to run and compare it: the folder's `case.toml`.
    pub settings: Settings,
    /// The expected files without their extension.
    stem: PathBuf,
}

/// How to run and compare a case, where that is not the usual way.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `sys.argv` after the program's name.
    pub arguments: Vec<String>,
    /// Whether it has top-level awaits, for which CPython runs it by `notebook.py`.
    pub notebook: bool,
    /// How stderr is compared.
    pub stderr: Stderr,
    /// Why its output is known to differ from CPython's. It is then compared with our
    /// own, in `known.*` files; a case that prints what CPython prints fails.
    pub known: Option<String>,
    /// CPython would wait forever, and is ended after what it printed; our run ends as
    /// a deadlock with this message.
    pub hangs: Option<String>,
}

/// How much of stderr must be what CPython wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stderr {
    /// All of it, normalised.
    #[default]
    Exact,
    /// Its last line that isn't blank.
    LastLine,
    /// Nothing.
    Ignore,
}

impl Case {
    /// All cases of the folder `tests` and all examples, by name.
    ///
    /// # Errors
    /// Where a folder can't be read or a `case.toml` isn't understood.
    pub fn all(tests: &Path) -> io::Result<Vec<Self>> {
        let mut cases = Vec::new();
        for topic in entries(&tests.join("cases"))? {
            for folder in entries(&topic)? {
                cases.push(Self::from_folder(&topic, &folder)?);
            }
        }
        for program in entries(&tests.join("../web/examples"))? {
            if program
                .extension()
                .is_some_and(|extension| extension == "py")
            {
                cases.push(Self::from_example(tests, program));
            }
        }
        Ok(cases)
    }

    /// Puts the program and its files into a folder.
    ///
    /// # Errors
    /// Where a file can't be copied.
    pub fn place(&self, folder: &Path) -> io::Result<()> {
        fs::copy(&self.program, folder.join("main.py"))?;
        let from = self.program.parent().unwrap_or(Path::new(""));
        for name in &self.files {
            let to = folder.join(name);
            fs::create_dir_all(to.parent().unwrap_or(folder))?;
            fs::copy(from.join(name), to)?;
        }
        Ok(())
    }

    /// The file that holds what is expected: of `stdout`, `stderr`, `status` or `trace`.
    #[must_use]
    pub fn expected(&self, what: &str) -> PathBuf {
        self.stem.with_added_extension(what)
    }

    /// The file that holds our own `stdout`, `stderr` or `status`, where that is
    /// [known](Settings::known) to differ from what is expected.
    #[must_use]
    pub fn known(&self, what: &str) -> PathBuf {
        self.stem.with_file_name("known").with_added_extension(what)
    }

    fn from_folder(topic: &Path, folder: &Path) -> io::Result<Self> {
        Ok(Self {
            name: format!("{}/{}", file_name(topic), file_name(folder)),
            program: folder.join("main.py"),
            files: files(folder, "")?,
            stdin: Some(folder.join("stdin")).filter(|file| file.exists()),
            settings: Settings::read(&folder.join("case.toml"))?,
            stem: folder.join("expected"),
        })
    }

    /// An example may have top-level awaits or not: `notebook.py` runs both.
    fn from_example(tests: &Path, program: PathBuf) -> Self {
        let stem = program.file_stem().unwrap_or_default();
        Self {
            name: format!("examples/{}", stem.to_string_lossy()),
            files: Vec::new(),
            stdin: None,
            settings: Settings {
                notebook: true,
                ..Settings::default()
            },
            stem: tests.join("examples").join(stem),
            program,
        }
    }
}

impl Settings {
    /// What a `case.toml` says; the defaults where there is none.
    fn read(file: &Path) -> io::Result<Self> {
        match read(file)? {
            Some(text) => toml::from_str(&text)
                .map_err(|error| io::Error::other(format!("{}: {error}", file.display()))),
            None => Ok(Self::default()),
        }
    }
}

/// The files of a case's folder that belong to the program, but for `main.py`.
fn files(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for path in entries(folder)? {
        let name = format!("{prefix}{}", file_name(&path));
        if path.is_dir() {
            names.extend(files(&path, &format!("{name}/"))?);
        } else if !["expected.", "known."]
            .iter()
            .any(|stem| name.starts_with(stem))
            && !["main.py", "case.toml", "stdin"].contains(&name.as_str())
        {
            names.push(name);
        }
    }
    Ok(names)
}

/// The text of a file; none where there is no such file.
///
/// # Errors
/// Where it is there and can't be read.
pub fn read(file: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file, or removes it where it is to hold nothing. Whether that changed it.
///
/// # Errors
/// Where it can't be read, written or removed.
pub fn update(file: &Path, text: Option<&str>) -> io::Result<bool> {
    if read(file)?.as_deref() == text {
        return Ok(false);
    }
    match text {
        Some(text) => fs::write(file, text)?,
        None => fs::remove_file(file)?,
    }
    Ok(true)
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
