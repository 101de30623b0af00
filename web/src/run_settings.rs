//! The button and the dialog of how programs are run: seed, network, start, arguments, limits.

use interleave_protocol::Limits;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::icons::{self, icon};
use crate::limits::FIELDS;
use crate::props::PageProps;
use crate::settings::SETTINGS;
use crate::state::{RunSettings, ShellAction, State};

/// How many fields there are.
const COUNT: usize = SETTINGS.len() + FIELDS.len();
/// The index of the seed's field.
const SEED: usize = 0;

/// The button, and the dialog below it.
#[component]
pub(crate) fn RunSettingsMenu(PageProps { state, control }: &PageProps) -> Html {
    let dialog = use_node_ref();
    let button = use_node_ref();
    let faults = use_state_eq(Vec::<Option<String>>::new);
    let inputs: [NodeRef; COUNT] = std::array::from_fn(|_| NodeRef::default());
    let inputs = use_memo((), move |()| inputs);
    {
        let (dialog, button, faults, inputs) = (
            dialog.clone(),
            button.clone(),
            faults.clone(),
            inputs.clone(),
        );
        let settings = state.session.settings.clone();
        use_effect_with(state.shell.limits, move |&shown| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if shown && !dialog.open() {
                faults.set(Vec::new());
                fill(&inputs, &settings);
                place(&dialog, &button);
                // It throws for a dialog that is open or nowhere: this one is neither.
                let _ = dialog.show_modal();
            } else if !shown {
                dialog.close();
            }
        });
    }
    let show = |shown: bool| {
        let control = control.clone();
        move || control.act(ShellAction::ShowLimits(shown))
    };
    let open = show(true);
    let submit = {
        let (control, faults, inputs) = (control.clone(), faults.clone(), inputs.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let mut settings = control.state().session.settings.clone();
            let found = read(&inputs, &mut settings);
            match found.iter().position(Option::is_some) {
                None => {
                    control.set_settings(settings);
                    control.act(ShellAction::ShowLimits(false));
                }
                Some(first) => browser::focus(&inputs[first]),
            }
            faults.set(found);
        })
    };
    let reset = {
        let (faults, inputs, clock) =
            (faults.clone(), inputs.clone(), state.session.settings.clock);
        Callback::from(move |_: MouseEvent| {
            faults.set(Vec::new());
            let settings = RunSettings {
                clock,
                ..RunSettings::default()
            };
            fill(&inputs, &settings);
        })
    };
    let close = {
        let close = show(false);
        Callback::from(move |_: Event| close())
    };
    let cancel = {
        let close = show(false);
        Callback::from(move |_: MouseEvent| close())
    };
    // The dialog's own box is covered by its form: what is clicked beside that is the page.
    let leave = {
        let (close, dialog) = (show(false), dialog.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<HtmlElement>();
            if target.is_some() && target == dialog.cast() {
                close();
            }
        })
    };
    let use_again = |seed: u64| {
        let inputs = inputs.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = inputs[SEED].cast::<HtmlInputElement>() {
                input.set_value(&seed.to_string());
            }
        })
    };
    let row = |at: usize,
               id: &'static str,
               test: String,
               label,
               unit: &'static str,
               about: Html| {
        let about_id = format!("{id}-about");
        let fault = faults.get(at).cloned().flatten();
        let class = if unit.is_empty() && SETTINGS.len() > at {
            "wide"
        } else {
            ""
        };
        html! {
            <div class="limit" key={id}>
                <label for={id}>{ label }</label>
                <span class={classes!("value", class)}>
                    <input {id} ref={inputs[at].clone()} data-testid={test} autocomplete="off" spellcheck="false"
                        autocapitalize="off" aria-describedby={about_id.clone()} aria-invalid={fault.is_some().to_string()} />
                    <span class="unit">{ unit }</span>
                </span>
                <span class={classes!("about", fault.is_some().then_some("wrong"))} id={about_id} role={fault.is_some().then_some("alert")}>
                    { fault.map_or(about, Html::from) }
                </span>
            </div>
        }
    };
    let setting = |(at, one): (usize, &'static crate::settings::Setting)| {
        let about = match one.name {
            "seed" => seed(state, &use_again),
            "latency" => "How long data takes over the simulated network.".into(),
            "start" => "When a simulated run begins. Live reads the real clock.".into(),
            "args" => "sys.argv[1:], quoted as in a shell.".into(),
            _ => "How much the page keeps of a run: events, and their texts.".into(),
        };
        row(
            at,
            one.name,
            one.name.to_owned(),
            one.label,
            one.unit,
            about,
        )
    };
    let limit = |(at, field): (usize, &'static crate::limits::Field)| {
        let id = LIMIT_IDS[at];
        row(
            SETTINGS.len() + at,
            id,
            id.to_owned(),
            field.label,
            field.unit,
            field.about.into(),
        )
    };
    html! {
        <span class="settings-menu" data-testid="run-settings">
            <button class="tool" data-testid="limits" aria-label="Run settings" title="Run settings: seed, network, start time, arguments, limits"
                aria-haspopup="dialog" ref={button} onclick={Callback::from(move |_: MouseEvent| open())}>
                { icon(icons::SETTINGS) }
            </button>
            <dialog class="help limits" ref={dialog} onclose={close} onclick={leave} aria-labelledby="settings-title" data-testid="limits-dialog">
                <form onsubmit={submit} novalidate=true>
                    <h2 id="settings-title">{ "Run settings" }</h2>
                    { for SETTINGS.iter().enumerate().map(setting) }
                    <h3>{ "Limits" }</h3>
                    <p>{ "A run that reaches a limit ends there; what it recorded so far is kept." }</p>
                    { for FIELDS.iter().enumerate().map(limit) }
                    <p class="after">{ "Changes apply to the next run." }</p>
                    <div class="choices">
                        <button type="button" data-testid="limits-reset" onclick={reset}>{ "Reset to defaults" }</button>
                        <button type="button" onclick={cancel}>{ "Cancel" }</button>
                        <button class="go" type="submit" data-testid="limits-save">{ "Save" }</button>
                    </div>
                </form>
            </dialog>
        </span>
    }
}

const LIMIT_IDS: [&str; FIELDS.len()] = [
    "limit-time",
    "limit-steps",
    "limit-output",
    "limit-memory",
    "limit-recursion",
];

/// What the seed is for, and that of the last run.
fn seed(state: &State, use_again: &dyn Fn(u64) -> Callback<MouseEvent>) -> Html {
    let run = state.session.run.as_ref().filter(|run| run.file.is_none());
    match run.map(|run| run.launch.seed) {
        Some(seed) => html! {
            <>
                { format!("The last run had {seed}. ") }
                <button type="button" class="link" data-testid="seed-again" onclick={use_again(seed)}>{ "Use again" }</button>
            </>
        },
        None => "A number, or “random”: the same seed draws the same numbers.".into(),
    }
}

/// Shows the settings in the fields.
fn fill(inputs: &[NodeRef; COUNT], settings: &RunSettings) {
    let shown = SETTINGS.iter().map(|one| one.shown(settings));
    let limits = FIELDS.iter().map(|field| field.shown(&settings.limits));
    for (input, text) in inputs.iter().zip(shown.chain(limits)) {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.set_value(&text);
        }
    }
}

/// Reads the settings from the fields. Returns a sentence for each that can't be.
fn read(inputs: &[NodeRef; COUNT], settings: &mut RunSettings) -> Vec<Option<String>> {
    settings.limits = Limits::page();
    let texts = inputs.iter().map(|input| {
        let input = input.cast::<HtmlInputElement>();
        input.map(|input| input.value()).unwrap_or_default()
    });
    texts
        .enumerate()
        .map(|(at, text)| match SETTINGS.get(at) {
            Some(one) => one.enter(settings, &text).err(),
            None => FIELDS[at - SETTINGS.len()]
                .read(&mut settings.limits, &text)
                .err(),
        })
        .collect()
}

/// Lets the dialog hang from the button.
fn place(dialog: &HtmlDialogElement, button: &NodeRef) {
    let Some(button) = button.cast::<HtmlElement>() else {
        return;
    };
    let below = button.get_bounding_client_rect();
    let style = dialog.style();
    for (name, value) in [("--left", below.left()), ("--top", below.bottom())] {
        // It fails for no property of a valid name.
        let _ = style.set_property(name, &format!("{}px", value.round()));
    }
}
