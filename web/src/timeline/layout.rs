//! Where everything stands: a pure function of run, index, and frame. The
//! picture is drawn in [`scene`](super::scene).

use interleave_trace::analysis::woken_from;
use interleave_trace::{Chart, Lane, Micros, NO_TASK, State, Stream, Task, TaskEnd, Wait};

use super::index::Index;
use super::scene::{
    AXIS, Arrow, Block, EndMark, Frame, LANE, Label, Letters, Print, Row, Ruler, Scene, Shown,
};
use super::source::Run;
use super::ticks::{Ticks, ticks};
use super::tiles::{Fill, Special, Tile, tiles};
use super::track::Track;
use crate::hue::hue;

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
/// A cause is written where there is at least this much room.
const LEAST_TEXT: f64 = 24.0;
/// Where it is cut, at least so many characters must be left.
const LEAST_CUT: usize = 5;

/// Sets a text and says how wide it is, in pixels.
pub(crate) type Measure<'a> = &'a mut dyn FnMut(&str, Letters) -> f64;

/// The width of the column of names.
pub(crate) fn names_width(run: &Run, index: &Index, width: f64) -> f64 {
    let widths = index.lanes().iter().map(|&lane| {
        let coro = coro(run, lane).map_or(0, |coro| coro.chars().count() + 1);
        let characters = name(run, lane).chars().count() + coro;
        BEFORE_NAME + indent(&run.chart, lane) + characters as f64 * CHARACTER + 10.0
    });
    let most = (width * 0.32).clamp(84.0, 200.0);
    widths.fold(72.0, f64::max).min(most).round()
}

/// What a lane is called.
pub(crate) fn name(run: &Run, lane: Lane) -> &str {
    let name = match lane {
        Lane::Loop => return "event loop",
        Lane::Task(id) => run.chart.task(id).map(|task| task.name),
        Lane::Thread(id) => run.chart.thread(id).map(|thread| thread.name),
    };
    name.map_or("", |name| run.recording.text(name))
}

/// The coroutine of a task of which the name says nothing, such as `Task-1`.
fn coro(run: &Run, lane: Lane) -> Option<&str> {
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
    let first = (frame.scroll / LANE).floor().max(0.0) as usize;
    let fit = ((frame.height - AXIS) / LANE).ceil().max(0.0) as usize + 1;
    let visible = first.min(lanes.len())..(first + fit).min(lanes.len());
    let mut layout = Layout {
        run,
        index,
        frame,
        shown,
        measure,
    };
    let cursor = frame.x(shown.cursor.unwrap_or(shown.now));
    let in_plot = (0.0..=frame.plot()).contains(&cursor);
    Scene {
        frame,
        ticks: layout.ticks(),
        ruler: layout.ruler(),
        rows: visible.map(|row| layout.row(row, lanes[row])).collect(),
        cursor: (!lanes.is_empty() && in_plot).then_some(cursor),
        arrow: layout.arrow(),
    }
}

struct Layout<'a> {
    run: &'a Run,
    index: &'a Index,
    frame: Frame,
    shown: Shown,
    measure: Measure<'a>,
}

impl Layout<'_> {
    /// The axis; the last label only where it is whole.
    fn ticks(&mut self) -> Ticks {
        if self.index.lanes().is_empty() {
            return Ticks::default();
        }
        let frame = self.frame;
        let mut ticks = ticks(frame.viewport, frame.plot());
        if let Some(last) = ticks.ticks.last_mut() {
            let width = (self.measure)(&last.label, Letters::Small);
            if frame.x(last.time as Micros) + width + 6.0 > frame.plot() {
                last.label.clear();
            }
        }
        ticks
    }

    fn tiles(&self, track: Track<'_>, special: Special<'_>) -> Vec<Tile> {
        let Frame { viewport, .. } = self.frame;
        tiles(track, self.shown.now, viewport, self.frame.plot(), special)
    }

    fn ruler(&self) -> Ruler {
        Ruler {
            idle: (self.frame.x(0), self.frame.x(self.shown.now)),
            busy: self.tiles(Track::Steps(&self.run.chart), Special::default()),
            blocked: self.blocked(|_| true),
        }
    }

    /// The blocked stretches in view, of the tasks that are meant.
    fn blocked(&self, meant: impl Fn(u32) -> bool) -> Vec<Block> {
        let (blocked, window) = (&self.run.chart.blocked, self.frame.viewport);
        let first = blocked.partition_point(|block| (block.end as f64) < window.start);
        let in_view = blocked.iter().enumerate().skip(first);
        let in_view = in_view.take_while(|(_, block)| block.start as f64 <= window.end());
        let meant = in_view.filter(|(_, block)| meant(block.task));
        let blocks = meant.map(|(index, block)| Block {
            left: self.frame.x(block.start),
            right: self.frame.x(block.end),
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
                Lane::Thread(_) => None,
            },
            name,
            coro,
            indent,
            selected: selection.is_some(),
            labels: self.labels(lane, &tiles),
            blocked: self.blocked(|id| match lane {
                Lane::Task(own) => own == id,
                Lane::Loop => id == NO_TASK,
                Lane::Thread(_) => false,
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
                    inside: tile.fill == Fill::Running,
                });
            }
        }
        labels
    }

    fn prints(&self, lane: Lane) -> Vec<Print> {
        let outputs = &self.run.chart.outputs;
        let all = self.index.prints(lane);
        let time = |&index: &usize| outputs[index].time as f64;
        let mut at = all.partition_point(|index| time(index) < self.frame.time(-PRINTS_APART));
        let mut prints: Vec<Print> = Vec::new();
        while let Some(&index) = all.get(at) {
            let x = self.frame.x(outputs[index].time);
            if x > self.frame.plot() + PRINTS_APART {
                break;
            }
            prints.push(Print {
                x,
                index,
                error: outputs[index].stream == Stream::Stderr,
            });
            let next = self.frame.time(x + PRINTS_APART);
            at = (at + 1).max(all.partition_point(|index| time(index) < next));
        }
        prints
    }

    fn end(&mut self, task: &Task) -> Option<EndMark> {
        let (time, how) = task.ended?;
        // A box has its least width, and the mark a little distance.
        let x = self.frame.x(time) + 10.0;
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

    /// The arrow to the readiness that the selected span is, follows from, or
    /// ends with.
    fn arrow(&self) -> Option<Arrow> {
        let selection = self.shown.selection?;
        let Lane::Task(id) = selection.lane else {
            return None;
        };
        let spans = &self.run.chart.task(id)?.spans;
        let ready = match spans.get(selection.index)?.state {
            State::Ready => selection.index,
            State::Running => selection.index.checked_sub(1)?,
            State::Waiting => selection.index + 1,
        };
        let ready = spans.get(ready).filter(|span| span.state == State::Ready)?;
        let from = woken_from(&self.run.chart, ready)?.lane;
        let x = self.frame.x(ready.start);
        let (from_row, to_row) = (self.index.row(from)?, self.index.row(selection.lane)?);
        let in_view = from_row != to_row && (0.0..=self.frame.plot()).contains(&x);
        in_view.then(|| Arrow {
            x,
            from: self.frame.top(from_row),
            to: self.frame.top(to_row),
        })
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
        Lane::Loop | Lane::Thread(_) => 0.0,
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
        Lane::Loop => {
            let callback = run.chart.callbacks.get(index)?;
            Some(run.recording.text(callback.name).to_owned())
        }
    }
}

#[cfg(test)]
mod tests;
