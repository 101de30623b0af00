//! Notices about the user's programs: deleted, changed in another tab, not stored.

use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::drafts::{self, Unkept};
use crate::props::PageProps;
use crate::state::DraftAction;

/// What concerns the open program, between header and panels.
pub(crate) fn notices(props: &PageProps) -> Html {
    html! {
        <>
            if !props.state.shell.programs {
                { undo(props) }
            }
            { rival(props) }
            { unkept(props) }
        </>
    }
}

/// What was deleted last, and Undo. It is in the dialog while that is open.
pub(crate) fn undo(PageProps { state, control }: &PageProps) -> Html {
    let Some(undo) = &state.program.undo else {
        return Html::default();
    };
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    let forget = |control: &Control| control.act(DraftAction::ForgetUndo);
    html! {
        <div class="undo" role="status">
            <span>{ undo.sentence.to_string() }</span>
            <button data-testid="undo" onclick={press(Control::undo_delete)}>{ "Undo" }</button>
            <button aria-label="Dismiss" title="Dismiss" onclick={press(forget)}>{ "×" }</button>
        </div>
    }
}

/// Another tab changed the open program.
fn rival(PageProps { state, control }: &PageProps) -> Html {
    let program = &state.program;
    let Some(rival) = program.rival else {
        return Html::default();
    };
    let title = drafts::find(&program.drafts, rival.id).map(|draft| draft.title.to_string());
    let title = title.unwrap_or_default();
    let button = |id: &'static str, label: &'static str, act: fn(&Control)| {
        let control = control.clone();
        let press = Callback::from(move |_: MouseEvent| act(&control));
        html! { <button class="visit" data-testid={id} onclick={press}>{ label }</button> }
    };
    let keep_mine = |control: &Control| {
        let now = browser::date();
        control.act(DraftAction::KeepMine { now });
    };
    let keep_both = |control: &Control| {
        let now = browser::date();
        control.act(DraftAction::KeepBoth { now });
    };
    html! {
        <div class="warned" role="alert" data-testid="changed-elsewhere">
            if rival.gone {
                <p><b>{ title }</b>{ " was deleted in another tab. It is still here." }</p>
                { button("keep-mine", "Keep it", keep_mine) }
                { button("take-other", "Delete it here, too", Control::take_other) }
            } else {
                <p><b>{ title }</b>{ " was changed in another tab. The editor shows this tab's version." }</p>
                { button("keep-mine", "Keep mine", keep_mine) }
                { button("take-other", "Take the other", Control::take_other) }
                { button("keep-both", "Keep both as two programs", keep_both) }
            }
        </div>
    }
}

/// The user's program is not stored.
fn unkept(PageProps { state, control }: &PageProps) -> Html {
    let Some(why) = state.shell.unkept else {
        return Html::default();
    };
    let why = match why {
        Unkept::Denied => {
            "This browser keeps nothing for this page, so your program is gone when the page is closed."
        }
        Unkept::Full => {
            "The browser's storage for this page is full: your latest changes are not kept."
        }
    };
    let save = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.save_program())
    };
    html! {
        <div class="warned" role="alert" data-testid="unkept">
            <p>{ why }</p>
            <button class="visit" data-testid="save-unkept" onclick={save}>{ "Save as a file" }</button>
        </div>
    }
}
