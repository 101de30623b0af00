//! The run limits, and their dialog.

use interleave_protocol::Limits;
use wasm_bindgen::JsValue;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser;
use crate::props::PageProps;
use crate::state::{SessionAction, ShellAction};

/// One limit, in the unit that people use.
struct Field {
    /// Its name for scripts and in the storage.
    name: &'static str,
    label: &'static str,
    unit: &'static str,
    about: &'static str,
    /// Its bounds.
    bounds: (f64, f64),
    /// [`Limits`]' units in one of this one.
    scale: f64,
    /// In [`Limits`]' units.
    get: fn(&Limits) -> u64,
    set: fn(&mut Limits, u64),
}

const FIELDS: [Field; 5] = [
    Field {
        name: "time",
        label: "Time",
        unit: "s",
        about: "Maximum time on the program's clock (Simulated only)",
        bounds: (0.001, 1e9),
        scale: 1e6,
        get: |limits| limits.max_time.unwrap_or(0),
        set: |limits, value| limits.max_time = Some(value),
    },
    Field {
        name: "steps",
        label: "Steps",
        unit: "",
        about: "Maximum event-loop steps (Simulated only)",
        bounds: (1.0, 5e6),
        scale: 1.0,
        get: |limits| limits.max_steps.unwrap_or(0),
        set: |limits, value| limits.max_steps = Some(value),
    },
    Field {
        name: "output",
        label: "Output",
        unit: "MB",
        about: "Maximum output",
        bounds: (0.001, 100.0),
        scale: 1e6,
        get: |limits| limits.max_output,
        set: |limits, value| limits.max_output = value,
    },
    Field {
        name: "memory",
        label: "Memory",
        unit: "MB",
        about: "Memory used by your program",
        bounds: (16.0, 2_500.0),
        scale: 1e6,
        get: |limits| limits.max_memory,
        set: |limits, value| limits.max_memory = value,
    },
    Field {
        name: "recursion",
        label: "Recursion",
        unit: "",
        about: "Nested calls before Python raises RecursionError",
        bounds: (50.0, 1e6),
        scale: 1.0,
        get: |limits| u64::from(limits.max_recursion),
        set: |limits, value| limits.max_recursion = u32::try_from(value).unwrap_or(u32::MAX),
    },
];

impl Field {
    fn value(&self, limits: &Limits) -> f64 {
        (self.get)(limits) as f64 / self.scale
    }

    /// # Errors
    /// A sentence with its bounds.
    fn change(&self, limits: &mut Limits, value: f64) -> Result<(), String> {
        let (least, most) = self.bounds;
        let whole = self.scale > 1.0 || value.fract() == 0.0;
        if !(least..=most).contains(&value) || !whole {
            let kind = if self.scale > 1.0 { "" } else { "whole " };
            let (least, most) = (grouped(least), grouped(most));
            let unit = format!(" {}", self.unit);
            return Err(format!(
                "{} must be a {kind}number from {least} to {most}{}.",
                self.label,
                unit.trim_end()
            ));
        }
        (self.set)(limits, (value * self.scale).round() as u64);
        Ok(())
    }

    /// The same for what was typed: commas and spaces between digits are allowed.
    fn read(&self, limits: &mut Limits, text: &str) -> Result<(), String> {
        let digits: String = text
            .chars()
            .filter(|letter| !matches!(letter, ',' | '_') && !letter.is_whitespace())
            .collect();
        self.change(limits, digits.parse().unwrap_or(f64::NAN))
    }
}

/// A number with a comma between thousands.
fn grouped(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// As the storage keeps them: `time=3600 steps=300000 …`.
pub(crate) fn write(limits: &Limits) -> String {
    let fields = FIELDS
        .iter()
        .map(|field| format!("{}={}", field.name, field.value(limits)));
    fields.collect::<Vec<_>>().join(" ")
}

/// What [`write`] wrote. What can't be read is as it is by default.
pub(crate) fn read(text: &str) -> Limits {
    let mut limits = Limits::page();
    for (name, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
        if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
            let _ = field.read(&mut limits, value);
        }
    }
    limits
}

/// The limits of a script's `{time, steps, output, memory, recursion}`, over `limits`.
///
/// # Errors
/// A sentence on the first that is out of its bounds.
pub(crate) fn of_script(asked: &JsValue, limits: Limits) -> Result<Limits, String> {
    let mut limits = limits;
    for field in &FIELDS {
        if let Some(value) = browser::field(asked, field.name).filter(|value| !value.is_undefined())
        {
            field.change(&mut limits, value.as_f64().unwrap_or(f64::NAN))?;
        }
    }
    Ok(limits)
}

/// The dialog.
#[component]
pub(crate) fn LimitsDialog(PageProps { state, control }: &PageProps) -> Html {
    let dialog = use_node_ref();
    let faults = use_state_eq(Vec::<Option<String>>::new);
    let inputs: [NodeRef; FIELDS.len()] = std::array::from_fn(|_| NodeRef::default());
    let inputs = use_memo((), move |()| inputs);
    let fill = {
        let inputs = inputs.clone();
        move |limits: &Limits| {
            for (field, input) in FIELDS.iter().zip(inputs.iter()) {
                if let Some(input) = input.cast::<HtmlInputElement>() {
                    input.set_value(&grouped(field.value(limits)));
                }
            }
        }
    };
    {
        let (dialog, faults, fill, limits) = (
            dialog.clone(),
            faults.clone(),
            fill.clone(),
            state.session.settings.limits,
        );
        use_effect_with(state.shell.limits, move |&shown| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if shown && !dialog.open() {
                faults.set(Vec::new());
                fill(&limits);
                // It throws for a dialog that is open or nowhere: this one is neither.
                let _ = dialog.show_modal();
            } else if !shown {
                dialog.close();
            }
        });
    }
    let submit = {
        let (control, faults, inputs) = (control.clone(), faults.clone(), inputs.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let mut limits = Limits::page();
            let read = FIELDS.iter().zip(inputs.iter()).map(|(field, input)| {
                let input = input.cast::<HtmlInputElement>()?;
                field.read(&mut limits, &input.value()).err()
            });
            let found: Vec<Option<String>> = read.collect();
            match found.iter().position(Option::is_some) {
                None => {
                    control.act(SessionAction::SetLimits(limits));
                    control.act(ShellAction::ShowLimits(false));
                }
                Some(first) => {
                    if let Some(input) = inputs[first].cast::<HtmlElement>() {
                        // It throws for nothing that a field can be.
                        let _ = input.focus();
                    }
                }
            }
            faults.set(found);
        })
    };
    let reset = {
        let faults = faults.clone();
        Callback::from(move |_: MouseEvent| {
            faults.set(Vec::new());
            fill(&Limits::page());
        })
    };
    let close = {
        let control = control.clone();
        Callback::from(move |_: Event| control.act(ShellAction::ShowLimits(false)))
    };
    let cancel = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::ShowLimits(false)))
    };
    let row = |(at, field): (usize, &Field)| {
        let id = format!("limit-{}", field.name);
        let about = format!("{id}-about");
        let fault = faults.get(at).cloned().flatten();
        html! {
            <div class="limit" key={field.name}>
                <label for={id.clone()}>{ field.label }</label>
                <span class="value">
                    <input {id} ref={inputs[at].clone()} data-testid={format!("limit-{}", field.name)} inputmode="decimal"
                        autocomplete="off" aria-describedby={about.clone()} aria-invalid={fault.is_some().to_string()} />
                    <span class="unit">{ field.unit }</span>
                </span>
                <span class={classes!("about", fault.is_some().then_some("wrong"))} id={about} role={fault.is_some().then_some("alert")}>
                    { fault.unwrap_or_else(|| field.about.to_owned()) }
                </span>
            </div>
        }
    };
    html! {
        <dialog class="help limits" ref={dialog} onclose={close} aria-labelledby="limits-title" data-testid="limits-dialog">
            <form onsubmit={submit} novalidate=true>
                <h2 id="limits-title">{ "Run limits" }</h2>
                <p>{ "A run that reaches a limit ends there; what it recorded so far is kept. Changes apply to the next run." }</p>
                { for FIELDS.iter().enumerate().map(row) }
                <div class="choices">
                    <button type="button" data-testid="limits-reset" onclick={reset}>{ "Defaults" }</button>
                    <button type="button" onclick={cancel}>{ "Cancel" }</button>
                    <button class="go" type="submit" data-testid="limits-save">{ "Save" }</button>
                </div>
            </form>
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut limits = Limits::page();
        assert_eq!(read(&write(&limits)), limits);
        for (field, text) in FIELDS.iter().zip(["0.5", "1,000", "1.25", "64", "50"]) {
            assert_eq!(field.read(&mut limits, text), Ok(()));
        }
        let wanted = Limits {
            max_time: Some(500_000),
            max_steps: Some(1_000),
            max_output: 1_250_000,
            max_memory: 64_000_000,
            max_recursion: 50,
        };
        assert_eq!(limits, wanted);
        assert_eq!(read(&write(&limits)), limits);
        assert_eq!(read("steps=many nothing=1 recursion"), Limits::page());
    }

    #[test]
    fn what_is_out_of_bounds_is_a_sentence() {
        let mut limits = Limits::page();
        let [time, steps, _, memory, _] = &FIELDS;
        for text in ["", "x", "-1", "0", "1e99", "inf", "NaN"] {
            assert_eq!(
                time.read(&mut limits, text),
                Err("Time must be a number from 0.001 to 1,000,000,000 s.".to_owned()),
                "{text}"
            );
        }
        assert_eq!(
            steps.read(&mut limits, "2.5"),
            Err("Steps must be a whole number from 1 to 5,000,000.".to_owned())
        );
        assert!(memory.read(&mut limits, "3000").is_err());
        assert_eq!(limits, Limits::page());
    }
}
