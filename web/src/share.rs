//! Sharing the program: its link, and the code of a frame.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::address;
use crate::browser;
use crate::control::Control;
use crate::embed_code::EmbedCode;
use crate::icons::{self, icon};
use crate::popup::use_popup;
use crate::props::PageProps;
use crate::state::ShellAction;

/// A button that copies the link, and offers the code of a frame.
#[component]
pub(crate) fn ShareMenu(props: &PageProps) -> Html {
    let popup = use_popup();
    let press = {
        let (popup, control) = (popup.clone(), props.control.clone());
        Callback::from(move |_: MouseEvent| {
            if !popup.is_open() {
                share(&control);
            }
            popup.set(!popup.is_open());
        })
    };
    let embed = {
        let (popup, control) = (popup.clone(), props.control.clone());
        Callback::from(move |_: MouseEvent| {
            popup.set(false);
            control.act(ShellAction::ShowEmbedCode(true));
        })
    };
    html! {
        <div class="menu">
            <span ref={popup.whole.clone()} onkeydown={popup.escape()}>
                <button class="tool" data-testid="share" aria-label="Share: copy a link to this program" title="Copy a link to this program"
                    aria-expanded={popup.is_open().to_string()} ref={popup.button.clone()} onclick={press}>{ icon(icons::SHARE) }</button>
                if popup.is_open() {
                    <div class="popup">
                        <button data-testid="embed-code" onclick={embed}>
                            { "Embed…" }{ " " }<small>{ "code of a frame for a web page" }</small>
                        </button>
                    </div>
                }
            </span>
            <EmbedCode ..props.clone() />
        </div>
    }
}

fn share(control: &Control) {
    let control = control.clone();
    spawn_local(async move {
        let texts = control.state().program.texts.clone();
        let url = match address::share(&texts).await {
            Ok(url) => url,
            Err(why) => return control.notice(&why),
        };
        let copied = browser::window().navigator().clipboard().write_text(&url);
        match wasm_bindgen_futures::JsFuture::from(copied).await {
            Ok(_) => control.notice("Link copied."),
            Err(_) => {
                control.notice("The clipboard is blocked. Copy the link from the address bar.")
            }
        }
    });
}
