//! The dialog of the user's programs: a list with search and dates, and what can be done
//! with each.

use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::drafts::{self, Draft, Origin};
use crate::icons::{self, icon};
use crate::open::FileInput;
use crate::program_row::{DraftRow, OpenRow};
use crate::programs::undo;
use crate::props::PageProps;
use crate::state::ShellAction;

/// The button that opens it.
pub(crate) fn button(control: &Control) -> Html {
    let show = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::ShowPrograms(true)))
    };
    html! {
        <button class="tool" data-testid="show-programs" aria-label="Your programs" onclick={show}
            title="Your programs: new, open, save, rename, delete">
            { icon(icons::PROGRAMS) }
        </button>
    }
}

/// The dialog.
#[component]
pub(crate) fn ProgramsDialog(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let dialog = use_node_ref();
    let search = use_state_eq(String::new);
    {
        let (dialog, search) = (dialog.clone(), search.clone());
        use_effect_with(state.shell.programs, move |&shown| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if shown && !dialog.open() {
                search.set(String::new());
                // It throws for a dialog that is open or nowhere: this one is neither.
                let _ = dialog.show_modal();
            } else if !shown {
                dialog.close();
            }
        });
    }
    let close = {
        let control = control.clone();
        Callback::from(move |_: Event| control.act(ShellAction::ShowPrograms(false)))
    };
    html! {
        <dialog class="help programs" ref={dialog} onclose={close} aria-labelledby="programs-title" data-testid="programs">
            if state.shell.programs {
                <Content state={state.clone()} control={control.clone()} {search} />
            }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ContentProps {
    state: UseReducerHandle<crate::state::State>,
    control: Control,
    search: UseStateHandle<String>,
}

#[component]
fn Content(
    ContentProps {
        state,
        control,
        search,
    }: &ContentProps,
) -> Html {
    let props = PageProps {
        state: state.clone(),
        control: control.clone(),
    };
    let program = &state.program;
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    let find = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                search.set(field.value());
            }
        })
    };
    let field = use_node_ref();
    {
        // A row that goes takes the focus with it; so does Undo.
        let field = field.clone();
        use_effect_with(program.undo.clone(), move |_| {
            let active = browser::document().active_element();
            if active.is_none_or(|active| active.tag_name() == "BODY")
                && let Some(field) = field.cast::<HtmlInputElement>()
            {
                // It throws for nothing that a field can be.
                let _ = field.focus();
            }
        });
    }
    let found: Vec<&Draft> = drafts::by_date(&program.drafts)
        .into_iter()
        .filter(|draft| is_found(draft, search))
        .collect();
    let is_own = matches!(program.origin, Origin::Draft(_));
    let now = browser::date();
    html! {
        <>
            <h2 id="programs-title">{ "Your programs" }</h2>
            <p class="about">{ "They are kept in this browser only. Save those that you want to keep for good." }</p>
            <div class="actions">
                <button class="visit" data-testid="new-program" onclick={press(|control| {
                    control.new_program();
                    control.act(ShellAction::ShowPrograms(false));
                })}>{ "New" }</button>
                <FileInput control={control.clone()} label="Open files…" id="open-files" title="Python files, a notebook, a .zip, or a recording" />
                <FileInput control={control.clone()} label="Open a folder…" id="open-folder" title="All the text files in it" folder=true />
                <button class="visit" data-testid="save-all" disabled={program.drafts.is_empty()} onclick={press(Control::save_all)}
                    title="All your programs as one .zip file">{ "Save all" }</button>
            </div>
            <input type="search" class="search" data-testid="find-program" aria-label="Search titles and code"
                placeholder="Search titles and code" value={(**search).clone()} oninput={find} ref={field} />
            { undo(&props) }
            <ul class="list">
                if !is_own && search.is_empty() {
                    <OpenRow ..props.clone() />
                }
                { for found.iter().map(|draft| html! {
                    <DraftRow key={draft.id} control={control.clone()} draft={(*draft).clone()} {now}
                        is_open={program.origin == Origin::Draft(draft.id)} />
                }) }
            </ul>
            if program.drafts.is_empty() {
                <p class="about">{ "None yet. Begin a new one, open a file, or change an example." }</p>
            } else if found.is_empty() {
                <p class="about" role="status">{ "No program contains this." }</p>
            }
            <div class="choices">
                <button class="go" data-testid="close-programs" onclick={press(|control| control.act(ShellAction::ShowPrograms(false)))}>{ "Close" }</button>
            </div>
        </>
    }
}

/// Whether each word of the search is in the draft's title or text.
fn is_found(draft: &Draft, search: &str) -> bool {
    let files = draft.texts.files.iter();
    let files = files.flat_map(|file| [&*file.name, &*file.text]);
    let texts = [&*draft.title, &*draft.texts.main].into_iter().chain(files);
    let texts: Vec<String> = texts.map(str::to_lowercase).collect();
    let search = search.to_lowercase();
    let mut words = search.split_whitespace();
    words.all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Texts;

    #[test]
    fn all_words_of_a_search_are_found() {
        let draft = Draft::new(&[], "My Race".into(), Texts::single("asyncio.Lock()"), 1);
        for found in ["", "race", "LOCK my", " asyncio "] {
            assert!(is_found(&draft, found), "{found}");
        }
        assert!(!is_found(&draft, "race queue"));
    }
}
