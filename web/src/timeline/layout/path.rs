//! The visible part of the critical path.

use interleave_trace::critical::Segment;

use super::super::scene::PathSegment;
use super::super::track::Track;
use super::Layout;

impl Layout<'_> {
    /// The visible segments of the critical path; touching ones of a lane are merged.
    pub(super) fn path(&self) -> Vec<PathSegment> {
        let mut segments: Vec<PathSegment> = Vec::new();
        if !self.overlay.layers.critical {
            return segments;
        }
        let (parts, axis) = (self.index.path(), self.axis);
        let place = |part: &Segment| {
            let track = Track::of(&self.run.chart, part.lane);
            let index = part.index.filter(|_| part.start > 0);
            let own = track.zip(index).map(|(track, index)| {
                let begins = track.start(index) == part.start;
                (begins, track.place(index, axis))
            });
            match own {
                Some((true, place)) => place,
                _ => axis.at_time(part.start),
            }
        };
        let window = self.frame.viewport;
        let mut at = parts.partition_point(|part| place(part) < window.start);
        at = at.saturating_sub(1);
        while let Some(part) = parts.get(at) {
            let left = self.frame.x(place(part));
            if left > self.frame.plot() {
                break;
            }
            // The next one at least a pixel away.
            let far = self.frame.at(left + 1.0);
            let next = (at + 1).max(parts.partition_point(|part| place(part) < far));
            let right = match parts.get(next) {
                Some(next) => self.frame.x(place(next)),
                None => self.frame.x(axis.end()),
            };
            let row = part.index.and_then(|_| self.index.row(part.lane));
            let top = row.map(|row| self.frame.top(row));
            match segments.last_mut() {
                Some(last) if last.top == top => last.right = right,
                _ => segments.push(PathSegment { left, right, top }),
            }
            at = next;
        }
        segments
    }
}
