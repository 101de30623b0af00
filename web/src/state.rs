//! All that the page shows: a value in slices, which only [`Action`]s change.
//!
//! Each slice has its actions, its pure `reduce` and its selectors in a file of its
//! own, and knows no other slice. This file dispatches, and holds the few actions that
//! concern several slices: [`State::reduce`] is the one place where slices meet.

mod code_view;
mod layout;
mod open_program;
mod selectors;
mod session;
mod shell;
mod timeline_view;

use std::rc::Rc;

use yew::Reducible;

pub(crate) use code_view::{CodeView, CodeViewAction, Step};
pub(crate) use layout::{Area, Layout, LayoutAction, NAMES, PART};
pub(crate) use open_program::{DraftAction, OpenProgram, ProgramAction, Undo};
pub(crate) use selectors::PageStatus;
pub(crate) use session::{Prompt, Python, RunSettings, Seed, Session, SessionAction};
pub(crate) use shell::{Panel, Shell, ShellAction, Theme};
pub(crate) use timeline_view::{TimelineView, ViewAction};

use crate::drafts::Origin;
use crate::files::{MAIN, Texts};
use crate::run::Run;
use crate::run_lines::RunLines;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    /// The program in the editor, and the drafts.
    pub(crate) program: OpenProgram,
    /// How the editor shows it.
    pub(crate) code: CodeView,
    /// Python, the latest run, and how the next one is run.
    pub(crate) session: Session,
    /// Which moment of the recording is shown, and what is selected in it.
    pub(crate) view: TimelineView,
    /// Panels, dialogs and notices.
    pub(crate) shell: Shell,
    /// Where the lines of the run are in the program. Follows from the two.
    pub(crate) lines: RunLines,
    /// How the page is arranged.
    pub(crate) layout: Layout,
}

/// One thing that happened. Times named `real` are ms of the page's clock.
#[derive(Debug)]
pub(crate) enum Action {
    Program(ProgramAction),
    Code(CodeViewAction),
    Session(SessionAction),
    View(ViewAction),
    Shell(ShellAction),
    Layout(LayoutAction),

    /// A run begins.
    Start(Run),
    /// Another program is opened, and the run of the one before is closed.
    Load {
        origin: Origin,
        texts: Texts,
    },
    /// A recording is opened, and the program in it; `id` is the number of a draft that
    /// this may make of the program that was open.
    OpenRecording {
        run: Run,
        id: u64,
    },
    /// An opened recording is closed.
    CloseRecording,
    /// The program of the run is opened, and the run stays; `id` is the number of a draft
    /// that this may make of the program that was open.
    OpenProgramOfRun {
        id: u64,
    },
    /// The editor is to show a line of the run's program, in its file of this name, if the
    /// program that is open still has it.
    RevealRecorded {
        file: Rc<str>,
        line: u32,
    },
    /// A frame is about to be drawn.
    Frame {
        real: f64,
    },
    /// Another speed, of the run and of playback.
    SetSpeed {
        speed: f64,
        real: f64,
    },
    /// The program waits for an answer to this prompt.
    Ask(Rc<str>),
}

impl Action {
    /// The editor is to show a line of the run's `main.py`, as all lines of events are.
    pub(crate) fn reveal_recorded(line: u32) -> Self {
        let file = MAIN.into();
        Self::RevealRecorded { file, line }
    }
}

impl From<ProgramAction> for Action {
    fn from(action: ProgramAction) -> Self {
        Self::Program(action)
    }
}

impl From<CodeViewAction> for Action {
    fn from(action: CodeViewAction) -> Self {
        Self::Code(action)
    }
}

impl From<DraftAction> for Action {
    fn from(action: DraftAction) -> Self {
        Self::Program(ProgramAction::Draft(action))
    }
}

impl From<SessionAction> for Action {
    fn from(action: SessionAction) -> Self {
        Self::Session(action)
    }
}

impl From<ViewAction> for Action {
    fn from(action: ViewAction) -> Self {
        Self::View(action)
    }
}

impl From<ShellAction> for Action {
    fn from(action: ShellAction) -> Self {
        Self::Shell(action)
    }
}

impl From<LayoutAction> for Action {
    fn from(action: LayoutAction) -> Self {
        Self::Layout(action)
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).reduce(action))
    }
}

impl State {
    /// The state after an action.
    fn reduce(self, action: Action) -> Self {
        let mut next = self.after(action);
        let lines = std::mem::take(&mut next.lines);
        next.lines = lines.update(next.session.run.as_ref(), &next.program.texts);
        next
    }

    fn after(self, action: Action) -> Self {
        match action {
            Action::Program(action) => self.program(action),
            Action::Code(action) => self.code(action),
            Action::Session(action) => self.session(action),
            Action::View(action) => self.view(action),
            Action::Shell(action) => self.shell(action),
            Action::Layout(action) => self.layout(action),

            Action::Start(run) => self
                .without_run()
                .program(ProgramAction::RunStarted)
                .session(SessionAction::Start(run))
                .shell(ShellAction::Refuse(None))
                .shell(ShellAction::ShowRun)
                .layout(LayoutAction::ShowRun),
            Action::Load { origin, texts } => self
                .without_run()
                .program(ProgramAction::Load { origin, texts })
                .shell(ShellAction::Panel(Panel::Program))
                .layout(LayoutAction::ShowAll),
            Action::OpenRecording { run, id } => {
                let program = run.opened_program();
                let mut next = self.without_run();
                if let Some((name, source)) = program {
                    next = next.program(ProgramAction::LoadRecorded { name, source, id });
                }
                next.session(SessionAction::Start(run))
                    .shell(ShellAction::Refuse(None))
                    .shell(ShellAction::ShowRun)
                    .layout(LayoutAction::ShowAll)
            }
            Action::CloseRecording => self.without_run().program(ProgramAction::Restore),
            Action::OpenProgramOfRun { id } => match self.session.run.as_ref().map(Run::texts) {
                Some(texts) => self.program(ProgramAction::LoadOfRun { texts, id }),
                None => self,
            },
            Action::RevealRecorded { file, line } => {
                let here = self.program.file(&file);
                match (here, self.lines.present(&file, line)) {
                    (Some(file), Some(line)) => self.program(ProgramAction::Reveal { file, line }),
                    _ => self,
                }
            }
            Action::Frame { real } => self
                .session(SessionAction::Frame { real })
                .view(ViewAction::Frame { real }),
            Action::SetSpeed { speed, real } => self
                .view(ViewAction::SetSpeed { speed, real })
                .session(SessionAction::SetSpeed { speed, real }),
            Action::Ask(prompt) => self
                .session(SessionAction::Ask(prompt))
                .shell(ShellAction::ShowPrompt)
                .layout(LayoutAction::ShowAll),
        }
    }

    fn without_run(self) -> Self {
        self.session(SessionAction::CloseRun)
            .view(ViewAction::Reset)
            .program(ProgramAction::SelectLine(None))
    }

    fn program(mut self, action: ProgramAction) -> Self {
        self.program = self.program.reduce(action);
        self
    }

    fn code(mut self, action: CodeViewAction) -> Self {
        self.code = self.code.reduce(action);
        self
    }

    fn session(mut self, action: SessionAction) -> Self {
        self.session = self.session.reduce(action);
        self
    }

    fn view(mut self, action: ViewAction) -> Self {
        let trace = self.session.run.as_ref().map(|run| run.snapshot.trace());
        self.view = self.view.reduce(action, trace);
        self
    }

    fn layout(mut self, action: LayoutAction) -> Self {
        self.layout = self.layout.reduce(action);
        self
    }

    fn shell(mut self, action: ShellAction) -> Self {
        self.shell = self.shell.reduce(action);
        self
    }
}

#[cfg(test)]
mod tests;
