//! Layout: a pure function from trace, index and frame to a [`Scene`].

use interleave_trace::analysis;
use interleave_trace::narrate::time::{duration, exact_moment};
use interleave_trace::{Lane, NO_TASK, ResourceState, Stream, Task, TaskEnd};

mod arrows;
mod path;

use super::axis::Axis;
use super::index::Index;
use super::names::{BEFORE_NAME, indent, name};
use super::scale::Scale;
use super::scene::{
    Badge, Block, EndMark, Frame, Label, Overlay, Print, RangeMark, Row, Ruler, Scene, TextStyle,
};
use super::sizes::Sizes;
use super::ticks::{Ticks, folded, ticks, turns};
use super::tiles::{Fill, Highlights, Tile, tiles};
use super::track::{Track, amount};
use crate::hue::hue;
use crate::trace::Trace;

/// Print marks closer than this are merged, in pixels.
const PRINTS_APART: f64 = 5.0;
/// The least room for a label, in pixels.
const MIN_TEXT: f64 = 24.0;
/// The least characters that must be left of a truncated label.
const MIN_CUT: usize = 5;

/// Measures the width of a text, in pixels.
pub(crate) type Measure<'a> = &'a mut dyn FnMut(&str, TextStyle) -> f64;

/// Lays out a frame.
pub(crate) fn layout(
    run: &Trace,
    index: &Index,
    frame: Frame,
    overlay: Overlay,
    measure: Measure<'_>,
) -> Scene {
    let lanes = index.lanes();
    let Sizes { axis, lane, .. } = frame.sizes;
    let first = (frame.scroll / lane).floor().max(0.0) as usize + frame.pinned;
    let fit = ((frame.height - axis) / lane).ceil().max(0.0) as usize + 1;
    let visible = first.min(lanes.len())..(first + fit).min(lanes.len());
    let axis = index.axis(run);
    let mut layout = Layout {
        run,
        index,
        axis,
        frame,
        overlay,
        measure,
    };
    let cursor = overlay.cursor.map(|cursor| axis.at_moment(cursor));
    let cursor = frame.x(cursor.unwrap_or(axis.end()));
    let in_plot = (0.0..=frame.plot()).contains(&cursor);
    let badge = overlay.cursor.filter(|_| in_plot).map(|cursor_moment| {
        let text = exact_moment(cursor_moment.time);
        let width = (layout.measure)(&text, TextStyle::Small) + 12.0;
        let left = (cursor - width / 2.0).clamp(0.0, (frame.plot() - width).max(0.0));
        Badge { left, width, text }
    });
    let range = layout.range(badge.as_ref());
    Scene {
        frame,
        ticks: layout.ticks(badge.as_ref(), range.as_ref()),
        badge,
        ahead: overlay
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
    run: &'a Trace,
    index: &'a Index,
    axis: Axis<'a>,
    frame: Frame,
    overlay: Overlay,
    measure: Measure<'a>,
}

impl Layout<'_> {
    /// The axis. A label is left out where it would be cut, or hidden by the badge
    /// of the cursor.
    fn ticks(&mut self, badge: Option<&Badge>, range: Option<&RangeMark>) -> Ticks {
        if self.index.lanes().is_empty() {
            return Ticks::default();
        }
        let frame = self.frame;
        let mut ticks = match self.axis.scale {
            Scale::Time => ticks(frame.viewport, frame.plot()),
            Scale::Folded => folded(self.axis, frame.viewport, frame.plot()),
            Scale::Steps => turns(self.axis, frame.viewport, frame.plot()),
        };
        let badges = [badge, range.map(|range| &range.badge)];
        let hidden = |left: f64, right: f64| {
            let mut badges = badges.iter().flatten();
            badges.any(|badge| left < badge.left + badge.width + 3.0 && right > badge.left - 3.0)
        };
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for fold in &mut ticks.folds {
            let (start, end) = (frame.x(fold.start), frame.x(fold.end));
            let width = (self.measure)(&fold.label, TextStyle::Small);
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
            let right = left + (self.measure)(&tick.label, TextStyle::Small);
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

    fn tiles(&self, track: Track<'_>, highlights: Highlights<'_>) -> Vec<Tile> {
        let Frame { viewport, .. } = self.frame;
        tiles(track, self.axis, viewport, self.frame.plot(), highlights)
    }

    fn ruler(&self) -> Ruler {
        Ruler {
            idle: (self.frame.x(0.0), self.frame.x(self.axis.end())),
            busy: self.tiles(Track::Steps(&self.run.chart), Highlights::default()),
            blocked: self.blocked(|_| true),
        }
    }

    /// The visible blocked intervals of the given tasks.
    fn blocked(&self, meant: impl Fn(u32) -> bool) -> Vec<Block> {
        let (blocked, window) = (&self.run.chart.blocked, self.frame.viewport);
        let axis = self.axis;
        let first = blocked.partition_point(|block| axis.at(block.event, block.end) < window.start);
        let in_view = blocked.iter().enumerate().skip(first);
        let in_view = in_view.take_while(|(_, block)| axis.at_time(block.start) <= window.end());
        let blocks = in_view.filter(|(_, block)| meant(block.task));
        let blocks = blocks.map(|(index, block)| Block {
            left: self.frame.x(axis.at_time(block.start)),
            right: self.frame.x(axis.at(block.event, block.end)),
            index: Some(index),
        });
        let going_on = analysis::blocking(&self.run.chart).filter(|step| meant(step.task));
        let going_on = going_on.map(|step| Block {
            left: self.frame.x(axis.at_time(step.start)),
            right: self.frame.x(axis.end()),
            index: None,
        });
        blocks.chain(going_on).collect()
    }

    fn row(&mut self, row: usize, lane: Lane) -> Row {
        let run = self.run;
        let selection = self
            .overlay
            .selection
            .filter(|selection| selection.lane == lane);
        let highlights = Highlights {
            emphasised: self.index.emphasised(lane),
            selected: selection.map(|selection| selection.index),
        };
        let track = Track::of(&run.chart, lane);
        let tiles = track.map_or_else(Vec::new, |track| self.tiles(track, highlights));
        let group = self.index.group();
        let Sizes { type_size, .. } = self.frame.sizes;
        let indent = indent(&run.chart, lane, group) * type_size;
        let before = BEFORE_NAME * type_size + indent;
        let room = self.frame.names - before - 6.0;
        let name = self.fit_name(name(run, lane), room);
        let wide = (self.measure)(&name, TextStyle::Name) + 5.0;
        let coro = self.index.annotation(run, lane).and_then(|coro| {
            let coro = self.fit(coro, room - wide, TextStyle::Small);
            is_worth_showing(&coro).then_some((before + wide, coro))
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
            starts_group: row > 0 && self.index.starts_group(lane),
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
        for tile in tiles.iter().filter(|tile| tile.spans.len() == 1) {
            let (left, right) = (tile.left.max(0.0), tile.right.min(self.frame.plot()));
            let room = right - left - 12.0;
            if room < MIN_TEXT {
                continue;
            }
            let Some(text) = label(run, lane, tile.spans.start) else {
                continue;
            };
            let text = self.fit(&text, room, TextStyle::Small);
            if is_worth_showing(&text) {
                labels.push(Label {
                    x: left + 6.0,
                    text,
                    inside: tile.fill == Fill::Running && tile.level.is_none(),
                    level: tile.level.filter(|_| tile.fill == Fill::Running),
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
        let chart = &self.run.chart;
        let (time, event) = match task.ended {
            Some((time, _)) => (time, task.ended_event?),
            None => (chart.end?.time, chart.events),
        };
        // A box has its least width, and the mark a little distance.
        let Sizes { type_size, .. } = self.frame.sizes;
        let x = self.frame.x(self.axis.at(event, time)) + 10.0 * type_size;
        if x < 0.0 || x > self.frame.plot() {
            return None;
        }
        let how = task.ended.map(|(_, how)| how);
        let text = match how {
            Some(TaskEnd::Returned) => String::new(),
            Some(TaskEnd::Cancelled) => "cancelled".to_owned(),
            Some(TaskEnd::Raised(exception)) => self.run.recording.label(exception).to_owned(),
            None => {
                let on = task.spans.last().and_then(|span| span.on);
                on.map_or_else(String::new, |on| self.run.narrator().wait(on).label())
            }
        };
        let room = self.frame.plot() - x - 14.0 * type_size;
        let text = self.fit(&text, room, TextStyle::Small);
        let text = if is_worth_showing(&text) {
            text
        } else {
            String::new()
        };
        Some(EndMark { x, how, text })
    }

    /// The measured range; its badge makes room for that of the cursor.
    fn range(&mut self, cursor: Option<&Badge>) -> Option<RangeMark> {
        let range = self.overlay.range?;
        let [left, right] =
            [range.from, range.to].map(|moment| self.frame.x(self.axis.at_moment(moment)));
        if right < 0.0 || left > self.frame.plot() {
            return None;
        }
        let text = duration(range.to.time - range.from.time);
        let width = (self.measure)(&text, TextStyle::Small) + 12.0;
        let middle = (left.max(0.0) + right.min(self.frame.plot())) / 2.0;
        let most = (self.frame.plot() - width).max(0.0);
        let mut from = (middle - width / 2.0).clamp(0.0, most);
        if let Some(badge) = cursor {
            let (before, after) = (badge.left - width - 4.0, badge.left + badge.width + 4.0);
            if from + width > badge.left - 4.0 && from < after {
                let nearer = middle < badge.left + badge.width / 2.0 && before >= 0.0;
                from = if nearer || after > most {
                    before
                } else {
                    after
                };
            }
        }
        let left_of = from.max(0.0);
        let badge = Badge {
            left: left_of,
            width,
            text,
        };
        Some(RangeMark { left, right, badge })
    }

    /// As much of a text as there is room for, with an ellipsis where it is cut.
    fn fit(&mut self, text: &str, room: f64, style: TextStyle) -> String {
        self.shorten(text, room, style, |line, keep| {
            let cut: String = line.chars().take(keep).collect();
            format!("{}…", cut.trim_end())
        })
    }

    /// The same for a name, which is cut in its middle: names often differ at their ends.
    fn fit_name(&mut self, text: &str, room: f64) -> String {
        self.shorten(text, room, TextStyle::Name, cut_middle)
    }

    /// What `cut` leaves of a text: as many characters as there is room for.
    fn shorten(
        &mut self,
        text: &str,
        room: f64,
        style: TextStyle,
        cut: impl Fn(&str, usize) -> String,
    ) -> String {
        let line = text.lines().next().unwrap_or_default();
        let width = (self.measure)(line, style);
        if width <= room {
            return line.to_owned();
        }
        let count = line.chars().count();
        let mut keep = (count as f64 * room / width).floor().max(0.0) as usize;
        while keep > 0 {
            let cut = cut(line, keep);
            if (self.measure)(&cut, style) <= room {
                return cut;
            }
            keep -= 1;
        }
        String::new()
    }
}

/// The beginning and the end of a text, of so many characters: `recipe…-17`.
fn cut_middle(text: &str, keep: usize) -> String {
    let last = keep / 3;
    let count = text.chars().count();
    let begin: String = text.chars().take(keep - last).collect();
    let end: String = text.chars().skip(count - last).collect();
    format!("{}…{}", begin.trim_end(), end.trim_start())
}

/// Whether what is left of a truncated text is worth showing.
fn is_worth_showing(text: &str) -> bool {
    let left = text.chars().count();
    left > MIN_CUT || (left > 0 && !text.ends_with('…'))
}

/// The label of a span.
fn label(run: &Trace, lane: Lane, index: usize) -> Option<String> {
    match lane {
        Lane::Task(id) => {
            let on = run.chart.task(id)?.spans.get(index)?.on?;
            Some(run.narrator().wait(on).label())
        }
        Lane::Thread(id) => {
            let thread = run.chart.thread(id)?;
            let span = thread.spans.get(index)?;
            Some(match span.on {
                Some(on) => run.narrator().wait(on).label(),
                None => {
                    let job = thread.jobs.get(span.job)?.job;
                    run.recording.label(job).to_owned()
                }
            })
        }
        Lane::Resource(id) => {
            let resource = run.chart.resource(id)?;
            let state = resource.changes.get(index)?.state;
            match state {
                ResourceState::Held { by } => Some(run.narrator().task(by).to_owned()),
                ResourceState::HeldByThread { by } => {
                    Some(run.narrator().lane(Lane::Thread(by)).to_owned())
                }
                ResourceState::Free | ResourceState::Set(_) => None,
                ResourceState::Permits(left) => Some(format!("{left} left")),
                _ => Some(amount(resource, state).to_string()),
            }
        }
        Lane::Loop => {
            let callback = run.chart.callbacks.get(index)?;
            Some(run.recording.label(callback.name).to_owned())
        }
    }
}

#[cfg(test)]
mod tests;
