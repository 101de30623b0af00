//! What happens to drafts beside the editing of their text: they are made, named,
//! deleted and brought back, and other tabs change them.

use std::rc::Rc;

use super::OpenProgram;
use crate::drafts::{self, Draft, Origin};
use crate::examples::Example;
use crate::keeper::Foreign;

/// Another tab changed the draft that is open, and the user has not chosen yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rival {
    /// The draft's number. The other tab's version is among the drafts; the one of this
    /// tab is in the editor.
    pub(crate) id: u64,
    /// The other tab deleted it.
    pub(crate) gone: bool,
}

/// A draft that was deleted, and can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undo {
    /// What was done, in a sentence.
    pub(crate) sentence: Rc<str>,
    pub(crate) draft: Draft,
    /// It was the open program.
    pub(crate) was_open: bool,
}

/// What changes the drafts. Times named `now` are ms since 1970.
#[derive(Debug)]
pub(crate) enum DraftAction {
    /// A draft is added, or is another one now.
    Put(Draft),
    Rename {
        id: u64,
        title: Rc<str>,
        now: u64,
    },
    /// A draft is deleted, and can be brought back.
    Delete(Undo),
    /// The deleted draft is brought back.
    Undo,
    /// It is no longer offered.
    ForgetUndo,
    /// Another tab changed a draft. Where this tab could not store its own version
    /// because of that, this is when.
    Foreign {
        foreign: Foreign,
        unsaved: Option<u64>,
    },
    /// The open draft becomes this tab's version again; the other one can be brought back.
    KeepMine {
        now: u64,
    },
    /// Both versions are kept, this tab's as a program of its own.
    KeepBoth {
        now: u64,
    },
}

impl OpenProgram {
    /// The slice after an action on the drafts.
    pub(super) fn reduce_drafts(&mut self, action: DraftAction) {
        match action {
            DraftAction::Put(draft) => self.drafts = drafts::with(&self.drafts, draft),
            DraftAction::Rename { id, title, now } => {
                if let Some(mut draft) = drafts::find(&self.drafts, id).cloned() {
                    draft.change(now, |draft| draft.title = title);
                    self.drafts = drafts::with(&self.drafts, draft);
                }
            }
            DraftAction::Delete(undo) => {
                self.drafts = drafts::without(&self.drafts, undo.draft.id);
                self.undo = Some(undo);
            }
            DraftAction::Undo => {
                if let Some(undo) = self.undo.take() {
                    self.drafts = drafts::with(&self.drafts, undo.draft);
                }
            }
            DraftAction::ForgetUndo => self.undo = None,
            DraftAction::Foreign { foreign, unsaved } => self.meet(foreign, unsaved),
            DraftAction::KeepMine { now } => self.keep_mine(now),
            DraftAction::KeepBoth { now } => {
                self.fork(now);
                self.rival = None;
            }
        }
    }

    /// What the open program is called.
    pub(crate) fn title(&self) -> &str {
        match &self.origin {
            Origin::Example(example) => example.title,
            Origin::Draft(_) => self.draft().map_or("Program", |draft| &draft.title),
            Origin::Recording(name) => name.trim_end_matches(".json").trim_end_matches("-trace"),
            Origin::Elsewhere => "Shared program",
        }
    }

    /// The open draft, as it is kept.
    pub(crate) fn draft(&self) -> Option<&Draft> {
        match self.origin {
            Origin::Draft(id) => drafts::find(&self.drafts, id),
            _ => None,
        }
    }

    /// The example that is open, or that the open draft was made of.
    pub(crate) fn example(&self) -> Option<&'static Example> {
        match self.origin {
            Origin::Example(example) => Some(example),
            _ => self.draft()?.example,
        }
    }

    /// The draft that this tab's version is kept in meanwhile, while there is a rival.
    pub(crate) fn aside(&self) -> Option<&Draft> {
        let rival = self.rival?;
        self.draft().filter(|draft| draft.id != rival.id)
    }

    /// While another tab's version waits for the user's choice, this tab's is kept in a
    /// draft of its own.
    pub(super) fn fork(&mut self, now: u64) {
        let Some(rival) = self.rival else { return };
        if rival.gone {
            // Nothing is there to be overwritten.
            self.rival = None;
        } else if self.origin == Origin::Draft(rival.id)
            && let Some(theirs) = drafts::find(&self.drafts, rival.id)
        {
            let mine = theirs.copy(&self.drafts, self.texts.clone(), now);
            self.origin = Origin::Draft(mine.id);
            self.drafts = drafts::with(&self.drafts, mine);
        }
    }

    fn meet(&mut self, foreign: Foreign, unsaved: Option<u64>) {
        let Foreign { id, draft } = foreign;
        let is_open = self.origin == Origin::Draft(id);
        match draft {
            None if is_open => self.rival = Some(Rival { id, gone: true }),
            None => self.drafts = drafts::without(&self.drafts, id),
            Some(theirs) => {
                if is_open {
                    let differs = theirs.texts != self.texts;
                    self.rival = differs.then_some(Rival { id, gone: false });
                }
                self.drafts = drafts::with(&self.drafts, theirs);
                if let Some(now) = unsaved {
                    self.fork(now);
                }
            }
        }
    }

    fn keep_mine(&mut self, now: u64) {
        let Some(rival) = self.rival.take().filter(|rival| !rival.gone) else {
            return;
        };
        let Some(theirs) = drafts::find(&self.drafts, rival.id).cloned() else {
            return;
        };
        if let Origin::Draft(aside) = self.origin
            && aside != rival.id
        {
            self.drafts = drafts::without(&self.drafts, aside);
        }
        self.undo = Some(Undo {
            sentence: "The other tab's version was replaced.".into(),
            draft: theirs.copy(&self.drafts, theirs.texts.clone(), now),
            was_open: false,
        });
        let mut mine = theirs;
        mine.change(now, |draft| draft.texts = self.texts.clone());
        self.origin = Origin::Draft(mine.id);
        self.drafts = drafts::with(&self.drafts, mine);
    }
}

#[cfg(test)]
mod tests {
    use super::super::ProgramAction;
    use super::*;
    use crate::files::Texts;

    fn edit(text: &str, id: u64) -> ProgramAction {
        ProgramAction::Edit {
            text: text.into(),
            id,
        }
    }

    /// A draft of the number 1, and what another tab made of it.
    fn rivals() -> (OpenProgram, Foreign) {
        let program = OpenProgram::default().reduce(edit("mine", 1));
        let mut draft = program.drafts[0].clone();
        draft.change(5, |draft| draft.texts = Texts::single("theirs"));
        let foreign = Foreign {
            id: 1,
            draft: Some(draft),
        };
        (program, foreign)
    }

    fn meet(foreign: &Foreign, unsaved: Option<u64>) -> ProgramAction {
        let foreign = foreign.clone();
        ProgramAction::Draft(DraftAction::Foreign { foreign, unsaved })
    }

    fn texts(program: &OpenProgram) -> Vec<&str> {
        let drafts = program.drafts.iter();
        drafts.map(|draft| &*draft.texts.main).collect()
    }

    #[test]
    fn an_edit_beside_another_tabs_version_overwrites_neither() {
        let (program, foreign) = rivals();
        let program = program.reduce(meet(&foreign, None));
        assert_eq!(&*program.texts.main, "mine", "the editor shows what it did");
        assert_eq!(texts(&program), ["theirs"]);
        let program = program
            .reduce(edit("mine too", 6))
            .reduce(edit("mine three", 7));
        assert_eq!(texts(&program), ["theirs", "mine three"]);
        assert!(program.rival.is_some(), "the choice is still open");

        let mine = program
            .clone()
            .reduce(ProgramAction::Draft(DraftAction::KeepMine { now: 8 }));
        assert_eq!(texts(&mine), ["mine three"]);
        assert_eq!((mine.origin.clone(), mine.rival), (Origin::Draft(1), None));
        let both = mine.reduce(ProgramAction::Draft(DraftAction::Undo));
        assert_eq!(texts(&both), ["mine three", "theirs"]);

        let both = program.reduce(ProgramAction::Draft(DraftAction::KeepBoth { now: 8 }));
        assert_eq!(texts(&both), ["theirs", "mine three"]);
    }

    #[test]
    fn what_could_not_be_stored_is_kept_aside() {
        let (program, foreign) = rivals();
        let program = program.reduce(meet(&foreign, Some(6)));
        assert_eq!(texts(&program), ["theirs", "mine"]);
        assert_eq!(program.aside().map(|draft| draft.id), Some(6));
    }

    #[test]
    fn the_same_text_is_no_rival() {
        let (program, mut foreign) = rivals();
        if let Some(draft) = &mut foreign.draft {
            draft.texts = Texts::single("mine");
        }
        assert_eq!(program.reduce(meet(&foreign, None)).rival, None);
    }

    #[test]
    fn a_draft_that_another_tab_deleted_comes_back_with_the_next_key() {
        let (program, _) = rivals();
        let gone = Foreign { id: 1, draft: None };
        let program = program.reduce(meet(&gone, None));
        assert_eq!(program.rival, Some(Rival { id: 1, gone: true }));
        let program = program.reduce(edit("more", 9));
        assert_eq!((texts(&program), program.rival), (vec!["more"], None));
        assert_eq!(program.origin, Origin::Draft(1));
    }
}
