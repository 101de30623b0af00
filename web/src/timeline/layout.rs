//! Where everything stands: a pure function of run, index, and frame. The
//! picture is drawn in [`scene`](super::scene).

use std::ops::Range;

use interleave_trace::analysis::woken_from;
use interleave_trace::critical::Part;
use interleave_trace::{
    Chart, Lane, NO_TASK, ResourceState, Span, State, Stream, Task, TaskEnd, Wait,
};

use super::Selection;
use super::axis::{Axis, Scale};
use super::index::Index;
use super::scene::{
    AXIS, Arrow, Block, Chain, EndMark, Frame, Head, LANE, Label, Letters, Print, RangeMark, Row,
    Ruler, Scene, Shown,
};
use super::source::Run;
use super::ticks::{Ticks, folded, ticks, turns};
use super::tiles::{Fill, Special, Tile, tiles};
use super::time::moment;
use super::track::{Track, amount};
use crate::hue::hue;
use crate::time::length;

/// How far a task stands to the right of its creator.
const INDENT: f64 = 14.0;
/// No task stands farther to the right than this many creators' worth.
const DEEPEST: u32 = 5;
/// From the left edge to the name of a task without creator.
const BEFORE_NAME: f64 = 26.0;
/// Wide enough for a character of a name, on average.
const CHARACTER: f64 = 7.3;
/// Prints that are closer than this are one mark.
const PRINTS_APART: f64 = 5.0;
/// Arrows to one lane are at least so far apart.
const ARROWS_APART: f64 = 5.0;
/// A cause is written where there is at least this much room.
const LEAST_TEXT: f64 = 24.0;
/// Where it is cut, at least so many characters must be left.
const LEAST_CUT: usize = 5;

/// Sets a text and says how wide it is, in pixels.
pub(crate) type Measure<'a> = &'a mut dyn FnMut(&str, Letters) -> f64;

/// The width of the column of names.
pub(crate) fn names_width(index: &Index, width: f64) -> f64 {
    let most = (width * 0.32).clamp(84.0, 200.0);
    index.names().clamp(72.0, most).round()
}

/// The width that a lane's name asks for.
pub(crate) fn name_width(run: &Run, lane: Lane) -> f64 {
    let coro = coro(run, lane).map_or(0, |coro| coro.chars().count() + 1);
    let characters = name(run, lane).chars().count() + coro;
    BEFORE_NAME + indent(&run.chart, lane) + characters as f64 * CHARACTER + 10.0
}

/// What a lane is called.
pub(crate) fn name(run: &Run, lane: Lane) -> &str {
    let name = match lane {
        Lane::Loop => return "event loop",
        Lane::Task(id) => run.chart.task(id).map(|task| task.name),
        Lane::Thread(id) => run.chart.thread(id).map(|thread| thread.name),
        Lane::Resource(id) => run.chart.resource(id).map(|resource| resource.label),
    };
    name.map_or("", |name| run.recording.text(name))
}

/// What is written behind a name: the coroutine of a task of which the name says
/// nothing, such as `Task-1`, and the kind of a resource.
fn coro(run: &Run, lane: Lane) -> Option<&str> {
    if let Lane::Resource(id) = lane {
        return Some(run.chart.resource(id)?.kind.name());
    }
    let Lane::Task(id) = lane else { return None };
    let number = name(run, lane).strip_prefix("Task-")?;
    let unnamed = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let coro = run.recording.text(run.chart.task(id)?.coro);
    unnamed.then_some(coro)
}

/// What a task waits on, in a few words: `lock grinder`.
pub(crate) fn awaited(run: &Run, wait: Wait) -> String {
    let text = format!("{} {}", wait.kind.name(), run.recording.text(wait.label));
    text.trim_end().to_owned()
}

/// Puts everything in its place.
pub(crate) fn layout(
    run: &Run,
    index: &Index,
    frame: Frame,
    shown: Shown,
    measure: Measure<'_>,
) -> Scene {
    let lanes = index.lanes();
    let first = (frame.scroll / LANE).floor().max(0.0) as usize + frame.pinned;
    let fit = ((frame.height - AXIS) / LANE).ceil().max(0.0) as usize + 1;
    let visible = first.min(lanes.len())..(first + fit).min(lanes.len());
    let axis = index.axis(run);
    let mut layout = Layout {
        run,
        index,
        axis,
        frame,
        shown,
        measure,
    };
    let cursor = shown.cursor.map(|cursor| axis.at_moment(cursor));
    let cursor = frame.x(cursor.unwrap_or(axis.end()));
    let in_plot = (0.0..=frame.plot()).contains(&cursor);
    let head = shown.cursor.filter(|_| in_plot).map(|shown| {
        let text = moment(shown.time);
        let width = (layout.measure)(&text, Letters::Small) + 12.0;
        let left = (cursor - width / 2.0).clamp(0.0, (frame.plot() - width).max(0.0));
        Head { left, width, text }
    });
    let range = layout.range(head.as_ref());
    Scene {
        frame,
        ticks: layout.ticks(head.as_ref(), range.as_ref()),
        head,
        ahead: shown
            .cursor
            .map(|_| cursor.max(0.0))
            .filter(|&x| x < frame.plot()),
        ruler: layout.ruler(),
        rows: (0..frame.pinned.min(lanes.len()))
            .chain(visible.clone())
            .map(|row| layout.row(row, lanes[row]))
            .collect(),
        cursor: (!lanes.is_empty() && in_plot).then_some(cursor),
        arrows: layout.arrows(visible),
        path: layout.path(),
        range,
    }
}

struct Layout<'a> {
    run: &'a Run,
    index: &'a Index,
    axis: Axis<'a>,
    frame: Frame,
    shown: Shown,
    measure: Measure<'a>,
}

impl Layout<'_> {
    /// The axis. A label is left out where it would be cut, or hidden by the head
    /// of the cursor.
    fn ticks(&mut self, head: Option<&Head>, range: Option<&RangeMark>) -> Ticks {
        if self.index.lanes().is_empty() {
            return Ticks::default();
        }
        let frame = self.frame;
        let mut ticks = match self.axis.scale {
            Scale::Time => ticks(frame.viewport, frame.plot()),
            Scale::Folded => folded(self.axis, frame.viewport, frame.plot()),
            Scale::Steps => turns(self.axis, frame.viewport, frame.plot()),
        };
        let heads = [head, range.map(|range| &range.head)];
        let hidden = |left: f64, right: f64| {
            let mut heads = heads.iter().flatten();
            heads.any(|head| left < head.left + head.width + 3.0 && right > head.left - 3.0)
        };
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for fold in &mut ticks.folds {
            let (start, end) = (frame.x(fold.start), frame.x(fold.end));
            let width = (self.measure)(&fold.label, Letters::Small);
            let left = (start + end - width) / 2.0;
            if width + 4.0 > end - start || hidden(left, left + width) {
                fold.label.clear();
            } else {
                taken.push((left, left + width));
            }
        }
        let mut free = f64::NEG_INFINITY;
        for tick in &mut ticks.ticks {
            let left = frame.x(tick.at) + 4.0;
            let right = left + (self.measure)(&tick.label, Letters::Small);
            let meets = |&(from, to): &(f64, f64)| left < to + 4.0 && right > from - 4.0;
            let cut = right + 2.0 > frame.plot() || left < free;
            if cut || hidden(left, right) || taken.iter().any(meets) {
                tick.label.clear();
            } else {
                free = right + 4.0;
            }
        }
        ticks
    }

    fn tiles(&self, track: Track<'_>, special: Special<'_>) -> Vec<Tile> {
        let Frame { viewport, .. } = self.frame;
        tiles(track, self.axis, viewport, self.frame.plot(), special)
    }

    fn ruler(&self) -> Ruler {
        Ruler {
            idle: (self.frame.x(0.0), self.frame.x(self.axis.end())),
            busy: self.tiles(Track::Steps(&self.run.chart), Special::default()),
            blocked: self.blocked(|_| true),
        }
    }

    /// The blocked stretches in view, of the tasks that are meant.
    fn blocked(&self, meant: impl Fn(u32) -> bool) -> Vec<Block> {
        let (blocked, window) = (&self.run.chart.blocked, self.frame.viewport);
        let axis = self.axis;
        let first = blocked.partition_point(|block| axis.at(block.event, block.end) < window.start);
        let in_view = blocked.iter().enumerate().skip(first);
        let in_view = in_view.take_while(|(_, block)| axis.at_time(block.start) <= window.end());
        let meant = in_view.filter(|(_, block)| meant(block.task));
        let blocks = meant.map(|(index, block)| Block {
            left: self.frame.x(axis.at_time(block.start)),
            right: self.frame.x(axis.at(block.event, block.end)),
            index,
        });
        blocks.collect()
    }

    fn row(&mut self, row: usize, lane: Lane) -> Row {
        let run = self.run;
        let selection = self
            .shown
            .selection
            .filter(|selection| selection.lane == lane);
        let special = Special {
            emphasised: self.index.emphasised(lane),
            selected: selection.map(|selection| selection.index),
        };
        let track = Track::of(&run.chart, lane);
        let tiles = track.map_or_else(Vec::new, |track| self.tiles(track, special));
        let indent = indent(&run.chart, lane);
        let room = self.frame.names - BEFORE_NAME - indent - 6.0;
        let name = self.fit(name(run, lane), room, Letters::Name);
        let wide = (self.measure)(&name, Letters::Name) + 5.0;
        let coro = coro(run, lane).and_then(|coro| {
            let coro = self.fit(coro, room - wide, Letters::Small);
            tells(&coro).then_some((BEFORE_NAME + indent + wide, coro))
        });
        let task = match lane {
            Lane::Task(id) => run.chart.task(id),
            _ => None,
        };
        Row {
            lane,
            top: self.frame.top(row),
            hue: match lane {
                Lane::Loop => Some(hue(NO_TASK)),
                Lane::Task(id) => Some(hue(id)),
                Lane::Thread(_) | Lane::Resource(_) => None,
            },
            name,
            coro,
            indent,
            open: self.index.is_open(lane),
            pinned: row < self.frame.pinned,
            selected: selection.is_some(),
            labels: self.labels(lane, &tiles),
            blocked: self.blocked(|id| match lane {
                Lane::Task(own) => own == id,
                Lane::Loop => id == NO_TASK,
                Lane::Thread(_) | Lane::Resource(_) => false,
            }),
            tiles,
            prints: self.prints(lane),
            end: task.and_then(|task| self.end(task)),
        }
    }

    /// The causes of waits, and the names of jobs and callbacks.
    fn labels(&mut self, lane: Lane, tiles: &[Tile]) -> Vec<Label> {
        let run = self.run;
        let mut labels = Vec::new();
        for tile in tiles.iter().filter(|tile| tile.stretches.len() == 1) {
            let (left, right) = (tile.left.max(0.0), tile.right.min(self.frame.plot()));
            let room = right - left - 12.0;
            if room < LEAST_TEXT {
                continue;
            }
            let Some(text) = label(run, lane, tile.stretches.start) else {
                continue;
            };
            let text = self.fit(&text, room, Letters::Small);
            if tells(&text) {
                labels.push(Label {
                    x: left + 6.0,
                    text,
                    inside: tile.fill == Fill::Running && tile.level.is_none(),
                });
            }
        }
        labels
    }

    fn prints(&self, lane: Lane) -> Vec<Print> {
        let outputs = &self.run.chart.outputs;
        let all = self.index.prints(lane);
        let axis = self.axis;
        let place = |&index: &usize| axis.at(outputs[index].event, outputs[index].time);
        let mut at = all.partition_point(|index| place(index) < self.frame.at(-PRINTS_APART));
        let mut prints: Vec<Print> = Vec::new();
        while let Some(&index) = all.get(at) {
            let x = self.frame.x(place(&index));
            if x > self.frame.plot() + PRINTS_APART {
                break;
            }
            prints.push(Print {
                x,
                index,
                error: outputs[index].stream == Stream::Stderr,
            });
            let next = self.frame.at(x + PRINTS_APART);
            at = (at + 1).max(all.partition_point(|index| place(index) < next));
        }
        prints
    }

    fn end(&mut self, task: &Task) -> Option<EndMark> {
        let (time, how) = task.ended?;
        // A box has its least width, and the mark a little distance.
        let event = task.ended_event?;
        let x = self.frame.x(self.axis.at(event, time)) + 10.0;
        if x < 0.0 || x > self.frame.plot() {
            return None;
        }
        let text = match how {
            TaskEnd::Returned => "",
            TaskEnd::Cancelled => "cancelled",
            TaskEnd::Raised(exception) => self.run.recording.text(exception),
        };
        let room = self.frame.plot() - x - 14.0;
        let text = self.fit(text, room, Letters::Small);
        let text = if tells(&text) { text } else { String::new() };
        Some(EndMark { x, how, text })
    }

    /// The arrows to those that the selected task was woken by, or all of them.
    fn arrows(&self, visible: Range<usize>) -> Vec<Arrow> {
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

    /// What is in view of the critical path; parts in one lane that touch are one.
    fn path(&self) -> Vec<Chain> {
        let mut chains: Vec<Chain> = Vec::new();
        if !self.shown.layers.critical {
            return chains;
        }
        let (parts, axis) = (self.index.path(), self.axis);
        let place = |part: &Part| {
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
            // The next one that can be told apart from this.
            let far = self.frame.at(left + 1.0);
            let next = (at + 1).max(parts.partition_point(|part| place(part) < far));
            let right = match parts.get(next) {
                Some(next) => self.frame.x(place(next)),
                None => self.frame.x(axis.end()),
            };
            let row = part.index.and_then(|_| self.index.row(part.lane));
            let top = row.map(|row| self.frame.top(row));
            match chains.last_mut() {
                Some(last) if last.top == top => last.right = right,
                _ => chains.push(Chain { left, right, top }),
            }
            at = next;
        }
        chains
    }

    /// The measured range; its head makes room for that of the cursor.
    fn range(&mut self, cursor: Option<&Head>) -> Option<RangeMark> {
        let range = self.shown.range?;
        let [left, right] =
            [range.from, range.to].map(|moment| self.frame.x(self.axis.at_moment(moment)));
        if right < 0.0 || left > self.frame.plot() {
            return None;
        }
        let text = length(range.to.time - range.from.time);
        let width = (self.measure)(&text, Letters::Small) + 12.0;
        let middle = (left.max(0.0) + right.min(self.frame.plot())) / 2.0;
        let most = (self.frame.plot() - width).max(0.0);
        let mut from = (middle - width / 2.0).clamp(0.0, most);
        if let Some(head) = cursor {
            let (before, after) = (head.left - width - 4.0, head.left + head.width + 4.0);
            if from + width > head.left - 4.0 && from < after {
                let nearer = middle < head.left + head.width / 2.0 && before >= 0.0;
                from = if nearer || after > most {
                    before
                } else {
                    after
                };
            }
        }
        let left_of = from.max(0.0);
        let head = Head {
            left: left_of,
            width,
            text,
        };
        Some(RangeMark { left, right, head })
    }

    /// As much of a text as there is room for, with an ellipsis where it is cut.
    fn fit(&mut self, text: &str, room: f64, letters: Letters) -> String {
        let line = text.lines().next().unwrap_or_default();
        let width = (self.measure)(line, letters);
        if width <= room {
            return line.to_owned();
        }
        let count = line.chars().count();
        let mut keep = (count as f64 * room / width).floor().max(0.0) as usize;
        while keep > 0 {
            let cut: String = line.chars().take(keep).collect();
            let cut = format!("{}…", cut.trim_end());
            if (self.measure)(&cut, letters) <= room {
                return cut;
            }
            keep -= 1;
        }
        String::new()
    }
}

/// Whether what is left of a text is worth showing.
fn tells(text: &str) -> bool {
    let left = text.chars().count();
    left > LEAST_CUT || (left > 0 && !text.ends_with('…'))
}

fn indent(chart: &Chart, lane: Lane) -> f64 {
    match lane {
        Lane::Task(id) => chart.task(id).map_or(0, |task| task.depth).min(DEEPEST) as f64 * INDENT,
        Lane::Loop | Lane::Thread(_) | Lane::Resource(_) => 0.0,
    }
}

/// What is written at a stretch.
fn label(run: &Run, lane: Lane, index: usize) -> Option<String> {
    match lane {
        Lane::Task(id) => {
            let on = run.chart.task(id)?.spans.get(index)?.on?;
            Some(awaited(run, on))
        }
        Lane::Thread(id) => {
            let job = run.chart.thread(id)?.jobs.get(index)?.job;
            Some(run.recording.text(job).to_owned())
        }
        Lane::Resource(id) => {
            let resource = run.chart.resource(id)?;
            let state = resource.changes.get(index)?.state;
            match state {
                ResourceState::Held { by } => Some(name(run, Lane::Task(by)).to_owned()),
                ResourceState::Free | ResourceState::Set(_) => None,
                ResourceState::Permits(left) => Some(format!("{left} left")),
                _ => Some(amount(resource, state).to_string()),
            }
        }
        Lane::Loop => {
            let callback = run.chart.callbacks.get(index)?;
            Some(run.recording.text(callback.name).to_owned())
        }
    }
}

#[cfg(test)]
mod tests;
