//! The part of the header that a narrow screen keeps behind a button.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use crate::icons::{self, icon};

/// What is in the header on a wide screen, and in its menu on a narrow one.
#[derive(Properties, PartialEq)]
pub(crate) struct MoreProps {
    pub(crate) children: Html,
}

/// The button, which only a narrow screen shows, and its menu. It closes when the focus
/// goes elsewhere.
#[component]
pub(crate) fn More(MoreProps { children }: &MoreProps) -> Html {
    let open = use_state_eq(|| false);
    let whole = use_node_ref();
    let button = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let escape = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.prevent_default();
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // It throws for nothing that a button can be.
                    drop(button.focus());
                }
            }
        })
    };
    let leave = {
        let (open, whole) = (open.clone(), whole.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target();
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            let stays = whole
                .cast::<Element>()
                .is_some_and(|whole| whole.contains(to.as_ref()));
            if !stays {
                open.set(false);
            }
        })
    };
    html! {
        <div class={classes!("more", open.then_some("open"))} ref={whole} onkeydown={escape} onfocusout={leave}>
            <button class="tool" ref={button} data-testid="more" aria-label="More" title="More"
                aria-expanded={open.to_string()} onclick={toggle}>{ icon(icons::MORE) }</button>
            <div class="rest" tabindex="-1">{ children.clone() }</div>
        </div>
    }
}
