//! Downloads: the recording, and drawings of it.

use interleave_protocol::Clock;
use interleave_trace::{chrome_json, trace_json};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::download;
use crate::icons::{self, icon};
use crate::popup::use_popup;
use crate::props::PageProps;
use crate::run::Run;
use crate::state::State;
use crate::timeline::{Caption, Draftsman, Part};
use crate::title;

/// Elements of this class have the colours and the font of drawings.
const COLOURS: &str = "timeline";

/// A button with a menu of all formats.
#[component]
pub(crate) fn ExportMenu(PageProps { state, control }: &PageProps) -> Html {
    let popup = use_popup();
    let part = use_state_eq(|| Part::Whole);
    let choose = |format: Format| {
        let (popup, control, part) = (popup.clone(), control.clone(), *part);
        Callback::from(move |_: MouseEvent| {
            popup.set(false);
            download(&control, format, part);
        })
    };
    let item = |id: &'static str, format: Format, name: &'static str, about: &'static str| {
        html! {
            <button data-testid={id} onclick={choose(format)}>{ name }{ " " }<small>{ about }</small></button>
        }
    };
    let choose_part = {
        let part = part.clone();
        Callback::from(move |event: Event| {
            let in_view = event
                .target_dyn_into::<HtmlInputElement>()
                .is_some_and(|input| input.checked());
            part.set(if in_view { Part::InView } else { Part::Whole });
        })
    };
    html! {
        <div class="menu" ref={popup.whole.clone()} onkeydown={popup.escape()}>
            <button class="tool" data-testid="export" aria-label="Export the recording" title="Export the recording" ref={popup.button.clone()}
                aria-expanded={popup.is_open().to_string()} disabled={state.session.run.is_none()} onclick={popup.toggle()}>
                { icon(icons::EXPORT) }
            </button>
            if popup.is_open() {
                <div class="popup">
                    { item("export-trace", Format::Trace, "Trace", "Interleave's JSON format") }
                    { item("export-chrome", Format::Chrome, "Chrome trace", "for Perfetto and chrome://tracing") }
                    <hr />
                    { item("export-svg", Format::Svg, "Drawing (SVG)", "the timeline, for documents") }
                    { item("export-png", Format::Png, "Drawing (PNG)", "the same as a picture") }
                    <label class="part">
                        <input type="checkbox" data-testid="export-in-view" checked={*part == Part::InView} onchange={choose_part} />
                        { " Only what is in view" }
                    </label>
                </div>
            }
        </div>
    }
}

#[derive(Clone, Copy)]
enum Format {
    Trace,
    Chrome,
    Svg,
    Png,
}

fn download(control: &Control, format: Format, part: Part) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let name = title::file_name(&state);
    let saved = match format {
        Format::Trace | Format::Chrome => {
            let recorded = run.snapshot.trace();
            let (chart, recording) = (&recorded.chart, &recorded.recording);
            let (kind, text) = match format {
                Format::Chrome => ("chrome", chrome_json(chart, recording)),
                _ => ("trace", trace_json(chart, recording)),
            };
            download::text("application/json", &text)
                .and_then(|blob| download::save(&format!("{name}-{kind}.json"), &blob))
        }
        Format::Svg => match drawing(control, &state, run, part).and_then(Draftsman::svg) {
            Some(svg) => download::text("image/svg+xml", &svg)
                .and_then(|blob| download::save(&format!("{name}.svg"), &blob)),
            None => Err(JsValue::from_str("This browser has no canvas.")),
        },
        Format::Png => match drawing(control, &state, run, part).and_then(Draftsman::canvas) {
            Some(canvas) => {
                let control = control.clone();
                let take = Closure::once_into_js(move |blob: Option<Blob>| {
                    let saved = match blob {
                        Some(blob) => download::save(&format!("{name}.png"), &blob),
                        None => Err(JsValue::from_str("The picture is too large.")),
                    };
                    report(&control, saved);
                });
                canvas.to_blob(take.unchecked_ref())
            }
            None => Err(JsValue::from_str("This browser has no canvas.")),
        },
    };
    report(control, saved);
}

fn drawing(control: &Control, state: &State, run: &Run, part: Part) -> Option<Draftsman> {
    let trace = run.snapshot.trace();
    Draftsman::new(COLOURS, trace, control.seen(), part, &caption(state, run))
}

/// What stands below a drawing of the run.
pub(crate) fn caption(state: &State, run: &Run) -> Caption {
    Caption {
        title: title::title(state).to_owned(),
        clock: match (&run.file, run.launch.clock) {
            (Some(_), _) => "Recorded",
            (None, Clock::Live) => "Live",
            (None, Clock::Simulated) => "Simulated",
        },
    }
}

/// Hands a text to the user as a file of this name and media type.
pub(crate) fn save_text(control: &Control, name: &str, kind: &str, text: &str) {
    report(
        control,
        download::text(kind, text).and_then(|blob| download::save(name, &blob)),
    );
}

fn report(control: &Control, saved: Result<(), JsValue>) {
    if let Err(error) = saved {
        control.notice(&format!(
            "Couldn't save the file. {}",
            browser::words(&error)
        ));
    }
}
