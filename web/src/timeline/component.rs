//! The component: passes what the user does on to the view and the page, and
//! has the picture painted, at most once a frame.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_render::{AnimationFrame, request_animation_frame};
use interleave_trace::Moment;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlCanvasElement, HtmlElement, HtmlInputElement, ResizeObserver};
use yew::prelude::*;

use super::facts::{Facts, facts};
use super::gesture::{Gesture, Point};
use super::history::History;
use super::hit::{Hit, hit};
use super::index::Index;
use super::keys::Way;
use super::lanes::Choice;
use super::layout::{layout, names_width};
use super::legend::{layers, legend, scales, tip};
use super::map::{self, Seen, window};
use super::paint::Painter;
use super::palette::Palette;
use super::scene::{Scene, Shown};
use super::time::moment as moment_of;
use super::tip::place;
use super::view::{Content, View, content_height, most_scroll};
use super::viewport::Viewport;
use super::{Range, Scale, Selection, TimelineProps};
use crate::browser;
use crate::icons::{self, icon};

/// One press of the buttons.
const ZOOM_BUTTON: f64 = 1.6;

/// The timeline with its legend. It fills the element that it is put in, and
/// scrolls its lanes where that is too small for them.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    pub(super) canvas: NodeRef,
    tip: NodeRef,
    painter: Option<Painter>,
    watches: Option<Watches>,
    frame: Option<AnimationFrame>,
    pub(super) index: Index,
    pub(super) view: View,
    pub(super) scene: Option<Scene>,
    pub(super) gesture: Gesture,
    history: History,
    /// Where the mouse is, in the canvas, and the canvas's corner in the window.
    pub(super) pointer: Option<(Point, Point)>,
    /// What is being measured just now.
    pub(super) measuring: Option<Range>,
    pub(super) choice: Choice,
    pub(super) finding: Finding,
    find: NodeRef,
    map: NodeRef,
    map_seen: Option<Seen>,
    beside: Beside,
    /// The facts of the selection when it was made, to be read out.
    said: String,
}

/// Whether lanes are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Finding {
    #[default]
    No,
    /// The field is to appear and to get the focus.
    Asked,
    Yes,
}

/// What the page shows of the latest picture, besides the picture.
#[derive(Clone, Debug, Default, PartialEq)]
struct Beside {
    /// What the mouse is at.
    facts: Option<Facts>,
    /// How many lanes there are.
    lanes: usize,
    /// How many there would be if all were shown.
    all: usize,
    /// Whether the view is not of all of it.
    zoomed: bool,
    /// Where the view begins on the map, how much it is of it, in parts, and where
    /// the map's plot begins, in pixels; `None` where no map is needed.
    map: Option<(f64, f64, f64)>,
    /// What is in view, in words.
    in_view: String,
}

/// What tells of changes from outside; ends with the component.
#[derive(Debug)]
struct Watches {
    _listeners: Vec<EventListener>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Watches {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// What happens to a timeline.
pub(crate) enum Message {
    /// The browser is about to show a frame.
    Frame,
    /// There is another size.
    Resized,
    /// There are other colours.
    Recoloured,
    Wheel(WheelEvent),
    Down(PointerEvent),
    Moved(PointerEvent),
    Up(PointerEvent),
    Cancelled(PointerEvent),
    Left(PointerEvent),
    Key(KeyboardEvent),
    Zoom(f64),
    ShowAll,
    /// Look for lanes, or no longer.
    Find(bool),
    /// Look for lanes with this.
    Found(String),
    /// Select the first lane that was found.
    Take,
    /// The pointer is at this part of the map.
    MapTo(f64),
    MapKey(KeyboardEvent),
}

impl Component for Timeline {
    type Message = Message;
    type Properties = TimelineProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TimelineProps) -> bool {
        let new = ctx.props();
        if !new.source.same_run(&old.source) {
            self.index = Index::default();
            self.view = View::default();
            self.history = History::default();
            self.choice.closed.clear();
            self.choice.pinned.clear();
            self.map_seen = None;
            self.beside.facts = None;
        }
        if new.scale != old.scale {
            self.rescale(new, old.scale);
        }
        if new.theme != old.theme {
            self.painter = None;
            self.map_seen = None;
        }
        if new.selection != old.selection {
            self.said = new.selection.map_or_else(String::new, |selection| {
                self.reveal(new, selection);
                say(new, selection)
            });
        }
        if new.cursor != old.cursor
            && let (Some(cursor), Some(scene)) = (new.cursor, &self.scene)
            && !self.gesture.drags()
        {
            let at = self.index.axis(&new.source.read()).at_moment(cursor);
            self.view.reveal(&scene.frame, (at, at), None);
        }
        self.request_frame(ctx);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Frame => {
                self.frame = None;
                return self.paint(ctx.props());
            }
            Message::Resized => {}
            Message::Recoloured => {
                self.painter = None;
                self.map_seen = None;
            }
            Message::Wheel(event) => self.wheel(&event),
            Message::Down(event) => self.down(ctx.props(), &event),
            Message::Moved(event) => self.moved(ctx.props(), &event),
            Message::Up(event) => self.up(ctx.props(), &event),
            Message::Cancelled(event) => {
                self.gesture.cancel(event.pointer_id());
                self.measuring = None;
            }
            // A finger leaves when it is lifted; its tip stays.
            Message::Left(event) if event.pointer_type() == "touch" => {}
            Message::Left(_) => self.pointer = None,
            Message::Key(event) => self.key(ctx.props(), &event),
            Message::Zoom(factor) => {
                self.moves();
                self.zoom(ctx.props(), factor);
            }
            Message::ShowAll => {
                self.moves();
                self.view.viewport = None;
            }
            Message::Find(true) => {
                self.finding = Finding::Asked;
                return true;
            }
            Message::Find(false) => {
                self.finding = Finding::No;
                self.choice.find.clear();
                self.focus();
                self.request_frame(ctx);
                return true;
            }
            Message::Found(find) => self.choice.find = find,
            Message::Take => {
                self.focus();
                self.take(ctx.props());
            }
            Message::MapTo(part) => {
                self.moves();
                self.map_to(part);
            }
            Message::MapKey(event) => self.map_key(ctx.props(), &event),
        }
        self.request_frame(ctx);
        // What else the page shows beside the canvas follows the next frame.
        self.finding == Finding::Asked
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let props = ctx.props();
        let lanes = self.beside.lanes;
        let height = format!("--lanes-height: {}px", content_height(lanes.max(3)));
        let plural = if lanes == 1 { "" } else { "s" };
        let label = format!("Timeline of {lanes} lane{plural}. The lanes are also in a table.");
        let zoom = |factor| link.callback(move |_| Message::Zoom(factor));
        html! {
            <div class="timeline" data-testid="timeline">
                <div class="timeline-bar">
                    <b>{ "Timeline" }</b>
                    { scales(props.scale, &props.on_scale) }
                    { legend() }
                    <span class="timeline-buttons">
                        <button type="button" class="timeline-switch" data-testid="find" title="Find lanes (/)" aria-label="Find lanes"
                            aria-pressed={(self.finding != Finding::No).to_string()}
                            onclick={let finds = self.finding == Finding::No; link.callback(move |_| Message::Find(finds))}>{ icon(icons::FIND) }</button>
                        { layers(props.layers, &props.on_layers) }
                        <button type="button" title="Zoom out (S)" aria-label="Zoom out" onclick={zoom(1.0 / ZOOM_BUTTON)}>{ "−" }</button>
                        <button type="button" title="Zoom in (W)" aria-label="Zoom in" onclick={zoom(ZOOM_BUTTON)}>{ "+" }</button>
                    </span>
                </div>
                if self.finding != Finding::No {
                    { self.find(ctx) }
                }
                <div class="timeline-lanes" style={height}>
                    <canvas
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
                    />
                    if lanes == 0 && self.beside.all > 0 {
                        <p class="timeline-empty">{ "No lane holds that." }</p>
                    } else if lanes == 0 {
                        <p class="timeline-empty">{ "Each task gets a lane here when the program runs." }</p>
                    }
                </div>
                if let Some(place) = self.beside.map {
                    { self.map(ctx, place) }
                }
                if let Some(facts) = &self.beside.facts {
                    <div class="timeline-tip" role="presentation" ref={&self.tip}>{ tip(facts) }</div>
                }
                <p class="timeline-said" aria-live="polite">{ &self.said }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.watches = self.watch(ctx);
            self.request_frame(ctx);
        }
        self.place_tip();
        if self.finding == Finding::Asked {
            self.finding = Finding::Yes;
            if let Some(field) = self.find.cast::<HtmlElement>() {
                // It throws for nothing that a field can be.
                drop(field.focus());
            }
        }
        if self.beside.map.is_some() && self.map_seen.is_none() {
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

    /// The field that lanes are looked for with.
    fn find(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let typed = link.batch_callback(|event: InputEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>()?;
            Some(Message::Found(field.value()))
        });
        let key = link.batch_callback(|event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                Some(Message::Find(false))
            }
            "Enter" => Some(Message::Take),
            _ => None,
        });
        let close = link.callback(|_: MouseEvent| Message::Find(false));
        let (lanes, all) = (self.beside.lanes, self.beside.all);
        html! {
            <div class="timeline-find" role="search">
                <input type="search" ref={&self.find} value={self.choice.find.clone()} oninput={typed} onkeydown={key}
                    placeholder="Name, state or printed text" aria-label="Find lanes by name, state or printed text" />
                <span role="status">{ format!("{lanes} of {all}") }</span>
                <button type="button" title="Show all lanes (Esc)" aria-label="Show all lanes" onclick={close}>{ "×" }</button>
            </div>
        }
    }

    /// All of the run, small, with the part that is in view.
    fn map(&self, ctx: &Context<Self>, (start, length, left): (f64, f64, f64)) -> Html {
        let link = ctx.link();
        let canvas = self.map.clone();
        let to = move |event: &PointerEvent| {
            let canvas = canvas.cast::<HtmlElement>()?;
            let plot = f64::from(canvas.client_width()) - left;
            let corner = canvas.get_bounding_client_rect().left();
            Some((f64::from(event.client_x()) - corner - left) / plot.max(1.0))
        };
        let down = {
            let to = to.clone();
            link.batch_callback(move |event: PointerEvent| {
                if let Some(target) = event.target_dyn_into::<Element>() {
                    // It fails where the pointer is gone already.
                    drop(target.set_pointer_capture(event.pointer_id()));
                }
                to(&event).map(Message::MapTo)
            })
        };
        let moved = link.batch_callback(move |event: PointerEvent| {
            (event.buttons() & 1 == 1).then(|| to(&event).map(Message::MapTo))?
        });
        let middle = ((start + length / 2.0) * 100.0).round();
        let plot = format!("left: {left}px");
        let place = format!("left: {}%; width: {}%", start * 100.0, length * 100.0);
        let all = if ctx.props().live { "Follow" } else { "Fit" };
        html! {
            <div class="timeline-foot">
            if self.beside.zoomed {
                <button type="button" class="timeline-fit" title="Show all (0)" onclick={link.callback(|_| Message::ShowAll)}>{ all }</button>
            }
            <div class="timeline-map" data-testid="minimap" role="slider" tabindex="0" aria-label="What is in view"
                aria-valuemin="0" aria-valuemax="100" aria-valuenow={middle.to_string()} aria-valuetext={self.beside.in_view.clone()}
                title="Drag to move the view" onpointerdown={down} onpointermove={moved} onkeydown={link.callback(Message::MapKey)}>
                <canvas ref={&self.map} aria-hidden="true"></canvas>
                <div class="timeline-map-plot" style={plot}><div class="timeline-map-window" style={place}></div></div>
            </div>
            </div>
        }
    }

    /// The view is about to be moved by the user.
    pub(super) fn moves(&mut self) {
        self.history.moves(self.view, browser::now());
    }

    /// Shows what was shown before, or after that.
    pub(super) fn go(&mut self, way: Way) {
        let next = match way {
            Way::Back => self.history.back(self.view),
            Way::On => self.history.on(self.view),
        };
        self.view = next.unwrap_or(self.view);
    }

    fn focus(&self) {
        if let Some(canvas) = self.canvas.cast::<HtmlElement>() {
            // It throws for nothing that a canvas can be.
            drop(canvas.focus());
        }
    }

    /// Selects what the first lane that was found is at.
    fn take(&self, props: &TimelineProps) {
        let time = props.cursor.map_or(props.now, |cursor| cursor.time);
        let next = {
            let run = props.source.read();
            super::navigate::lane(&run.chart, self.index.lanes(), None, Way::On, time)
        };
        if next.is_some() {
            props.on_select.emit(next);
        }
    }

    fn watch(&self, ctx: &Context<Self>) -> Option<Watches> {
        let canvas = self.canvas.cast::<HtmlCanvasElement>()?;
        let mut listeners = Vec::new();
        // A wheel that turns here must be able to keep the page where it is.
        let active = EventListenerOptions::enable_prevent_default();
        let link = ctx.link().clone();
        listeners.push(EventListener::new_with_options(
            &canvas,
            "wheel",
            active,
            move |event| {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    link.send_message(Message::Wheel(event.clone()));
                }
            },
        ));
        // Wherever the focus is, but not while something is typed.
        let link = ctx.link().clone();
        let page = web_sys::window()?.document()?;
        listeners.push(EventListener::new_with_options(
            &page,
            "keydown",
            active,
            move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                let command = key.ctrl_key() || key.meta_key();
                let within = key
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok())
                    .and_then(|target| target.closest(".timeline").ok().flatten())
                    .is_some();
                let asked = match key.key().as_str() {
                    "/" => !command && !key.alt_key() && !browser::is_typing(key),
                    "f" => command && within,
                    _ => false,
                };
                if asked && !key.default_prevented() {
                    key.prevent_default();
                    link.send_message(Message::Find(true));
                }
            },
        ));
        let scheme = web_sys::window()?.match_media("(prefers-color-scheme: dark)");
        if let Ok(Some(scheme)) = scheme {
            let link = ctx.link().clone();
            listeners.push(EventListener::new(&scheme, "change", move |_| {
                link.send_message(Message::Recoloured);
            }));
        }
        let link = ctx.link().clone();
        let resized = Closure::new(move || link.send_message(Message::Resized));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(&canvas);
        Some(Watches {
            _listeners: listeners,
            observer,
            _resized: resized,
        })
    }

    /// Goes on showing what was shown on another axis.
    fn rescale(&mut self, props: &TimelineProps, old: Scale) {
        let Some(viewport) = self.view.viewport else {
            return;
        };
        let run = props.source.read();
        let before = self.index.axis(&run);
        let times = [viewport.start, viewport.end()].map(|at| before.time(at).max(0.0));
        debug_assert_eq!(before.scale, old);
        self.index.update(&run, props.highlight_line, props.scale);
        let axis = self.index.axis(&run);
        let [start, end] = times.map(|time| axis.at_time(time as u64));
        let length = (end - start).max(props.scale.shortest());
        self.view.viewport = Some(Viewport { start, length });
    }

    /// Paints the run as it is. Tells whether the page has more to show beside it.
    fn paint(&mut self, props: &TimelineProps) -> bool {
        let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() else {
            return false;
        };
        let (width, height) = (
            f64::from(canvas.client_width()),
            f64::from(canvas.client_height()),
        );
        let scale = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        if self
            .painter
            .as_ref()
            .is_none_or(|painter| painter.scale() != scale)
        {
            let palette = canvas
                .parent_element()
                .and_then(|probe| probe.dyn_into().ok());
            let palette = palette.and_then(|probe: HtmlElement| Palette::read(&probe));
            self.painter = palette.and_then(|palette| Painter::new(canvas, palette, scale));
        }
        let Some(painter) = &mut self.painter else {
            return false;
        };
        let run = props.source.read();
        self.index.update(&run, props.highlight_line, props.scale);
        if props.layers.critical {
            self.index.find_path(&run);
        }
        let moment = props.cursor.unwrap_or(Moment {
            events: run.chart.events,
            time: run.chart.now,
        });
        self.index.show(&run, &self.choice, moment);
        let content = Content {
            lanes: self.index.lanes().len(),
            pinned: self.index.pinned(),
            end: self.index.axis(&run).end(),
            live: props.live,
            scale: props.scale,
        };
        let names = names_width(&self.index, width);
        let frame = self.view.frame(content, width, height, names);
        // A view of all of it goes on following.
        self.view.viewport = self.view.viewport.map(|_| frame.viewport);
        self.view.scroll = frame.scroll;
        let shown = Shown {
            cursor: props.cursor,
            selection: props.selection,
            range: self.measuring.or(props.range),
            layers: props.layers,
        };
        let scene = layout(&run, &self.index, frame, shown, &mut |text, letters| {
            painter.measure(text, letters)
        });
        painter.paint(&scene, most_scroll(content.lanes, height));
        let pointer = self.pointer.filter(|_| !self.gesture.drags());
        let hit = pointer.map(|(point, _)| hit(&scene, point.x, point.y));
        let overflows = most_scroll(content.lanes, height) > 0.0;
        let needs_map = self.view.viewport.is_some() || overflows;
        let map = needs_map.then(|| window(frame.viewport, frame.all));
        let axis = self.index.axis(&run);
        let [from, to] = [frame.viewport.start, frame.viewport.end().min(axis.end())]
            .map(|at| moment_of(axis.time(at).max(0.0) as u64));
        if let Some(canvas) = self.map.cast::<HtmlCanvasElement>() {
            let seen = Seen {
                events: run.chart.events,
                choice: self.index.choices(),
                all: frame.all,
                size: (frame.plot(), f64::from(canvas.client_height())),
            };
            if self.map_seen != Some(seen) {
                let rows = map::rows(&run, &self.index, frame.all, frame.plot());
                map::paint(&canvas, painter.palette(), scale, names, &rows);
                self.map_seen = Some(seen);
            }
        } else {
            self.map_seen = None;
        }
        let beside = Beside {
            all: self.index.all(),
            map: map.map(|(start, length)| (start, length, names)),
            in_view: format!("{from} to {to}"),
            facts: hit.and_then(|hit| facts(&run, props.now, hit)),
            lanes: content.lanes,
            zoomed: self.view.viewport.is_some(),
        };
        self.scene = Some(scene);
        let more = beside != self.beside;
        self.beside = beside;
        more
    }

    /// Puts the tip beside the pointer; its size is known only now.
    fn place_tip(&self) {
        let Some((tip, (point, corner))) = self.tip.cast::<HtmlElement>().zip(self.pointer) else {
            return;
        };
        let Some(root) = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element())
        else {
            return;
        };
        let at = Point {
            x: point.x + corner.x,
            y: point.y + corner.y,
        };
        let size = (
            f64::from(tip.offset_width()),
            f64::from(tip.offset_height()),
        );
        let window = (
            f64::from(root.client_width()),
            f64::from(root.client_height()),
        );
        let at = place(at, size, window);
        let place = format!("translate({}px, {}px)", at.x.round(), at.y.round());
        // It cannot fail for a property that exists.
        drop(tip.style().set_property("transform", &place));
    }
}

/// The facts of a selection, to be read out.
fn say(props: &TimelineProps, selection: Selection) -> String {
    let facts = facts(&props.source.read(), props.now, Hit::Stretch(selection, 1));
    facts.map_or_else(String::new, |facts| facts.to_string())
}
