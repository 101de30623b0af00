//! The page.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use interleave_protocol::Clock;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::action::Action;
use crate::address::{self, Address};
use crate::api;
use crate::ask::Ask;
use crate::browser;
use crate::control::{Control, Order};
use crate::editor::Editor;
use crate::examples;
use crate::files::Texts;
use crate::header::{Header, Props};
use crate::help::Help;
use crate::limits::{self, LimitsDialog};
use crate::open;
use crate::panels::{Lower, NarrowTabs, TimelinePanel};
use crate::program::Origin;
use crate::state::{State, Theme};
use crate::store;
use crate::tabs::FileTabs;
use crate::timeline::Scale;

/// How the page begins.
#[derive(Properties, Clone)]
pub(crate) struct Start {
    state: Rc<State>,
}

impl PartialEq for Start {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl Start {
    /// As the address asks for, else as it was left, else with the first example.
    /// `program` is the one in the address.
    pub(crate) fn new(address: &Address, program: Option<Texts>) -> Self {
        let drafts = store::drafts();
        let example = |example: &'static examples::Example| {
            (Origin::Example(example), Texts::single(example.program))
        };
        let asked = program
            .map(|texts| (Origin::Elsewhere, texts))
            .or_else(|| address.example.map(example));
        let (origin, texts) = asked
            .or_else(|| store::open(&drafts))
            .or_else(|| examples::example(examples::FIRST).map(example))
            .unwrap_or((Origin::Elsewhere, Texts::single("")));
        let (clock, speed) = store::pace();
        let state = State {
            text: texts.main,
            files: texts.files,
            origin,
            drafts,
            clock: address.clock.or(clock).unwrap_or(Clock::Live),
            speed: address.speed.or(speed).unwrap_or(1.0),
            latency: address.latency.unwrap_or(0),
            limits: store::get("limits").map_or_else(Default::default, |text| limits::read(&text)),
            theme: store::theme(),
            scale: store::get("axis")
                .and_then(|name| Scale::named(&name))
                .unwrap_or_default(),
            embed: address.embed,
            ..State::default()
        };
        Self {
            state: Rc::new(state),
        }
    }
}

#[component]
pub(crate) fn App(start: &Start) -> Html {
    let state = {
        let start = Rc::clone(&start.state);
        use_reducer_eq(move || (*start).clone())
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
            let python = control.clone();
            wasm_bindgen_futures::spawn_local(async move { python.begin().await });
            let files = open::listen(&control);
            let keys = listen(control);
            move || drop((files, keys))
        });
    }
    use_effect_with(
        (state.origin.clone(), state.drafts.clone()),
        |(origin, drafts)| {
            store::keep(origin, drafts);
            if let Origin::Draft(_) = origin {
                address::forget_program();
            }
        },
    );
    use_effect_with((state.clock, state.speed), |&(clock, speed)| {
        store::set(
            "clock",
            if clock == Clock::Live {
                "live"
            } else {
                "simulated"
            },
        );
        store::set("speed", &speed.to_string());
    });
    use_effect_with(state.limits, |kept| {
        store::set("limits", &limits::write(kept))
    });
    use_effect_with(state.scale, |scale| store::set("axis", scale.name()));
    use_effect_with(state.theme, |&theme| show_theme(theme));

    let props = Props {
        state: state.clone(),
        control: control.clone(),
    };
    let panel = format!("{:?}", state.panel).to_lowercase();
    html! {
        <div class={classes!("page", state.embed.then_some("embed"))} data-panel={panel}>
            <Header ..props.clone() />
            { alerts(&state, &control) }
            { open::refusal(&props) }
            <NarrowTabs ..props.clone() />
            <main>
                <section class="panel program" id="program" aria-label="Program">
                    { watch(&state) }
                    { open::banner(&props) }
                    if !state.embed || !state.files.is_empty() {
                        <FileTabs ..props.clone() />
                    }
                    <Editor state={state.clone()} control={control.clone()} />
                </section>
                <div class="right">
                    <TimelinePanel ..props.clone() />
                    if state.embed {
                        <Ask ..props.clone() />
                    } else {
                        <Lower ..props.clone() />
                    }
                </div>
            </main>
            <LimitsDialog ..props.clone() />
            <Help ..props />
        </div>
    }
}

/// What the open example wants to show.
fn watch(state: &State) -> Html {
    let Origin::Example(example) = state.origin else {
        return Html::default();
    };
    html! {
        <details class="watch" open=true>
            <summary>{ "What to watch" }</summary>
            <p>{ example.watch }</p>
        </details>
    }
}

/// Bugs of ours, and notices.
fn alerts(state: &State, control: &Control) -> Html {
    let close = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(Action::Fault(None)))
    };
    html! {
        <>
            if let Some(fault) = &state.fault {
                <div class="fault" role="alert" data-testid="fault">
                    <p>{ "Something broke that is not your program's fault. Your text is safe. Please report these words:" }</p>
                    <pre>{ fault.to_string() }</pre>
                    <button onclick={close}>{ "Close" }</button>
                </div>
            }
            <div class="notice" role="status">{ state.notice.as_ref().map(ToString::to_string) }</div>
        </>
    }
}

fn show_theme(theme: Theme) {
    let name = match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    store::set("theme", name);
    if let Some(root) = browser::document().document_element() {
        // Setting an attribute of a valid name can't fail.
        let _ = root.set_attribute("data-theme", name);
    }
}

/// The keys of the page. Those of the timeline are its own.
fn listen(control: Control) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&browser::document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // The editor has done what it was to do.
        if event.default_prevented() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Enter" if command && event.shift_key() => control.step(),
            "Enter" if command => control.run(Order::default()),
            "?" if !command && !browser::is_typing(event) => control.act(Action::Help(true)),
            "Escape" if !browser::is_typing(event) => {
                control.act(Action::Select(None));
                control.act(Action::Range(None));
                control.act(Action::Line(None));
                return;
            }
            _ => return,
        }
        event.prevent_default();
    })
}
