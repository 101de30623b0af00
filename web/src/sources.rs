//! Files of the user's, made into one program.

use std::rc::Rc;

use crate::drafts::stem;
use crate::files::{self, File, MAIN, Texts};
use crate::notebook;

/// A file as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its path, from the folder that was chosen or dropped.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// What was made of the files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Assembled {
    pub(crate) title: Rc<str>,
    pub(crate) texts: Texts,
    /// The path of the file that is run, where it is not called `main.py`.
    pub(crate) runs: Option<String>,
    /// The paths of those that are no part of it.
    pub(crate) left_out: Vec<String>,
}

/// Whether a file of this name is a program's: a Python file, a notebook, an archive.
pub(crate) fn is_program(name: &str) -> bool {
    let name = name.to_lowercase();
    [".py", ".pyw", ".ipynb", ".zip"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Whether a file can be part of a program, by its path alone: what tools keep beside a
/// program can't.
pub(crate) fn is_wanted(path: &str) -> bool {
    let is_tool = |part: &str| {
        part.starts_with('.')
            || matches!(part, "__pycache__" | "__MACOSX" | "node_modules" | "venv")
    };
    !path.split('/').any(is_tool) && !path.ends_with(".pyc")
}

/// The program of these files. `archive` is the name of the file that they came in.
///
/// # Errors
/// Why there is none, in a sentence.
pub(crate) fn assemble(sources: Vec<Source>, archive: Option<&str>) -> Result<Assembled, String> {
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    files::check(sources.len(), bytes)?;
    let is_alone = sources.len() == 1;
    let folder = folder(&sources);
    let (mut texts, mut left_out) = (Vec::<File>::new(), Vec::new());
    for Source { path, bytes } in sources {
        let path = match &folder {
            Some(folder) => path[folder.len() + 1..].to_owned(),
            None => path,
        };
        match text(&path, bytes) {
            Ok(file)
                if file.name.as_ref() == MAIN || files::fault(&file.name, &texts).is_none() =>
            {
                texts.push(file);
            }
            Err(why) if is_alone => return Err(why),
            _ => left_out.push(path),
        }
    }
    let main = main(&texts).ok_or("There is no Python file in it.")?;
    let main = texts.remove(main);
    let title = archive
        .map(stem)
        .or(folder.as_deref())
        .unwrap_or_else(|| stem(&main.name));
    Ok(Assembled {
        title: title.into(),
        runs: (&*main.name != MAIN && !texts.is_empty()).then(|| main.name.to_string()),
        texts: Texts {
            main: main.text,
            files: texts.into(),
        },
        left_out,
    })
}

/// The folder that all of them lie in.
fn folder(sources: &[Source]) -> Option<String> {
    let mut folders = sources
        .iter()
        .map(|source| source.path.split_once('/').map(|(it, _)| it));
    let first = folders.next()??;
    folders
        .all(|folder| folder == Some(first))
        .then(|| first.to_owned())
}

/// The text of a file. A notebook's is its program.
fn text(path: &str, bytes: Vec<u8>) -> Result<File, String> {
    let text = String::from_utf8(bytes).map_err(|_| "It is not a text in UTF-8.")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.contains('\0') {
        return Err("It is not a text.".to_owned());
    }
    let (name, text) = match path.strip_suffix(".ipynb") {
        Some(stem) => (format!("{stem}.py"), notebook::program(text)?),
        None => (path.to_owned(), text.to_owned()),
    };
    Ok(File {
        name: name.into(),
        text: text.into(),
    })
}

/// The one that is run: `main.py`; else one that says that it can be; else the first.
fn main(files: &[File]) -> Option<usize> {
    let named = |name: &str| files.iter().position(|file| &*file.name == name);
    let found = |test: &dyn Fn(&File) -> bool| {
        let is_python = |file: &File| file.name.ends_with(".py") || file.name.ends_with(".pyw");
        let mut found = files.iter().enumerate();
        Some(found.find(|(_, file)| is_python(file) && test(file))?.0)
    };
    let is_top = |file: &File| !file.name.contains('/');
    let runs = |file: &File| file.text.contains("asyncio.run(") || file.text.contains("__main__");
    named(MAIN)
        .or_else(|| named("__main__.py"))
        .or_else(|| found(&|file| is_top(file) && runs(file)))
        .or_else(|| found(&is_top))
        .or_else(|| found(&|_| true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn names(assembled: &Assembled) -> Vec<&str> {
        assembled
            .texts
            .files
            .iter()
            .map(|file| &*file.name)
            .collect()
    }

    #[test]
    fn a_file_is_a_program_of_its_name() {
        let race = assemble(vec![source("race.py", "\u{feff}print(1)")], None);
        let race = race.expect("it is a program");
        assert_eq!((&*race.title, &*race.texts.main), ("race", "print(1)"));
        assert_eq!((race.runs, race.left_out.len()), (None, 0));
    }

    #[test]
    fn a_folder_is_a_program_of_its_files() {
        let shop = assemble(
            vec![
                source("shop/app.py", "import till\nasyncio.run(till.open())"),
                source("shop/data/prices.csv", "bread,3"),
                source("shop/logo.png", "\0PNG"),
                source("shop/aaa.py", ""),
            ],
            None,
        );
        let shop = shop.expect("it is a program");
        assert_eq!(&*shop.title, "shop");
        assert_eq!(shop.runs.as_deref(), Some("app.py"));
        assert_eq!(names(&shop), ["data/prices.csv", "aaa.py"]);
        assert_eq!(shop.left_out, ["logo.png"]);
    }

    #[test]
    fn main_is_run_before_all_others() {
        let files = vec![
            source("a.py", "asyncio.run(f())"),
            source("main.py", "import a"),
        ];
        let program = assemble(files, Some("two.zip")).expect("it is a program");
        assert_eq!((&*program.title, &*program.texts.main), ("two", "import a"));
        assert_eq!(
            (program.runs.as_deref(), names(&program)),
            (None, vec!["a.py"])
        );
    }

    #[test]
    fn what_is_no_program_is_refused_in_a_sentence() {
        for (sources, why) in [
            (vec![source("a.csv", "1")], "There is no Python file in it."),
            (vec![source("a.py", "\0")], "It is not a text."),
            (
                vec![source("a.ipynb", "{}")],
                "It is not a notebook: it has no cells.",
            ),
        ] {
            assert_eq!(assemble(sources, None), Err(why.to_owned()));
        }
        let many = (0..301).map(|at| source(&format!("{at}.py"), "")).collect();
        assert!(assemble(many, None).is_err_and(|why| why.contains("301 files")));
    }

    #[test]
    fn what_tools_keep_is_left_out() {
        for path in [
            ".git/config",
            "a/__pycache__/b.pyc",
            "venv/lib/x.py",
            "a/.DS_Store",
        ] {
            assert!(!is_wanted(path), "{path}");
        }
        assert!(is_wanted("a/b.py"));
    }
}
