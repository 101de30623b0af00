//! The context menu: what can be done with what is at a point.

use interleave_trace::{Lane, Moment};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

use super::component::{Timeline, TimelineProps};
use super::gesture::Point;
use super::hit::{Hit, hit};
use super::message::Message;
use super::navigate;
use super::selecting::select;
use super::selection::{Range, Selection};
use super::spot::Spot;
use super::tooltip::tooltip;
use super::track::line;
use crate::context_menu::{ContextMenu, Item};
use crate::trace::Trace;

impl Timeline {
    /// Opens the menu of what the mouse points at. Not every browser tells of a finger that
    /// stays: see `press.rs`.
    pub(super) fn point_menu(&mut self, props: &TimelineProps, event: &MouseEvent) {
        event.prevent_default();
        let pointer = event.dyn_ref::<PointerEvent>();
        if pointer.is_none_or(|event| event.pointer_type() != "touch") {
            self.open_menu(props, Point::of(event), Point::in_window(event));
        }
    }

    /// Opens the menu of what is at a point of the canvas, which is this one of the window.
    pub(super) fn open_menu(&mut self, props: &TimelineProps, point: Point, in_window: Point) {
        let Some(scene) = &self.scene else { return };
        let frame = scene.frame;
        let x = (point.x - frame.names).clamp(0.0, frame.plot());
        self.menu = Some(Spot {
            at: (in_window.x, in_window.y),
            hit: hit(scene, point.x, point.y),
            moment: self.moment_at(props.snapshot.trace(), &frame, x),
        });
        self.pointer = None;
    }

    /// Opens the menu of what is selected.
    pub(super) fn key_menu(&mut self, props: &TimelineProps) {
        let Some((scene, canvas)) = self.scene.as_ref().zip(self.canvas.cast::<Element>()) else {
            return;
        };
        let (frame, corner) = (&scene.frame, canvas.get_bounding_client_rect());
        let extent = props.selection.and_then(|one| self.extent(props, one));
        let row = props.selection.and_then(|one| self.index.row(one.lane));
        let x = extent.map_or(0.0, |(start, _)| frame.x(start).clamp(0.0, frame.plot()));
        let y = row
            .map_or(0.0, |row| frame.top(row) + frame.sizes.lane)
            .clamp(0.0, frame.height);
        let end = Moment {
            events: props.snapshot.trace().chart.events,
            time: props.now,
        };
        self.menu = Some(Spot {
            at: (corner.left() + frame.names + x, corner.top() + y),
            hit: props
                .selection
                .map_or(Hit::Nothing, |one| Hit::Span(one, 1)),
            moment: props.cursor.unwrap_or(end),
        });
    }

    /// The open menu.
    pub(super) fn menu(&self, ctx: &Context<Self>) -> Html {
        let Some(spot) = self.menu else {
            return Html::default();
        };
        let on_close = ctx.link().callback(|()| Message::CloseMenu);
        let items = self.items(ctx, spot);
        html! { <ContextMenu label="Timeline" at={spot.at} {items} {on_close} /> }
    }

    fn items(&self, ctx: &Context<Self>, spot: Spot) -> Vec<Item> {
        let (props, link) = (ctx.props(), ctx.link());
        let run = props.snapshot.trace();
        let (lane, selection) = target(run, spot.hit);
        let moment = selection
            .filter(|_| !matches!(spot.hit, Hit::Print(_)))
            .and_then(|selection| navigate::begun(run, selection))
            .map_or_else(|| moment(run, spot), |(_, moment)| moment);
        let mut items = Vec::new();
        if let Some(selection) = selection {
            let props = props.clone();
            items.push(Item::new("Explain in Details", move || {
                select(&props, selection);
                props.on_details.emit(());
            }));
        }
        let on_cursor = props.on_cursor.clone();
        items.push(Item::new("Go to this moment", move || {
            on_cursor.emit(moment)
        }));
        if let Some(extent) = self.extent_of(props, spot.hit) {
            let link = link.clone();
            let zoom = move || link.send_message(Message::ZoomTo(extent));
            items.push(Item::new("Zoom to this", zoom));
        }
        if self.painted.zoomed {
            let link = link.clone();
            let all = move || link.send_message(Message::ShowAll);
            items.push(Item::new("Show the whole run", all).with_key("0"));
        }
        let stands = selection.and_then(|one| line(&run.chart, one.lane, one.index));
        if let Some(line) = stands {
            let on_line = props.on_line.clone();
            let label = format!("Show line {line} in the editor");
            items.push(Item::new(label, move || on_line.emit(line)));
        }
        let range = measured(props, moment);
        let on_range = props.on_range.clone();
        items.push(Item::new("Measure from here", move || {
            on_range.emit(Some(range))
        }));
        if props.filter.is_some() {
            let on_filter = props.on_filter.clone();
            items.push(Item::new("Show all lanes", move || on_filter.emit(None)));
        }
        if let Some(lane) = lane {
            let name = run.narrator().lane(lane);
            if props.filter != Some(lane) {
                let on_filter = props.on_filter.clone();
                let only = move || on_filter.emit(Some(lane));
                items.push(Item::new(format!("Show only {name}"), only));
            }
            let link = link.clone();
            let label = match self.options.pinned.contains(&lane) {
                true => "Unpin this lane",
                false => "Pin this lane to the top",
            };
            items.push(Item::new(label, move || {
                link.send_message(Message::Pin(lane))
            }));
            let link = ctx.link().clone();
            items.push(Item::new("Hide this lane", move || {
                link.send_message(Message::Hide(lane))
            }));
        }
        if !self.options.hidden.is_empty() {
            let link = ctx.link().clone();
            items.push(Item::new("Show hidden lanes", move || {
                link.send_message(Message::ShowHidden)
            }));
        }
        if let Some(tooltip) = tooltip(run, props.now, spot.hit) {
            let (on_copy, text) = (props.on_copy.clone(), tooltip.to_string());
            items.push(Item::new("Copy as text", move || {
                on_copy.emit(text.clone())
            }));
        }
        items
    }

    /// How many lanes are hidden, and the button that shows them.
    pub(super) fn hidden_chip(&self, ctx: &Context<Self>) -> Html {
        let count = self.options.hidden.len();
        if count == 0 {
            return Html::default();
        }
        let show = ctx.link().callback(|_: MouseEvent| Message::ShowHidden);
        html! {
            <button type="button" class="chip" data-testid="hidden-lanes" title="Show hidden lanes" onclick={show}>
                { format!("{count} hidden ×") }
            </button>
        }
    }

    /// What a double click zooms to: start and end on the axis.
    pub(super) fn extent_of(&self, props: &TimelineProps, hit: Hit) -> Option<(f64, f64)> {
        let run = props.snapshot.trace();
        let (lane, selection) = target(run, hit);
        let within = |lane, index| self.extent(props, Selection { lane, index });
        let (first, last) = match (hit, selection, lane) {
            (Hit::Span(selection, merged), ..) => {
                (selection, selection.index + merged.saturating_sub(1))
            }
            (_, Some(selection), _) => (selection, selection.index),
            // All of a lane.
            (_, None, Some(lane)) => (Selection { lane, index: 0 }, navigate::last(run, lane)?),
            (_, None, None) => return None,
        };
        let (start, _) = within(first.lane, first.index)?;
        let (_, end) = within(first.lane, last)?;
        Some((start, end))
    }

    /// Zooms to what was clicked twice; goes back instead where that was done, and the view
    /// was not moved since.
    pub(super) fn double_click(&mut self, props: &TimelineProps, event: &MouseEvent) {
        let Some(scene) = &self.scene else { return };
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let extent = self.extent_of(props, hit(scene, x, y));
        match (self.zoomed_from, extent) {
            (Some(before), _) => {
                self.remember_view();
                self.view = before;
            }
            (None, Some(extent)) => self.zoom_to(extent),
            (None, None) => {}
        }
    }
}

/// The lane that is meant, and the item in it.
fn target(run: &Trace, hit: Hit) -> (Option<Lane>, Option<Selection>) {
    let chart = &run.chart;
    let selection = match hit {
        Hit::Span(selection, _) => Some(selection),
        Hit::Blocked(index) => navigate::blocker(chart, index),
        Hit::Print(index) => {
            let output = chart.outputs.get(index);
            output.and_then(|output| Selection::at(chart, output.lane(), output.event))
        }
        Hit::Name(lane) | Hit::End(lane) => return (Some(lane), None),
        Hit::Expander(task) => return (Some(Lane::Task(task)), None),
        Hit::Axis | Hit::Nothing => None,
    };
    (selection.map(|selection| selection.lane), selection)
}

/// The moment of what is at a point.
fn moment(run: &Trace, spot: Spot) -> Moment {
    let output = match spot.hit {
        Hit::Print(index) => run.chart.outputs.get(index),
        _ => None,
    };
    output.map_or(spot.moment, |output| Moment {
        events: output.event + 1,
        time: output.time,
    })
}

/// From a moment to the end of what is measured, or to the cursor, or to the end.
fn measured(props: &TimelineProps, from: Moment) -> Range {
    let end = Moment {
        events: props.snapshot.trace().chart.events,
        time: props.now,
    };
    let to = props
        .range
        .map(|range| range.to)
        .into_iter()
        .chain(props.cursor);
    let to = to.into_iter().find(|&to| from < to);
    Range::between(from, to.unwrap_or(end))
}
