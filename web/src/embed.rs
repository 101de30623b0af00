//! The page in a frame of another site: its bar, and the strip of output and problems.

use web_sys::Element;
use yew::prelude::*;

use crate::address;
use crate::browser;
use crate::control::Control;
use crate::icons::{self, icon};
use crate::output::Output;
use crate::pace;
use crate::popup::use_popup;
use crate::problems::{self, Problems};
use crate::props::PageProps;
use crate::run::RunRequest;
use crate::select::Select;
use crate::splitter::{Room, Splitter};
use crate::state::{Panel, Python, ShellAction, State};
use crate::status::Status;

/// Run, Step, Stop, how it goes, a menu of the rest, and the way to the whole page.
#[component]
pub(crate) fn EmbedBar(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let popup = use_popup();
    let press = |act: fn(&Control)| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| act(&control))
    };
    let whole = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| open_whole(&control))
    };
    let tool = |id: &'static str, label: &'static str, path, able: bool, act| {
        html! {
            <button class="tool" data-testid={id} aria-label={label} title={label} disabled={!able} onclick={press(act)}>{ icon(path) }</button>
        }
    };
    html! {
        <header class="embed-bar">
            <button class="go" data-testid="run" title="Run (Ctrl+Enter)" disabled={state.session.python == Python::Missing}
                onclick={press(|control| control.run(RunRequest::default()))}>
                { icon(icons::RUN) }{ "Run" }
            </button>
            { tool("stop", "Stop", icons::STOP, state.can_stop(), Control::stop as fn(&Control)) }
            { tool("step", "Step (Ctrl+Shift+Enter)", icons::STEP, state.can_step(), Control::step) }
            <Status ..props.clone() />
            <div class="menu" ref={popup.whole.clone()} onkeydown={popup.escape()}>
                <button class="tool" data-testid="more" aria-label="More" title="More" ref={popup.button.clone()} aria-expanded={popup.is_open().to_string()} onclick={popup.toggle()}>
                    { icon(icons::MORE) }
                </button>
                if popup.is_open() {
                    <div class="popup">
                        { item("pause", "Pause or resume", state.can_pause(), press(Control::pause_or_resume)) }
                        { item("step-back", "Step back", state.can_step_back(), press(Control::step_back)) }
                        { pace(props) }
                        { item("help", "Help", true, press(|control| control.act(ShellAction::ShowHelp(true)))) }
                    </div>
                }
            </div>
            <button class="tool wide" data-testid="open-whole" title="Open this program in Interleave, in a new tab" onclick={whole}>
                { icon(icons::OUTSIDE) }<span>{ "Open in Interleave" }</span>
            </button>
        </header>
    }
}

fn item(id: &'static str, label: &'static str, able: bool, press: Callback<MouseEvent>) -> Html {
    html! { <button data-testid={id} disabled={!able} onclick={press}>{ label }</button> }
}

/// Clock and speed.
fn pace(PageProps { state, control }: &PageProps) -> Html {
    let choose = |set: fn(&Control, &str)| {
        let control = control.clone();
        Callback::from(move |name: String| set(&control, &name))
    };
    let clock = choose(|control, name| {
        if let Some(clock) = pace::clock(name) {
            control.set_clock(clock);
        }
    });
    let speed = choose(|control, text| {
        if let Some(speed) = pace::speed(text) {
            control.set_speed(speed);
        }
    });
    let settings = &state.session.settings;
    html! {
        <>
            <label>{ "Clock " }<Select id="clock" value={pace::clock_name(settings.clock)} on_choice={clock}>
                <option value="live">{ "Live" }</option>
                <option value="simulated">{ "Simulated" }</option>
            </Select></label>
            <label>{ "Speed " }<Select id="speed" value={settings.speed.to_string()} on_choice={speed}>
                { for pace::SPEEDS.iter().map(|&speed| html! {
                    <option value={speed.to_string()}>{ format!("{speed}×") }</option>
                }) }
            </Select></label>
        </>
    }
}

/// Opens the same program in a tab of its own, as it is now.
fn open_whole(control: &Control) {
    let control = control.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let state = control.state();
        let opened = match address::of(&state, &[]).await {
            Ok(url) => browser::window().open_with_url_and_target(&url, "_blank"),
            Err(why) => return control.notice(&why),
        };
        if !matches!(opened, Ok(Some(_))) {
            control.notice("The browser didn't open a new tab.");
        }
    });
}

/// Its least height, in pixels.
const LEAST: f64 = 64.0;
/// The height that it has by itself, where there is room; the same as in `embed.css`.
const USUAL: f64 = 120.0;
/// What is left to the rest of the page.
const REST: f64 = 130.0;

/// Output and problems, below the rest: open once there is something to see.
#[component]
pub(crate) fn Strip(props: &PageProps) -> Html {
    let state = &props.state;
    let height = use_state_eq(|| None::<f64>);
    let problems = problems::count(state);
    let by_itself = match state.shell.panel {
        Panel::Problems => Panel::Problems,
        _ => Panel::Output,
    };
    let chosen = state.shell.strip;
    let (shown, open) = chosen.unwrap_or_else(|| (by_itself, has_news(state, problems)));
    let most = browser::document()
        .body()
        .map_or(0.0, |body| f64::from(body.client_height()) - REST);
    let room = Callback::from(move |edge: Element| {
        let strip = edge.parent_element()?;
        Some(Room {
            size: strip.get_bounding_client_rect().height(),
            least: LEAST,
            most,
            // Its size is told in pixels.
            whole: 1.0,
        })
    });
    let on_size = {
        let height = height.clone();
        Callback::from(move |size| height.set(size))
    };
    let tab = |panel: Panel, name: &'static str, id: &'static str, count: usize| {
        let control = props.control.clone();
        let choose = Callback::from(move |_: MouseEvent| {
            // A press on what is shown closes the strip.
            let open = !(open && shown == panel);
            control.act(ShellAction::Strip(panel, open));
        });
        html! {
            <button type="button" aria-expanded={(open && panel == shown).to_string()} aria-controls={id} onclick={choose}>
                { name }
                if count > 0 { <span class="count">{ count }</span> }
            </button>
        }
    };
    let style = height
        .filter(|_| open)
        .map(|height| format!("height: {height}px"));
    let content = |panel: Panel, id: &'static str, name: &'static str, content: Html| {
        html! {
            <div class="content" role="region" {id} data-testid={id} aria-label={name} hidden={!open || panel != shown}>{ content }</div>
        }
    };
    html! {
        <section class={classes!("panel", "strip", open.then_some("open"))} aria-label="What happened" {style}>
            if open {
                <Splitter id="splitter-strip" label="Height of output and problems" controls={shown.name()} upright={false} behind=true
                    values={(height.unwrap_or(USUAL), LEAST, most)} {room} {on_size} />
            }
            <div class="bar">
                { tab(Panel::Output, "Output", "output", 0) }
                { tab(Panel::Problems, "Problems", "problems", problems) }
            </div>
            { content(Panel::Output, "output", "Output", html! { <Output ..props.clone() /> }) }
            { content(Panel::Problems, "problems", "Problems", html! { <Problems ..props.clone() /> }) }
        </section>
    }
}

/// Whether something was printed, asked or went wrong.
fn has_news(state: &State, problems: usize) -> bool {
    let run = state.session.run.as_ref();
    let printed = run.is_some_and(|run| !run.snapshot.trace().chart.outputs.is_empty());
    printed || problems > 0 || state.session.prompt.is_some()
}
