//! The header: what to run, how, and how it goes.

use interleave_protocol::Clock;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::action::Action;
use crate::address::{self, SPEEDS};
use crate::browser;
use crate::control::{Control, Order};
use crate::export::ExportMenu;
use crate::icons::{self, icon};
use crate::open::OpenButton;
use crate::picker::Picker;
use crate::run::Phase;
use crate::state::{Python, State, Theme};
use crate::status::Status;

const CLOCKS: &str = "Live waits for real. Simulated jumps over all waiting: the run is over at once, and always the same.";
const NO_LIVE: &str = "This browser can't suspend WebAssembly (it lacks JSPI), so a live run is simulated, and then played at its speed.";

/// What every part of the page is given.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) state: UseReducerHandle<State>,
    pub(crate) control: Control,
}

#[component]
pub(crate) fn Header(props: &Props) -> Html {
    let Props { state, control } = props;
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    let halted = state.playback.is_none()
        && state
            .run
            .as_ref()
            .is_some_and(|run| run.phase == Phase::Paused);
    let (pause, pause_icon) = if halted {
        ("Resume", icons::RUN)
    } else {
        ("Pause", icons::PAUSE)
    };
    html! {
        <header>
            if !state.embed {
                <h1>{ "Interleave" }</h1>
                <Picker state={state.clone()} control={control.clone()} />
            }
            <button class="go" data-testid="run" title="Run (Ctrl+Enter)" disabled={state.python == Python::Missing}
                onclick={press(|control| control.run(Order::default()))}>
                { icon(icons::RUN) }{ "Run" }
            </button>
            <div class="group" role="group" aria-label="The run">
                { button("pause", pause, pause_icon, state.can_pause(), press(Control::pause_or_resume)) }
                { button("step-back", "Step back", icons::STEP_BACK, state.can_step_back(), press(Control::step_back)) }
                { button("step", "Step (Ctrl+Shift+Enter)", icons::STEP, state.can_step(), press(Control::step)) }
                { button("stop", "Stop", icons::STOP, state.can_stop(), press(Control::stop)) }
            </div>
            <Pace ..props.clone() />
            <Status ..props.clone() />
            <div class="group" role="group" aria-label="The page">
                { button("share", "Share: copy an address that holds the program", icons::SHARE, true, press(share)) }
                <OpenButton ..props.clone() />
                <ExportMenu ..props.clone() />
                { button("theme", theme_label(state.theme), theme_icon(state.theme), true, press(next_theme)) }
                { button("help", "Help (?)", icons::HELP, true, press(|control| control.act(Action::Help(true)))) }
            </div>
        </header>
    }
}

/// A button that shows an icon and says its label.
fn button(
    id: &'static str,
    label: &'static str,
    path: &'static str,
    able: bool,
    press: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class="tool" data-testid={id} aria-label={label} title={label} disabled={!able} onclick={press}>
            { icon(path) }
        </button>
    }
}

/// Clock and speed.
#[component]
fn Pace(Props { state, control }: &Props) -> Html {
    let choose_clock = {
        let control = control.clone();
        Callback::from(move |event: Event| {
            if let Some(clock) = address::clock(&chosen(&event)) {
                control.set_clock(clock);
            }
        })
    };
    let choose_speed = {
        let control = control.clone();
        Callback::from(move |event: Event| {
            if let Some(speed) = address::speed(&chosen(&event)) {
                control.set_speed(speed);
            }
        })
    };
    // One that came with the address may be none of the picker's.
    let mut speeds = SPEEDS.to_vec();
    if !speeds.contains(&state.speed) {
        speeds.push(state.speed);
    }
    let live = state.clock == Clock::Live;
    html! {
        <div class="pace">
            <select data-testid="clock" aria-label="Clock" onchange={choose_clock}
                title={if state.lacks_live() { NO_LIVE } else { CLOCKS }}>
                <option value="live" selected={live}>{ if state.lacks_live() { "Live, replayed" } else { "Live" } }</option>
                <option value="simulated" selected={!live}>{ "Simulated" }</option>
            </select>
            <select data-testid="speed" aria-label="Speed" title="Speed" onchange={choose_speed}>
                { for speeds.iter().map(|&speed| html! {
                    <option value={speed.to_string()} selected={speed == state.speed}>{ format!("{speed}×") }</option>
                }) }
            </select>
            { button("limits", "Limits: when a run is ended", icons::LIMITS, true, {
                let control = control.clone();
                Callback::from(move |_: MouseEvent| control.act(Action::ShowLimits(true)))
            }) }
        </div>
    }
}

/// The value of the list that changed.
pub(crate) fn chosen(event: &Event) -> String {
    event
        .target_dyn_into::<HtmlSelectElement>()
        .map(|select| select.value())
        .unwrap_or_default()
}

const fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Colours: as the system",
        Theme::Light => "Colours: light",
        Theme::Dark => "Colours: dark",
    }
}

const fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::System => icons::SYSTEM,
        Theme::Light => icons::SUN,
        Theme::Dark => icons::MOON,
    }
}

fn next_theme(control: &Control) {
    let next = match control.state().theme {
        Theme::System => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::System,
    };
    control.act(Action::Theme(next));
}

fn share(control: &Control) {
    let control = control.clone();
    spawn_local(async move {
        let texts = control.state().texts();
        let Ok(url) = address::share(&texts).await else {
            control.notice("This browser can't compress the program into an address.");
            return;
        };
        let copied = browser::window().navigator().clipboard().write_text(&url);
        match wasm_bindgen_futures::JsFuture::from(copied).await {
            Ok(_) => control.notice("The address with the program in it was copied."),
            Err(_) => {
                control.notice("The program is in the page's address now: copy it from there.")
            }
        }
    });
}
