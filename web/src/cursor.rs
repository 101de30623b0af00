//! The moment of the recording that the page shows.

use interleave_trace::{Chart, Micros, Recording};

/// One moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// The latest one, whatever comes.
    #[default]
    Follow,
    /// After the recording's first `events` events, at `time`. The number tells
    /// apart what happens in the same microsecond; the time lies between those
    /// events and the next one.
    At {
        /// How many events have happened.
        events: usize,
        /// The loop's clock.
        time: Micros,
    },
}

impl Cursor {
    /// All that has happened at `time`.
    pub(crate) fn at_time(recording: &Recording, time: Micros) -> Self {
        let events = recording
            .events()
            .partition_point(|event| event.time <= time);
        Self::At { events, time }
    }

    /// Just before the event of this index. The end follows.
    pub(crate) fn before(recording: &Recording, events: usize) -> Self {
        match recording.events().get(events) {
            Some(event) => Self::At {
                events,
                time: event.time,
            },
            None => Self::Follow,
        }
    }

    /// How many events it has behind it.
    pub(crate) fn events(self, chart: &Chart) -> usize {
        match self {
            Self::Follow => chart.events,
            Self::At { events, .. } => events.min(chart.events),
        }
    }

    /// The loop's clock at it.
    pub(crate) fn time(self, chart: &Chart) -> Micros {
        match self {
            Self::Follow => chart.now,
            Self::At { time, .. } => time.min(chart.now),
        }
    }
}
