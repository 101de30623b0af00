//! How the program is shown in the editor.

/// The slice of the editor's look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeView {
    /// The size of its type, in CSS pixels.
    pub(crate) size: u8,
    /// Long lines are wrapped.
    pub(crate) wrap: bool,
    /// How often the program was to be formatted.
    pub(crate) formats: u32,
}

/// What changes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CodeViewAction {
    /// The next smaller or larger size.
    Resize(Step),
    /// Whether long lines are wrapped is turned round.
    ToggleWrap,
    /// The editor is to format the program.
    Format,
}

/// To which of two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Smaller,
    Larger,
}

impl Default for CodeView {
    fn default() -> Self {
        Self {
            size: 13,
            wrap: false,
            formats: 0,
        }
    }
}

impl CodeView {
    const SIZES: [u8; 9] = [10, 11, 12, 13, 15, 17, 20, 24, 30];

    /// As it was stored: a size in digits, and whether to wrap. What makes no sense is left out.
    pub(crate) fn read(size: Option<&str>, wrap: Option<&str>) -> Self {
        let size = size.and_then(|size| size.parse().ok());
        let usual = Self::default();
        Self {
            size: size
                .filter(|size| Self::SIZES.contains(size))
                .unwrap_or(usual.size),
            wrap: wrap == Some("true"),
            ..usual
        }
    }

    /// The size next to the current one, unless it is the last.
    pub(crate) fn next(self, step: Step) -> Option<u8> {
        match step {
            Step::Smaller => Self::SIZES.into_iter().rfind(|&size| size < self.size),
            Step::Larger => Self::SIZES.into_iter().find(|&size| size > self.size),
        }
    }

    /// The slice after an action.
    pub(super) fn reduce(mut self, action: CodeViewAction) -> Self {
        match action {
            CodeViewAction::Resize(step) => self.size = self.next(step).unwrap_or(self.size),
            CodeViewAction::ToggleWrap => self.wrap = !self.wrap,
            CodeViewAction::Format => self.formats += 1,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_up_and_down_and_end() {
        let mut view = CodeView::default();
        let mut seen = vec![view.size];
        for step in [Step::Larger, Step::Smaller] {
            while view.next(step).is_some() {
                view = view.reduce(CodeViewAction::Resize(step));
                seen.push(view.size);
            }
            assert_eq!(view.reduce(CodeViewAction::Resize(step)), view);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, CodeView::SIZES);
    }

    #[test]
    fn what_was_stored_comes_back_and_nonsense_does_not() {
        let view = CodeView::default()
            .reduce(CodeViewAction::ToggleWrap)
            .reduce(CodeViewAction::Resize(Step::Larger));
        assert_eq!(CodeView::read(Some("15"), Some("true")), view);
        for size in [None, Some(""), Some("0"), Some("14"), Some("1e9")] {
            assert_eq!(CodeView::read(size, Some("no")), CodeView::default());
        }
    }
}
