//! How the page is arranged: the sizes of its parts, and which one has all the room.

/// The slice of the arrangement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Layout {
    /// The program's part of the width; of the height, where it stands above the rest.
    pub(crate) program: f64,
    /// The lower panels' part of the height that they share with the timeline.
    pub(crate) lower: f64,
    /// The size of the timeline's type, where 1 is the ordinary one.
    pub(crate) type_size: f64,
    /// The width of the lanes' names in pixels; `None` is what they need.
    pub(crate) names: Option<f64>,
    /// The area that has all the room.
    pub(crate) maximized: Option<Area>,
}

/// A part of the page that can have all the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    Program,
    Timeline,
    Lower,
}

/// What changes it. `None` is the size at the beginning.
#[derive(Debug)]
pub(crate) enum LayoutAction {
    Program(Option<f64>),
    Lower(Option<f64>),
    Names(Option<f64>),
    /// Larger type in the timeline, or smaller.
    LargerType(bool),
    /// An area gets all the room, or no longer.
    Maximize(Area),
    /// All areas are shown.
    ShowAll,
    /// A run begins: a program that hides it makes room.
    ShowRun,
}

/// The sizes of the timeline's type.
const TYPE_SIZES: [f64; 7] = [0.85, 1.0, 1.15, 1.35, 1.6, 1.9, 2.2];

/// The bounds of a panel's part.
pub(crate) const PART: (f64, f64) = (0.1, 0.9);
/// The bounds of the width of names, in pixels.
pub(crate) const NAMES: (f64, f64) = (48.0, 480.0);

impl Default for Layout {
    fn default() -> Self {
        Self {
            program: 0.38,
            lower: 0.42,
            type_size: 1.0,
            names: None,
            maximized: None,
        }
    }
}

impl Area {
    /// Its name in the style sheet.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Timeline => "timeline",
            Self::Lower => "lower",
        }
    }
}

impl Layout {
    /// The slice after an action.
    pub(super) fn reduce(mut self, action: LayoutAction) -> Self {
        let first = Self::default();
        let part = |part: Option<f64>, first: f64| part.map_or(first, |part| within(part, PART));
        match action {
            LayoutAction::Program(to) => self.program = part(to, first.program),
            LayoutAction::Lower(to) => self.lower = part(to, first.lower),
            LayoutAction::Names(to) => self.names = to.map(|to| within(to, NAMES)),
            LayoutAction::LargerType(larger) => {
                self.type_size = self.next_type(larger).unwrap_or(self.type_size);
            }
            LayoutAction::Maximize(area) => {
                self.maximized = (self.maximized != Some(area)).then_some(area);
            }
            LayoutAction::ShowAll => self.maximized = None,
            LayoutAction::ShowRun => {
                self.maximized = self.maximized.filter(|&area| area != Area::Program);
            }
        }
        self
    }

    /// The next larger size of type, or the next smaller one; `None` where it ends.
    pub(crate) fn next_type(&self, larger: bool) -> Option<f64> {
        let mut sizes = TYPE_SIZES.into_iter();
        match larger {
            true => sizes.find(|&size| size > self.type_size),
            false => sizes.rfind(|&size| size < self.type_size),
        }
    }

    /// For the browser's storage: what is not as it is at the beginning. The maximized area is
    /// of this visit only.
    pub(crate) fn write(&self) -> String {
        let first = Self::default();
        let sizes = [
            ("program", Some(self.program), Some(first.program)),
            ("lower", Some(self.lower), Some(first.lower)),
            ("type", Some(self.type_size), Some(first.type_size)),
            ("names", self.names, first.names),
        ];
        let changed = sizes.iter().filter(|(_, size, first)| size != first);
        let texts = changed.filter_map(|(name, size, _)| Some(format!("{name}={:.4}", (*size)?)));
        texts.collect::<Vec<_>>().join(" ")
    }

    /// What [`Self::write`] wrote. What can't be read is as it is at the beginning.
    pub(crate) fn read(text: &str) -> Self {
        let mut layout = Self::default();
        for (name, size) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
            let size = size.parse::<f64>().ok().filter(|size| size.is_finite());
            let Some(size) = size else { continue };
            match name {
                "program" => layout.program = within(size, PART),
                "lower" => layout.lower = within(size, PART),
                "names" => layout.names = Some(within(size, NAMES)),
                "type" => {
                    let known = TYPE_SIZES.into_iter().find(|&known| known == size);
                    layout.type_size = known.unwrap_or(layout.type_size);
                }
                _ => {}
            }
        }
        layout
    }
}

fn within(size: f64, (least, most): (f64, f64)) -> f64 {
    size.clamp(least, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        let layout = [
            LayoutAction::Program(Some(0.25)),
            LayoutAction::Lower(Some(0.6)),
            LayoutAction::Names(Some(150.0)),
            LayoutAction::LargerType(true),
        ]
        .into_iter()
        .fold(Layout::default(), Layout::reduce);
        assert_eq!(Layout::read(&layout.write()), layout);
        assert_eq!(Layout::default().write(), "");
    }

    #[test]
    fn nonsense_in_the_storage_is_no_layout() {
        for nonsense in [
            "",
            "program",
            "program=NaN lower=inf type=-1 names=wide",
            "{\"program\":0.3}",
            "type=1.07",
        ] {
            assert_eq!(Layout::read(nonsense), Layout::default(), "{nonsense}");
        }
        let huge = Layout::read("program=1e9 lower=-4 names=99999");
        assert_eq!((huge.program, huge.lower), (PART.1, PART.0));
        assert_eq!(huge.names, Some(NAMES.1));
    }

    #[test]
    fn type_grows_to_the_largest_and_shrinks_to_the_smallest() {
        let many = |larger: bool| {
            (0..20).fold(Layout::default(), |layout, _| {
                layout.reduce(LayoutAction::LargerType(larger))
            })
        };
        assert_eq!(many(true).type_size, 2.2);
        assert_eq!(many(true).next_type(true), None);
        assert_eq!(many(false).type_size, 0.85);
        let back = many(false).reduce(LayoutAction::LargerType(true));
        assert_eq!(back.type_size, 1.0);
    }

    #[test]
    fn one_area_has_all_the_room_until_it_is_left() {
        let maximized = |actions: Vec<LayoutAction>| {
            actions
                .into_iter()
                .fold(Layout::default(), Layout::reduce)
                .maximized
        };
        let program = || LayoutAction::Maximize(Area::Program);
        let lower = || LayoutAction::Maximize(Area::Lower);
        assert_eq!(maximized(vec![program()]), Some(Area::Program));
        assert_eq!(maximized(vec![program(), program()]), None);
        assert_eq!(maximized(vec![program(), lower()]), Some(Area::Lower));
        assert_eq!(maximized(vec![program(), LayoutAction::ShowAll]), None);
        assert_eq!(maximized(vec![program(), LayoutAction::ShowRun]), None);
        assert_eq!(
            maximized(vec![lower(), LayoutAction::ShowRun]),
            Some(Area::Lower)
        );
    }
}
