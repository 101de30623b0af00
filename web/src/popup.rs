//! A small menu below its button.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use crate::browser;

/// Whether it is open, and what opens and closes it.
#[derive(Clone, PartialEq)]
pub(crate) struct Popup {
    open: UseStateHandle<bool>,
    /// Its button.
    pub(crate) button: NodeRef,
    /// What holds the button and the menu.
    pub(crate) whole: NodeRef,
}

impl Popup {
    pub(crate) fn is_open(&self) -> bool {
        *self.open
    }

    pub(crate) fn set(&self, open: bool) {
        self.open.set(open);
    }

    /// For a press on the button.
    pub(crate) fn toggle(&self) -> Callback<MouseEvent> {
        let open = self.open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    }

    /// Escape closes it; the focus goes back to the button.
    pub(crate) fn escape(&self) -> Callback<KeyboardEvent> {
        let popup = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && popup.is_open() {
                popup.set(false);
                browser::focus(&popup.button);
            }
        })
    }

    fn holds(&self, event: &Event) -> bool {
        let target = event.target();
        let target = target.and_then(|target| target.dyn_into::<Node>().ok());
        let whole = self.whole.cast::<Element>();
        whole.is_some_and(|whole| whole.contains(target.as_ref()))
    }
}

/// A menu that is closed at first. A press beside it closes it, too.
#[hook]
pub(crate) fn use_popup() -> Popup {
    let popup = Popup {
        open: use_state_eq(|| false),
        button: use_node_ref(),
        whole: use_node_ref(),
    };
    let shown = popup.clone();
    use_effect_with(popup.is_open(), move |&open| {
        let listener = open.then(|| {
            let options = EventListenerOptions::run_in_capture_phase();
            let document = browser::document();
            EventListener::new_with_options(&document, "pointerdown", options, move |event| {
                if !shown.holds(event) {
                    shown.set(false);
                }
            })
        });
        move || drop(listener)
    });
    popup
}
