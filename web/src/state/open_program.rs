//! The program in the editor, and the drafts.

mod kept;

use std::rc::Rc;

use interleave_protocol::SyntaxError;

pub(crate) use self::kept::{DraftAction, Rival, Undo};
use crate::drafts::{self, Draft, Origin};
use crate::examples::{EXAMPLES, Example};
use crate::files::{File, MAIN, Texts};

/// The slice of the open program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenProgram {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Its files.
    pub(crate) texts: Texts,
    /// Which file the editor shows: 0 is `main.py`.
    pub(crate) shown: usize,
    /// What was open before the program of a recording, or of a run, was.
    pub(crate) before: Option<(Origin, Texts)>,
    /// All drafts.
    pub(crate) drafts: Rc<[Draft]>,
    /// Another tab's version of the open draft.
    pub(crate) rival: Option<Rival>,
    /// The draft that was deleted last.
    pub(crate) undo: Option<Undo>,
    /// Counts the texts that did not come out of the editor.
    pub(crate) loads: u32,
    /// Counts the texts that the editor has shown: a check is of one of them.
    pub(crate) revision: u32,
    /// What the latest check found.
    pub(crate) syntax: Option<SyntaxError>,
    /// Whether that is of this revision, and not of an earlier one.
    pub(crate) checked: bool,
    /// The line of `main.py` whose spans are shown.
    pub(crate) line: Option<u32>,
    /// A line that the editor is to show; the number makes each wish a new one.
    pub(crate) reveal: Option<(u32, u32)>,
}

/// What changes it.
#[derive(Debug)]
pub(crate) enum ProgramAction {
    /// Another program, which the user has not edited.
    Load { origin: Origin, texts: Texts },
    /// The program of a recording that is opened from a file of this name. `id` is the
    /// number of a draft that this may make of the program that is open.
    LoadRecorded {
        name: Rc<str>,
        source: Rc<str>,
        id: u64,
    },
    /// The texts of the run that is shown. `id` as above.
    LoadOfRun { texts: Texts, id: u64 },
    /// Back to the program that was open before that of the recording or run.
    Restore,
    /// A run of the text begins, which will tell what is wrong with it.
    RunStarted,
    /// Drafts are made, named, deleted.
    Draft(DraftAction),
    /// The user edited the text; `id` is when, in ms since 1970: the number of a draft that
    /// this may make.
    Edit { text: Rc<str>, id: u64 },
    /// The editor shows another file.
    ShowFile(usize),
    /// An empty file of this name is added, and shown.
    AddFile(Rc<str>),
    /// The shown file gets this name.
    RenameFile(Rc<str>),
    /// The shown file is deleted.
    DeleteFile,
    /// A revision of the text was compiled.
    Checked {
        revision: u32,
        error: Option<SyntaxError>,
    },
    /// The spans of this line of `main.py` are shown.
    SelectLine(Option<u32>),
    /// The editor is to show a line of a file: 0 is `main.py`.
    Reveal { file: usize, line: u32 },
}

impl Default for OpenProgram {
    fn default() -> Self {
        Self {
            origin: Origin::Elsewhere,
            texts: Texts::single(""),
            shown: 0,
            before: None,
            drafts: Rc::from([]),
            rival: None,
            undo: None,
            loads: 0,
            revision: 0,
            syntax: None,
            checked: false,
            line: None,
            reveal: None,
        }
    }
}

impl OpenProgram {
    /// The slice after an action.
    pub(super) fn reduce(mut self, action: ProgramAction) -> Self {
        match action {
            ProgramAction::Load { origin, texts } => {
                self.before = None;
                self.load(origin, texts);
            }
            ProgramAction::LoadRecorded { name, source, id } => {
                self.load_recorded(name, source, id);
            }
            ProgramAction::LoadOfRun { texts, id } => self.load_of_run(texts, id),
            ProgramAction::Restore => {
                if let Some((origin, texts)) = self.before.take() {
                    self.load(origin, texts);
                }
            }
            ProgramAction::Draft(action) => self.reduce_drafts(action),
            ProgramAction::RunStarted => {
                self.undo = None;
                if !self.checked {
                    self.syntax = None;
                }
            }
            ProgramAction::Edit { text, id } => {
                match self.sibling() {
                    None => self.texts.main = text,
                    Some(at) => self.change_files(|files| files[at].text = text),
                }
                self.edited(id);
            }
            ProgramAction::ShowFile(shown) => self.show(shown),
            ProgramAction::AddFile(name) => {
                let text = Rc::from("");
                self.change_files(|files| files.push(File { name, text }));
                self.show(self.texts.files.len());
            }
            ProgramAction::RenameFile(name) => {
                if let Some(at) = self.sibling() {
                    self.change_files(|files| files[at].name = name);
                }
            }
            ProgramAction::DeleteFile => {
                if let Some(at) = self.sibling() {
                    self.change_files(|files| drop(files.remove(at)));
                    self.loads += 1;
                    self.show(at);
                }
            }
            ProgramAction::Checked { revision, error } => {
                if revision == self.revision {
                    self.syntax = error;
                    self.checked = true;
                }
            }
            ProgramAction::SelectLine(line) => self.line = line,
            ProgramAction::Reveal { file, line } => {
                if self.shown != file {
                    self.show(file);
                }
                let wishes = self.reveal.map_or(0, |(_, wishes)| wishes);
                self.reveal = Some((line, wishes + 1));
            }
        }
        self
    }

    /// The text in the editor.
    pub(crate) fn shown_text(&self) -> &Rc<str> {
        let sibling = self.sibling().map(|at| &self.texts.files[at]);
        sibling.map_or(&self.texts.main, |file| &file.text)
    }

    /// The name of the file in the editor.
    pub(crate) fn shown_name(&self) -> &str {
        let sibling = self.sibling().map(|at| &self.texts.files[at]);
        sibling.map_or(MAIN, |file| &file.name)
    }

    /// The index of the shown file among those beside `main.py`, where it is one of them.
    pub(crate) fn sibling(&self) -> Option<usize> {
        let at = self.shown.checked_sub(1)?;
        (at < self.texts.files.len()).then_some(at)
    }

    /// Which file of this name the editor can show: 0 is `main.py`.
    pub(crate) fn file(&self, name: &str) -> Option<usize> {
        if name == MAIN {
            return Some(0);
        }
        let mut files = self.texts.files.iter();
        files.position(|file| &*file.name == name).map(|at| at + 1)
    }

    fn load(&mut self, origin: Origin, texts: Texts) {
        self.origin = origin;
        self.texts = texts;
        self.rival = None;
        self.shown = 0;
        self.loads += 1;
        self.syntax = None;
        self.unchecked();
    }

    /// The program that is open is kept, also where it was nobody's draft or example.
    fn load_recorded(&mut self, name: Rc<str>, source: Rc<str>, id: u64) {
        if self.texts.main == source && self.texts.files.is_empty() {
            return;
        }
        self.set_aside(id);
        self.load(Origin::Recording(name), Texts::single(source));
    }

    fn load_of_run(&mut self, texts: Texts, id: u64) {
        if self.texts == texts {
            return;
        }
        self.set_aside(id);
        self.load(origin_of_run(&texts), texts);
    }

    /// Keeps what is open, to come back to it.
    fn set_aside(&mut self, id: u64) {
        if self.origin == Origin::Elsewhere && !self.texts.main.is_empty() {
            self.edited(id);
        }
        if !matches!(self.origin, Origin::Recording(_)) {
            self.before = Some((self.origin.clone(), self.texts.clone()));
        }
    }

    fn change_files(&mut self, change: impl FnOnce(&mut Vec<File>)) {
        let mut files = self.texts.files.to_vec();
        change(&mut files);
        self.texts.files = files.into();
    }

    fn edited(&mut self, id: u64) {
        self.undo = None;
        self.fork(id);
        (self.drafts, self.origin) =
            drafts::edited(&self.drafts, &self.origin, self.texts.clone(), id);
        self.unchecked();
        self.line = None;
    }

    fn show(&mut self, shown: usize) {
        self.shown = shown.min(self.texts.files.len());
        self.syntax = None;
        self.unchecked();
        self.line = None;
    }

    fn unchecked(&mut self) {
        self.revision += 1;
        self.checked = false;
    }
}

/// Where the program of a run comes from. Not from the draft that it was of: that holds a
/// later text.
fn origin_of_run(texts: &Texts) -> Origin {
    let is_it = |example: &&Example| *example.program == *texts.main;
    let example = EXAMPLES.iter().find(is_it);
    match example.filter(|_| texts.files.is_empty()) {
        Some(example) => Origin::Example(example),
        None => Origin::Recording("The program that was run".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: Vec<ProgramAction>) -> OpenProgram {
        let reduce = |program: OpenProgram, action| program.reduce(action);
        actions.into_iter().fold(OpenProgram::default(), reduce)
    }

    fn edit(text: &str, id: u64) -> ProgramAction {
        let text = text.into();
        ProgramAction::Edit { text, id }
    }

    fn error(line: u32) -> SyntaxError {
        SyntaxError {
            line,
            column: 1,
            end_line: line,
            end_column: 2,
            message: "invalid syntax".to_owned(),
        }
    }

    #[test]
    fn an_edit_is_of_the_shown_file() {
        let program = after(vec![
            edit("import helper", 1),
            ProgramAction::AddFile("helper.py".into()),
            edit("x = 1", 2),
            ProgramAction::RenameFile("tools.py".into()),
        ]);
        assert_eq!(program.shown_name(), "tools.py");
        assert_eq!(&**program.shown_text(), "x = 1");
        assert_eq!(program.file("tools.py"), Some(1));
        assert_eq!(program.file("helper.py"), None);
        let program = program.reduce(ProgramAction::DeleteFile);
        assert_eq!(program.shown_name(), MAIN);
        assert_eq!(&**program.shown_text(), "import helper");
    }

    #[test]
    fn a_check_of_an_earlier_text_is_dropped() {
        let program = after(vec![edit("a b", 1)]);
        let old = program.revision;
        let checked = |program: OpenProgram, revision| {
            let error = Some(error(1));
            program.reduce(ProgramAction::Checked { revision, error })
        };
        let program = checked(program.reduce(edit("a b c", 1)), old);
        assert_eq!((&program.syntax, program.checked), (&None, false));
        let new = program.revision;
        let program = checked(program, new);
        assert_eq!((&program.syntax, program.checked), (&Some(error(1)), true));
    }

    #[test]
    fn a_run_forgets_only_what_was_found_in_an_earlier_text() {
        let error = Some(error(1));
        let program = after(vec![edit("a b", 1)]);
        let revision = program.revision;
        let program = program.reduce(ProgramAction::Checked { revision, error });
        let program = program.reduce(ProgramAction::RunStarted);
        assert!(program.syntax.is_some());
        let program = program.reduce(edit("a", 1));
        assert!(program.syntax.is_some(), "it stays until the next check");
        assert_eq!(program.reduce(ProgramAction::RunStarted).syntax, None);
    }

    #[test]
    fn the_program_before_a_recording_comes_back() {
        let load = |texts| ProgramAction::Load {
            origin: Origin::Elsewhere,
            texts,
        };
        let recorded = |source: &str| ProgramAction::LoadRecorded {
            name: "trace.json".into(),
            source: source.into(),
            id: 7,
        };
        let program = after(vec![
            load(Texts::single("mine")),
            recorded("one"),
            recorded("two"),
        ]);
        assert_eq!(program.origin, Origin::Recording("trace.json".into()));
        assert_eq!(&*program.texts.main, "two");
        assert_eq!(program.drafts.len(), 1, "nobody had kept it yet");
        let program = program.reduce(ProgramAction::Restore);
        assert_eq!(program.origin, Origin::Draft(7));
        assert_eq!(&*program.texts.main, "mine");
    }

    #[test]
    fn the_program_of_a_run_takes_nobodys_place() {
        let edited = after(vec![edit("ran", 1), edit("ran, and edited", 1)]);
        let of_run = |program: OpenProgram| {
            let texts = Texts::single("ran");
            program.reduce(ProgramAction::LoadOfRun { texts, id: 2 })
        };
        let shown = of_run(edited);
        assert_eq!(&*shown.texts.main, "ran");
        assert_eq!(&*shown.drafts[0].texts.main, "ran, and edited");
        // Editing it makes a draft of its own, and the way back stays.
        let program = of_run(shown.reduce(edit("ran, otherwise", 3)));
        let texts: Vec<&str> = program
            .drafts
            .iter()
            .map(|draft| &*draft.texts.main)
            .collect();
        assert_eq!(texts, ["ran, and edited", "ran, otherwise"]);
        let program = program.reduce(ProgramAction::Restore);
        assert_eq!((program.origin, program.before), (Origin::Draft(3), None));
    }

    #[test]
    fn a_line_of_another_file_shows_that_file() {
        let reveal = || ProgramAction::Reveal { file: 0, line: 3 };
        let program = after(vec![
            ProgramAction::AddFile("helper.py".into()),
            reveal(),
            reveal(),
        ]);
        assert_eq!(program.shown, 0);
        assert_eq!(program.reveal, Some((3, 2)), "each wish is a new one");
    }
}
