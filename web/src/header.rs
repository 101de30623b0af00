//! The header: program, run controls, clock, status, and what a narrow screen keeps in a menu.

use yew::prelude::*;

use crate::control::Control;
use crate::export::ExportMenu;
use crate::icons::{self, icon};
use crate::more::More;
use crate::open::OpenButton;
use crate::pace::{self, SPEEDS};
use crate::picker::Picker;
use crate::props::PageProps;
use crate::run::{Phase, RunRequest};
use crate::run_settings::RunSettingsMenu;
use crate::select::Select;
use crate::share::ShareMenu;
use crate::state::{Python, ShellAction, Theme};
use crate::status::Status;

const CLOCKS: &str = "Live: waits take real time. Simulated: waits are skipped, so the run finishes at once and is the same every time.";
const NO_LIVE: &str = "This browser can't suspend WebAssembly (no JSPI), so a Live run is simulated and then played back at its own speed.";

#[component]
pub(crate) fn Header(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    let halted = state.view.playback.is_none()
        && state
            .session
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
            if !state.shell.embed {
                <h1>{ "Interleave" }</h1>
                <Picker state={state.clone()} control={control.clone()} />
            }
            <button class="go" data-testid="run" title="Run (Ctrl+Enter)" disabled={state.session.python == Python::Missing}
                onclick={press(|control| control.run(RunRequest::default()))}>
                { icon(icons::RUN) }{ "Run" }
            </button>
            <div class="group" role="group" aria-label="Run controls">
                { button("pause", pause, pause_icon, state.can_pause(), press(Control::pause_or_resume)) }
                { button("step-back", "Step back", icons::STEP_BACK, state.can_step_back(), press(Control::step_back)) }
                { button("step", "Step (Ctrl+Shift+Enter)", icons::STEP, state.can_step(), press(Control::step)) }
                { button("stop", "Stop", icons::STOP, state.can_stop(), press(Control::stop)) }
            </div>
            { clock(props) }
            <RunSettingsMenu state={state.clone()} control={control.clone()} />
            <Status ..props.clone() />
            <More>
                { speed(props) }
                <div class="group page-tools" role="group" aria-label="Page tools">
                    <ShareMenu ..props.clone() />
                    <OpenButton ..props.clone() />
                    <ExportMenu ..props.clone() />
                    { button("theme", theme_label(state.shell.theme), theme_icon(state.shell.theme), true, press(next_theme)) }
                </div>
            </More>
            { button("help", "Help (?)", icons::HELP, true, press(|control| control.act(ShellAction::ShowHelp(true)))) }
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

/// The choice of the clock.
fn clock(PageProps { state, control }: &PageProps) -> Html {
    let choose = {
        let control = control.clone();
        Callback::from(move |name: String| {
            if let Some(clock) = pace::clock(&name) {
                control.set_clock(clock);
            }
        })
    };
    let value = pace::clock_name(state.session.settings.clock);
    html! {
        <Select id="clock" label="Clock" {value} on_choice={choose}
            title={if state.session.lacks_live() { NO_LIVE } else { CLOCKS }}>
            <option value="live">{ if state.session.lacks_live() { "Live (replayed)" } else { "Live" } }</option>
            <option value="simulated">{ "Simulated" }</option>
        </Select>
    }
}

/// The choice of the speed.
fn speed(PageProps { state, control }: &PageProps) -> Html {
    let choose = {
        let control = control.clone();
        Callback::from(move |text: String| {
            if let Some(speed) = pace::speed(&text) {
                control.set_speed(speed);
            }
        })
    };
    // One that came with the address may be none of the picker's.
    let mut speeds = SPEEDS.to_vec();
    if !speeds.contains(&state.session.settings.speed) {
        speeds.push(state.session.settings.speed);
    }
    html! {
        <label class="speed">
            <span>{ "Speed" }</span>
            <Select id="speed" title="Speed" value={state.session.settings.speed.to_string()} on_choice={choose}>
            { for speeds.iter().map(|&speed| html! {
                <option value={speed.to_string()}>{ format!("{speed}×") }</option>
            }) }
            </Select>
        </label>
    }
}

const fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Theme: system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
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
    let next = control.state().shell.theme.next();
    control.act(ShellAction::Theme(next));
}
