//! One case, and how to find them all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

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
    /// `arguments = "a b"`: its `sys.argv` after the first.
    pub arguments: Vec<String>,
    /// `notebook = true`: it has top-level awaits, and CPython runs it by `notebook.py`.
    pub notebook: bool,
    /// `stderr = "exact" | "last-line" | "ignore"`: how stderr is compared.
    pub stderr: Stderr,
    /// `known = "why"`: what it prints is known to differ from CPython, and why.
    /// The day it doesn't, the case fails, so that the line is taken out.
    pub known: Option<String>,
    /// `hangs = "why"`: CPython would wait for ever, and is ended after what it
    /// printed; ours ends the run as a deadlock, and says why in these words.
    pub hangs: Option<String>,
    /// The expected files without their extension.
    stem: PathBuf,
}

/// How much of stderr must be what CPython wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// What the file of [`Case::expected`] says; nothing where there is none.
    ///
    /// # Errors
    /// Where it is there and can't be read.
    pub fn expected_text(&self, what: &str) -> io::Result<Option<String>> {
        match fs::read_to_string(self.expected(what)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn from_folder(topic: &Path, folder: &Path) -> io::Result<Self> {
        let mut case = Self {
            name: format!("{}/{}", file_name(topic), file_name(folder)),
            program: folder.join("main.py"),
            files: files(folder, "")?,
            stdin: Some(folder.join("stdin")).filter(|file| file.exists()),
            arguments: Vec::new(),
            notebook: false,
            stderr: Stderr::default(),
            known: None,
            hangs: None,
            stem: folder.join("expected"),
        };
        let settings = folder.join("case.toml");
        if settings.exists() {
            case.set(&fs::read_to_string(&settings)?)
                .map_err(|line| io::Error::other(format!("{}: {line}", settings.display())))?;
        }
        Ok(case)
    }

    /// An example may have top-level awaits or not: `notebook.py` runs both.
    fn from_example(tests: &Path, program: PathBuf) -> Self {
        let stem = program.file_stem().unwrap_or_default();
        Self {
            name: format!("examples/{}", stem.to_string_lossy()),
            files: Vec::new(),
            stdin: None,
            arguments: Vec::new(),
            notebook: true,
            stderr: Stderr::default(),
            known: None,
            hangs: None,
            stem: tests.join("examples").join(stem),
            program,
        }
    }

    /// Takes over the settings of a `case.toml`; the first line that is none is the error.
    fn set(&mut self, settings: &str) -> Result<(), String> {
        let lines = settings.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(" = ") {
                Some(("notebook", "true")) => self.notebook = true,
                Some(("stderr", "\"exact\"")) => self.stderr = Stderr::Exact,
                Some(("stderr", "\"last-line\"")) => self.stderr = Stderr::LastLine,
                Some(("stderr", "\"ignore\"")) => self.stderr = Stderr::Ignore,
                Some(("arguments", list)) => {
                    let list = list.trim_matches('"').split_whitespace();
                    self.arguments = list.map(str::to_owned).collect();
                }
                Some(("known", reason)) => self.known = Some(reason.trim_matches('"').to_owned()),
                Some(("hangs", reason)) => self.hangs = Some(reason.trim_matches('"').to_owned()),
                _ => return Err(line.to_owned()),
            }
        }
        Ok(())
    }
}

/// The files of a case's folder that belong to the program, but for `main.py`.
fn files(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for path in entries(folder)? {
        let name = format!("{prefix}{}", file_name(&path));
        if path.is_dir() {
            names.extend(files(&path, &format!("{name}/"))?);
        } else if !name.starts_with("expected.")
            && !["main.py", "case.toml", "stdin"].contains(&name.as_str())
        {
            names.push(name);
        }
    }
    Ok(names)
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
