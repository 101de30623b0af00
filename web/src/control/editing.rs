//! Editing the program: its text, its files, and the check of its syntax.

use gloo_timers::callback::Timeout;

use super::Control;
use crate::browser;
use crate::drafts::Origin;
use crate::files::Texts;
use crate::run::Phase;
use crate::state::{Action, Panel, ProgramAction, Python, ShellAction};
use crate::worker::WorkerPool;

/// For how long a text must rest before it is compiled, in ms.
const REST: u32 = 300;

/// How long checking a text may take, in ms: some that are short take for ever.
const LONGEST_CHECK: u32 = 5_000;

impl Control {
    /// Opens a text that is not being edited, and closes the run of another one.
    pub(crate) fn load(&self, origin: Origin, texts: Texts) {
        self.end(Phase::Killed);
        self.act(Action::Load { origin, texts });
        self.check_soon();
    }

    /// The user edited the text.
    pub(crate) fn edit(&self, text: String) {
        self.act(ProgramAction::Edit {
            text: text.into(),
            id: browser::date(),
        });
        self.check_soon();
    }

    /// Shows another file in the editor.
    pub(crate) fn show_file(&self, shown: usize) {
        self.act(ProgramAction::ShowFile(shown));
        self.check_soon();
    }

    /// The user added, renamed or deleted a file.
    pub(crate) fn change_files(&self, action: ProgramAction) {
        self.act(action);
        self.edit(self.state().program.shown_text().to_string());
    }

    /// Shows a line of the run's file in the editor, if the program still has it.
    pub(crate) fn reveal(&self, file: &str, line: u32) {
        if self.state().lines.present(file, line).is_some() {
            let file = file.into();
            self.act(Action::RevealRecorded { file, line });
            self.show_program();
        }
    }

    /// Shows a line of the open `main.py` in the editor.
    pub(crate) fn reveal_present(&self, line: u32) {
        self.act(ProgramAction::Reveal { file: 0, line });
        self.show_program();
    }

    /// Opens the program of the run. The one that was open can be come back to.
    pub(crate) fn open_program_of_run(&self) {
        let id = js_sys::Date::now() as u64;
        self.act(Action::OpenProgramOfRun { id });
        self.show_program();
        self.check_soon();
    }

    /// Opens the program that was open before that of a run.
    pub(crate) fn restore_program(&self) {
        self.act(ProgramAction::Restore);
        self.check_soon();
    }

    /// Shows the editor, where one panel is shown at a time.
    fn show_program(&self) {
        if browser::is_narrow() {
            self.act(ShellAction::Panel(Panel::Program));
        }
    }

    /// Compiles the text when it has rested.
    pub(super) fn check_soon(&self) {
        let control = self.clone();
        let timer = Timeout::new(REST, move || control.check());
        *self.0.check_timer.borrow_mut() = Some(timer);
    }

    fn check(&self) {
        self.prepare();
        let state = self.state();
        let (revision, text) = (state.program.revision, state.program.shown_text());
        self.with_workers(|workers| workers.check(revision, text.to_string()));
        let control = self.clone();
        let timer = Timeout::new(LONGEST_CHECK, move || control.give_up_check());
        *self.0.check_timer.borrow_mut() = Some(timer);
    }

    /// Leaves a text unchecked that takes too long, so that the next one is checked.
    fn give_up_check(&self) {
        let is_loading = matches!(self.state().session.python, Python::Loading);
        if !is_loading && self.with_workers(WorkerPool::give_up_checks) == Some(true) {
            self.prepare();
        }
    }
}
