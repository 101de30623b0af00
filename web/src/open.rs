//! Opened recordings: the button, files that are dropped, and what the page says of them.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::state::{Action, ShellAction};

/// The button that asks for a file.
#[component]
pub(crate) fn OpenButton(PageProps { control, .. }: &PageProps) -> Html {
    let input = use_node_ref();
    let ask = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let chosen = {
        let control = control.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                control.open_file(file);
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    html! {
        <>
            <button class="tool" data-testid="open" aria-label="Open a recording" onclick={ask}
                title="Open a recording (or drop a trace file anywhere on the page)">
                { icon(icons::OPEN) }
            </button>
            <input type="file" data-testid="open-file" hidden=true accept=".json,application/json"
                aria-label="Recording" ref={input} onchange={chosen} />
        </>
    }
}

/// The banner of an opened recording: its file, what the editor shows, and Close.
pub(crate) fn banner(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let Some(name) = state.session.opened_file() else {
        return Html::default();
    };
    let text = match state
        .session
        .run
        .as_ref()
        .map(|run| run.snapshot.trace().recording.source().is_some())
    {
        Some(true) if state.is_text_of_run() => "A recording with its program; nothing is running.",
        Some(true) => "A recording of another program, so no lines are marked; nothing is running.",
        _ => "A recording without its program, so no lines are marked; nothing is running.",
    };
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(Action::CloseRecording))
    };
    html! {
        <div class="opened" data-testid="opened">
            <p><b>{ name.to_string() }</b>{ ": " }{ text }</p>
            <button class="visit" data-testid="close-recording" onclick={close}>
                { if state.program.before.is_some() { "Back to my program" } else { "Close" } }
            </button>
        </div>
    }
}

/// Why a file was not opened.
pub(crate) fn refusal(PageProps { state, control }: &PageProps) -> Html {
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::Refuse(None)))
    };
    html! {
        if let Some(why) = &state.shell.refused {
            <div class="fault" role="alert" data-testid="refused">
                <p>{ why.to_string() }</p>
                <button onclick={close}>{ "Close" }</button>
            </div>
        }
    }
}

/// Takes files that are dropped anywhere on the page, but not what is dragged inside of
/// it, such as selected text.
pub(crate) fn listen(control: &Control) -> [EventListener; 2] {
    let document = browser::document();
    // Before the editor inserts it as text.
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let over = EventListener::new_with_options(&document, "dragover", options, |event| {
        if dragged(event).is_some() {
            event.prevent_default();
        }
    });
    let control = control.clone();
    let drop = EventListener::new_with_options(&document, "drop", options, move |event| {
        let Some(event) = dragged(event) else { return };
        event.prevent_default();
        event.stop_propagation();
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            control.open_file(file);
        }
    });
    [over, drop]
}

/// The event, where files are dragged.
fn dragged(event: &web_sys::Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>()?;
    let files = event.data_transfer()?.types().includes(&"Files".into(), 0);
    files.then_some(event)
}

/// `window.interleave.open(json)`: a promise of nothing, which fails with the reason.
pub(crate) fn script(control: &Control, json: &JsValue) -> js_sys::Promise {
    let opened = match json.as_string() {
        Some(json) => control.open("recording.json", json.as_bytes()),
        None => Err("Expected a string.".to_owned()),
    };
    match opened {
        Ok(()) => js_sys::Promise::resolve(&JsValue::UNDEFINED),
        Err(why) => js_sys::Promise::reject(&js_sys::Error::new(&why)),
    }
}
