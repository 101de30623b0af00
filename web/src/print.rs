//! The page on paper: the program, the timeline and the output, while the browser prints.

use gloo_events::EventListener;
use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::export::caption;
use crate::props::PageProps;
use crate::run::Run;
use crate::state::{ShellAction, State};
use crate::timeline::{Draftsman, Part};
use crate::title;

#[wasm_bindgen]
extern "C" {
    /// A text in lines of pieces, `[class, text]`: see `web/editor/src/highlight.js`.
    #[wasm_bindgen(js_namespace = interleaveEditor, js_name = highlight)]
    fn highlight(text: &str) -> Array;
}

/// Hears that the browser is about to print, and that it has. What was shown is put into
/// the page before it prints: the rendering is done when the listener has returned.
pub(crate) fn listen(control: &Control) -> [EventListener; 2] {
    [("beforeprint", true), ("afterprint", false)].map(|(name, printing)| {
        let control = control.clone();
        EventListener::new(&browser::window(), name, move |_| {
            control.act(ShellAction::Print(printing));
        })
    })
}

/// What is printed.
#[component]
pub(crate) fn Paper(PageProps { state, control }: &PageProps) -> Html {
    if !state.shell.printing {
        return Html::default();
    }
    let texts = &state.program.texts;
    let several = !texts.files.is_empty();
    let file = |name: &str, text: &str| {
        html! {
            <section class="listing">
                if several { <h2>{ name }</h2> }
                <pre>{ for highlight(text.trim_end()).iter().map(|line| line_of(&line)) }</pre>
            </section>
        }
    };
    html! {
        <div class="paper">
            <h1>{ title::title(state) }</h1>
            { file(crate::files::MAIN, &texts.main) }
            { for texts.files.iter().map(|one| file(&one.name, &one.text)) }
            if let Some(run) = &state.session.run {
                { timeline(state, control, run) }
                { output(run) }
            }
        </div>
    }
}

fn line_of(line: &JsValue) -> Html {
    let pieces = Array::from(line);
    let text = |at: u32, piece: &Array| {
        JsString::from(piece.get(at))
            .as_string()
            .unwrap_or_default()
    };
    html! {
        <span class="code-line">
            { for pieces.iter().map(|piece| {
                let piece = Array::from(&piece);
                html! { <span class={text(0, &piece)}>{ text(1, &piece) }</span> }
            }) }
            { "\n" }
        </span>
    }
}

fn timeline(state: &State, control: &Control, run: &Run) -> Html {
    let trace = run.snapshot.trace();
    let drawing = Draftsman::new(
        "timeline paper",
        trace,
        control.seen(),
        Part::Whole,
        &caption(state, run),
    );
    let Some(svg) = drawing.and_then(Draftsman::svg) else {
        return Html::default();
    };
    html! { <section class="drawing">{ Html::from_html_unchecked(svg.into()) }</section> }
}

fn output(run: &Run) -> Html {
    let trace = run.snapshot.trace();
    let text = trace
        .chart
        .outputs
        .iter()
        .map(|output| trace.recording.text(output.text));
    let text: String = text.collect();
    if text.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ "Output" }</h2>
            <pre class="printed">{ text }</pre>
        </section>
    }
}
