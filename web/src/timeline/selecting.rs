//! Selecting what is on the timeline, and bringing it into view.

use interleave_trace::{Lane, Micros};

use super::component::{Timeline, TimelineProps};
use super::selection::Selection;
use super::track::{Track, line};

impl Timeline {
    /// Scrolls the selection into view.
    pub(super) fn reveal(&mut self, props: &TimelineProps, selection: Selection) {
        let Some((scene, span)) = self.scene.as_ref().zip(self.extent(props, selection)) else {
            return;
        };
        let row = self.index.row(selection.lane);
        self.view.reveal(&scene.frame, span, row);
    }

    /// Start and end of a selection on the axis.
    pub(super) fn extent(&self, props: &TimelineProps, selection: Selection) -> Option<(f64, f64)> {
        let run = props.snapshot.trace();
        let track = Track::of(&run.chart, selection.lane)?;
        let axis = self.index.axis(run);
        let span = (selection.index < track.len()).then(|| track.get(selection.index, axis))?;
        Some((span.start, span.end))
    }
}

/// Selects something, and shows its line.
pub(super) fn select(props: &TimelineProps, selection: Selection) {
    props.on_select.emit(Some(selection));
    let line = line(
        &props.snapshot.trace().chart,
        selection.lane,
        selection.index,
    );
    if let Some(line) = line {
        props.on_line.emit(line);
    }
}

/// Selects the span of a lane at a time.
pub(super) fn select_begun(props: &TimelineProps, lane: Lane, time: Micros) {
    let begun = Track::of(&props.snapshot.trace().chart, lane)
        .filter(|track| track.len() > 0)
        .map(|track| track.last_begun(time));
    if let Some(index) = begun {
        select(props, Selection { lane, index });
    }
}

/// Selects and measures nothing.
pub(super) fn clear(props: &TimelineProps) {
    props.on_select.emit(None);
    props.on_range.emit(None);
}

/// The time at the cursor, or the live edge.
pub(super) fn cursor_time(props: &TimelineProps) -> Micros {
    props.cursor.map_or(props.now, |cursor| cursor.time)
}
