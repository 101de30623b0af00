//! The arrows from what woke a task to its readiness.

use std::ops::Range;

use interleave_trace::analysis::woken_from;
use interleave_trace::{Lane, Span, State};

use super::super::Selection;
use super::super::scene::Arrow;
use super::super::track::Track;
use super::Layout;

/// Arrows to one lane are at least so far apart.
const ARROWS_APART: f64 = 5.0;

impl Layout<'_> {
    /// The arrows to those that the selected task was woken by, or all of them.
    pub(super) fn arrows(&self, visible: Range<usize>) -> Vec<Arrow> {
        let lanes = self.index.lanes();
        let selection = self.shown.selection;
        let mut arrows = Vec::new();
        if self.shown.layers.wakes {
            for &lane in &lanes[visible] {
                if selection.is_none_or(|selection| selection.lane != lane) {
                    self.arrows_to(lane, None, &mut arrows);
                }
            }
        }
        if let Some(Selection { lane, index }) = selection {
            self.arrows_to(lane, self.readiness(lane, index), &mut arrows);
        }
        arrows
    }

    /// The arrows to a task. Of those that are closer than one can tell, one.
    fn arrows_to(&self, lane: Lane, selected: Option<usize>, arrows: &mut Vec<Arrow>) {
        let Lane::Task(id) = lane else { return };
        let Some((task, row)) = self.run.chart.task(id).zip(self.index.row(lane)) else {
            return;
        };
        let (track, axis) = (Track::Task(task), self.axis);
        let window = self.frame.viewport;
        let mut at = track.first_from(0, window.start, axis);
        while let Some(span) = task.spans.get(at) {
            let place = track.place(at, axis);
            if place > window.end() {
                break;
            }
            if span.state == State::Ready
                && let Some(from) = self.wakes_from(span).filter(|&from| from != row)
            {
                arrows.push(Arrow {
                    x: self.frame.x(place),
                    from: self.frame.top(from),
                    to: self.frame.top(row),
                    selected: selected == Some(at),
                });
                let apart = self.frame.at(self.frame.x(place) + ARROWS_APART);
                let next = track.first_from(at + 1, apart, axis);
                // The selected one is never left out.
                at = selected
                    .filter(|&one| at < one && one < next)
                    .unwrap_or(next);
            } else {
                at += 1;
            }
        }
    }

    /// The row of what woke a task into a ready span.
    fn wakes_from(&self, span: &Span) -> Option<usize> {
        self.index.row(woken_from(&self.run.chart, span)?.lane)
    }

    /// The readiness that a span is, follows from, or ends with.
    fn readiness(&self, lane: Lane, index: usize) -> Option<usize> {
        let Lane::Task(id) = lane else { return None };
        let spans = &self.run.chart.task(id)?.spans;
        match spans.get(index)?.state {
            State::Ready => Some(index),
            State::Running => index.checked_sub(1),
            State::Waiting => Some(index + 1),
        }
    }
}
