//! A menu at the pointer, or at what has the focus.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use crate::browser;

/// From the edges of the page to the menu, in pixels.
const MARGIN: f64 = 4.0;

/// One command of a menu.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) label: String,
    /// The key that does the same elsewhere.
    pub(crate) key: &'static str,
    pub(crate) act: Callback<()>,
}

impl Item {
    /// A command without a key.
    pub(crate) fn new(label: impl Into<String>, act: impl Fn() + 'static) -> Self {
        Self {
            label: label.into(),
            key: "",
            act: Callback::from(move |()| act()),
        }
    }

    /// The command with its key.
    pub(crate) fn with_key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ContextMenuProps {
    /// What the commands are about.
    pub(crate) label: AttrValue,
    /// Where it opens, in pixels from the page's corner.
    pub(crate) at: (f64, f64),
    pub(crate) items: Vec<Item>,
    pub(crate) on_close: Callback<()>,
}

/// The open menu. The focus returns to where it was.
#[component]
pub(crate) fn ContextMenu(props: &ContextMenuProps) -> Html {
    let menu = use_node_ref();
    let before = use_mut_ref(|| None::<HtmlElement>);
    {
        let (menu, before, on_close) = (menu.clone(), before.clone(), props.on_close.clone());
        let at = props.at;
        use_effect_with(at, move |&at| {
            let active = browser::document().active_element();
            let shown = menu.cast::<HtmlElement>();
            if let Some(menu) = &shown {
                if !menu.contains(active.as_ref().map(AsRef::as_ref)) {
                    *before.borrow_mut() = active.and_then(|active| active.dyn_into().ok());
                }
                show(menu, at);
                focus(menu, 0);
            }
            let listeners = shown.map(|menu| close_outside(menu, &on_close));
            move || drop(listeners)
        });
    }
    let leave = {
        let on_close = props.on_close.clone();
        Callback::from(move |()| {
            if let Some(before) = before.borrow_mut().take() {
                // It throws for nothing that had the focus.
                let _ = before.focus();
            }
            on_close.emit(());
        })
    };
    let count = props.items.len();
    let keys = {
        let (menu, leave) = (menu.clone(), leave.clone());
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            let Some(menu) = menu.cast::<HtmlElement>() else {
                return;
            };
            let at = index(&menu).unwrap_or(0);
            match event.key().as_str() {
                "Escape" | "Tab" => leave.emit(()),
                "ArrowDown" => focus(&menu, (at + 1) % count),
                "ArrowUp" => focus(&menu, (at + count - 1) % count),
                "Home" => focus(&menu, 0),
                "End" => focus(&menu, count - 1),
                // A button's own.
                _ => return,
            }
            event.prevent_default();
        })
    };
    let item = |item: &Item| {
        let (leave, act) = (leave.clone(), item.act.clone());
        let press = Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            leave.emit(());
            act.emit(());
        });
        html! {
            <button type="button" role="menuitem" tabindex="-1" onclick={press}>
                { &item.label }
                if !item.key.is_empty() { <kbd>{ item.key }</kbd> }
            </button>
        }
    };
    let no_menu = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="context-menu" role="menu" aria-label={props.label.clone()} popover="manual" ref={menu}
            onkeydown={keys} oncontextmenu={no_menu}>
            { for props.items.iter().map(item) }
        </div>
    }
}

/// Whether a key asks for the menu.
pub(crate) fn is_asked(event: &KeyboardEvent) -> bool {
    event.key() == "ContextMenu" || (event.key() == "F10" && event.shift_key())
}

/// Brings the menu to the top, and into the window.
fn show(menu: &HtmlElement, at: (f64, f64)) {
    // It throws where it is shown already.
    let _ = menu.show_popover();
    let window = browser::document().document_element().map(|root| {
        let (width, height) = (root.client_width(), root.client_height());
        (f64::from(width), f64::from(height))
    });
    let size = (
        f64::from(menu.offset_width()),
        f64::from(menu.offset_height()),
    );
    let (left, top) = place(at, size, window.unwrap_or(size));
    for (property, value) in [("left", left), ("top", top)] {
        // It can't fail for a property that exists.
        let _ = menu.style().set_property(property, &format!("{value}px"));
    }
}

/// The corner of a menu that opens at a point: beside it, and within the window.
fn place(at: (f64, f64), size: (f64, f64), window: (f64, f64)) -> (f64, f64) {
    let fit = |at: f64, size: f64, window: f64| {
        let last = window - size - MARGIN;
        let before = at - size;
        match at > last && before >= MARGIN {
            true => before,
            false => at.min(last).max(MARGIN),
        }
    };
    (fit(at.0, size.0, window.0), fit(at.1, size.1, window.1))
}

/// A press elsewhere closes the menu, and so does another size of the window.
fn close_outside(menu: HtmlElement, on_close: &Callback<()>) -> [EventListener; 2] {
    let capture = EventListenerOptions::run_in_capture_phase();
    let close = on_close.clone();
    let pressed = move |event: &Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        if !menu.contains(target.as_ref()) {
            close.emit(());
        }
    };
    let close = on_close.clone();
    [
        EventListener::new_with_options(&browser::document(), "pointerdown", capture, pressed),
        EventListener::new(&browser::window(), "resize", move |_| close.emit(())),
    ]
}

fn focus(menu: &HtmlElement, index: usize) {
    let item = menu.children().item(index as u32);
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        // It throws for nothing that a button can be.
        let _ = item.focus();
    }
}

/// Which item has the focus.
fn index(menu: &HtmlElement) -> Option<usize> {
    let active: Element = browser::document().active_element()?;
    let items = menu.children();
    let mut indices = 0..items.length();
    let index = indices.find(|&index| items.item(index).as_ref() == Some(&active))?;
    Some(index as usize)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_menu_stays_within_the_window() {
        let window = (400.0, 300.0);
        let at = |x, y| place((x, y), (100.0, 80.0), window);
        assert_eq!(at(10.0, 20.0), (10.0, 20.0));
        assert_eq!(at(350.0, 290.0), (250.0, 210.0));
        assert_eq!(place((10.0, 290.0), (500.0, 400.0), window), (4.0, 4.0));
    }
}
