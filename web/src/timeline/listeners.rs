//! What tells the timeline of changes from outside.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, ResizeObserver, WheelEvent};
use yew::Callback;

use super::message::Message;
use crate::browser;

/// The media query of fingers.
pub(super) const TOUCHED: &str = "(pointer: coarse)";

/// Listeners for the wheel, keys, sizes and colour schemes. They end with the component.
#[derive(Debug)]
pub(super) struct Listeners {
    _listeners: Vec<EventListener>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Listeners {
    /// `None` where the browser lacks what tells of sizes.
    pub(super) fn new(canvas: &HtmlCanvasElement, to: &Callback<Message>) -> Option<Self> {
        let mut listeners = Vec::new();
        // A wheel that turns here must be able to keep the page where it is.
        let active = EventListenerOptions::enable_prevent_default();
        let on = to.clone();
        listeners.push(EventListener::new_with_options(
            canvas,
            "wheel",
            active,
            move |event| {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    on.emit(Message::Wheel(event.clone()));
                }
            },
        ));
        // Wherever the focus is, but not while something is typed.
        let on = to.clone();
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
                if key.default_prevented() {
                    return;
                }
                if asked {
                    key.prevent_default();
                    on.emit(Message::Find(true));
                } else if is_free(key) {
                    on.emit(Message::Key(key.clone()));
                }
            },
        ));
        for query in ["(prefers-color-scheme: dark)", TOUCHED] {
            if let Ok(Some(query)) = web_sys::window()?.match_media(query) {
                let on = to.clone();
                listeners.push(EventListener::new(&query, "change", move |_| {
                    on.emit(Message::Recoloured);
                }));
            }
        }
        let on = to.clone();
        let resized = Closure::new(move || on.emit(Message::Resized));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(canvas);
        Some(Self {
            _listeners: listeners,
            observer,
            _resized: resized,
        })
    }
}

/// Whether a key means nothing where the focus is: with the focus nowhere all keys do, and
/// outside of fields and dialogs those that write one character.
fn is_free(key: &KeyboardEvent) -> bool {
    let Some(target) = key
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return false;
    };
    let writes = key.key().chars().count() == 1 && key.key() != " ";
    let is_taken = || {
        let place = target.closest("dialog, [role=menu], .menu");
        browser::is_typing(key) || !matches!(place, Ok(None))
    };
    target.tag_name() == "BODY" || writes && !is_taken()
}
