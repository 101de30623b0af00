//! Handles the wheel and pointers.

use interleave_trace::{Micros, Moment};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::component::{Timeline, TimelineProps};
use super::gesture::{Action, Grip, Point};
use super::hit::{Hit, hit, is_axis};
use super::navigate;
use super::scale::Scale;
use super::scene::Frame;
use super::selecting::{clear, cursor_time, select, select_begun};
use super::selection::Range;
use crate::trace::Trace;

/// The most pixels of one wheel event that count for zoom.
const NOTCH: f64 = 25.0;
/// The logarithm of the zoom factor per pixel of the wheel.
const ZOOM_PER_PIXEL: f64 = 0.01;
/// On the axis of steps, the cursor snaps to a step this near, in pixels.
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
            let most = scene.frame.most_scroll(self.index.lanes().len());
            self.view.scroll = self.view.scroll.clamp(0.0, most);
        }
        // At the end of the scroll range the page may scroll.
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
        let at = Point::of(event);
        let grip = self.scene.as_ref().map_or(Grip::Picture, |scene| {
            let frame = &scene.frame;
            let pans = event.pointer_type() == "touch" && !self.measures;
            let moves = middle || event.shift_key() || pans;
            match () {
                () if !middle && is_axis(frame, at.x, at.y) => Grip::Axis,
                () if moves || at.x < frame.names || at.y < frame.sizes.axis => Grip::Picture,
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

    /// Whether a finger went down that may come to ask for the menu: a second one zooms, and
    /// one on the axis moves the cursor.
    pub(super) fn is_press(&self, event: &PointerEvent) -> bool {
        let at = Point::of(event);
        let is_finger = event.pointer_type() == "touch" && event.is_primary();
        let scene = self.scene.as_ref();
        let is_free = scene.is_some_and(|scene| !is_axis(&scene.frame, at.x, at.y));
        is_finger && is_free && !self.measures
    }

    pub(super) fn moved(&mut self, props: &TimelineProps, event: &PointerEvent) {
        let at = Point::of(event);
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
            Hit::Axis => "ew-resize",
            Hit::Blocked(_)
            | Hit::Expander(_)
            | Hit::Span(..)
            | Hit::Print(_)
            | Hit::End(_)
            | Hit::Name(_) => "pointer",
            Hit::Nothing => "crosshair",
        };
        // It cannot fail for a property that exists.
        drop(canvas.style().set_property("cursor", shape));
    }

    pub(super) fn up(&mut self, props: &TimelineProps, event: &PointerEvent) {
        let action = self.gesture.up(event.pointer_id());
        if event.pointer_type() == "touch" {
            // A finger does not hover: where it taps, the tooltip stays.
            self.pointer = None;
            if let Action::Click(at) = action {
                self.point_at(event, at);
            }
        }
        self.act(props, action);
    }

    /// Shows the tooltip of what is `at` this point of the canvas.
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
            Hit::Span(selection, _) => select(props, selection),
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
            Hit::Blocked(index) => {
                let blocker = navigate::blocker(&props.snapshot.trace().chart, index);
                blocker.into_iter().for_each(|step| select(props, step));
            }
            // The cursor went there when it was pressed.
            Hit::Axis => {}
            Hit::Expander(_) | Hit::Nothing => clear(props),
        }
    }

    /// The moment at an x of the plot: a round time, or one between two events.
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
