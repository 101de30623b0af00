//! What tells the timeline of changes from outside.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, ResizeObserver, WheelEvent};
use yew::html::Scope;

use super::component::{Message, Timeline};
use crate::browser;

/// They end with the component.
#[derive(Debug)]
pub(super) struct Watches {
    _listeners: Vec<EventListener>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Watches {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Watches {
    /// `None` where the browser lacks what tells of sizes.
    pub(super) fn new(canvas: &HtmlCanvasElement, link: &Scope<Timeline>) -> Option<Self> {
        let mut listeners = Vec::new();
        // A wheel that turns here must be able to keep the page where it is.
        let active = EventListenerOptions::enable_prevent_default();
        let to = link.clone();
        listeners.push(EventListener::new_with_options(
            canvas,
            "wheel",
            active,
            move |event| {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    to.send_message(Message::Wheel(event.clone()));
                }
            },
        ));
        // Wherever the focus is, but not while something is typed.
        let to = link.clone();
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
                    to.send_message(Message::Find(true));
                } else if is_free(key) {
                    to.send_message(Message::Key(key.clone()));
                }
            },
        ));
        let scheme = web_sys::window()?.match_media("(prefers-color-scheme: dark)");
        if let Ok(Some(scheme)) = scheme {
            let to = link.clone();
            listeners.push(EventListener::new(&scheme, "change", move |_| {
                to.send_message(Message::Recoloured);
            }));
        }
        let to = link.clone();
        let resized = Closure::new(move || to.send_message(Message::Resized));
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
