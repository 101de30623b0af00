//! A row of the list of programs.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::drafts::Draft;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::selected_field::use_selected_field;
use crate::state::ShellAction;
use crate::when;

/// The open program, where it is an example or somebody else's.
#[component]
pub(crate) fn OpenRow(PageProps { state, control }: &PageProps) -> Html {
    let duplicate = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.duplicate(None))
    };
    let save = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.save_program())
    };
    let title = state.program.title().to_owned();
    html! {
        <li aria-current="true">
            <span class="title"><b>{ title.clone() }</b><small>{ "open, not one of yours yet" }</small></span>
            <span class="tools">
                { tool("duplicate-program", "Duplicate", &title, icons::DUPLICATE, duplicate) }
                { tool("save-program", "Save", &title, icons::EXPORT, save) }
            </span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct DraftProps {
    pub(crate) control: Control,
    pub(crate) draft: Draft,
    /// In ms since 1970.
    pub(crate) now: u64,
    pub(crate) is_open: bool,
}

/// One of the user's programs.
#[component]
pub(crate) fn DraftRow(props: &DraftProps) -> Html {
    let DraftProps {
        control,
        draft,
        now,
        is_open,
    } = props;
    let renaming = use_state_eq(|| false);
    let id = draft.id;
    let title = draft.title.clone();
    let press = |act: fn(&Control, u64)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control, id))
    };
    let open = press(|control, id| {
        control.visit_draft(id);
        control.act(ShellAction::ShowPrograms(false));
    });
    let rename = {
        let renaming = renaming.clone();
        Callback::from(move |_: MouseEvent| renaming.set(true))
    };
    let done = {
        let (control, renaming) = (control.clone(), renaming.clone());
        Callback::from(move |title: Option<String>| {
            if let Some(title) = title {
                control.rename(id, &title);
            }
            renaming.set(false);
        })
    };
    let button = use_node_ref();
    {
        // The field that goes takes the focus with it.
        let button = button.clone();
        use_effect_with(*renaming, move |&renaming| {
            let active = browser::document().active_element();
            if !renaming
                && active.is_none_or(|active| active.tag_name() == "BODY")
                && let Some(button) = button.cast::<HtmlElement>()
            {
                // It throws for nothing that a button can be.
                let _ = button.focus();
            }
        });
    }
    let files = match draft.texts.files.len() {
        0 => String::new(),
        more => format!(" · {} files", more + 1),
    };
    let about = format!("{}{files}", when::relative(draft.changed, *now));
    html! {
        <li data-program={id.to_string()} aria-current={is_open.then_some("true")}>
            if *renaming {
                <Name title={title.clone()} {done} />
            } else {
                <button class="title" data-part="title" onclick={open}>
                    <b>{ title.to_string() }</b><small>{ about }</small>
                </button>
            }
            <span class="tools">
                <button class="tool" data-testid="rename-program" title="Rename" aria-label={format!("Rename {title}")} onclick={rename}
                    ref={button}>{ icon(icons::RENAME) }</button>
                { tool("duplicate-program", "Duplicate", &title, icons::DUPLICATE, press(|control, id| control.duplicate(Some(id)))) }
                { tool("save-program", "Save", &title, icons::EXPORT, press(Control::save_draft)) }
                { tool("delete-program", "Delete", &title, icons::DELETE, press(Control::delete)) }
            </span>
        </li>
    }
}

fn tool(
    id: &'static str,
    verb: &'static str,
    title: &str,
    path: &'static str,
    press: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class="tool" data-testid={id} title={verb} aria-label={format!("{verb} {title}")} onclick={press}>{ icon(path) }</button>
    }
}

#[derive(Properties, PartialEq)]
struct NameProps {
    title: std::rc::Rc<str>,
    /// Gets the new title; `None` where it stays.
    done: Callback<Option<String>>,
}

/// The field for a program's title: Enter keeps it, Escape does not.
#[component]
fn Name(NameProps { title, done }: &NameProps) -> Html {
    let field = use_selected_field(title);
    let value = move |field: &NodeRef| field.cast::<HtmlInputElement>().map(|field| field.value());
    let keys = {
        let (done, field, title) = (done.clone(), field.clone(), title.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                done.emit(value(&field));
            }
            "Escape" => {
                // It would close the dialog.
                event.prevent_default();
                event.stop_propagation();
                // What the field holds when it goes is kept.
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    field.set_value(&title);
                }
                done.emit(None);
            }
            _ => {}
        })
    };
    let blur = {
        let (done, field) = (done.clone(), field.clone());
        Callback::from(move |_: FocusEvent| done.emit(value(&field)))
    };
    html! {
        <input ref={field} class="title" data-testid="program-name" aria-label="The program's title"
            maxlength="200" autocomplete="off" spellcheck="false" onkeydown={keys} onblur={blur} />
    }
}
