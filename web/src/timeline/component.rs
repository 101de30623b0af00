//! The component: passes user input on to the view and to the page, and repaints: in the
//! frame in which the page changes, and once for all input between two frames.

use gloo_render::{AnimationFrame, request_animation_frame};
use interleave_trace::{Lane, Micros, Moment};
use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::gesture::{Gesture, Point};
use super::group::Group;
use super::history::History;
use super::hit::Hit;
use super::index::Index;
use super::keys::Direction;
use super::lane_options::LaneOptions;
use super::layers::Layers;
use super::legend::{layers, legend, scales, tip};
use super::listeners::Listeners;
use super::map::MapKey;
use super::message::{Finding, Message};
use super::paint::Painter;
use super::painted::Painted;
use super::press::Press;
use super::scale::Scale;
use super::scene::Scene;
use super::seen::Seen;
use super::selection::{Range, Selection};
use super::sizes::{AXIS, Sizes};
use super::spot::Spot;
use super::tooltip::tooltip;
use super::view::View;
use super::viewport::Viewport;
use crate::trace::Snapshot;

use crate::browser;
use crate::filter::chip;
use crate::icons::{self, icon};

/// The zoom factor of the buttons.
const ZOOM_BUTTON: f64 = 1.6;

/// What the timeline shows, and its callbacks.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    /// The run.
    pub(crate) snapshot: Snapshot,
    /// The live edge: the current time of the run's clock.
    pub(crate) now: Micros,
    /// The moment that the page shows; `None` follows the live edge.
    pub(crate) cursor: Option<Moment>,
    /// The scale of the horizontal axis.
    #[prop_or_default]
    pub(crate) scale: Scale,
    /// What is selected.
    pub(crate) selection: Option<Selection>,
    /// What is measured.
    #[prop_or_default]
    pub(crate) range: Option<Range>,
    /// The layers over the lanes.
    #[prop_or_default]
    pub(crate) layers: Layers,
    /// The spans of this line of the program are emphasised.
    #[prop_or_default]
    pub(crate) highlight_line: Option<u32>,
    /// Any number that changes when the page's colours do. (A change of the
    /// system's colour scheme is noticed without it.)
    #[prop_or_default]
    pub(crate) theme: u32,
    /// Whether the run is still going.
    pub(crate) live: bool,
    /// Where the timeline notes what it shows.
    #[prop_or_default]
    pub(crate) seen: Seen,
    /// The user moved the cursor.
    #[prop_or_default]
    pub(crate) on_cursor: Callback<Moment>,
    /// Only what has to do with this lane is shown.
    #[prop_or_default]
    pub(crate) filter: Option<Lane>,
    /// The user wants to see only one lane and what has to do with it, or all.
    #[prop_or_default]
    pub(crate) on_filter: Callback<Option<Lane>>,
    /// The user copies a text.
    #[prop_or_default]
    pub(crate) on_copy: Callback<String>,
    /// The user asks about the selection.
    #[prop_or_default]
    pub(crate) on_details: Callback<()>,
    /// The user chose another scale.
    #[prop_or_default]
    pub(crate) on_scale: Callback<Scale>,
    /// The user selected something, or nothing.
    #[prop_or_default]
    pub(crate) on_select: Callback<Option<Selection>>,
    /// The user measures a range, or none.
    #[prop_or_default]
    pub(crate) on_range: Callback<Option<Range>>,
    /// The user chose the layers.
    #[prop_or_default]
    pub(crate) on_layers: Callback<Layers>,
    /// The user clicked on something of this line; from 1.
    #[prop_or_default]
    pub(crate) on_line: Callback<u32>,
    /// The size of type, where 1 is the ordinary one.
    #[prop_or(1.0)]
    pub(crate) type_size: f64,
    /// The width of the lanes' names; `None` is what they need.
    #[prop_or_default]
    pub(crate) names: Option<f64>,
    /// The user chose another width of the names, or what they need.
    #[prop_or_default]
    pub(crate) on_names: Callback<Option<f64>>,
    /// Buttons of the page, behind the timeline's own.
    #[prop_or_default]
    pub(crate) tools: Html,
}

/// The timeline with its legend. It fills its parent element, and scrolls its lanes
/// where that is too small for them.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    pub(super) canvas: NodeRef,
    pub(super) tip: NodeRef,
    pub(super) painter: Option<Painter>,
    listeners: Option<Listeners>,
    frame: Option<AnimationFrame>,
    /// The properties changed: the canvas is repainted as soon as they are rendered, in the
    /// same frame.
    is_stale: bool,
    pub(super) index: Index,
    pub(super) view: View,
    pub(super) scene: Option<Scene>,
    pub(super) gesture: Gesture,
    history: History,
    /// The mouse's position in the canvas, and the canvas's corner in the window.
    pub(super) pointer: Option<(Point, Point)>,
    /// Fingers press the lanes.
    pub(super) touched: bool,
    /// One finger measures, and does not move the picture.
    pub(super) measures: bool,
    /// The range that is being dragged.
    pub(super) measuring: Option<Range>,
    pub(super) options: LaneOptions,
    pub(super) finding: Finding,
    pub(super) find: NodeRef,
    pub(super) map: NodeRef,
    pub(super) map_key: Option<MapKey>,
    pub(super) painted: Painted,
    pub(super) menu: Option<Spot>,
    /// A finger that may come to ask for it.
    pub(super) press: Option<Press>,
    /// The view before a double click zoomed, until the user moves the view.
    pub(super) zoomed_from: Option<View>,
    /// The tooltip of the selection when it was made, to be read out.
    said: String,
}

impl Component for Timeline {
    type Message = Message;
    type Properties = TimelineProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TimelineProps) -> bool {
        let new = ctx.props();
        if !new.snapshot.same_run(&old.snapshot) {
            self.index = Index::default();
            self.view = View::default();
            self.history = History::default();
            self.options.closed.clear();
            self.options.pinned.clear();
            self.options.hidden.clear();
            self.map_key = None;
            self.painted.tooltip = None;
            self.menu = None;
            self.zoomed_from = None;
        }
        if new.scale != old.scale {
            self.rescale(new, old.scale);
        }
        if new.theme != old.theme {
            self.painter = None;
            self.map_key = None;
        }
        if new.selection != old.selection {
            self.said = new.selection.map_or_else(String::new, |selection| {
                self.reveal(new, selection);
                say(new, selection)
            });
        }
        if new.cursor != old.cursor
            && let (Some(cursor), Some(scene)) = (new.cursor, &self.scene)
            && !self.gesture.is_dragging()
        {
            let at = self.index.axis(new.snapshot.trace()).at_moment(cursor);
            self.view.reveal(&scene.frame, (at, at), None);
        }
        self.is_stale = true;
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let menu = self.menu;
        match message {
            Message::Frame => {
                self.frame = None;
                return self.paint(ctx.props());
            }
            Message::Painted => return true,
            Message::Resized => {}
            Message::Recoloured => {
                self.painter = None;
                self.map_key = None;
            }
            Message::Wheel(event) => self.wheel(&event),
            Message::Down(event) => {
                self.down(ctx.props(), &event);
                let to = ctx.link().callback(|message| message);
                let is_press = self.is_press(&event);
                self.press = is_press.then(|| Press::new(&event, to));
            }
            Message::Moved(event) => {
                self.moved(ctx.props(), &event);
                self.press = self.press.take().filter(|press| press.stays(&event));
            }
            Message::Up(event) => {
                self.press = None;
                self.up(ctx.props(), &event);
            }
            Message::Cancelled(event) => {
                self.press = None;
                self.gesture.cancel(event.pointer_id());
                self.measuring = None;
            }
            // A finger leaves when it is lifted; its tooltip stays.
            Message::Left(event) if event.pointer_type() == "touch" => {}
            Message::Left(_) => self.pointer = None,
            Message::Key(event) => self.key(ctx.props(), &event),
            Message::Zoom(factor) => {
                self.remember_view();
                self.zoom(ctx.props(), factor);
            }
            Message::ShowAll => {
                self.remember_view();
                self.view.viewport = None;
            }
            Message::Find(true) => {
                self.finding = Finding::Asked;
                return true;
            }
            Message::Find(false) => {
                self.finding = Finding::No;
                self.options.find.clear();
                self.options.group = Group::Creator;
                self.focus();
                self.request_frame(ctx);
                return true;
            }
            Message::Found(find) => self.options.find = find,
            Message::Group(group) => self.options.group = group,
            Message::Take => {
                self.focus();
                self.take(ctx.props());
            }
            Message::Measure => {
                self.measures = !self.measures;
                return true;
            }
            Message::Menu(event) => self.point_menu(ctx.props(), &event),
            Message::Pressed(finger, point, in_window) => {
                self.press = None;
                // What it does now is no click.
                self.gesture.cancel(finger);
                self.open_menu(ctx.props(), point, in_window);
            }
            Message::CloseMenu => self.menu = None,
            Message::DoubleClick(event) => self.double_click(ctx.props(), &event),
            Message::ZoomTo(extent) => self.zoom_to(extent),
            Message::Pin(lane) => self.options.pin(lane),
            Message::Hide(lane) => drop(self.options.hidden.insert(lane)),
            Message::ShowHidden => self.options.hidden.clear(),
            Message::MapTo(part) => {
                self.remember_view();
                self.map_to(part);
            }
            Message::MapKey(event) => self.map_key(ctx.props(), &event),
        }
        self.request_frame(ctx);
        // The HTML around the canvas is rendered after the next paint.
        self.finding == Finding::Asked || self.menu != menu
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let props = ctx.props();
        let lanes = self.painted.lanes;
        let sizes = format!(
            "--axis: {AXIS}px; --lanes-height: {}px",
            Sizes::default().content(lanes.max(3))
        );
        let plural = if lanes == 1 { "" } else { "s" };
        let label = format!("Timeline of {lanes} lane{plural}. The lanes are also in a table.");
        let zoom = |factor| link.callback(move |_| Message::Zoom(factor));
        html! {
            <div class="timeline" data-testid="timeline">
                <div class="timeline-bar">
                    <b>{ "Timeline" }</b>
                    { scales(props.scale, &props.on_scale) }
                    { legend() }
                    if let Some(lane) = props.filter {
                        { chip(props.snapshot.trace(), lane, "filter", props.on_filter.reform(|_| None)) }
                    }
                    { self.hidden_chip(ctx) }
                    <span class="timeline-buttons">
                        <button type="button" class="timeline-switch" data-testid="find" title="Find lanes (/)" aria-label="Find lanes"
                            aria-pressed={(self.finding != Finding::No).to_string()}
                            onclick={let finds = self.finding == Finding::No; link.callback(move |_| Message::Find(finds))}>{ icon(icons::FIND) }</button>
                        { layers(props.layers, &props.on_layers) }
                        <button type="button" class="timeline-switch timeline-measure" data-testid="measure" title="Measure with one finger"
                            aria-label="Measure with one finger" aria-pressed={self.measures.to_string()}
                            onclick={link.callback(|_| Message::Measure)}>{ icon(icons::MEASURE) }</button>
                        <button type="button" title="Zoom out (S)" aria-label="Zoom out" onclick={zoom(1.0 / ZOOM_BUTTON)}>{ "−" }</button>
                        <button type="button" title="Zoom in (W)" aria-label="Zoom in" onclick={zoom(ZOOM_BUTTON)}>{ "+" }</button>
                        { props.tools.clone() }
                    </span>
                </div>
                if self.finding != Finding::No {
                    { self.find(ctx) }
                }
                <div class="timeline-lanes" style={sizes}>
                    <canvas
                        id="lanes"
                        ref={&self.canvas}
                        tabindex="0"
                        role="application"
                        aria-roledescription="timeline"
                        aria-label={label}
                        onpointerdown={link.callback(Message::Down)}
                        onpointermove={link.callback(Message::Moved)}
                        onpointerup={link.callback(Message::Up)}
                        onpointercancel={link.callback(Message::Cancelled)}
                        onpointerleave={link.callback(Message::Left)}
                        onkeydown={link.callback(Message::Key)}
                        oncontextmenu={link.callback(Message::Menu)}
                        ondblclick={link.callback(Message::DoubleClick)}
                    />
                    if lanes > 0 {
                        { self.names_handle(props) }
                    }
                    if lanes == 0 && self.painted.all > 0 {
                        <p class="timeline-empty">{ "No matching lanes." }</p>
                    } else if lanes == 0 {
                        <p class="timeline-empty">{ "Press Run: each task gets a lane here." }</p>
                    }
                </div>
                if let Some(place) = self.painted.map {
                    { self.minimap(ctx, place) }
                }
                if let Some(tooltip) = &self.painted.tooltip {
                    <div class="timeline-tip" role="presentation" ref={&self.tip}>{ tip(tooltip) }</div>
                }
                { self.menu(ctx) }
                <p class="timeline-said" aria-live="polite">{ &self.said }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            let canvas = self.canvas.cast::<HtmlCanvasElement>();
            let to = ctx.link().callback(|message| message);
            self.listeners = canvas.and_then(|canvas| Listeners::new(&canvas, &to));
            self.is_stale = true;
        }
        if std::mem::take(&mut self.is_stale) {
            // A requested frame would only repeat this paint.
            self.frame = None;
            if self.paint(ctx.props()) {
                ctx.link().send_message(Message::Painted);
            }
        }
        self.place_tip();
        if self.finding == Finding::Asked {
            self.finding = Finding::Yes;
            if let Some(field) = self.find.cast::<HtmlElement>() {
                // It throws for nothing that a field can be.
                drop(field.focus());
            }
        }
        if self.painted.map.is_some() && self.map_key.is_none() {
            self.request_frame(ctx);
        }
    }
}

impl Timeline {
    fn request_frame(&mut self, ctx: &Context<Self>) {
        if self.frame.is_none() {
            let link = ctx.link().clone();
            let frame = request_animation_frame(move |_| link.send_message(Message::Frame));
            self.frame = Some(frame);
        }
    }

    /// Remembers the view before the user moves it.
    pub(super) fn remember_view(&mut self) {
        self.history.remember(self.view, browser::now());
        self.zoomed_from = None;
    }

    /// Zooms to a part of the axis.
    pub(super) fn zoom_to(&mut self, extent: (f64, f64)) {
        let Some(scene) = &self.scene else { return };
        let (frame, before) = (scene.frame, self.view);
        let around = Viewport::around(extent.0, extent.1, frame.scale.shortest());
        self.remember_view();
        self.view.viewport = Some(around.within(frame.all));
        self.zoomed_from = Some(before);
    }

    /// Goes back or forward in the history of views.
    pub(super) fn go(&mut self, direction: Direction) {
        let next = match direction {
            Direction::Back => self.history.back(self.view),
            Direction::Forward => self.history.forward(self.view),
        };
        self.view = next.unwrap_or(self.view);
        self.zoomed_from = None;
    }

    pub(super) fn focus(&self) {
        if let Some(canvas) = self.canvas.cast::<HtmlElement>() {
            // It throws for nothing that a canvas can be.
            drop(canvas.focus());
        }
    }

    /// Shows the same interval on another scale.
    fn rescale(&mut self, props: &TimelineProps, old: Scale) {
        let Some(viewport) = self.view.viewport else {
            return;
        };
        let run = props.snapshot.trace();
        let before = self.index.axis(run);
        let times = [viewport.start, viewport.end()].map(|at| before.time(at).max(0.0));
        debug_assert_eq!(before.scale, old);
        self.index.update(run, props.highlight_line, props.scale);
        let axis = self.index.axis(run);
        let [start, end] = times.map(|time| axis.at_time(time as u64));
        let length = (end - start).max(props.scale.shortest());
        self.view.viewport = Some(Viewport { start, length });
    }
}

/// The tooltip of a selection, to be read out.
fn say(props: &TimelineProps, selection: Selection) -> String {
    let tooltip = tooltip(props.snapshot.trace(), props.now, Hit::Span(selection, 1));
    tooltip.map_or_else(String::new, |tooltip| tooltip.to_string())
}
