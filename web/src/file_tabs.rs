//! The tabs above the editor: the program's files.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::arrange::Maximize;
use crate::browser;
use crate::control::Control;
use crate::editor_tools::EditorTools;
use crate::files::{self, MAIN};
use crate::props::PageProps;
use crate::selected_field::use_selected_field;
use crate::state::{Area, ProgramAction};
use crate::tablist;

/// The files, and buttons that add, rename and delete them.
#[component]
pub(crate) fn FileTabs(PageProps { state, control }: &PageProps) -> Html {
    let renaming = use_state_eq(|| false);
    let count = state.program.texts.files.len() + 1;
    let shown = state.program.shown;
    let choose = |at: usize| {
        let (control, renaming) = (control.clone(), renaming.clone());
        Callback::from(move |_: MouseEvent| {
            renaming.set(false);
            control.show_file(at);
        })
    };
    let keys = {
        let control = control.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(to) = tablist::target(&event.key(), shown, count) else {
                return;
            };
            event.prevent_default();
            control.show_file(to);
            tablist::focus(&event, to as u32);
        })
    };
    let tab = |(at, name): (usize, &str)| {
        html! {
            <button role="tab" aria-selected={(at == shown).to_string()} aria-controls="file" data-file={name.to_owned()}
                tabindex={if at == shown { "0" } else { "-1" }} onclick={choose(at)}>{ name.to_owned() }</button>
        }
    };
    let names =
        std::iter::once(MAIN).chain(state.program.texts.files.iter().map(|file| &*file.name));
    let add = {
        let (control, renaming) = (control.clone(), renaming.clone());
        Callback::from(move |_: MouseEvent| {
            let state = control.state();
            let name = files::fresh(&state.program.texts.files);
            control.change_files(ProgramAction::AddFile(name));
            renaming.set(true);
        })
    };
    let rename = {
        let renaming = renaming.clone();
        Callback::from(move |_: MouseEvent| renaming.set(true))
    };
    let delete = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| delete(&control))
    };
    let done = {
        let renaming = renaming.clone();
        Callback::from(move |()| renaming.set(false))
    };
    html! {
        <div class="files">
            <div class="bar" role="tablist" aria-label="Files" onkeydown={keys}>{ for names.enumerate().map(tab) }</div>
            if shown > 0 && *renaming {
                <Name key={shown} state={state.clone()} control={control.clone()} {done} />
            }
            if shown > 0 && !*renaming {
                <button class="small" data-testid="rename-file" onclick={rename}>{ "Rename" }</button>
                <button class="small" data-testid="delete-file" onclick={delete}>{ "Delete" }</button>
            }
            <button class="small" data-testid="add-file" aria-label="Add a file" title="Add a file" onclick={add}>{ "+" }</button>
            <EditorTools state={state.clone()} control={control.clone()} />
            <Maximize state={state.clone()} control={control.clone()} area={Area::Program} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NameProps {
    state: UseReducerHandle<crate::state::State>,
    control: Control,
    done: Callback<()>,
}

/// The field for the shown file's name: Enter keeps it, Escape does not.
#[component]
fn Name(props: &NameProps) -> Html {
    let NameProps {
        state,
        control,
        done,
    } = props;
    let at = state.program.shown - 1;
    let name = state
        .program
        .texts
        .files
        .get(at)
        .map(|file| file.name.to_string())
        .unwrap_or_default();
    let field = use_selected_field(&name);
    let keep = {
        let (control, done, field) = (control.clone(), done.clone(), field.clone());
        move || {
            let Some(field) = field.cast::<HtmlInputElement>() else {
                return;
            };
            let name = field.value().trim().to_owned();
            let state = control.state();
            let mut others = state.program.texts.files.to_vec();
            if at >= others.len() {
                return;
            }
            if *others.remove(at).name == *name {
                done.emit(());
                return;
            }
            match files::fault(&name, &others) {
                Some(fault) => control.notice(fault),
                None => {
                    control.change_files(ProgramAction::RenameFile(name.into()));
                    done.emit(());
                }
            }
        }
    };
    let submit = {
        let keep = keep.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            keep();
        })
    };
    let blur = Callback::from(move |_: FocusEvent| keep());
    let keys = {
        let (done, field, name) = (done.clone(), field.clone(), name.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                // What the field holds when it goes is kept.
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    field.set_value(&name);
                }
                done.emit(());
            }
        })
    };
    html! {
        <form onsubmit={submit}>
            <input ref={field} data-testid="file-name" aria-label="File name" size="14"
                autocomplete="off" spellcheck="false" onkeydown={keys} onblur={blur} />
        </form>
    }
}

/// Deletes the shown file. One that holds something is asked about first.
fn delete(control: &Control) {
    let state = control.state();
    let Some(file) = state
        .program
        .texts
        .files
        .get(state.program.shown.wrapping_sub(1))
    else {
        return;
    };
    let question = format!("Delete {}? This can't be undone.", file.name);
    let sure = file.text.trim().is_empty()
        || browser::window()
            .confirm_with_message(&question)
            .unwrap_or(true);
    if sure {
        control.change_files(ProgramAction::DeleteFile);
    }
}
