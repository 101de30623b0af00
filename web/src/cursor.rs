//! The moment of the recording that the page shows.

use interleave_trace::{Chart, Micros, Moment, Recording};

/// One moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// The latest one, whatever comes.
    #[default]
    Follow,
    /// A moment before that.
    At(Moment),
}

impl Cursor {
    /// All that has happened at `time`.
    pub(crate) fn at_time(recording: &Recording, time: Micros) -> Self {
        Self::At(Moment::at_time(recording, time))
    }

    /// Just before the event of this index. The end follows.
    pub(crate) fn before(recording: &Recording, events: usize) -> Self {
        match events < recording.events().len() {
            true => Self::At(Moment::before(recording, events)),
            false => Self::Follow,
        }
    }

    /// Just after so many events. The end follows.
    pub(crate) fn after(recording: &Recording, events: usize) -> Self {
        if events >= recording.events().len() {
            return Self::Follow;
        }
        let last = events.checked_sub(1).map(|last| recording.events()[last]);
        let time = last.map_or(0, |event| event.time);
        Self::At(Moment { events, time })
    }

    /// The moment that it is at.
    pub(crate) fn moment(self, chart: &Chart) -> Moment {
        let (events, time) = (chart.events, chart.now);
        match self {
            Self::Follow => Moment { events, time },
            Self::At(moment) => Moment {
                events: moment.events.min(events),
                time: moment.time.min(time),
            },
        }
    }

    /// How many events it has behind it.
    pub(crate) fn events(self, chart: &Chart) -> usize {
        self.moment(chart).events
    }

    /// The loop's clock at it.
    pub(crate) fn time(self, chart: &Chart) -> Micros {
        self.moment(chart).time
    }
}
