//! Opening a recording: a file that is chosen or dropped, or one that a script has.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

use crate::action::Action;
use crate::browser;
use crate::control::Control;
use crate::header::Props;
use crate::icons::{self, icon};
use crate::run::Run;

/// More bytes than these are not read: ten million spans.
const MOST_BYTES: f64 = 1_500_000_000.0;

/// Reading more bytes than these takes long enough to say so.
const MANY_BYTES: f64 = 4_000_000.0;

/// The button that asks for a file.
#[component]
pub(crate) fn OpenButton(Props { control, .. }: &Props) -> Html {
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
                title="Open a recording: a trace file, which can also be dropped on the page">
                { icon(icons::OPEN) }
            </button>
            <input type="file" data-testid="open-file" hidden=true accept=".json,application/json"
                aria-label="Recording" ref={input} onchange={chosen} />
        </>
    }
}

/// What is opened, above the program: which file, what the editor shows, and the way back.
pub(crate) fn banner(props: &Props) -> Html {
    let Props { state, control } = props;
    let Some(name) = state.opened_file() else {
        return Html::default();
    };
    let text = match state
        .run
        .as_ref()
        .map(|run| run.source.read().recording.source().is_some())
    {
        Some(true) if state.is_text_of_run() => "and the program that was run. Nothing runs now.",
        Some(true) => "of a program that was another one: its lines are not marked.",
        _ => "without its program, so that no lines are marked below. Nothing runs now.",
    };
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(Action::Close))
    };
    html! {
        <div class="opened" data-testid="opened">
            <p><b>{ name.to_string() }</b>{ ": a recording " }{ text }</p>
            <button class="visit" data-testid="close-recording" onclick={close}>
                { if state.before.is_some() { "Back to my program" } else { "Close it" } }
            </button>
        </div>
    }
}

/// Why a file was not opened.
pub(crate) fn refusal(Props { state, control }: &Props) -> Html {
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(Action::Refuse(None)))
    };
    html! {
        if let Some(why) = &state.refused {
            <div class="fault" role="alert" data-testid="refused">
                <p>{ why.to_string() }</p>
                <button onclick={close}>{ "Close" }</button>
            </div>
        }
    }
}

/// Takes files that are dropped anywhere on the page. What is dragged inside of the
/// page, such as a piece of text, is none of ours.
pub(crate) fn listen(control: &Control) -> [EventListener; 2] {
    let document = browser::document();
    // Before the editor takes it for a text.
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

impl Control {
    /// Reads a file of the user's, and shows the recording in it.
    fn open_file(&self, file: File) {
        let control = self.clone();
        spawn_local(async move {
            if let Err(why) = control.read(&file).await {
                control.act(Action::Refuse(Some(why.into())));
            }
        });
    }

    /// The error is a sentence for the user.
    async fn read(&self, file: &File) -> Result<(), String> {
        let name = file.name();
        let cant = |why: &str| format!("“{name}” could not be opened. {why}");
        if file.size() > MOST_BYTES {
            let size = (file.size() / 1e6).round();
            return Err(cant(&format!(
                "It has {size} MB, which is more than the page can hold."
            )));
        }
        if file.size() > MANY_BYTES {
            self.notice("Reading the recording…");
            // So that it shows.
            TimeoutFuture::new(50).await;
        }
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map_err(|error| cant(&browser::words(&error)))?;
        self.open(&name, &js_sys::Uint8Array::new(&bytes).to_vec())
            .map_err(|why| cant(&why))
    }

    /// Shows the recording in a file.
    ///
    /// # Errors
    /// Why it is none, in a sentence. Then nothing on the page has changed.
    pub(crate) fn open(&self, name: &str, json: &[u8]) -> Result<(), String> {
        let opened = interleave_trace::open(json).map_err(|why| why.to_string())?;
        self.leave_run();
        self.act(Action::Open {
            run: Run::opened(name.into(), opened, self.state().speed),
            id: js_sys::Date::now() as u64,
        });
        self.check_soon();
        Ok(())
    }
}

/// `window.interleave.open(json)`: a promise of nothing, which fails with the reason.
pub(crate) fn script(control: &Control, json: &JsValue) -> js_sys::Promise {
    let opened = match json.as_string() {
        Some(json) => control.open("recording.json", json.as_bytes()),
        None => Err("It is no text.".to_owned()),
    };
    match opened {
        Ok(()) => js_sys::Promise::resolve(&JsValue::UNDEFINED),
        Err(why) => js_sys::Promise::reject(&js_sys::Error::new(&why)),
    }
}
