//! The scale of the horizontal axis.

/// The scale of the horizontal axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Time.
    #[default]
    Time,
    /// Time, with long idle intervals folded.
    Folded,
    /// Every step and callback is equally wide, which shows their order.
    Steps,
}

impl Scale {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::Time, Self::Folded, Self::Steps];

    /// Its name on the page and in the browser's storage.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Folded => "folded",
            Self::Steps => "steps",
        }
    }

    /// The one of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.name() == name)
    }

    /// The shortest viewport: a nominal step is 10 µs.
    pub(crate) const fn shortest(self) -> f64 {
        match self {
            Self::Time | Self::Folded => 20.0,
            Self::Steps => 3.0,
        }
    }

    /// The shortest viewport of a live run that is followed.
    pub(crate) const fn shortest_live(self) -> f64 {
        match self {
            Self::Time => 500_000.0,
            Self::Folded => 500.0,
            Self::Steps => 10.0,
        }
    }
}
