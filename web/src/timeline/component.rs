//! The component: passes what the user does on to the view and the page, and
//! has the picture painted, at most once a frame.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::facts::{Facts, facts};
use super::gesture::{Gesture, Point};
use super::hit::{Hit, hit};
use super::index::Index;
use super::layout::{layout, names_width};
use super::legend::{layers, legend, scales, tip};
use super::paint::Painter;
use super::palette::Palette;
use super::scene::{Scene, Shown};
use super::tip::place;
use super::view::{Content, View, content_height, most_scroll};
use super::viewport::Viewport;
use super::{Range, Scale, Selection, TimelineProps};

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
    /// Where the mouse is, in the canvas, and the canvas's corner in the window.
    pub(super) pointer: Option<(Point, Point)>,
    /// What is being measured just now.
    pub(super) measuring: Option<Range>,
    beside: Beside,
    /// The facts of the selection when it was made, to be read out.
    said: String,
}

/// What the page shows of the latest picture, besides the picture.
#[derive(Clone, Debug, Default, PartialEq)]
struct Beside {
    /// What the mouse is at.
    facts: Option<Facts>,
    /// How many lanes there are.
    lanes: usize,
    /// Whether the view is not of all of it.
    zoomed: bool,
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
            self.beside.facts = None;
        }
        if new.scale != old.scale {
            self.rescale(new, old.scale);
        }
        if new.theme != old.theme {
            self.painter = None;
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
            Message::Recoloured => self.painter = None,
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
            Message::Zoom(factor) => self.zoom(ctx.props(), factor),
            Message::ShowAll => self.view.viewport = None,
        }
        self.request_frame(ctx);
        // What the page shows beside the canvas follows the next frame.
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let props = ctx.props();
        let lanes = self.beside.lanes;
        let height = format!("--lanes-height: {}px", content_height(lanes.max(3)));
        let plural = if lanes == 1 { "" } else { "s" };
        let label = format!("Timeline of {lanes} lane{plural}. The lanes are also in a table.");
        let zoom = |factor| link.callback(move |_| Message::Zoom(factor));
        let all = if props.live { "Follow" } else { "Fit" };
        html! {
            <div class="timeline" data-testid="timeline">
                <div class="timeline-bar">
                    <b>{ "Timeline" }</b>
                    { scales(props.scale, &props.on_scale) }
                    { legend() }
                    <span class="timeline-buttons">
                        { layers(props.layers, &props.on_layers) }
                        if self.beside.zoomed {
                            <button type="button" title="Show all (0)" onclick={link.callback(|_| Message::ShowAll)}>{ all }</button>
                        }
                        <button type="button" title="Zoom out (S)" aria-label="Zoom out" onclick={zoom(1.0 / ZOOM_BUTTON)}>{ "−" }</button>
                        <button type="button" title="Zoom in (W)" aria-label="Zoom in" onclick={zoom(ZOOM_BUTTON)}>{ "+" }</button>
                    </span>
                </div>
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
                    if lanes == 0 {
                        <p class="timeline-empty">{ "Each task gets a lane here when the program runs." }</p>
                    }
                </div>
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
        let content = Content {
            lanes: self.index.lanes().len(),
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
        let beside = Beside {
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
