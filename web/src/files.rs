//! The files of a program: `main.py` and its sibling files.

use std::rc::Rc;

use js_sys::{JSON, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The file that is run.
pub(crate) const MAIN: &str = "main.py";

/// No more files than these make a program.
const MAX_FILES: usize = 300;

/// A program of more bytes than these is not opened.
pub(crate) const MAX_BYTES: usize = 5_000_000;

/// What is said of what is no program at all.
pub(crate) const NO_FILES: &str =
    "A program is a text, or an object of texts by their files' names: {\"main.py\": \"…\"}.";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Its path from `main.py`: `helper.py`, `package/module.py`.
    pub(crate) name: Rc<str>,
    pub(crate) text: Rc<str>,
}

/// All of them, in the order of their tabs.
pub(crate) type Files = Rc<[File]>;

/// A program: the text of `main.py`, and the files beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Texts {
    pub(crate) main: Rc<str>,
    pub(crate) files: Files,
}

impl Texts {
    /// A program of one file.
    pub(crate) fn single(main: impl Into<Rc<str>>) -> Self {
        Self {
            main: main.into(),
            files: Rc::from([]),
        }
    }

    /// Whether both are the same value, and not only equal: cheaper than a comparison.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.main, &other.main) && Rc::ptr_eq(&self.files, &other.files)
    }

    /// The object `{"main.py": text, …}`.
    ///
    /// # Errors
    /// Why it is no program, in a sentence.
    pub(crate) fn from_object(object: &JsValue) -> Result<Self, String> {
        let object = object.dyn_ref::<Object>().ok_or(NO_FILES)?;
        let names = Object::keys(object);
        check(names.length() as usize, 0)?;
        let values = names.iter().map(|name| Reflect::get(object, &name));
        let values: Vec<JsValue> = values.collect::<Result<_, _>>().map_err(|_| NO_FILES)?;
        let all = values.iter().map(|text| text.dyn_ref::<JsString>());
        let all: Vec<&JsString> = all.collect::<Option<_>>().ok_or(NO_FILES)?;
        check(
            all.len(),
            all.iter().map(|text| text.length() as usize).sum(),
        )?;
        let (mut texts, mut files) = (Self::single(""), Vec::new());
        for (name, text) in names.iter().zip(all) {
            let (name, text) = (name.as_string().unwrap_or_default(), String::from(text));
            if name == MAIN {
                texts.main = text.into();
                continue;
            }
            if let Some(why) = fault(&name, &files) {
                let short: String = name.chars().take(100).collect();
                return Err(format!("“{short}” can't be a file. {why}"));
            }
            files.push(File {
                name: name.into(),
                text: text.into(),
            });
        }
        texts.files = files.into();
        Ok(texts)
    }

    /// What [`json`](Self::json) wrote.
    ///
    /// # Errors
    /// As for [`from_object`](Self::from_object).
    pub(crate) fn from_json(json: &str) -> Result<Self, String> {
        let object = JSON::parse(json).map_err(|_| NO_FILES)?;
        Self::from_object(&object)
    }

    /// As the text of that object.
    pub(crate) fn json(&self) -> String {
        let object = Object::new();
        let main = (MAIN, &*self.main);
        let files = self.files.iter().map(|file| (&*file.name, &*file.text));
        for (name, text) in std::iter::once(main).chain(files) {
            // Setting a field of a plain object can't fail.
            let _ = Reflect::set(&object, &name.into(), &text.into());
        }
        JSON::stringify(&object).map_or_else(|_| String::new(), String::from)
    }
}

/// Why so many files, of so many bytes, are no program.
fn too_large(files: usize, bytes: usize) -> String {
    format!(
        "It has {files} files and {} MB; a program can have {MAX_FILES} files and {} MB.",
        bytes.div_ceil(1_000_000),
        MAX_BYTES / 1_000_000
    )
}

/// Whether so many files, of so many bytes, can be a program.
///
/// # Errors
/// Why they can't, in a sentence.
pub(crate) fn check(files: usize, bytes: usize) -> Result<(), String> {
    match files > MAX_FILES || bytes > MAX_BYTES {
        true => Err(too_large(files, bytes)),
        false => Ok(()),
    }
}

/// Why a file can't have this name next to `others`.
pub(crate) fn fault(name: &str, others: &[File]) -> Option<&'static str> {
    let bad = |letter: char| !letter.is_alphanumeric() && !"_-. /".contains(letter);
    if name == MAIN || others.iter().any(|other| &*other.name == name) {
        Some("A file with this name already exists.")
    } else if name.is_empty() || name.len() > 100 || name.contains(bad) {
        Some("File names can contain letters, digits, spaces and _ - . /")
    } else if name.split('/').any(|part| matches!(part, "" | "." | "..")) {
        Some("A path can't start or end with / or contain //.")
    } else {
        None
    }
}

/// A name for a new file.
pub(crate) fn fresh(files: &[File]) -> Rc<str> {
    (1..)
        .map(|number| match number {
            1 => "helper.py".to_owned(),
            _ => format!("helper{number}.py"),
        })
        .find(|name| fault(name, files).is_none())
        .unwrap_or_default()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> File {
        File {
            name: name.into(),
            text: "".into(),
        }
    }

    #[test]
    fn names_are_paths_below_the_program_and_differ() {
        let files = [file("helper.py")];
        for good in ["other.py", "data.csv", "pkg/__init__.py", "größe.py"] {
            assert_eq!(fault(good, &files), None, "{good}");
        }
        for bad in [
            "",
            "main.py",
            "helper.py",
            "/a.py",
            "a//b.py",
            "../a.py",
            "a/",
            "a\nb",
            "a\"b",
        ] {
            assert!(fault(bad, &files).is_some(), "{bad}");
        }
    }

    #[test]
    fn new_files_have_names_of_their_own() {
        assert_eq!(&*fresh(&[]), "helper.py");
        assert_eq!(&*fresh(&[file("helper.py")]), "helper2.py");
    }
}
