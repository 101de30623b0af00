//! The user's programs: opened, made, deleted, brought back.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::PopStateEvent;

use super::Control;
use crate::address::{self, Address};
use crate::browser;
use crate::drafts::{self, Draft, Origin};
use crate::examples;
use crate::files::Texts;
use crate::state::{DraftAction, ShellAction, Undo};

/// What a new program begins with.
const NEW: &str =
    "import asyncio\n\n\nasync def main():\n    print(\"Hello\")\n\n\nasyncio.run(main())\n";

impl Control {
    /// Opens a program that the user chose: a step in the browser's history.
    pub(crate) fn visit(&self, (origin, texts): (Origin, Texts)) {
        address::enter(&origin);
        self.load(origin, texts);
    }

    /// Opens one of the user's own programs.
    pub(crate) fn visit_draft(&self, id: u64) {
        if let Some(draft) = drafts::find(&self.state().program.drafts, id) {
            self.visit(Origin::of_draft(draft));
        }
    }

    /// Opens a program that a script hands over. It has no address.
    pub(crate) fn load_foreign(&self, texts: Texts) {
        address::forget_program();
        self.load(Origin::Elsewhere, texts);
    }

    /// Follows the browser's Back and Forward, and another link in the address bar.
    pub(crate) fn follow_history(&self) -> EventListener {
        let control = self.clone();
        EventListener::new(&browser::window(), "popstate", move |event| {
            let state = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
            let key = state.and_then(|state| state.as_string());
            let control = control.clone();
            spawn_local(async move { control.revisit(key).await });
        })
    }

    async fn revisit(&self, key: Option<String>) {
        let drafts = self.state().program.drafts.clone();
        let asked = match key {
            Some(key) => Ok(Origin::of_key(&key, &drafts)),
            None => Address::read().asked(&drafts).await,
        };
        match asked {
            Ok(Some((origin, texts))) => {
                let state = self.state();
                if state.program.origin != origin || state.program.texts != texts {
                    self.load(origin, texts);
                }
                self.act(ShellAction::Refuse(None));
            }
            Ok(None) => {}
            Err(why) => self.act(ShellAction::Refuse(Some(why.into()))),
        }
    }

    /// Opens a new program. One that nobody has written anything in is not made twice.
    pub(crate) fn new_program(&self) {
        let texts = Texts::single(NEW);
        self.add("Untitled".into(), texts);
    }

    /// Opens a program that is to be kept under this title; the same one that is kept
    /// already, rather than a second one.
    pub(crate) fn add(&self, title: Rc<str>, texts: Texts) {
        let drafts = self.state().program.drafts.clone();
        let same = |draft: &&Draft| draft.title == title && draft.texts == texts;
        let draft = match drafts.iter().find(same) {
            Some(draft) => draft.clone(),
            None => Draft::new(&drafts, title, texts, browser::date()),
        };
        self.act(DraftAction::Put(draft.clone()));
        self.visit(Origin::of_draft(&draft));
    }

    /// A second program with the text of this draft; of the open program, where there is
    /// no such draft.
    pub(crate) fn duplicate(&self, id: Option<u64>) {
        let state = self.state();
        let (drafts, now) = (&state.program.drafts, browser::date());
        let copy = match id.and_then(|id| drafts::find(drafts, id)) {
            Some(draft) => draft.copy(drafts, draft.texts.clone(), now),
            None => {
                let title = format!("{} copy", state.program.title());
                Draft {
                    example: state.program.example(),
                    ..Draft::new(drafts, title.into(), state.program.texts.clone(), now)
                }
            }
        };
        self.act(DraftAction::Put(copy.clone()));
        self.visit(Origin::of_draft(&copy));
    }

    /// Gives a draft another title.
    pub(crate) fn rename(&self, id: u64, title: &str) {
        let (title, now) = (title.trim(), browser::date());
        let draft = drafts::find(&self.state().program.drafts, id).cloned();
        if draft.is_some_and(|draft| !title.is_empty() && *draft.title != *title) {
            let title = title.into();
            self.act(DraftAction::Rename { id, title, now });
        }
    }

    /// Deletes a draft. Undo brings it back.
    pub(crate) fn delete(&self, id: u64) {
        if let Some(draft) = drafts::find(&self.state().program.drafts, id).cloned() {
            let sentence = format!("“{}” was deleted.", draft.title);
            self.remove(draft, &sentence);
        }
    }

    /// Back to the example that the open draft was made of. Undo brings the draft back.
    pub(crate) fn reset(&self) {
        if let Some(draft) = self.state().program.draft().cloned() {
            self.remove(draft, "The example is as it was.");
        }
    }

    /// In its place its example is opened, or the first one.
    fn remove(&self, draft: Draft, sentence: &str) {
        let was_open = self.state().program.origin == Origin::Draft(draft.id);
        if was_open {
            let example = draft.example.or_else(|| examples::example(examples::FIRST));
            let next = example.map(Origin::of_example);
            let (origin, texts) = next.unwrap_or((Origin::Elsewhere, Texts::single("")));
            self.load(origin, texts);
        }
        self.act(DraftAction::Delete(Undo {
            sentence: sentence.into(),
            draft,
            was_open,
        }));
    }

    /// Brings back the draft that was deleted last.
    pub(crate) fn undo_delete(&self) {
        let Some(undo) = self.state().program.undo.clone() else {
            return;
        };
        self.act(DraftAction::Undo);
        if undo.was_open {
            let (origin, texts) = Origin::of_draft(&undo.draft);
            self.load(origin, texts);
        }
    }

    /// The open draft becomes what another tab made of it. Undo brings back this tab's
    /// version.
    pub(crate) fn take_other(&self) {
        let program = &self.state().program;
        let Some(rival) = program.rival else { return };
        let Some(draft) = drafts::find(&program.drafts, rival.id).cloned() else {
            return;
        };
        let now = browser::date();
        if rival.gone {
            let texts = program.texts.clone();
            let sentence = format!("“{}” was deleted here, too.", draft.title);
            self.remove(Draft { texts, ..draft }, &sentence);
            return;
        }
        let aside = program.aside().cloned();
        let mine = aside.unwrap_or_else(|| draft.copy(&program.drafts, program.texts.clone(), now));
        let (origin, texts) = Origin::of_draft(&draft);
        self.load(origin, texts);
        self.act(DraftAction::Delete(Undo {
            sentence: "This tab's version was replaced.".into(),
            draft: mine,
            was_open: false,
        }));
    }
}
