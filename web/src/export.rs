//! Downloads of the recording.

use interleave_trace::{chrome_json, trace_json};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::icons::{self, icon};
use crate::props::PageProps;

/// A button with a menu of the two formats.
#[component]
pub(crate) fn ExportMenu(PageProps { state, control }: &PageProps) -> Html {
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                open.set(false);
            }
        })
    };
    let choose = |format: Format| {
        let (open, control) = (open.clone(), control.clone());
        Callback::from(move |_: MouseEvent| {
            open.set(false);
            download(&control, format);
        })
    };
    html! {
        <div class="menu" onkeydown={close}>
            <button class="tool" data-testid="export" aria-label="Export the recording" title="Export the recording"
                aria-expanded={open.to_string()} disabled={state.session.run.is_none()} onclick={toggle}>
                { icon(icons::EXPORT) }
            </button>
            if *open {
                <div class="popup">
                    <button data-testid="export-trace" onclick={choose(Format::Trace)}>
                        { "Trace" }{ " " }<small>{ "Interleave's JSON format" }</small>
                    </button>
                    <button data-testid="export-chrome" onclick={choose(Format::Chrome)}>
                        { "Chrome trace" }{ " " }<small>{ "for Perfetto and chrome://tracing" }</small>
                    </button>
                </div>
            }
        </div>
    }
}

#[derive(Clone, Copy)]
enum Format {
    Trace,
    Chrome,
}

fn download(control: &Control, format: Format) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let (name, text) = {
        let recorded = run.snapshot.trace();
        let (chart, recording) = (&recorded.chart, &recorded.recording);
        match format {
            Format::Trace => ("interleave.trace.json", trace_json(chart, recording)),
            Format::Chrome => ("interleave.chrome.json", chrome_json(chart, recording)),
        }
    };
    if let Err(error) = save(name, &text) {
        control.notice(&format!(
            "Couldn't save the file. {}",
            browser::words(&error)
        ));
    }
}

fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = browser::document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
