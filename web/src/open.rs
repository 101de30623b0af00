//! Opening files: the buttons, files that are dropped, and what the page says of a recording.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::dropped;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::state::{Action, ShellAction};

#[derive(Properties, PartialEq)]
pub(crate) struct FileInputProps {
    pub(crate) control: Control,
    /// The button's `data-testid`; that of the field behind it is `<id>-file`.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) label: &'static str,
    /// A whole folder is chosen.
    #[prop_or_default]
    pub(crate) folder: bool,
    /// Instead of the label's words.
    #[prop_or_default]
    pub(crate) icon: Option<&'static str>,
}

/// A button that asks for files.
#[component]
pub(crate) fn FileInput(props: &FileInputProps) -> Html {
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
        let control = props.control.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            control.act(ShellAction::ShowPrograms(false));
            control.open_files(list(input.files()));
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let accept = (!props.folder).then_some(".py,.pyw,.ipynb,.zip,.json,.csv,.txt");
    html! {
        <>
            <button class={if props.icon.is_some() { "tool" } else { "visit" }} data-testid={props.id} onclick={ask}
                aria-label={props.icon.map(|_| props.label)} title={props.title}>
                if let Some(path) = props.icon { { icon(path) } } else { { props.label } }
            </button>
            <input type="file" data-testid={format!("{}-file", props.id)} hidden=true multiple=true {accept}
                webkitdirectory={props.folder} aria-label={props.label} ref={input} onchange={chosen} />
        </>
    }
}

/// The button of the header.
#[component]
pub(crate) fn OpenButton(PageProps { control, .. }: &PageProps) -> Html {
    html! {
        <FileInput control={control.clone()} id="open" label="Open a program or a recording" icon={icons::OPEN}
            title="Open Python files, a notebook, or a recording (a trace file); all can also be dropped on the page" />
    }
}

/// The files, each with its path from the folder that was chosen.
fn list(files: Option<FileList>) -> Vec<(String, File)> {
    let Some(files) = files else {
        return Vec::new();
    };
    let files = (0..files.length()).filter_map(|at| files.get(at));
    let path = |file: &File| {
        let path = browser::field(file, "webkitRelativePath").and_then(|path| path.as_string());
        path.filter(|path| !path.is_empty())
            .unwrap_or_else(|| file.name())
    };
    files.map(|file| (path(&file), file)).collect()
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
        if let Some(data) = event.data_transfer() {
            let (control, dropped) = (control.clone(), dropped::collect(&data));
            spawn_local(async move { control.open_files(dropped.await) });
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
