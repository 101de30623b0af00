//! Handles keys; [`keys`](super::keys) maps them to commands.

use interleave_trace::{Lane, Moment};
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use super::component::{Timeline, TimelineProps};
use super::keys::{Command, Direction, command};
use super::layers::Layers;
use super::message::Finding;
use super::navigate;
use super::selecting::{clear, cursor_time, select};
use super::selection::Range;
use super::viewport::Viewport;
use crate::context_menu;

impl Timeline {
    /// The keys of the minimap: a slider's, and those that zoom.
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
        let target = event.target_dyn_into::<HtmlCanvasElement>();
        if target.is_some() && context_menu::is_asked(event) {
            event.prevent_default();
            return self.key_menu(props);
        }
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
                let target = range.or_else(|| selection.and_then(|one| self.extent(props, one)));
                let shortest = frame.scale.shortest();
                self.view.viewport = target
                    .map(|(start, end)| Viewport::around(start, end, shortest))
                    .or(self.view.viewport);
            }
            Command::Span(direction) => {
                let lanes = self.index.lanes();
                let run = props.snapshot.trace();
                // Where nothing is selected, the cursor says where one is.
                let near = || {
                    let (cursor, lane) = props.cursor.zip(lanes.first())?;
                    let (found, _) = navigate::jump(run, *lane, cursor.events, direction)?;
                    props.selection.is_none().then_some(found)
                };
                let next = near()
                    .or_else(|| navigate::span(&run.chart, lanes, props.selection, direction));
                next.into_iter().for_each(|next| select(props, next));
            }
            Command::Jump(direction) => {
                let run = props.snapshot.trace();
                let next = match props.selection {
                    Some(selection) => navigate::neighbour(run, selection, direction),
                    None => self.index.lanes().first().and_then(|&lane| {
                        let cursor = props.cursor.map_or(run.chart.events, |at| at.events);
                        navigate::jump(run, lane, cursor, direction)
                    }),
                };
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
