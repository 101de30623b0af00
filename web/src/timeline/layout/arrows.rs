//! Arrows from what woke a task, and from who requested its cancellation.

use std::ops::Range;

use interleave_trace::analysis::{canceller, request_chain, wake_source};
use interleave_trace::{CancelRequest, Lane, NO_TASK, Span, State, Task, Waker};

use super::super::scene::Arrow;
use super::super::selection::Selection;
use super::super::track::Track;
use super::Layout;

/// The most requests that are drawn of a chain.
const MAX_LED: usize = 50;
/// The least distance between arrows to one lane, in pixels.
const ARROWS_APART: f64 = 5.0;

impl Layout<'_> {
    /// The wake-ups and cancellations of the selected task, or of all.
    pub(super) fn arrows(&self, visible: Range<usize>) -> Vec<Arrow> {
        let lanes = self.index.lanes();
        let selection = self.overlay.selection;
        let mut arrows = Vec::new();
        if self.overlay.layers.wakes {
            for &lane in &lanes[visible] {
                if selection.is_none_or(|selection| selection.lane != lane) {
                    self.arrows_to(lane, None, &mut arrows);
                    self.requests_to(lane, false, &mut arrows);
                }
            }
        }
        if let Some(Selection { lane, index }) = selection {
            self.arrows_to(lane, self.readiness(lane, index), &mut arrows);
            self.requests_to(lane, true, &mut arrows);
        }
        arrows
    }

    /// The cancellation requests to a task, and, of the selected one, the requests that led
    /// to them. Those too close to tell apart are merged.
    fn requests_to(&self, lane: Lane, selected: bool, arrows: &mut Vec<Arrow>) {
        let Lane::Task(id) = lane else { return };
        let Some(task) = self.run.chart.task(id) else {
            return;
        };
        let mut at = self.first_asked(task, 0, self.frame.viewport.start);
        while let Some(&number) = task.cancel_requests.get(at) {
            let requests = request_chain(&self.run.chart, number);
            let Some(place) = requests.first().map(|asked| self.place_of(asked)) else {
                break;
            };
            if place > self.frame.viewport.end() {
                break;
            }
            let shown = if selected { MAX_LED } else { 1 };
            for (step, asked) in requests.iter().take(shown).enumerate() {
                let arrow = self.request(asked, selected && step == 0);
                arrows.extend(arrow.filter(|arrow| !arrows.contains(arrow)));
            }
            let apart = self.frame.at(self.frame.x(place) + ARROWS_APART);
            at = self.first_asked(task, at + 1, apart);
        }
    }

    fn request(&self, asked: &CancelRequest, selected: bool) -> Option<Arrow> {
        let row = |task| self.index.row(Lane::Task(task));
        let (from, to) = match canceller(asked) {
            NO_TASK => (None, row(asked.task)?),
            // A request by the task itself has no arrow.
            own if own == asked.task => return None,
            by => (Some(row(by)?), row(asked.task)?),
        };
        Some(Arrow {
            x: self.frame.x(self.place_of(asked)),
            from: from.map(|from| self.frame.top(from)),
            to: self.frame.top(to),
            cancels: true,
            selected,
        })
    }

    fn place_of(&self, asked: &CancelRequest) -> f64 {
        self.axis.at(asked.event, asked.time)
    }

    /// The first of a task's requests from this one on that is at or after a position.
    fn first_asked(&self, task: &Task, from: usize, place: f64) -> usize {
        let before = |&number: &usize| {
            let asked = self.run.chart.cancel_requests.get(number);
            asked.is_some_and(|asked| self.place_of(asked) < place)
        };
        from + task
            .cancel_requests
            .get(from..)
            .map_or(0, |rest| rest.partition_point(before))
    }

    /// The arrows to a task. Those too close to tell apart are merged.
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
            let from = match self.wakes_from(span) {
                Some(from) => (from != row).then_some(Some(from)),
                None => (span.woken_by == Some(Waker::Timer)).then_some(None),
            };
            if span.state == State::Ready
                && let Some(from) = from
            {
                arrows.push(Arrow {
                    x: self.frame.x(place),
                    from: from.map(|from| self.frame.top(from)),
                    to: self.frame.top(row),
                    cancels: false,
                    selected: selected == Some(at),
                });
                let apart = self.frame.at(self.frame.x(place) + ARROWS_APART);
                let next = track.first_from(at + 1, apart, axis);
                // The selected one is always drawn.
                at = selected
                    .filter(|&one| at < one && one < next)
                    .unwrap_or(next);
            } else {
                at += 1;
            }
        }
    }

    /// The row of what woke the task.
    fn wakes_from(&self, span: &Span) -> Option<usize> {
        self.index.row(wake_source(&self.run.chart, span)?.lane)
    }

    /// The index of the ready span that a span is, follows, or leads to.
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
