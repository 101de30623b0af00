//! Panels, dialogs and notices: what stands around the program and its recording.

use std::rc::Rc;

use crate::drafts::Unkept;
use crate::embed_options::Embed;

/// The slice of panels, dialogs and notices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shell {
    /// Which panel is shown, or was shown last.
    pub(crate) panel: Panel,
    pub(crate) theme: Theme,
    /// The help dialog is open.
    pub(crate) help: bool,
    /// The dialog of the run limits is open.
    pub(crate) limits: bool,
    /// The dialog of the user's programs is open.
    pub(crate) programs: bool,
    /// The page stands in a frame of another site.
    pub(crate) embed: bool,
    /// What the page shows there.
    pub(crate) frame: Embed,
    /// What the user chose for the strip there: output or problems, and whether it is open.
    pub(crate) strip: Option<(Panel, bool)>,
    /// The dialog with the code of a frame is open.
    pub(crate) embed_code: bool,
    /// The browser is printing.
    pub(crate) printing: bool,
    /// A sentence that goes away by itself.
    pub(crate) notice: Option<Rc<str>>,
    /// Why a file could not be opened.
    pub(crate) refused: Option<Rc<str>>,
    /// Why the user's program is not stored.
    pub(crate) unkept: Option<Unkept>,
    /// A bug of ours, in words.
    pub(crate) fault: Option<Rc<str>>,
}

/// One panel. On a narrow screen one is shown at a time; on a wide one the
/// first two always, and one of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Panel {
    #[default]
    Program,
    Timeline,
    Output,
    Events,
    Problems,
    Details,
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What changes it.
#[derive(Debug)]
pub(crate) enum ShellAction {
    Panel(Panel),
    /// An embedded page's strip shows this panel, and is open or not.
    Strip(Panel, bool),
    /// There is a recording to see: the program makes room where one panel is shown.
    ShowRun,
    /// The program asks for input, in the panel of its output.
    ShowPrompt,
    Theme(Theme),
    ShowHelp(bool),
    ShowLimits(bool),
    ShowPrograms(bool),
    /// Why the user's program is not stored, or that it is.
    Unkept(Option<Unkept>),
    ShowEmbedCode(bool),
    /// The browser begins to print, or has printed.
    Print(bool),
    Notice(Option<Rc<str>>),
    /// Why a file could not be opened.
    Refuse(Option<Rc<str>>),
    Fault(Option<Rc<str>>),
}

impl Panel {
    /// Its name in the style sheet and for tests.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Timeline => "timeline",
            Self::Output => "output",
            Self::Events => "events",
            Self::Problems => "problems",
            Self::Details => "details",
        }
    }
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the style sheet and in the browser's storage.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one that the switch goes to next.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

impl Shell {
    /// The slice after an action.
    pub(super) fn reduce(mut self, action: ShellAction) -> Self {
        match action {
            ShellAction::Panel(panel) => self.panel = panel,
            ShellAction::Strip(panel, open) => self.strip = Some((panel, open)),
            ShellAction::ShowRun => {
                if self.panel == Panel::Program {
                    self.panel = Panel::Timeline;
                }
            }
            ShellAction::ShowPrompt => {
                if !self.embed {
                    self.panel = Panel::Output;
                }
            }
            ShellAction::Theme(theme) => self.theme = theme,
            ShellAction::ShowHelp(help) => self.help = help,
            ShellAction::ShowLimits(limits) => self.limits = limits,
            ShellAction::ShowPrograms(programs) => self.programs = programs,
            ShellAction::Unkept(why) => self.unkept = why,
            ShellAction::ShowEmbedCode(shown) => self.embed_code = shown,
            ShellAction::Print(printing) => self.printing = printing,
            ShellAction::Notice(notice) => self.notice = notice,
            ShellAction::Refuse(why) => self.refused = why,
            ShellAction::Fault(fault) => self.fault = fault,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_takes_the_programs_place_and_no_other_panels() {
        for (panel, shown) in [
            (Panel::Program, Panel::Timeline),
            (Panel::Problems, Panel::Problems),
        ] {
            let shell = Shell::default().reduce(ShellAction::Panel(panel));
            assert_eq!(shell.reduce(ShellAction::ShowRun).panel, shown);
        }
    }

    #[test]
    fn an_embedded_page_has_no_panel_of_output_to_show() {
        let embedded = Shell {
            embed: true,
            ..Shell::default()
        };
        let prompt = |shell: Shell| shell.reduce(ShellAction::ShowPrompt).panel;
        assert_eq!(prompt(embedded), Panel::Program);
        assert_eq!(prompt(Shell::default()), Panel::Output);
    }

    #[test]
    fn the_switch_of_themes_comes_around() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.name()), Some(theme));
            assert_eq!(theme.next().next().next(), theme);
        }
    }
}
