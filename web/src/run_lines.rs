//! Where the lines of the program that was run are in the program as it is now.

mod line_map;

use std::rc::Rc;

use interleave_protocol::Launch;

use self::line_map::LineMap;
use crate::files::{MAIN, Texts};
use crate::run::Run;

/// The lines of a run's files in the texts of the open program. It is made anew when one
/// of the two changes, and not for each line that is looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunLines {
    /// What the maps are between.
    between: Option<(Rc<Launch>, Texts)>,
    /// Whether the texts are those of the run.
    same: bool,
    /// By the names of the run's files; none where the texts are the same.
    maps: Rc<[(Rc<str>, LineMap)]>,
}

impl PartialEq for RunLines {
    /// The maps follow from the rest.
    fn eq(&self, other: &Self) -> bool {
        match (&self.between, &other.between) {
            (Some((run, texts)), Some((other, others))) => {
                Rc::ptr_eq(run, other) && texts.is_same(others)
            }
            (None, None) => true,
            _ => false,
        }
    }
}

impl RunLines {
    /// The lines of this run in these texts: what `self` is already, where neither changed.
    pub(crate) fn update(self, run: Option<&Run>, texts: &Texts) -> Self {
        let Some(run) = run.filter(|run| run.has_program()) else {
            return Self::default();
        };
        let is_current = self.between.as_ref().is_some_and(|(launch, present)| {
            Rc::ptr_eq(launch, &run.launch) && present.is_same(texts)
        });
        if is_current {
            return self;
        }
        let same = run.is_of(texts);
        let maps = if same { Vec::new() } else { maps(run, texts) };
        Self {
            between: Some((Rc::clone(&run.launch), texts.clone())),
            same,
            maps: maps.into(),
        }
    }

    /// Whether there is a run, and its program is the open one.
    pub(crate) const fn is_same(&self) -> bool {
        self.same
    }

    /// Whether there is a run whose program is known to be another one.
    pub(crate) const fn is_other(&self) -> bool {
        self.between.is_some() && !self.same
    }

    /// The present line of a line of the run's file. `None`: it is gone, or was unknown.
    pub(crate) fn present(&self, file: &str, recorded: u32) -> Option<u32> {
        match self.same {
            true => (recorded > 0).then_some(recorded),
            false => self.map(file)?.present(recorded),
        }
    }

    /// The line of the run's `main.py` that is this one now.
    pub(crate) fn recorded(&self, present: u32) -> Option<u32> {
        match self.same {
            true => Some(present),
            false => self.map(MAIN)?.recorded(present),
        }
    }

    fn map(&self, file: &str) -> Option<&LineMap> {
        let mut maps = self.maps.iter();
        maps.find(|(name, _)| &**name == file).map(|(_, map)| map)
    }
}

/// The maps of the files that the program still has.
fn maps(run: &Run, texts: &Texts) -> Vec<(Rc<str>, LineMap)> {
    let ran = run.texts();
    let main = (Rc::from(MAIN), LineMap::new(&ran.main, &texts.main));
    let siblings = ran.files.iter().filter_map(|file| {
        let mut present = texts.files.iter();
        let now = present.find(|present| present.name == file.name)?;
        Some((Rc::clone(&file.name), LineMap::new(&file.text, &now.text)))
    });
    std::iter::once(main).chain(siblings).collect()
}

#[cfg(test)]
mod tests {
    use interleave_protocol::{File as Wire, Program};

    use super::*;
    use crate::files::File;
    use crate::run::samples;

    fn run() -> Run {
        let mut program = Program::new("import helper\nhelper.f()\n");
        program.files = vec![Wire {
            name: "helper.py".to_owned(),
            data: b"def f():\n    pass\n".to_vec(),
        }];
        samples::run_of(program)
    }

    fn texts(main: &str, helper: &str) -> Texts {
        let file = File {
            name: "helper.py".into(),
            text: helper.into(),
        };
        Texts {
            files: Rc::from([file]),
            ..Texts::single(main)
        }
    }

    #[test]
    fn each_file_has_lines_of_its_own() {
        let texts = texts("import helper\nhelper.f()\n", "# new\ndef f():\n    pass\n");
        let lines = RunLines::default().update(Some(&run()), &texts);
        assert!(lines.is_other() && !lines.is_same());
        assert_eq!(lines.present(MAIN, 2), Some(2));
        assert_eq!(lines.present("helper.py", 2), Some(3));
        assert_eq!(lines.present("gone.py", 1), None);
        assert_eq!(lines.recorded(2), Some(2));
    }

    #[test]
    fn a_text_that_is_back_is_the_same_again() {
        let run = run();
        let (main, helper) = ("import helper\nhelper.f()\n", "def f():\n    pass\n");
        let lines = RunLines::default().update(Some(&run), &texts("x = 1\n", helper));
        assert_eq!(lines.present(MAIN, 2), None);
        let lines = lines.update(Some(&run), &texts(main, helper));
        assert!(lines.is_same());
        assert_eq!(lines.present(MAIN, 2), Some(2));
    }

    #[test]
    fn a_file_that_was_added_or_deleted_makes_another_program() {
        let run = run();
        let single = Texts::single("import helper\nhelper.f()\n");
        let lines = RunLines::default().update(Some(&run), &single);
        assert!(lines.is_other());
        assert_eq!(lines.present(MAIN, 1), Some(1));
        assert_eq!(lines.present("helper.py", 1), None);
    }

    #[test]
    fn without_a_run_there_are_no_lines() {
        let lines = RunLines::default().update(None, &Texts::single("x"));
        assert!(!lines.is_same() && !lines.is_other());
        assert_eq!((lines.present(MAIN, 1), lines.recorded(1)), (None, None));
    }
}
