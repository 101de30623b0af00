//! The page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::api;
use crate::arrange::{self, LowerSplitter, ProgramSplitter};
use crate::browser;
use crate::control::Control;
use crate::editor::Editor;
use crate::embed::{EmbedBar, Strip};
use crate::file_tabs::FileTabs;
use crate::header::Header;
use crate::help::Help;
use crate::input_prompt::Ask;
use crate::keeping::use_keeping;
use crate::loading;
use crate::open;
use crate::panels::{Lower, NarrowTabs, TimelinePanel};
use crate::print::{self, Paper};
use crate::programs;
use crate::programs_dialog::ProgramsDialog;
use crate::props::PageProps;
use crate::run::RunRequest;
use crate::stale::{Stale, WayBack};
use crate::start::Start;
use crate::state::{Area, Panel, ProgramAction, Shell, ShellAction, State, Theme, ViewAction};
use crate::store;
use crate::watch::Watch;

#[component]
pub(crate) fn App(start: &Start) -> Html {
    let state = {
        let start = start.clone();
        use_reducer_eq(move || start.into_state())
    };
    let control = {
        let state = state.clone();
        use_memo((), move |()| Control::new(state))
    };
    let control = (*control).clone();
    {
        let control = control.clone();
        use_effect_with((), move |()| {
            api::install(&control);
            control.watch();
            let touches = if control.state().shell.embed {
                touches(&control)
            } else {
                let python = control.clone();
                wasm_bindgen_futures::spawn_local(async move { python.begin().await });
                Vec::new()
            };
            let printing = print::listen(&control);
            let files = open::listen(&control);
            let history = control.follow_history();
            let arranging = arrange::listen(&control);
            let keys = listen(control);
            move || drop((touches, printing, files, history, arranging, keys))
        });
    }
    use_keeping(&state, &control);
    use_effect_with((state.shell.theme, state.shell.embed), |&(theme, embed)| {
        show_theme(theme, embed);
    });

    let props = PageProps {
        state: state.clone(),
        control: control.clone(),
    };
    html! {
        <div class={classes!("page", state.shell.embed.then_some("embed"))} data-panel={panel(&state).name()}
            data-panels={state.shell.embed.then(|| state.shell.frame.panels())} data-maximized={state.layout.maximized.map(Area::name)} style={sizes(&state)}>
            if state.shell.embed {
                <EmbedBar ..props.clone() />
            } else {
                <Header ..props.clone() />
            }
            { loading::bar(&state) }
            { loading::failure(&props) }
            { alerts(&state, &control) }
            { open::refusal(&props) }
            { programs::notices(&props) }
            <NarrowTabs ..props.clone() />
            <main>
                <section class="panel program" id="program" aria-label="Program">
                    <Watch ..props.clone() />
                    { open::banner(&props) }
                    <WayBack ..props.clone() />
                    if !state.shell.embed || !state.program.texts.files.is_empty() {
                        <FileTabs ..props.clone() />
                    }
                    <Editor ..props.clone() />
                </section>
                <ProgramSplitter ..props.clone() />
                <div class={classes!("right", state.is_stale().then_some("is-stale"))}>
                    <Stale ..props.clone() />
                    <TimelinePanel ..props.clone() />
                    if !state.shell.embed {
                        <LowerSplitter ..props.clone() />
                        <Lower ..props.clone() />
                    }
                </div>
            </main>
            <ProgramsDialog ..props.clone() />
            if state.shell.embed {
                if state.shell.frame.output {
                    <Strip ..props.clone() />
                } else {
                    <Ask ..props.clone() />
                }
            }
            <Paper ..props.clone() />
            <Help ..props />
        </div>
    }
}

/// The sizes of the panels, for the style sheet.
fn sizes(state: &State) -> String {
    let [program, lower] = [state.layout.program, state.layout.lower].map(|part| part * 100.0);
    format!("--program: {program}%; --lower: {lower}%")
}

/// The panel that is shown where one is at a time. An embedded page has two of them: the
/// others stand below.
fn panel(state: &State) -> Panel {
    let Shell {
        embed,
        frame,
        panel,
        ..
    } = state.shell;
    match panel {
        _ if !embed => panel,
        Panel::Program if frame.program => Panel::Program,
        _ if frame.timeline => Panel::Timeline,
        _ => Panel::Program,
    }
}

/// Python is fetched when an embedded page is touched.
fn touches(control: &Control) -> Vec<EventListener> {
    let events = ["pointerdown", "keydown", "focusin"].into_iter();
    events
        .map(|name| {
            let control = control.clone();
            EventListener::new(&browser::document(), name, move |_| control.wake())
        })
        .collect()
}

/// Bugs of ours, and notices.
fn alerts(state: &State, control: &Control) -> Html {
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::Fault(None)))
    };
    html! {
        <>
            if let Some(fault) = &state.shell.fault {
                <div class="fault" role="alert" data-testid="fault">
                    <p>{ "Something went wrong in Interleave, not in your program. Your code is saved. Please report this message:" }</p>
                    <pre>{ fault.to_string() }</pre>
                    <button onclick={close}>{ "Close" }</button>
                </div>
            }
            <div class="notice" role="status">{ state.shell.notice.as_ref().map(ToString::to_string) }</div>
        </>
    }
}

fn show_theme(theme: Theme, embed: bool) {
    if !embed {
        store::set("theme", theme.name());
    }
    if let Some(root) = browser::document().document_element() {
        // Setting an attribute of a valid name can't fail.
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

/// The keys of the page. Those of the timeline are its own.
fn listen(control: Control) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&browser::document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // The editor has handled it.
        if event.default_prevented() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Enter" if command && event.shift_key() => control.step(),
            "Enter" if command => control.run(RunRequest::default()),
            // The browser would save the page.
            "s" if command && !event.shift_key() => control.save_program(),
            "?" if !command && !browser::is_typing(event) => {
                control.act(ShellAction::ShowHelp(true))
            }
            "Escape" if !browser::is_typing(event) => {
                control.act(ViewAction::Clear);
                control.act(ProgramAction::SelectLine(None));
                return;
            }
            _ => return,
        }
        event.prevent_default();
    })
}
