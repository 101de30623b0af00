//! What the user does with wheel, pointers and keys.

use interleave_trace::{Lane, Micros, Moment};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::axis::Scale;
use super::component::{Timeline, TimelineProps};
use super::gesture::{Action, Grip, Point};
use super::hit::{Hit, hit, is_axis};
use super::keys::{Command, Direction, command};
use super::layers::Layers;
use super::message::Finding;
use super::navigate;
use super::scene::{AXIS, Frame};
use super::selection::{Range, Selection};
use super::track::{Track, line};
use super::view::most_scroll;
use super::viewport::Viewport;
use crate::trace::Trace;

/// A wheel's notch zooms no more than this many of its pixels would.
const NOTCH: f64 = 25.0;
/// So much of the logarithm of the zoom is in a pixel of the wheel.
const ZOOM_PER_PIXEL: f64 = 0.01;
/// On the axis of steps the cursor snaps to a step from so many pixels away.
const SNAP: f64 = 6.0;
/// Pixels in a line that a wheel scrolls.
const WHEEL_LINE: f64 = 16.0;

impl Timeline {
    pub(super) fn wheel(&mut self, event: &WheelEvent) {
        self.remember_view();
        let Some(scene) = &self.scene else { return };
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => WHEEL_LINE,
            WheelEvent::DOM_DELTA_PAGE => scene.frame.height,
            _ => 1.0,
        };
        let (mut right, mut down) = (event.delta_x() * unit, event.delta_y() * unit);
        let before = self.view;
        if event.ctrl_key() || event.meta_key() {
            let factor = (-down.clamp(-NOTCH, NOTCH) * ZOOM_PER_PIXEL).exp();
            let x = f64::from(event.offset_x()) - scene.frame.names;
            self.view.zoom(&scene.frame, factor, x.max(0.0));
        } else {
            if event.shift_key() && right == 0.0 {
                (right, down) = (down, 0.0);
            }
            self.view.drag(&scene.frame, -right, -down);
            let most = most_scroll(self.index.lanes().len(), scene.frame.height);
            self.view.scroll = self.view.scroll.clamp(0.0, most);
        }
        // Where nothing moves any more the page may scroll.
        if self.view != before {
            event.prevent_default();
        }
    }

    pub(super) fn down(&mut self, props: &TimelineProps, event: &PointerEvent) {
        let middle = event.button() == 1;
        if event.button() != 0 && !middle {
            return;
        }
        if middle {
            // Else the browser would scroll by itself.
            event.prevent_default();
        }
        if event.pointer_type() == "touch" {
            self.pointer = None;
        }
        let at = point(event);
        let grip = self.scene.as_ref().map_or(Grip::Picture, |scene| {
            let frame = &scene.frame;
            let moves = middle || event.shift_key() || event.pointer_type() == "touch";
            match () {
                () if !middle && is_axis(frame, at.x, at.y) => Grip::Axis,
                () if moves || at.x < frame.names || at.y < AXIS => Grip::Picture,
                () => Grip::Range,
            }
        });
        if let Some(canvas) = self.canvas.cast::<Element>() {
            // It fails where the pointer is gone already.
            drop(canvas.set_pointer_capture(event.pointer_id()));
        }
        let action = self.gesture.down(event.pointer_id(), at, grip);
        self.act(props, action);
    }

    pub(super) fn moved(&mut self, props: &TimelineProps, event: &PointerEvent) {
        let at = point(event);
        if event.pointer_type() != "touch" {
            self.point_at(event, at);
        }
        let action = self.gesture.moved(event.pointer_id(), at);
        self.act(props, action);
        let Some((scene, canvas)) = self.scene.as_ref().zip(self.canvas.cast::<HtmlElement>())
        else {
            return;
        };
        let shape = match hit(scene, at.x, at.y) {
            _ if self.gesture.is_dragging() => "grabbing",
            Hit::Axis | Hit::Blocked(_) => "ew-resize",
            Hit::Expander(_) | Hit::Stretch(..) | Hit::Print(_) | Hit::End(_) | Hit::Name(_) => {
                "pointer"
            }
            Hit::Nothing => "crosshair",
        };
        // It cannot fail for a property that exists.
        drop(canvas.style().set_property("cursor", shape));
    }

    pub(super) fn up(&mut self, props: &TimelineProps, event: &PointerEvent) {
        let action = self.gesture.up(event.pointer_id());
        if event.pointer_type() == "touch" {
            // A finger does not hover: where it taps, the tip stays.
            self.pointer = None;
            if let Action::Click(at) = action {
                self.point_at(event, at);
            }
        }
        self.act(props, action);
    }

    /// The tip is about what is `at` this point of the canvas.
    fn point_at(&mut self, event: &PointerEvent, at: Point) {
        let corner = Point {
            x: f64::from(event.client_x() - event.offset_x()),
            y: f64::from(event.client_y() - event.offset_y()),
        };
        self.pointer = Some((at, corner));
    }

    fn act(&mut self, props: &TimelineProps, action: Action) {
        if matches!(action, Action::Pan(..) | Action::Pinch { .. }) {
            self.remember_view();
        }
        let Some(scene) = &self.scene else { return };
        let frame = scene.frame;
        match action {
            Action::None => {}
            Action::Pan(right, down) => self.view.drag(&frame, right, down),
            Action::Pinch { by, factor, at } => {
                self.view.drag(&frame, by, 0.0);
                self.view.zoom(&frame, factor, at - frame.names);
            }
            Action::Cursor(x) => {
                let x = (x - frame.names).clamp(0.0, frame.plot());
                let moment = self.moment_at(props.snapshot.trace(), &frame, x);
                props.on_cursor.emit(moment);
            }
            Action::Range { from, to, done } => {
                let run = props.snapshot.trace();
                let [from, to] = [from, to].map(|x| {
                    let x = (x - frame.names).clamp(0.0, frame.plot());
                    self.moment_at(run, &frame, x)
                });
                let range = Range::between(from, to);
                self.measuring = (!done).then_some(range);
                if done {
                    props.on_range.emit((from != to).then_some(range));
                }
            }
            Action::Click(at) => match hit(scene, at.x, at.y) {
                Hit::Expander(task) => self.options.toggle(task),
                hit => self.click(props, hit),
            },
        }
    }

    fn click(&self, props: &TimelineProps, hit: Hit) {
        match hit {
            Hit::Stretch(selection, _) => select(props, selection),
            Hit::Name(lane) => select_begun(props, lane, cursor_time(props)),
            Hit::End(lane) => select_begun(props, lane, Micros::MAX),
            Hit::Print(index) => {
                let moment = props
                    .snapshot
                    .trace()
                    .chart
                    .outputs
                    .get(index)
                    .map(|output| {
                        let (events, time) = (output.event + 1, output.time);
                        Moment { events, time }
                    });
                if let Some(moment) = moment {
                    props.on_cursor.emit(moment);
                }
            }
            Hit::Axis | Hit::Blocked(_) | Hit::Expander(_) | Hit::Nothing => clear(props),
        }
    }

    /// Moves the view so that this part of the map is in its middle.
    pub(super) fn map_to(&mut self, part: f64) {
        let Some(scene) = &self.scene else { return };
        let (view, all) = (scene.frame.viewport, scene.frame.all);
        let middle = all.start + part * all.length;
        self.view.viewport = Some(Viewport {
            start: middle - view.length / 2.0,
            ..view
        });
    }

    /// The keys of the map: a slider's, and those that zoom.
    pub(super) fn map_key(&mut self, props: &TimelineProps, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Home" | "End" | "ArrowUp" | "PageUp" | "ArrowDown" | "PageDown" => {
                self.remember_view()
            }
            _ => return self.key(props, event),
        }
        match event.key().as_str() {
            "Home" => self.map_to(0.0),
            "End" => self.map_to(1.0),
            "ArrowUp" | "PageUp" => self.zoom(props, 1.5),
            _ => self.zoom(props, 1.0 / 1.5),
        }
        event.prevent_default();
    }

    pub(super) fn key(&mut self, props: &TimelineProps, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(command) = command(&event.key(), event.shift_key()) else {
            return;
        };
        let fits = matches!(command, Command::FitAll | Command::FitSelection);
        if fits || matches!(command, Command::Zoom(_) | Command::Pan(_)) {
            self.remember_view();
        }
        let Some(scene) = &self.scene else { return };
        let frame = scene.frame;
        match command {
            Command::Zoom(factor) => self.zoom(props, factor),
            Command::Pan(part) => self.view.drag(&frame, -part * frame.plot(), 0.0),
            Command::View(direction) => self.go(direction),
            Command::Scale(scale) => props.on_scale.emit(scale),
            Command::FitAll => self.view.viewport = None,
            Command::FitSelection => {
                let range = props.range.map(|range| {
                    let run = props.snapshot.trace();
                    let axis = self.index.axis(run);
                    (axis.at_moment(range.from), axis.at_moment(range.to))
                });
                let selection = props.selection;
                let stretch = range.or_else(|| selection.and_then(|one| self.extent(props, one)));
                let shortest = frame.scale.shortest();
                self.view.viewport = stretch
                    .map(|(start, end)| Viewport::around(start, end, shortest))
                    .or(self.view.viewport);
            }
            Command::Slice(direction) => {
                let lanes = self.index.lanes();
                let next = navigate::slice(
                    &props.snapshot.trace().chart,
                    lanes,
                    props.selection,
                    direction,
                );
                next.into_iter().for_each(|next| select(props, next));
            }
            Command::Jump(direction) => {
                let lane = props.selection.map(|selection| selection.lane);
                let lane = lane.or_else(|| self.index.lanes().first().copied());
                let next = lane.and_then(|lane| {
                    let run = props.snapshot.trace();
                    let cursor = props
                        .cursor
                        .map_or(run.chart.events, |cursor| cursor.events);
                    navigate::jump(run, lane, cursor, direction)
                });
                if let Some((selection, moment)) = next {
                    props.on_cursor.emit(moment);
                    select(props, selection);
                }
            }
            Command::Lane(direction) => {
                let (lanes, time) = (self.index.lanes(), cursor_time(props));
                let run = props.snapshot.trace();
                let next = navigate::lane(&run.chart, lanes, props.selection, direction, time);
                next.into_iter().for_each(|next| select(props, next));
            }
            Command::Measure(direction) => props.on_range.emit(Some(measured(props, direction))),
            Command::Wakes => props.on_layers.emit(Layers {
                wakes: !props.layers.wakes,
                ..props.layers
            }),
            Command::Critical => props.on_layers.emit(Layers {
                critical: !props.layers.critical,
                ..props.layers
            }),
            Command::ToggleChildren => {
                if let Some(Lane::Task(id)) = props.selection.map(|selection| selection.lane) {
                    self.options.toggle(id);
                }
            }
            Command::Pin => {
                if let Some(selection) = props.selection {
                    self.options.pin(selection.lane);
                }
            }
            Command::Resources => self.options.no_resources = !self.options.no_resources,
            Command::Find => self.finding = Finding::Asked,
            Command::Clear => clear(props),
        }
        event.prevent_default();
    }

    /// Zooms around the mouse, or else the cursor, or else the middle.
    pub(super) fn zoom(&mut self, props: &TimelineProps, factor: f64) {
        let Some(scene) = &self.scene else { return };
        let frame = scene.frame;
        let pointed = self.pointer.map(|(point, _)| point.x - frame.names);
        let cursor = scene.cursor.filter(|_| props.cursor.is_some());
        let x = pointed.filter(|&x| x >= 0.0).or(cursor);
        self.view
            .zoom(&frame, factor, x.unwrap_or(frame.plot() / 2.0));
    }

    /// Brings what was selected into view.
    pub(super) fn reveal(&mut self, props: &TimelineProps, selection: Selection) {
        let Some((scene, stretch)) = self.scene.as_ref().zip(self.extent(props, selection)) else {
            return;
        };
        let row = self.index.row(selection.lane);
        self.view.reveal(&scene.frame, stretch, row);
    }

    /// Where on the axis a selection begins and ends.
    fn extent(&self, props: &TimelineProps, selection: Selection) -> Option<(f64, f64)> {
        let run = props.snapshot.trace();
        let track = Track::of(&run.chart, selection.lane)?;
        let axis = self.index.axis(run);
        let stretch = (selection.index < track.len()).then(|| track.get(selection.index, axis))?;
        Some((stretch.start, stretch.end))
    }

    /// The moment at a place in the plot: a round time, or one between two events.
    pub(super) fn moment_at(&self, run: &Trace, frame: &Frame, x: f64) -> Moment {
        let axis = self.index.axis(run);
        match frame.scale {
            Scale::Steps => {
                let at = frame.at(x);
                // Before a step is where Step halts.
                let near = (frame.x(at.round()) - x).abs() < SNAP;
                Moment::before(
                    &run.recording,
                    axis.event(if near { at.round() } else { at }),
                )
            }
            Scale::Folded | Scale::Time => {
                let time = axis.time(frame.round(x)).round() as Micros;
                Moment::at_time(&run.recording, time.min(run.chart.now))
            }
        }
    }
}

fn point(event: &PointerEvent) -> Point {
    Point {
        x: f64::from(event.offset_x()),
        y: f64::from(event.offset_y()),
    }
}

fn select(props: &TimelineProps, selection: Selection) {
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

/// Selects what a lane is at, at a moment.
fn select_begun(props: &TimelineProps, lane: Lane, time: Micros) {
    let begun = Track::of(&props.snapshot.trace().chart, lane)
        .filter(|track| track.len() > 0)
        .map(|track| track.last_begun(time));
    if let Some(index) = begun {
        select(props, Selection { lane, index });
    }
}

fn clear(props: &TimelineProps) {
    props.on_select.emit(None);
    props.on_range.emit(None);
}

/// The range with its beginning or end at the cursor.
fn measured(props: &TimelineProps, direction: Direction) -> Range {
    let chart = &props.snapshot.trace().chart;
    let end = Moment {
        events: chart.events,
        time: props.now,
    };
    let cursor = props.cursor.unwrap_or(end);
    let (from, to) = props
        .range
        .map_or((Moment::default(), end), |range| (range.from, range.to));
    match direction {
        Direction::Back => Range {
            from: cursor,
            to: to.max(cursor),
        },
        Direction::Forward => Range {
            from: from.min(cursor),
            to: cursor,
        },
    }
}

/// The time at the cursor, or the live edge.
fn cursor_time(props: &TimelineProps) -> Micros {
    props.cursor.map_or(props.now, |cursor| cursor.time)
}
