//! What the page says when the program has changed since the run, and the way back from
//! the program of a run to the one that was open before.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::props::PageProps;
use crate::run::RunRequest;
use crate::state::Python;

/// The strip above a recording of another text than the editor's.
#[component]
pub(crate) fn Stale(PageProps { state, control }: &PageProps) -> Html {
    let pressed = use_focus_kept(state.is_stale());
    if !state.is_stale() {
        return Html::default();
    }
    let press = |act: fn(&Control)| {
        let (control, pressed) = (control.clone(), Rc::clone(&pressed));
        Callback::from(move |_: MouseEvent| {
            pressed.set(true);
            act(&control);
        })
    };
    html! {
        <div class="stale" data-testid="stale">
            <p role="status">{ "The program has changed since this run" }</p>
            <button class="visit" data-testid="run-again" disabled={state.session.python == Python::Missing}
                onclick={press(|control| control.run(RunRequest::default()))}>{ "Run again" }</button>
            <button class="visit" data-testid="show-recorded-program"
                onclick={press(Control::open_program_of_run)}>{ "Show the program that was run" }</button>
        </div>
    }
}

/// The way back, above the program of a run.
#[component]
pub(crate) fn WayBack(PageProps { state, control }: &PageProps) -> Html {
    // An opened recording has a banner of its own.
    let shown = state.program.before.is_some() && state.session.opened_file().is_none();
    let pressed = use_focus_kept(shown);
    if !shown {
        return Html::default();
    }
    let back = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| {
            pressed.set(true);
            control.restore_program();
        })
    };
    html! {
        <div class="opened" data-testid="program-of-run">
            <p>{ "Opened from the recording." }</p>
            <button class="visit" data-testid="back-to-program" onclick={back}>{ "Back to my program" }</button>
        </div>
    }
}

/// A button that is pressed goes with its strip, and the focus with it: it is given to what
/// comes next. To be set at a press.
#[hook]
fn use_focus_kept(shown: bool) -> Rc<Cell<bool>> {
    let pressed = use_memo((), |()| Cell::new(false));
    {
        let pressed = Rc::clone(&pressed);
        use_effect_with(shown, move |&shown| {
            if !shown && pressed.take() {
                move_on();
            }
        });
    }
    pressed
}

/// Gives the focus to the strip that is there now, or to the program; where a screen has its
/// keys, those would come up: to Run.
fn move_on() {
    let has_keys = !browser::holds("(pointer: coarse)");
    let program = has_keys.then_some(".editor .cm-content");
    let strips = [".opened .visit", ".stale .visit"].into_iter();
    for selector in strips.chain(program).chain([".go"]) {
        let active = browser::document().active_element();
        if active.is_some_and(|active| active.tag_name() != "BODY") {
            return;
        }
        let found = browser::document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // Where it is not to be seen, the next one is tried.
            let _ = element.focus();
        }
    }
}
